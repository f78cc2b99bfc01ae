package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/**
 * INSERT into several tables becomes a loop over the query's rows with an INSERT for each table;
 * over DUAL alone just these.
 */
final class MultiInserts {
  private static final Identifier ROW = Identifier.of("source_row");

  private MultiInserts() {}

  /** The statements that do the same; empty where columns of the query have no names. */
  static Optional<List<Statement>> standard(Dml.MultiInsert insert) {
    if (!(insert.rows().body() instanceof Query.Select select)) {
      return Optional.empty();
    }
    boolean isDual =
        select.from().size() == 1
            && select.from().getFirst() instanceof FromItem.Table table
            && table.name().last().is("DUAL");
    boolean isPlain = insert.branches().stream().allMatch(it -> it.condition().isEmpty());
    if (isDual && isPlain && select.where().isEmpty() && select.hierarchy().isEmpty()) {
      return Optional.of(
          insert.branches().stream()
              .flatMap(it -> it.targets().stream())
              .<Statement>map(MultiInserts::insert)
              .toList());
    }
    Optional<Set<String>> columns = columns(select);
    if (columns.isEmpty()
        || insert.branches().stream()
            .flatMap(it -> it.targets().stream())
            .anyMatch(it -> it.values().isEmpty())) {
      return Optional.empty();
    }
    List<Statement> each = new ArrayList<>();
    if (insert.isFirst() || !isPlain) {
      branches(insert, columns.get(), each);
    } else {
      for (Dml.InsertBranch branch : insert.branches()) {
        branch.targets().forEach(it -> each.add(ofRow(it, columns.get())));
      }
    }
    return Optional.of(
        List.of(
            new Code.Loop(
                new Code.ForQuery(ROW, insert.rows(), insert.place()),
                List.copyOf(each),
                insert.place())));
  }

  private static void branches(Dml.MultiInsert insert, Set<String> columns, List<Statement> each) {
    List<Code.Branch> conditions = new ArrayList<>();
    List<Statement> otherwise = new ArrayList<>();
    for (Dml.InsertBranch branch : insert.branches()) {
      List<Statement> all =
          branch.targets().stream().<Statement>map(it -> ofRow(it, columns)).toList();
      if (branch.condition().isEmpty()) {
        otherwise.addAll(all);
      } else {
        conditions.add(
            new Code.Branch(ofRow(branch.condition().get(), columns), all, branch.place()));
      }
    }
    if (insert.isFirst()) {
      each.add(ifThen(conditions, otherwise));
      return;
    }
    conditions.forEach(it -> each.add(ifThen(List.of(it), List.of())));
    if (!otherwise.isEmpty()) {
      List<Code.Branch> none =
          conditions.stream()
              .map(
                  it ->
                      new Code.Branch(
                          it.condition(), List.of(new Code.Nothing(Place.NONE)), Place.NONE))
              .toList();
      each.add(ifThen(none, otherwise));
    }
  }

  private static Statement ifThen(List<Code.Branch> branches, List<Statement> otherwise) {
    return new Code.If(
        List.copyOf(branches),
        otherwise.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(otherwise)),
        Place.NONE);
  }

  /** The names of the query's columns; empty where one has none. */
  private static Optional<Set<String>> columns(Query.Select select) {
    Set<String> names = new HashSet<>();
    for (Query.Item item : select.items()) {
      if (item.alias().isPresent()) {
        names.add(item.alias().get().text());
      } else if (item.value() instanceof Expression.Reference(var name, _)) {
        names.add(name.last().text());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }

  private static Dml.Insert insert(Dml.InsertInto into) {
    return new Dml.Insert(
        List.of(),
        into.target(),
        into.columns(),
        into.values().orElseThrow(),
        Optional.empty(),
        into.errorLog(),
        into.place());
  }

  private static Dml.Insert ofRow(Dml.InsertInto into, Set<String> columns) {
    Dml.Insert insert = insert(into);
    return new Dml.Insert(
        List.of(),
        insert.target(),
        insert.columns(),
        ofRow(insert.rows(), columns),
        Optional.empty(),
        insert.errorLog(),
        insert.place());
  }

  private static <N extends org.godwit.sql.Node> N ofRow(N node, Set<String> columns) {
    return Rewriter.rewrite(
        node,
        it ->
            it instanceof Expression.Reference(var name, var place)
                    && name.parts().size() == 1
                    && columns.contains(name.last().text())
                ? new Expression.Reference(Name.of(ROW, name.last()), place)
                : it);
  }
}
