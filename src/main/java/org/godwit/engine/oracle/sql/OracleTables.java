package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Ddl;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Name;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.TableElement;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Type;

/** Reads CREATE TABLE and ALTER TABLE. */
final class OracleTables {
  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final OracleColumns columns;
  private final OracleOptions options;
  private final OraclePartitions partitions;
  private final OracleAlterations alterations;

  OracleTables(
      TokenStream in,
      QueryParser queries,
      OracleOptions options,
      OraclePartitions partitions,
      OracleIndexes indexes) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.options = options;
    this.partitions = partitions;
    this.columns = new OracleColumns(in, expressions, options, indexes);
    this.alterations = new OracleAlterations(in, expressions, columns, partitions, this);
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
    in.accept("IF", "EXISTS");
    Name name = expressions.name();
    return new Ddl.AlterTable(name, alterations.all(), in.closeItem(place));
  }
}
