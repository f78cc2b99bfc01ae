package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.godwit.sql.Token.Kind;

/** Reads names. */
final class NameParser {
  private final TokenStream in;
  private final Set<String> reserved;

  NameParser(TokenStream in, Set<String> reserved) {
    this.in = in;
    this.reserved = reserved;
  }

  /** A name with its qualifiers and link. */
  Name name() {
    List<Identifier> parts = new ArrayList<>(2);
    parts.add(identifier());
    while (in.at(".") && in.ahead(1).isName()) {
      in.take();
      parts.add(identifier());
    }
    return new Name(List.copyOf(parts), in.at("@") ? link() : "");
  }

  private String link() {
    int from = in.position();
    do {
      in.take();
      identifier();
    } while (in.at(".") || in.at("@"));
    return in.words(from).substring(1);
  }

  /** One identifier; reserved words are none. */
  Identifier identifier() {
    Token token = in.current();
    if (token.kind() == Kind.QUOTED) {
      in.take();
      return new Identifier(token.text(), true);
    }
    if (token.kind() != Kind.WORD || (in.position() > 0 && isReservedHere(token))) {
      throw in.expected("a name");
    }
    in.take();
    return new Identifier(in.text().substring(token.start(), token.end()), false);
  }

  /** Behind a dot any word is a name. */
  private boolean isReservedHere(Token token) {
    return reserved.contains(token.text())
        && !in.previous().is(".")
        && !(token.is("SET") && in.ahead(1).is("("));
  }

  /** Identifiers in parentheses. */
  List<Identifier> identifiersInParentheses() {
    in.expect("(");
    List<Identifier> all = new ArrayList<>();
    do {
      all.add(identifier());
    } while (in.accept(","));
    in.expect(")");
    return List.copyOf(all);
  }
}
