package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Partitioning.Partition;
import org.godwit.sql.Place;
import org.godwit.sql.TokenStream;

/** Reads PARTITION BY and SUBPARTITION BY. */
final class OraclePartitions {
  private final TokenStream in;
  private final ExpressionParser expressions;
  private final OracleOptions options;

  OraclePartitions(TokenStream in, ExpressionParser expressions, OracleOptions options) {
    this.in = in;
    this.expressions = expressions;
    this.options = options;
  }

  /** PARTITION BY, with all its partitions. */
  Partitioning partitioning() {
    Place place = in.open();
    in.expect("PARTITION", "BY");
    String method = method();
    List<Expression> columns = in.at("(") && !in.ahead(1).is("PARTITION") ? values() : List.of();
    Optional<Expression> interval = Optional.empty();
    List<String> words = new ArrayList<>();
    if (in.accept("INTERVAL")) {
      in.expect("(");
      interval = Optional.of(expressions.expression());
      in.expect(")");
    }
    counts(words);
    Optional<Partitioning> subpartitioning =
        in.at("SUBPARTITION", "BY") ? Optional.of(subpartitioning()) : Optional.empty();
    counts(words);
    List<Partition> partitions = in.at("(") ? partitions() : List.of();
    return new Partitioning(
        method,
        columns,
        interval,
        subpartitioning,
        List.copyOf(words),
        partitions,
        in.close(place));
  }

  private String method() {
    int from = in.position();
    in.accept("CONSISTENT");
    in.take();
    return in.words(from);
  }

  /** {@code PARTITIONS n}, {@code STORE IN (…)}, {@code AUTOMATIC}. */
  private void counts(List<String> words) {
    counts(words, "PARTITIONS");
  }

  private void counts(List<String> words, String number) {
    while (true) {
      int from = in.position();
      if (in.at(number) || in.at("SUBPARTITIONS")) {
        in.take();
        in.take();
      } else if (in.accept("STORE", "IN")) {
        in.skipParentheses();
      } else if (in.accept("TABLESPACE", "SET")) {
        expressions.name();
      } else if (!in.accept("AUTOMATIC")) {
        return;
      }
      words.add(in.words(from));
    }
  }

  private Partitioning subpartitioning() {
    Place place = in.open();
    in.expect("SUBPARTITION", "BY");
    String method = method();
    List<Expression> columns = in.at("(") ? values() : List.of();
    List<String> words = new ArrayList<>();
    counts(words, "SUBPARTITIONS");
    List<Partition> template = List.of();
    if (in.accept("SUBPARTITION", "TEMPLATE")) {
      if (in.at("(")) {
        template = partitions();
      } else {
        words.add("SUBPARTITION TEMPLATE " + in.take().text());
      }
    }
    counts(words, "SUBPARTITIONS");
    return new Partitioning(
        method,
        columns,
        Optional.empty(),
        Optional.empty(),
        List.copyOf(words),
        template,
        in.close(place));
  }

  private List<Partition> partitions() {
    in.expect("(");
    List<Partition> all = new ArrayList<>();
    do {
      all.add(partition());
    } while (in.accept(","));
    in.expect(")");
    return List.copyOf(all);
  }

  /** PARTITION or SUBPARTITION, with what it holds. */
  Partition partition() {
    Place place = in.open();
    if (!in.accept("PARTITION")) {
      in.expect("SUBPARTITION");
    }
    boolean isNamed = in.current().isName() && !in.at("VALUES") && !in.at("TABLESPACE");
    Optional<Identifier> name = isNamed ? Optional.of(expressions.identifier()) : Optional.empty();
    String bound = "";
    List<Expression> values = List.of();
    if (in.accept("VALUES")) {
      bound = in.accept("LESS", "THAN") ? "LESS THAN" : "IN";
      values = values();
    }
    List<String> words = new ArrayList<>(options.all());
    counts(words);
    List<Partition> subpartitions = in.at("(") ? partitions() : List.of();
    words.addAll(options.all());
    return new Partition(
        name, bound, values, List.copyOf(words), subpartitions, in.closeItem(place));
  }

  /** Whether partitions by name are dropped, split, merged, or get other values. */
  boolean isChange() {
    boolean isKnown =
        in.at("SPLIT", "PARTITION")
            || in.at("MERGE", "PARTITIONS")
            || in.at("DROP", "PARTITION")
            || in.at("DROP", "PARTITIONS")
            || (in.at("MODIFY", "PARTITION")
                && (in.ahead(3).is("ADD") || in.ahead(3).is("DROP"))
                && in.ahead(4).is("VALUES"));
    return isKnown && in.ahead(2).isName() && !(in.ahead(2).is("FOR") && in.ahead(3).is("("));
  }

  /** Such a change. */
  Ddl.ChangePartitions change(Place place) {
    String verb = in.take().text();
    in.take();
    List<Identifier> names = new ArrayList<>();
    do {
      names.add(expressions.identifier());
    } while (in.accept(","));
    List<Expression> values = List.of();
    if (verb.equals("MODIFY")) {
      verb = in.take().text() + " VALUES";
      in.expect("VALUES");
      values = values();
    } else if (in.at("AT", "(") || in.at("VALUES", "(")) {
      verb += " " + in.take().text();
      values = values();
    }
    List<Partition> into = new ArrayList<>();
    if (in.accept("INTO")) {
      if (in.at("(")) {
        into.addAll(partitions());
      } else {
        into.add(partition());
      }
    }
    int from = in.position();
    while (!in.at(";") && !OracleParser.isEnd(in.current())) {
      in.take();
    }
    return new Ddl.ChangePartitions(
        verb, List.copyOf(names), values, List.copyOf(into), in.words(from), in.close(place));
  }

  private List<Expression> values() {
    in.expect("(");
    List<Expression> values = expressions.expressions();
    in.expect(")");
    return values;
  }
}
