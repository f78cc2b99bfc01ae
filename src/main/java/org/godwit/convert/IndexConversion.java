package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.OrderItem;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/** CREATE INDEX becomes a B-tree in its table's schema, unless a constraint makes it. */
final class IndexConversion {
  /** Versions of PostgreSQL from there on have unique indexes in which NULLs are equal. */
  private static final int WITH_EQUAL_NULLS = 15;

  private static final Set<ObjectKind> TABLE = Set.of(ObjectKind.TABLE);
  private static final Set<ObjectKind> VIEW = Set.of(ObjectKind.MATERIALIZED_VIEW);

  /** Types of columns that hold text. */
  private static final Set<String> TEXTS =
      Set.of("CLOB", "NCLOB", "VARCHAR2", "NVARCHAR2", "VARCHAR", "CHAR", "NCHAR", "LONG");

  private static final Pattern TEXT_INDEX =
      Pattern.compile("(?is)INDEXTYPE\\s+IS\\s+(CTXSYS\\s*\\.\\s*)?CONTEXT\\b.*");

  private final Context context;
  private final Outcome outcome;

  IndexConversion(Context context, Outcome outcome) {
    this.context = context;
    this.outcome = outcome;
  }

  void convert(Piece piece) {
    Ddl.CreateIndex index = (Ddl.CreateIndex) piece.statement();
    Items items = piece.items();
    boolean isOfWords = isOfWords(index);
    refuse(index, isOfWords, items);
    if (isOfConstraint(index)) {
      items.add(ActionCode.LEFT_OUT, index.place(), "an index that a constraint makes by itself");
      outcome.add(items);
      return;
    }
    if (index.kind().equals("BITMAP")) {
      items.add(ActionCode.BITMAP_INDEX, index.place());
    }
    List<OrderItem> columns = new ArrayList<>();
    for (OrderItem column : index.columns()) {
      Expression value = context.immutable(column.value(), items);
      if (value instanceof Expression.Literal && index.columns().size() > 1) {
        // So that rows without values are in it, which they are on the target.
        items.add(ActionCode.LEFT_OUT, column.place(), "a constant of an index");
        if (index.kind().equals("UNIQUE")) {
          items.add(ActionCode.UNIQUE_NULLS, index.place(), index.name());
        }
        continue;
      }
      columns.add(new OrderItem(bare(value), column.direction(), column.nulls(), column.place()));
    }
    List<String> options =
        index.kind().equals("UNIQUE") && columns.size() > 1
            ? ofNulls(index, columns, items)
            : List.of();
    outcome.add(items);
    if (outcome.isBlocked()) {
      return;
    }
    boolean isOfView = context.model().find(index.table(), VIEW).isPresent();
    Ddl.CreateIndex changed =
        new Ddl.CreateIndex(
            isOfWords ? "GIN" : index.kind().equals("UNIQUE") ? "UNIQUE" : "",
            Name.of(index.name().last()),
            false,
            context.model().qualified(index.table(), isOfView ? VIEW : TABLE),
            Optional.empty(),
            isOfWords ? List.of(WordIndex.of(columns)) : List.copyOf(columns),
            options,
            index.place());
    outcome.add(isOfView ? Stage.CODE : Stage.INDEX, context.render(changed), items);
  }

  /** Whether it is one of Oracle Text, of a column with text. */
  private boolean isOfWords(Ddl.CreateIndex index) {
    return index.options().stream().anyMatch(it -> TEXT_INDEX.matcher(it).matches())
        && index.columns().size() == 1
        && index.columns().getFirst().value() instanceof Expression.Reference(var name, _)
        && context.model().columns(index.table()).stream()
            .filter(it -> it.name().equals(name.last()))
            .anyMatch(
                it ->
                    it.type().orElse(null) instanceof Type.Named(var type, _, _, _, _)
                        && TEXTS.contains(type.last().text().toUpperCase(Locale.ROOT)));
  }

  /** Keys that aren't all NULL are compared by what isn't, as the source does. */
  private List<String> ofNulls(Ddl.CreateIndex index, List<OrderItem> columns, Items items) {
    List<String> names = new ArrayList<>();
    for (OrderItem column : columns) {
      if (!(column.value() instanceof Expression.Reference(var name, _))) {
        items.add(ActionCode.UNIQUE_NULLS, index.place(), index.name());
        return List.of();
      }
      names.add(name.toString());
    }
    boolean isFilled =
        context.model().columns(index.table()).stream()
                .filter(it -> names.contains(it.name().toString()))
                .filter(IndexConversion::isFilled)
                .count()
            == names.size();
    if (!isFilled && context.version().isBefore(WITH_EQUAL_NULLS)) {
      items.add(ActionCode.UNIQUE_NULLS, index.place(), index.name());
      return List.of();
    }
    return isFilled
        ? List.of()
        : List.of("NULLS NOT DISTINCT", "WHERE NUM_NONNULLS(" + String.join(", ", names) + ") > 0");
  }

  private static boolean isFilled(TableElement.Column column) {
    return column.constraints().stream()
        .map(TableElement.Constraint::rule)
        .anyMatch(
            it ->
                it instanceof TableElement.PrimaryKey
                    || (it instanceof TableElement.Nullable(var isAllowed, _) && !isAllowed));
  }

  /** Dumps name columns with their table. */
  private static Expression bare(Expression value) {
    return value instanceof Expression.Reference(var name, var place) && name.parts().size() > 1
        ? new Expression.Reference(Name.of(name.last()), place)
        : value;
  }

  private static void refuse(Ddl.CreateIndex index, boolean isOfWords, Items items) {
    if (index.cluster()) {
      items.block(ActionCode.NO_RULE, index.place(), "the index of a cluster");
    }
    for (String option : index.options()) {
      if (option.startsWith("INDEXTYPE") && isOfWords) {
        items.add(ActionCode.TEXT_INDEX, index.place(), index.name());
      } else if (option.startsWith("INDEXTYPE")) {
        items.block(ActionCode.DOMAIN_INDEX, index.place());
      } else if (option.startsWith("FROM")) {
        items.block(ActionCode.NO_RULE, index.place(), "a join index");
      } else {
        items.add(ActionCode.LEFT_OUT, index.place(), option);
      }
    }
  }

  /**
   * Whether the table has a key of the same columns, which PostgreSQL gives an index of its own.
   */
  private boolean isOfConstraint(Ddl.CreateIndex index) {
    List<String> names = new ArrayList<>();
    for (OrderItem column : index.columns()) {
      if (!(column.value() instanceof Expression.Reference(var name, _))
          || column.direction() == OrderItem.Direction.DESCENDING) {
        return false;
      }
      names.add(name.last().text());
    }
    return context.model().find(index.table(), Set.of(ObjectKind.TABLE)).stream()
        .anyMatch(id -> hasKey(context.model().pieces(id), names));
  }

  /** Behind all that disables and drops keys. */
  private static boolean hasKey(List<Piece> pieces, List<String> names) {
    List<TableElement> elements =
        pieces.stream()
            .filter(piece -> piece.statement() instanceof Ddl.CreateTable)
            .findFirst()
            .map(created -> folded(created, pieces))
            .orElse(List.of());
    return elements.stream()
        .anyMatch(
            element ->
                switch (element) {
                  case TableElement.Constraint it -> names.equals(keyColumns(it));
                  case TableElement.Column it ->
                      names.equals(List.of(it.name().text()))
                          && it.constraints().stream().anyMatch(IndexConversion::isKey);
                  case TableElement.Words _ -> false;
                });
  }

  private static List<TableElement> folded(Piece created, List<Piece> pieces) {
    Items said = created.items(); // what folding says, the table's conversion says
    Ddl.CreateTable table = (Ddl.CreateTable) created.statement();
    TableFold fold = new TableFold(table, said, pieces.indexOf(created));
    for (int at = 0; at < pieces.size(); at++) {
      if (pieces.get(at).statement() instanceof Ddl.AlterTable alter) {
        fold.alter(alter, said, at);
      }
    }
    TableConversion.disable(table, fold, said);
    return fold.parts().stream().map(TableFold.Part::element).toList();
  }

  private static boolean isKey(TableElement.Constraint constraint) {
    boolean isKind =
        constraint.rule() instanceof TableElement.PrimaryKey
            || constraint.rule() instanceof TableElement.Unique;
    return isKind && !constraint.states().contains("DISABLE");
  }

  private static List<String> keyColumns(TableElement.Constraint constraint) {
    if (!isKey(constraint)) {
      return List.of();
    }
    return switch (constraint.rule()) {
      case TableElement.PrimaryKey(var columns, _) -> texts(columns);
      case TableElement.Unique(var columns, _) -> texts(columns);
      default -> List.of();
    };
  }

  private static List<String> texts(List<Identifier> columns) {
    return columns.stream().map(Identifier::text).toList();
  }
}
