package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Ddl;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;
import org.godwit.sql.QueryParser;
import org.godwit.sql.TokenStream;

/** Reads CREATE INDEX, as a statement and behind USING INDEX. */
final class OracleIndexes {
  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final OracleOptions options;
  private final OraclePartitions partitions;

  OracleIndexes(
      TokenStream in, QueryParser queries, OracleOptions options, OraclePartitions partitions) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.options = options;
    this.partitions = partitions;
  }

  /** INDEX. */
  Ddl.CreateIndex createIndex(List<String> modifiers, Place place) {
    String kind = String.join(" ", modifiers);
    in.expect("INDEX");
    in.accept("IF", "NOT", "EXISTS");
    Name name = expressions.name();
    in.expect("ON");
    boolean isCluster = in.accept("CLUSTER");
    Name table = expressions.name();
    Optional<Identifier> alias =
        in.current().isName() && !isCluster
            ? Optional.of(expressions.identifier())
            : Optional.empty();
    List<OrderItem> columns = List.of();
    if (!isCluster) {
      in.expect("(");
      columns = expressions.orderItems();
      in.expect(")");
    }
    return new Ddl.CreateIndex(
        kind, name, isCluster, table, alias, columns, indexOptions(), in.closeItem(place));
  }

  /** {@code (CREATE INDEX …)}. */
  Ddl.CreateIndex inParentheses() {
    in.expect("(");
    Place place = in.open();
    in.expect("CREATE");
    List<String> modifiers = in.accept("UNIQUE") ? List.of("UNIQUE") : List.of();
    Ddl.CreateIndex index = createIndex(modifiers, place);
    in.expect(")");
    return index;
  }

  private List<String> indexOptions() {
    List<String> all = new ArrayList<>();
    while (true) {
      int from = in.position();
      if (in.accept("LOCAL")) {
        while (in.at("(") || in.at("STORE", "IN")) {
          if (!in.accept("STORE", "IN")) {
            in.skipParentheses();
          }
        }
      } else if (in.accept("GLOBAL")) {
        if (in.at("PARTITION", "BY")) {
          partitions.partitioning();
        }
      } else if (in.at("FROM")) {
        joinOfBitmap();
      } else if (!options.take()) {
        return List.copyOf(all);
      }
      all.add(in.words(from));
    }
  }

  /** {@code FROM … WHERE …} of a bitmap join index. */
  private void joinOfBitmap() {
    in.expect("FROM");
    queries.fromItems();
    in.expect("WHERE");
    expressions.expression();
  }
}
