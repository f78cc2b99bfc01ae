package org.godwit.engine.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Partitioning.Partition;
import org.godwit.sql.Place;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/** Reads PARTITION BY. */
final class MySqlPartitions {
  private final TokenStream in;
  private final ExpressionParser expressions;

  MySqlPartitions(TokenStream in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  /** PARTITION BY with its partitions. */
  Partitioning partitioning() {
    Place place = in.open();
    in.expect("PARTITION", "BY");
    Partitioning head = method(place);
    List<String> options = new ArrayList<>();
    if (in.accept("PARTITIONS")) {
      options.add("PARTITIONS " + in.take().text());
    }
    Optional<Partitioning> sub = Optional.empty();
    if (in.at("SUBPARTITION", "BY")) {
      Place at = in.open();
      in.expect("SUBPARTITION", "BY");
      Partitioning inner = method(at);
      List<String> counts = new ArrayList<>();
      if (in.accept("SUBPARTITIONS")) {
        counts.add("SUBPARTITIONS " + in.take().text());
      }
      sub =
          Optional.of(
              new Partitioning(
                  inner.method(),
                  inner.columns(),
                  Optional.empty(),
                  Optional.empty(),
                  List.copyOf(counts),
                  List.of(),
                  in.close(at)));
    }
    List<Partition> partitions = in.at("(") ? list() : List.of();
    return new Partitioning(
        head.method(),
        head.columns(),
        Optional.empty(),
        sub,
        List.copyOf(options),
        partitions,
        in.close(place));
  }

  /** {@code KEY ()} goes by the primary key. */
  private Partitioning method(Place place) {
    in.accept("LINEAR");
    String method = in.expect(Kind.WORD, "RANGE, LIST, HASH or KEY").text();
    in.accept("COLUMNS");
    if (in.accept("ALGORITHM")) {
      in.accept("=");
      in.take();
    }
    List<Expression> columns = List.of();
    if (in.accept("(")) {
      columns = in.at(")") ? List.<Expression>of() : expressions.expressions();
      in.expect(")");
    } else {
      while (!in.at("(") && !in.at(Kind.TERMINATOR) && !in.at(Kind.END)) {
        in.take();
      }
    }
    return new Partitioning(
        method, columns, Optional.empty(), Optional.empty(), List.of(), List.of(), in.close(place));
  }

  /** Partitions in their parentheses. */
  List<Partition> list() {
    in.expect("(");
    List<Partition> all = new ArrayList<>();
    do {
      all.add(partition());
    } while (in.accept(","));
    in.expect(")");
    return List.copyOf(all);
  }

  private Partition partition() {
    Place place = in.open();
    if (!in.accept("PARTITION")) {
      in.expect("SUBPARTITION");
    }
    Identifier name = expressions.identifier();
    String bound = "";
    List<Expression> values = List.of();
    if (in.accept("VALUES")) {
      if (in.accept("LESS", "THAN")) {
        bound = "LESS THAN";
      } else {
        in.expect("IN");
        bound = "IN";
      }
      values = in.at("(") ? inParentheses() : List.of(expressions.expression());
    }
    List<Partition> parts = List.of();
    while (!in.at(",") && !in.at(")")) {
      if (in.at("(")) {
        parts = list();
      } else if (in.at(Kind.TERMINATOR) || in.at(Kind.END)) {
        throw in.expected(")");
      } else {
        in.take();
      }
    }
    return new Partition(Optional.of(name), bound, values, List.of(), parts, in.closeItem(place));
  }

  private List<Expression> inParentheses() {
    in.expect("(");
    List<Expression> values = expressions.expressions();
    in.expect(")");
    return values;
  }
}
