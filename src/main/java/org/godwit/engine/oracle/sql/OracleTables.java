package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Ddl;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Name;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.TableElement;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Type;
import org.godwit.sql.Verbatim;

/** Reads CREATE TABLE and ALTER TABLE. */
final class OracleTables {
  /** What stands behind ADD and MODIFY and is no column. */
  private static final Set<String> NO_COLUMNS =
      Set.of(
          "PARTITION",
          "SUBPARTITION",
          "OVERFLOW",
          "SUPPLEMENTAL",
          "LOB",
          "NESTED",
          "VARRAY",
          "OPAQUE",
          "PERIOD");

  private static final Set<String> CONSTRAINT_WORDS =
      Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "DEFAULT");

  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final OracleColumns columns;
  private final OracleOptions options;
  private final OraclePartitions partitions;

  OracleTables(
      TokenStream in, QueryParser queries, OracleOptions options, OraclePartitions partitions) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.options = options;
    this.partitions = partitions;
    this.columns = new OracleColumns(in, expressions, options);
  }

  /** TABLE. */
  Ddl createTable(List<String> modifiers, Place place) {
    in.expect("TABLE");
    in.accept("IF", "NOT", "EXISTS");
    Name name = expressions.name();
    List<String> words = new ArrayList<>(options.all());
    Optional<Type> of = Optional.empty();
    if (in.accept("OF")) {
      of = Optional.of(objectType());
      words.addAll(substitutable());
    }
    List<TableElement> elements = in.at("(") ? elements() : List.of();
    Optional<Partitioning> partitioning = Optional.empty();
    while (true) {
      List<String> more = options.all();
      words.addAll(more);
      if (in.at("PARTITION", "BY") && partitioning.isEmpty()) {
        partitioning = Optional.of(partitions.partitioning());
      } else if (more.isEmpty()) {
        break;
      }
    }
    Optional<Query> rows = in.accept("AS") ? Optional.of(queries.query()) : Optional.empty();
    return new Ddl.CreateTable(
        modifiers, name, of, elements, List.copyOf(words), partitioning, rows, in.closeItem(place));
  }

  /** Without arguments: what stands in parentheses behind it is the table's. */
  private Type objectType() {
    Place place = in.open();
    return new Type.Named(expressions.name(), List.of(), "", "", in.close(place));
  }

  private List<String> substitutable() {
    int from = in.position();
    in.accept("NOT");
    if (!in.accept("SUBSTITUTABLE")) {
      return List.of();
    }
    in.accept("AT", "ALL", "LEVELS");
    return List.of(in.words(from));
  }

  /** Columns and constraints in parentheses. */
  List<TableElement> elements() {
    in.expect("(");
    List<TableElement> elements = new ArrayList<>();
    do {
      elements.add(columns.element());
    } while (in.accept(","));
    in.keepComments(elements.getLast().place());
    in.expect(")");
    return List.copyOf(elements);
  }

  /** ALTER TABLE, behind these words. */
  Ddl alterTable(Place place) {
    Name name = expressions.name();
    List<Ddl.Alteration> alterations = new ArrayList<>();
    do {
      alterations.add(alteration());
    } while (!in.at(";") && !OracleParser.isEnd(in.current()));
    return new Ddl.AlterTable(name, List.copyOf(alterations), in.closeItem(place));
  }

  private Ddl.Alteration alteration() {
    Place place = in.open();
    int from = in.position();
    boolean isAdd = in.at("ADD");
    boolean isModify = in.at("MODIFY");
    if (isAdd && isElement(1, NO_COLUMNS)) {
      in.take();
      return new Ddl.Add(changed(), in.close(place));
    }
    if (isModify && isElement(1, NO_COLUMNS) && !isAny(1, CONSTRAINT_WORDS)) {
      in.take();
      in.accept("COLUMN");
      return new Ddl.Modify(changed(), in.close(place));
    }
    in.expect(Kind.WORD, "ADD, MODIFY, DROP or another change of the table");
    while (!in.at(";") && !OracleParser.isEnd(in.current())) {
      in.take();
    }
    Verbatim words = new Verbatim(in.words(from), in.close(place));
    return new Ddl.Change(words, place);
  }

  private boolean isElement(int at, Set<String> others) {
    return in.ahead(at).is("(") || (in.ahead(at).isName() && !isAny(at, others));
  }

  private boolean isAny(int at, Set<String> words) {
    return in.ahead(at).kind() == Kind.WORD && words.contains(in.ahead(at).text());
  }

  private List<TableElement> changed() {
    if (in.at("(")) {
      return elements();
    }
    List<TableElement> elements = new ArrayList<>();
    do {
      elements.add(columns.element());
    } while (in.accept(","));
    return List.copyOf(elements);
  }
}
