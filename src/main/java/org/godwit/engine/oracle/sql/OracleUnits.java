package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Routine;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/** Reads the stored units of PL/SQL behind CREATE and its modifiers: routines, packages, types. */
final class OracleUnits {
  private final TokenStream in;
  private final ExpressionParser expressions;
  private final PlSql plSql;

  OracleUnits(TokenStream in, QueryParser queries, PlSql plSql) {
    this.in = in;
    this.expressions = queries.expressions();
    this.plSql = plSql;
  }

  /** FUNCTION, PROCEDURE. */
  Ddl routine(List<String> modifiers, Place place) {
    in.accept("IF", "NOT", "EXISTS");
    Routine routine = plSql.declarations().routines().routine();
    return new Ddl.CreateRoutine(modifiers, routine, in.close(place));
  }

  /** PACKAGE, PACKAGE BODY. */
  Ddl createPackage(List<String> modifiers, Place place) {
    in.expect("PACKAGE");
    boolean isBody = in.accept("BODY");
    Name name = expressions.name();
    List<String> properties = new ArrayList<>();
    plSql.declarations().routines().properties(properties);
    isOrAs();
    if (!isBody) {
      List<Declaration> declarations = plSql.declarations().until(() -> in.at("END"));
      plSql.end();
      return new Ddl.CreatePackage(
          modifiers, name, List.copyOf(properties), declarations, in.close(place));
    }
    List<Declaration> declarations = plSql.declarations().untilBegin();
    Optional<Code.Block> initialisation = Optional.empty();
    if (in.at("BEGIN")) {
      initialisation = Optional.of(plSql.body(List.of(), in.open()));
    } else {
      plSql.end();
    }
    return new Ddl.CreatePackageBody(
        modifiers, name, declarations, initialisation, in.close(place));
  }

  private void isOrAs() {
    plSql.declarations().routines().notWrapped();
    if (!in.accept("IS")) {
      in.expect("AS");
    }
  }

  /** TYPE, TYPE BODY. */
  Ddl createType(List<String> modifiers, Place place) {
    in.expect("TYPE");
    if (in.accept("BODY")) {
      return typeBody(modifiers, place);
    }
    Name name = expressions.name();
    List<String> properties = typeProperties();
    plSql.declarations().routines().notWrapped();
    Optional<Name> under = Optional.empty();
    Optional<Declaration.TypeBody> body = Optional.empty();
    List<Declaration> members = List.of();
    List<String> finals = List.of();
    if (in.accept("UNDER")) {
      under = Optional.of(expressions.name());
      members = in.at("(") ? members() : List.of();
      finals = finals();
    } else if (in.at("IS") || in.at("AS")) {
      in.take();
      if (in.accept("OBJECT")) {
        properties.addAll(javaProperties());
        members = in.at("(") ? members() : List.of();
        finals = finals();
      } else {
        body = Optional.of(plSql.declarations().collection());
        finals = finals();
      }
    } else {
      body = Optional.of(new Declaration.Incomplete(in.close(in.open())));
    }
    return new Ddl.CreateType(
        modifiers, name, List.copyOf(properties), under, body, members, finals, in.close(place));
  }

  private List<String> typeProperties() {
    List<String> properties = new ArrayList<>();
    while (true) {
      plSql.declarations().routines().properties(properties);
      int from = in.position();
      if (in.at("OID") && in.ahead(1).kind() == Kind.STRING) {
        in.take();
        in.take();
      } else if (!in.accept("FORCE")) {
        return properties;
      }
      properties.add(in.words(from));
    }
  }

  /** {@code EXTERNAL NAME 'class' LANGUAGE JAVA USING …} of object types. */
  private List<String> javaProperties() {
    int from = in.position();
    if (in.accept("EXTERNAL", "NAME")) {
      while (!in.at("(") && !OracleParser.isEnd(in.current())) {
        in.take();
      }
      return List.of(in.words(from));
    }
    return List.of();
  }

  private List<Declaration> members() {
    in.expect("(");
    List<Declaration> members = new ArrayList<>();
    do {
      members.add(member());
    } while (in.accept(","));
    in.keepComments(members.getLast().place());
    in.expect(")");
    return List.copyOf(members);
  }

  private Declaration member() {
    PlSqlRoutines routines = plSql.declarations().routines();
    return routines.isHere() ? routines.routine() : plSql.declarations().attribute();
  }

  private List<String> finals() {
    List<String> finals = new ArrayList<>();
    while (true) {
      int from = in.position();
      in.accept("NOT");
      if (!in.accept("FINAL") && !in.accept("INSTANTIABLE") && !in.accept("PERSISTABLE")) {
        return List.copyOf(finals);
      }
      finals.add(in.words(from));
    }
  }

  private Ddl typeBody(List<String> modifiers, Place place) {
    Name name = expressions.name();
    plSql.declarations().routines().properties(new ArrayList<>());
    isOrAs();
    List<Declaration> members = plSql.declarations().until(() -> in.at("END"));
    plSql.end();
    return new Ddl.CreateTypeBody(modifiers, name, members, in.close(place));
  }
}
