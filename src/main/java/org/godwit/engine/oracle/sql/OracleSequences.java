package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.godwit.sql.Place;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/** Reads the options of sequences and identities, and writes them. */
final class OracleSequences {
  private static final Set<String> WORDS =
      Set.of(
          "NOMAXVALUE",
          "NOMINVALUE",
          "CYCLE",
          "NOCYCLE",
          "NOCACHE",
          "ORDER",
          "NOORDER",
          "KEEP",
          "NOKEEP",
          "NOSCALE",
          "NOEXTEND",
          "EXTEND",
          "SCALE",
          "SESSION",
          "GLOBAL",
          "SHARD",
          "NOSHARD",
          "NOPARTITION",
          "RESTART");

  private final TokenStream in;

  OracleSequences(TokenStream in) {
    this.in = in;
  }

  /** All options that stand here. */
  List<SequenceOption> all() {
    List<SequenceOption> all = new ArrayList<>();
    while (isOption()) {
      all.add(option());
    }
    return List.copyOf(all);
  }

  private boolean isOption() {
    return in.at("INCREMENT", "BY")
        || in.at("START", "WITH")
        || in.at("MAXVALUE")
        || in.at("MINVALUE")
        || in.at("CACHE")
        || in.at("SHARING", "=")
        || in.atAny(WORDS);
  }

  private SequenceOption option() {
    Place place = in.open();
    int from = in.position();
    String value = "";
    String words;
    if (in.accept("INCREMENT", "BY") || in.accept("START", "WITH")) {
      words = in.words(from);
      value = value();
    } else if (in.accept("MAXVALUE") || in.accept("MINVALUE") || in.accept("CACHE")) {
      words = in.words(from);
      value = value();
    } else {
      in.accept("SHARING", "=");
      in.take();
      words = in.words(from);
    }
    return new SequenceOption(words, value, in.close(place));
  }

  private String value() {
    if (in.accept("LIMIT", "VALUE")) {
      return "LIMIT VALUE";
    }
    String sign = in.accept("-") ? "-" : "";
    in.accept("+");
    if (in.at(Kind.WORD) && in.current().text().startsWith("&")) {
      return sign + in.take().text();
    }
    return sign + in.expect(Kind.NUMBER, "a number").text();
  }

  /** As it is written. */
  static String text(SequenceOption option) {
    return option.value().isEmpty() ? option.words() : option.words() + " " + option.value();
  }
}
