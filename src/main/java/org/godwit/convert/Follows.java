package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;

/** What follows a renamed object or column to its new name, as on Oracle. */
final class Follows {
  private Follows() {}

  private static boolean isOfRows(ObjectId id) {
    return switch (id.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW -> true;
      default -> false;
    };
  }

  private static boolean isKind(String words, ObjectId id) {
    return words.toLowerCase(Locale.ROOT).equals(id.kind().words());
  }

  /** Whether the statement makes, changes or describes the object, or what goes with it. */
  static boolean isOf(Statement statement, ObjectId id) {
    return switch (statement) {
      case Ddl.CreateIndex it ->
          (id.kind() == ObjectKind.INDEX && Renames.isIt(id, it.name()))
              || (isOfRows(id) && Renames.isIt(id, it.table()));
      case Ddl.CreateTrigger it ->
          (id.kind() == ObjectKind.TRIGGER && Renames.isIt(id, it.name()))
              || (isOfRows(id) && Renames.isIt(id, it.on()));
      case Ddl.AlterTable it -> id.kind() == ObjectKind.TABLE && Renames.isIt(id, it.name());
      case Ddl.AlterSequence it -> id.kind() == ObjectKind.SEQUENCE && Renames.isIt(id, it.name());
      case Ddl.Alter it -> isKind(it.kind(), id) && Renames.isIt(id, it.name());
      case Ddl.Drop it -> isKind(it.kind(), id) && Renames.isIt(id, it.name());
      case Ddl.CommentOn it when it.kind().equals("COLUMN") ->
          isOfRows(id) && Renames.isIt(id, SchemaModel.qualifier(it.name()));
      case Ddl.CommentOn it -> isOfRows(id) && Renames.isIt(id, it.name());
      case Ddl.Grant it ->
          (isOfRows(id) || id.kind() == ObjectKind.SEQUENCE)
              && it.on().filter(name -> Renames.isIt(id, name)).isPresent();
      case Ddl.Truncate it -> id.kind() == ObjectKind.TABLE && Renames.isIt(id, it.table());
      case Ddl.Rename it -> Renames.isIt(id, it.from());
      default ->
          SchemaModel.made(statement)
              .filter(
                  made ->
                      made.kind() == id.kind()
                          && Renames.isIt(
                              id,
                              Name.of(
                                  new Identifier(made.schema(), true),
                                  new Identifier(made.name(), true))))
              .isPresent();
    };
  }

  /**
   * The statement with the object's new name.
   *
   * @param naming gives the object's name anew, and others as they are
   */
  static Statement renamed(Statement statement, ObjectId id, UnaryOperator<Name> naming) {
    Statement own = isOf(statement, id) ? own(statement, id, naming) : statement;
    return switch (own) {
      case Ddl.CreateTable _, Ddl.AlterTable _ ->
          Rewriter.rewrite(own, node -> pointed(node, id, naming));
      default -> own;
    };
  }

  private static Statement own(Statement statement, ObjectId id, UnaryOperator<Name> naming) {
    return switch (statement) {
      case Ddl.CreateIndex it -> index(it, id, naming);
      case Ddl.CreateTrigger it ->
          new Ddl.CreateTrigger(
              it.modifiers(),
              id.kind() == ObjectKind.TRIGGER ? naming.apply(it.name()) : it.name(),
              it.timing(),
              it.events(),
              it.nestedTable(),
              id.kind() == ObjectKind.TRIGGER ? it.on() : naming.apply(it.on()),
              it.referencing(),
              it.isForEachRow(),
              it.options(),
              it.when(),
              it.body(),
              it.place());
      case Ddl.CommentOn it when it.kind().equals("COLUMN") -> {
        List<Identifier> parts =
            new ArrayList<>(naming.apply(SchemaModel.qualifier(it.name())).parts());
        parts.add(it.name().last());
        yield new Ddl.CommentOn(it.kind(), new Name(List.copyOf(parts), ""), it.text(), it.place());
      }
      case Ddl.Grant it ->
          new Ddl.Grant(
              it.isRevoke(),
              it.privileges(),
              it.onKind(),
              it.on().map(naming),
              it.grantees(),
              it.options(),
              it.place());
      case Ddl.CreateSynonym it ->
          new Ddl.CreateSynonym(it.modifiers(), naming.apply(it.name()), it.target(), it.place());
      default -> Rewriter.named(statement, naming);
    };
  }

  private static Ddl.CreateIndex index(
      Ddl.CreateIndex it, ObjectId id, UnaryOperator<Name> naming) {
    boolean isIndex = id.kind() == ObjectKind.INDEX;
    return new Ddl.CreateIndex(
        it.kind(),
        isIndex ? naming.apply(it.name()) : it.name(),
        it.cluster(),
        isIndex || !isOfRows(id) ? it.table() : naming.apply(it.table()),
        it.alias(),
        it.columns(),
        it.options(),
        it.place());
  }

  /**
   * What points at it from within a table: keys, their indexes, and the rows that it was made of.
   */
  private static Node pointed(Node node, ObjectId id, UnaryOperator<Name> naming) {
    return switch (node) {
      case TableElement.ForeignKey it when id.kind() == ObjectKind.TABLE ->
          Rewriter.named(it, naming);
      case TableElement.UsingIndex it when id.kind() == ObjectKind.INDEX ->
          Rewriter.named(it, naming);
      case FromItem.Table it when isOfRows(id) -> Rewriter.named(it, naming);
      case Ddl.CreateIndex it -> index(it, id, naming);
      default -> node;
    };
  }

  /** The statement with the new name of a table's column. */
  static Statement renamed(Statement statement, ObjectId table, Identifier from, Identifier to) {
    UnaryOperator<Node> pointing = node -> pointedColumn(node, table, from, to);
    if (!isOf(statement, table)) {
      return switch (statement) {
        case Ddl.CreateTable _, Ddl.AlterTable _ -> Rewriter.rewrite(statement, pointing);
        default -> statement;
      };
    }
    UnaryOperator<Node> own = node -> pointing.apply(ownColumn(node, table, from, to));
    return switch (statement) {
      case Ddl.CreateTable it -> withQuery(it, from, to, own, pointing);
      case Ddl.AlterTable it -> Rewriter.rewrite(it, own);
      case Ddl.CreateIndex it -> Rewriter.rewrite(it, own);
      case Ddl.CommentOn it when it.kind().equals("COLUMN") && is(it.name().last(), from) -> {
        List<Identifier> parts = new ArrayList<>(it.name().parts());
        parts.set(parts.size() - 1, to);
        yield new Ddl.CommentOn(it.kind(), new Name(List.copyOf(parts), ""), it.text(), it.place());
      }
      case Ddl.Grant it ->
          new Ddl.Grant(
              it.isRevoke(),
              it.privileges().stream().map(privilege -> privilege(privilege, from, to)).toList(),
              it.onKind(),
              it.on(),
              it.grantees(),
              it.options(),
              it.place());
      default -> statement;
    };
  }

  private static Ddl.CreateTable withQuery(
      Ddl.CreateTable it,
      Identifier from,
      Identifier to,
      UnaryOperator<Node> own,
      UnaryOperator<Node> pointing) {
    if (it.rows().isEmpty()) {
      return Rewriter.rewrite(it, own);
    }
    Query rows = it.rows().get();
    Ddl.CreateTable plain = Rewriter.rewrite(with(it, Optional.empty()), own);
    boolean isNamed = !it.elements().isEmpty();
    if (!isNamed && rows.body() instanceof Query.Select select) {
      Query.Select changed =
          new Query.Select(
              select.hints(),
              select.quantifier(),
              select.items().stream().map(item -> item(item, from, to)).toList(),
              select.into(),
              select.from(),
              select.where(),
              select.hierarchy(),
              select.groupBy(),
              select.having(),
              select.windows(),
              select.model(),
              select.place());
      rows =
          new Query(
              rows.with(),
              changed,
              rows.orderBy(),
              rows.ordersSiblings(),
              rows.limit(),
              rows.lock(),
              rows.place());
    }
    return with(plain, Optional.of(Rewriter.rewrite(rows, pointing)));
  }

  private static Query.Item item(Query.Item item, Identifier from, Identifier to) {
    boolean isIt =
        item.alias().isPresent()
            ? is(item.alias().get(), from)
            : item.value() instanceof Expression.Reference(var name, _) && is(name.last(), from);
    return isIt ? new Query.Item(item.value(), Optional.of(to), item.place()) : item;
  }

  private static Ddl.CreateTable with(Ddl.CreateTable it, Optional<Query> rows) {
    return new Ddl.CreateTable(
        it.modifiers(),
        it.name(),
        it.of(),
        it.elements(),
        it.options(),
        it.partitioning(),
        rows,
        it.place());
  }

  private static boolean is(Identifier one, Identifier other) {
    return one.text().equals(other.text());
  }

  private static List<Identifier> columns(List<Identifier> all, Identifier from, Identifier to) {
    return all.stream().map(it -> is(it, from) ? to : it).toList();
  }

  /** A privilege's words are as the source spells them. */
  private static String privilege(String words, Identifier from, Identifier to) {
    int columns = words.indexOf('(');
    return columns < 0
        ? words
        : words.substring(0, columns)
            + Pattern.compile(
                    "(?<![\\w$#])\"?" + Pattern.quote(from.text()) + "\"?(?![\\w$#])",
                    Pattern.CASE_INSENSITIVE)
                .matcher(words.substring(columns))
                .replaceAll(java.util.regex.Matcher.quoteReplacement(to.toString()));
  }

  /** What names a column of its own table. */
  private static Node ownColumn(Node node, ObjectId table, Identifier from, Identifier to) {
    return switch (node) {
      case TableElement.Column it when is(it.name(), from) ->
          new TableElement.Column(
              to, it.type(), it.value(), it.options(), it.constraints(), it.place());
      case TableElement.PrimaryKey(var columns, var place) ->
          new TableElement.PrimaryKey(columns(columns, from, to), place);
      case TableElement.Unique(var columns, var place) ->
          new TableElement.Unique(columns(columns, from, to), place);
      case TableElement.ForeignKey it ->
          new TableElement.ForeignKey(
              columns(it.columns(), from, to),
              it.table(),
              it.references(),
              it.onDelete(),
              it.place());
      case Ddl.DropColumns it ->
          new Ddl.DropColumns(
              columns(it.columns(), from, to), it.isUnused(), it.options(), it.place());
      case Ddl.ConstraintOf it ->
          new Ddl.ConstraintOf(it.kind(), it.name(), columns(it.columns(), from, to), it.place());
      case Expression.Reference(var name, var place)
          when is(name.last(), from)
              && (name.parts().size() == 1 || Renames.isIt(table, SchemaModel.qualifier(name))) -> {
        List<Identifier> parts = new ArrayList<>(name.parts());
        parts.set(parts.size() - 1, to);
        yield new Expression.Reference(new Name(List.copyOf(parts), ""), place);
      }
      default -> node;
    };
  }

  /** What names a column of that table from wherever it stands. */
  private static Node pointedColumn(Node node, ObjectId table, Identifier from, Identifier to) {
    return node instanceof TableElement.ForeignKey it && Renames.isIt(table, it.table())
        ? new TableElement.ForeignKey(
            it.columns(), it.table(), columns(it.references(), from, to), it.onDelete(), it.place())
        : node;
  }

  /** Whether it is an index or a comment of the column, which ends with it. */
  static boolean goesWith(Statement statement, ObjectId table, String column) {
    return switch (statement) {
      case Ddl.CommentOn it ->
          it.kind().equals("COLUMN")
              && it.name().last().text().equals(column)
              && isOf(statement, table);
      case Ddl.CreateIndex it -> {
        boolean[] found = new boolean[1];
        it.columns()
            .forEach(
                one ->
                    Rewriter.walk(
                        one,
                        node ->
                            found[0] |=
                                node instanceof Expression.Reference(var name, _)
                                    && name.last().text().equals(column)));
        yield found[0] && Renames.isIt(table, it.table());
      }
      default -> false;
    };
  }
}
