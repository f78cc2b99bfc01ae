package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Ddl;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/** Reads GRANT, REVOKE and COMMENT. */
final class OracleGrants {
  private final TokenStream in;
  private final ExpressionParser expressions;

  OracleGrants(TokenStream in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  /** GRANT, REVOKE. */
  Ddl grant(Place place) {
    boolean isRevoke = in.take().text().equals("REVOKE");
    List<String> privileges = new ArrayList<>();
    do {
      privileges.add(privilege());
    } while (in.accept(","));
    String onKind = "";
    Optional<Name> on = Optional.empty();
    if (in.accept("ON")) {
      onKind = onKind();
      on = Optional.of(expressions.name());
    }
    in.expect(isRevoke ? "FROM" : "TO");
    List<Name> grantees = new ArrayList<>();
    do {
      grantees.add(expressions.name());
    } while (in.accept(","));
    return new Ddl.Grant(
        isRevoke,
        List.copyOf(privileges),
        onKind,
        on,
        List.copyOf(grantees),
        options(),
        in.closeItem(place));
  }

  private String privilege() {
    int from = in.position();
    while (!in.at(",") && !in.at("ON") && !in.at("TO") && !in.at("FROM")) {
      if (in.at("(")) {
        in.skipParentheses();
      } else if (in.at(Kind.QUOTED)) {
        in.take();
      } else {
        in.expect(Kind.WORD, "a privilege or role");
      }
    }
    return in.words(from);
  }

  private String onKind() {
    int from = in.position();
    if (in.ahead(1).isName() && !in.ahead(1).is("TO") && !in.ahead(1).is("FROM")) {
      in.take();
      if (in.ahead(1).isName() && !in.ahead(1).is("TO") && !in.ahead(1).is("FROM")) {
        in.take();
      }
    }
    return in.words(from);
  }

  private List<String> options() {
    List<String> options = new ArrayList<>();
    while (!in.at(";") && !OracleParser.isEnd(in.current())) {
      int from = in.position();
      if (in.accept("IDENTIFIED", "BY")) {
        options.add(in.words(from));
        in.take();
        continue;
      }
      if (in.accept("WITH")) {
        in.expect(Kind.WORD, "GRANT, ADMIN, HIERARCHY or DELEGATE");
        in.expect("OPTION");
      } else if (in.accept("CASCADE")) {
        in.accept("CONSTRAINTS");
      } else if (in.accept("CONTAINER")) {
        in.expect("=");
        in.take();
      } else {
        in.expect("FORCE");
      }
      options.add(in.words(from));
    }
    return List.copyOf(options);
  }

  /** COMMENT ON. */
  Ddl comment(Place place) {
    in.expect("COMMENT", "ON");
    int from = in.position();
    in.accept("MATERIALIZED");
    in.expect(Kind.WORD, "TABLE, COLUMN or another kind");
    String kind = in.words(from);
    Name name = expressions.name();
    in.expect("IS");
    if (!in.at(Kind.STRING) && !in.at(Kind.NATIONAL_STRING)) {
      throw in.expected("a string");
    }
    String text = in.take().text();
    return new Ddl.CommentOn(kind, name, text, in.closeItem(place));
  }
}
