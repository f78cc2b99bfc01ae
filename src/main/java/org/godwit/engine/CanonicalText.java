package org.godwit.engine;

import java.util.List;
import java.util.Optional;

/**
 * How a server itself renders values as text that another engine's server renders alike, and hashes
 * them. A validation compares with it what two servers hold, without any of the code that loaded
 * the rows. All results are SQL expressions.
 */
public interface CanonicalText {

  /** Statements that fix what the rendering depends on in a session: zone, styles, digits. */
  List<String> session();

  /**
   * The value in its form: text, or bytes for {@link CanonicalForm.Bytes}; NULL for NULL. Altered
   * as the column's alterations say.
   *
   * @return empty where this engine can't render the column's type in that form
   */
  Optional<String> value(CanonicalColumn column);

  /**
   * A condition that holds for values that the alterations change.
   *
   * @return empty where they never change a value of the column
   */
  Optional<String> altered(CanonicalColumn column);

  /**
   * What a value adds to the text of its row. Never NULL, and different for different values: NULL
   * is {@code ~}, free text has its length in characters in front, bytes and long text are an MD5.
   *
   * @param value from {@link #value}
   */
  String member(String value, CanonicalForm form);

  /** The same where the column must be known too: to Oracle an empty string is NULL. */
  default String member(CanonicalColumn column, String value) {
    return member(value, column.form());
  }

  /**
   * How many bytes the text of a row may have; a longer one is hashed in groups of columns, on both
   * sides alike.
   */
  default int rowBytesMax() {
    return Integer.MAX_VALUE;
  }

  /** The members with a bar between them. */
  String join(List<String> members);

  /** The value as text for people, cut to so many characters; bytes as upper-case hex. */
  String shown(String value, CanonicalForm form, int charactersMax);

  /** The MD5 of a text's UTF-8 bytes or of bytes, 32 lower-case hex digits. */
  String md5(String value);

  /**
   * Sixty bits of an MD5 as a whole number.
   *
   * @param md5 the 32 digits
   * @param part 0 for its first fifteen digits, 1 for its last fifteen
   */
  String number(String md5, int part);

  /** The bits of a whole number that the mask has, as SQL. */
  default String bits(String number, long mask) {
    return "(%s & %d)".formatted(number, mask);
  }

  /**
   * What stands at the end of a derived table so that the server computes its expressions once,
   * instead of wherever the outer query names them.
   */
  String fence();
}
