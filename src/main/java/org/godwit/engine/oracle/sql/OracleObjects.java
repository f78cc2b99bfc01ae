package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Ddl;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.TableElement;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Verbatim;

/**
 * Reads what CREATE makes besides tables, indexes and PL/SQL: views, sequences, synonyms, links.
 */
final class OracleObjects {
  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final OracleOptions options;
  private final OraclePartitions partitions;
  private final OracleTables tables;

  OracleObjects(
      TokenStream in,
      QueryParser queries,
      OracleOptions options,
      OraclePartitions partitions,
      OracleTables tables) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.options = options;
    this.partitions = partitions;
    this.tables = tables;
  }

  /** VIEW. */
  Ddl createView(List<String> modifiers, Place place) {
    in.expect("VIEW");
    in.accept("IF", "NOT", "EXISTS");
    Name name = expressions.name();
    List<String> words = new ArrayList<>();
    bequeath(words);
    List<TableElement> columns = in.at("(") ? tables.elements() : List.of();
    Optional<Verbatim> of = in.at("OF") ? Optional.of(objectView()) : Optional.empty();
    bequeath(words);
    in.expect("AS");
    Query query = queries.query();
    String restriction = restriction();
    if (in.at("CONTAINER_MAP") || in.at("CONTAINERS_DEFAULT")) {
      words.add(in.take().text());
    }
    return new Ddl.CreateView(
        modifiers, name, columns, of, List.copyOf(words), query, restriction, in.closeItem(place));
  }

  private void bequeath(List<String> words) {
    while (true) {
      int from = in.position();
      if (in.accept("BEQUEATH")) {
        in.take();
      } else if (in.accept("SHARING", "=")) {
        in.take();
      } else if (in.accept("DEFAULT", "COLLATION")) {
        expressions.name();
      } else if (in.at("ANNOTATIONS", "(")) {
        in.take();
        in.skipParentheses();
      } else {
        return;
      }
      words.add(in.words(from));
    }
  }

  private Verbatim objectView() {
    Place place = in.open();
    int from = in.position();
    in.expect("OF");
    expressions.name();
    while (!in.at("AS")) {
      if (in.at("(")) {
        in.skipParentheses();
      } else {
        in.expect(Kind.WORD, "AS");
      }
    }
    return new Verbatim(in.words(from), in.close(place));
  }

  private String restriction() {
    if (!in.accept("WITH")) {
      return "";
    }
    int from = in.position();
    if (!in.accept("READ", "ONLY")) {
      in.accept("CASCADED");
      in.accept("LOCAL");
      in.expect("CHECK", "OPTION");
    }
    if (in.accept("CONSTRAINT")) {
      expressions.identifier();
    }
    return in.words(from);
  }

  /** MATERIALIZED VIEW. */
  Ddl createMaterializedView(Place place) {
    if (!in.accept("SNAPSHOT")) {
      in.expect("MATERIALIZED", "VIEW");
    }
    in.accept("IF", "NOT", "EXISTS");
    Name name = expressions.name();
    List<Identifier> columns = in.at("(") ? expressions.identifiersInParentheses() : List.of();
    List<String> words = new ArrayList<>();
    Optional<Partitioning> partitioning = Optional.empty();
    while (!in.at("AS")) {
      int from = in.position();
      if (in.at("PARTITION", "BY")) {
        partitioning = Optional.of(partitions.partitioning());
      } else {
        if (!materializedOption() && !options.take()) {
          throw in.expected("an option of a materialized view, or AS");
        }
        words.add(in.words(from));
      }
    }
    in.expect("AS");
    return new Ddl.CreateMaterializedView(
        name, columns, List.copyOf(words), partitioning, queries.query(), in.closeItem(place));
  }

  private boolean materializedOption() {
    if (in.accept("BUILD")) {
      in.take();
      return true;
    }
    if (in.accept("REFRESH")) {
      refresh();
      return true;
    }
    if (in.accept("NEVER", "REFRESH")
        || in.accept("FOR", "UPDATE")
        || in.accept("EVALUATE", "USING")) {
      return true;
    }
    if (in.at("ENABLE") || in.at("DISABLE")) {
      boolean isKnown =
          in.ahead(1).is("QUERY") || in.ahead(1).is("ON") || in.ahead(1).is("CONCURRENT");
      if (isKnown) {
        in.take();
        in.take();
        in.take();
      }
      return isKnown;
    }
    if (in.accept("ON", "PREBUILT", "TABLE")) {
      if (in.accept("WITH") || in.accept("WITHOUT")) {
        in.expect("REDUCED", "PRECISION");
      }
      return true;
    }
    if (in.accept("USING", "NO", "INDEX")) {
      return true;
    }
    if (in.accept("USING", "INDEX")) {
      options.all();
      return true;
    }
    return false;
  }

  private void refresh() {
    while (true) {
      if (in.at("START", "WITH")) {
        in.accept("START", "WITH");
        expressions.expression();
      } else if (in.accept("NEXT")) {
        expressions.expression();
      } else if (in.at("WITH")) {
        in.take();
        if (!in.accept("PRIMARY", "KEY")) {
          in.expect("ROWID");
        }
      } else if (in.accept("USING")) {
        while (in.at("DEFAULT")
            || in.at("MASTER")
            || in.at("LOCAL")
            || in.at("ROLLBACK")
            || in.at("SEGMENT")
            || in.at("ENFORCED")
            || in.at("TRUSTED")
            || in.at("CONSTRAINTS")) {
          in.take();
        }
      } else if (in.at("ON") && !in.ahead(1).is("PREBUILT")) {
        in.take();
        in.take();
      } else if (in.at("FAST") || in.at("COMPLETE") || in.at("FORCE")) {
        in.take();
      } else {
        return;
      }
    }
  }

  /** SEQUENCE. */
  Ddl createSequence(Place place) {
    in.expect("SEQUENCE");
    in.accept("IF", "NOT", "EXISTS");
    Name name = expressions.name();
    return new Ddl.CreateSequence(name, new OracleSequences(in).all(), in.closeItem(place));
  }

  /** SYNONYM. */
  Ddl createSynonym(List<String> modifiers, Place place) {
    in.expect("SYNONYM");
    in.accept("IF", "NOT", "EXISTS");
    Name name = expressions.name();
    if (in.accept("SHARING", "=")) {
      in.take();
    }
    in.expect("FOR");
    return new Ddl.CreateSynonym(modifiers, name, expressions.name(), in.closeItem(place));
  }

  /** DATABASE LINK. */
  Ddl createDatabaseLink(List<String> modifiers, Place place) {
    in.expect("DATABASE", "LINK");
    Name name = expressions.name();
    return new Ddl.CreateDatabaseLink(modifiers, name, secretOptions(), in.closeItem(place));
  }

  /** USER, ROLE. */
  Ddl createPrincipal(Place place) {
    String kind = in.take().text();
    in.accept("IF", "NOT", "EXISTS");
    Name name = expressions.name();
    return new Ddl.CreatePrincipal(kind, name, secretOptions(), in.closeItem(place));
  }

  /** Words up to the end, without what stands behind IDENTIFIED BY and AUTHENTICATED BY. */
  private List<String> secretOptions() {
    List<String> all = new ArrayList<>();
    int from = in.position();
    while (!in.at(";") && !OracleParser.isEnd(in.current())) {
      boolean isBy = in.at("BY");
      boolean isSecret =
          isBy && (in.previous().is("IDENTIFIED") || in.previous().is("AUTHENTICATED"));
      in.take();
      if (isSecret) {
        all.add(in.words(from));
        in.accept("VALUES");
        if (!in.at(";") && !OracleParser.isEnd(in.current())) {
          in.take();
        }
        from = in.position();
      }
    }
    if (from < in.position()) {
      all.add(in.words(from));
    }
    return List.copyOf(all);
  }
}
