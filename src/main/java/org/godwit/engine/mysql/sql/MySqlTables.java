package org.godwit.engine.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.godwit.sql.Ddl;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;
import org.godwit.sql.Token;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Verbatim;

/** Reads CREATE TABLE, CREATE INDEX and ALTER TABLE. */
final class MySqlTables {
  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final MySqlColumns columns;
  private final MySqlPartitions partitions;
  private final Consumer<Statement> behind;

  /**
   * Reads from a source.
   *
   * @param behind takes what a statement makes beside its table
   */
  MySqlTables(TokenStream in, QueryParser queries, Consumer<Statement> behind) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.behind = behind;
    this.columns = new MySqlColumns(in, expressions);
    this.partitions = new MySqlPartitions(in, expressions);
  }

  /** CREATE of what is read here; empty, with nothing taken, where it is something else. */
  Optional<Statement> create() {
    TokenStream.Mark mark = in.mark();
    Place place = in.open();
    in.expect("CREATE");
    in.accept("OR", "REPLACE");
    List<String> modifiers = in.accept("TEMPORARY") ? List.of("TEMPORARY") : List.of();
    if (in.accept("TABLE")) {
      return Optional.of(table(modifiers, place));
    }
    String kind = indexKind();
    if (in.accept("INDEX")) {
      return Optional.of(index(kind, place));
    }
    in.reset(mark);
    return Optional.empty();
  }

  private String indexKind() {
    return in.at("UNIQUE") || in.at("FULLTEXT") || in.at("SPATIAL") ? in.take().text() : "";
  }

  private Statement table(List<String> kind, Place place) {
    boolean mayBeThere = in.accept("IF", "NOT", "EXISTS");
    List<String> modifiers =
        mayBeThere && !kind.isEmpty() ? List.of("TEMPORARY", "IF NOT EXISTS") : kind;
    Name name = expressions.name();
    List<TableElement> elements = new ArrayList<>();
    List<String> options = new ArrayList<>();
    if (in.accept("LIKE") || in.accept("(", "LIKE")) {
      options.add("LIKE " + expressions.name());
      in.accept(")");
    } else if (in.at("(") && !in.ahead(1).is("SELECT")) {
      in.take();
      do {
        element(name, elements);
      } while (in.accept(","));
      in.expect(")");
    }
    options(options);
    Optional<Partitioning> partitioning =
        in.at("PARTITION", "BY") ? Optional.of(partitions.partitioning()) : Optional.empty();
    if (!in.accept("IGNORE")) {
      in.accept("REPLACE");
    }
    in.accept("AS");
    Optional<Query> rows =
        in.at("SELECT") || in.at("WITH") || in.at("(")
            ? Optional.of(queries.query())
            : Optional.empty();
    return new Ddl.CreateTable(
        modifiers,
        name,
        Optional.empty(),
        List.copyOf(elements),
        List.copyOf(options),
        partitioning,
        rows,
        in.close(place));
  }

  /** {@code ENGINE=InnoDB}, {@code AUTO_INCREMENT=5}, {@code COMMENT=…} without quotes. */
  private void options(List<String> options) {
    while (!atEnd() && !in.at("PARTITION", "BY")) {
      if (in.at("AS") || in.at("SELECT") || in.at("IGNORE") || in.at("REPLACE") || in.at("(")) {
        return;
      }
      if (in.accept(",") || in.accept("DEFAULT")) {
        continue;
      }
      StringBuilder word = new StringBuilder(in.expect(Kind.WORD, "an option of the table").text());
      while (in.at(Kind.WORD) && !in.at("PARTITION") && isWordOfOption(word.toString())) {
        word.append(' ').append(in.take().text());
      }
      in.accept("=");
      if (in.at("(")) {
        int from = in.position();
        in.skipParentheses();
        options.add(word + "=" + in.words(from));
      } else if (atEnd() || in.at(",")) {
        options.add(word.toString());
      } else {
        options.add(word + "=" + in.take().text());
      }
    }
  }

  /** Within a block a semicolon ends the statement, whatever the script's delimiter. */
  private boolean atEnd() {
    return in.at(Kind.TERMINATOR) || in.at(Kind.END) || in.at(";");
  }

  private boolean isWordOfOption(String before) {
    return switch (before) {
      case "CHARACTER", "CHAR", "DATA", "INDEX" -> in.at("SET") || in.at("DIRECTORY");
      case "WITH", "WITH SYSTEM" -> true;
      default -> false;
    };
  }

  /** One part between the parentheses of CREATE TABLE; an index goes behind the table. */
  private void element(Name table, List<TableElement> elements) {
    Place place = in.open();
    Optional<Identifier> constraint = Optional.empty();
    if (in.accept("CONSTRAINT") && !atRule()) {
      constraint = Optional.of(expressions.identifier());
    }
    if (in.at("PRIMARY", "KEY")) {
      elements.add(primaryKey(constraint, place));
    } else if (in.at("FOREIGN", "KEY")) {
      elements.add(foreignKey(constraint, place));
    } else if (in.at("CHECK") && in.ahead(1).is("(")) {
      elements.add(columns.check(constraint, place));
    } else if (isIndex()) {
      keyOf(table, constraint, place);
    } else if (in.at("PERIOD", "FOR")) {
      int from = in.position();
      in.take();
      in.take();
      in.take();
      in.skipParentheses();
      elements.add(new TableElement.Words(new Verbatim(in.words(from), place), in.close(place)));
    } else {
      elements.add(columns.column(key -> behind.accept(ofColumn(table, key)), place));
    }
  }

  private boolean atRule() {
    return in.at("PRIMARY", "KEY")
        || in.at("FOREIGN", "KEY")
        || (in.at("CHECK") && in.ahead(1).is("("))
        || (in.at("UNIQUE") && !in.ahead(1).is("UNIQUE"));
  }

  /** Whether an index begins here, and no column of such a name. */
  private boolean isIndex() {
    if (!in.at(Kind.WORD)) {
      return false;
    }
    Token next = in.ahead(1);
    return switch (in.current().text()) {
      case "UNIQUE" -> next.is("KEY") || next.is("INDEX") || next.is("(") || isNamedList(1);
      case "FULLTEXT", "SPATIAL" -> next.is("KEY") || next.is("INDEX") || isNamedList(1);
      case "KEY", "INDEX" -> next.is("(") || isNamedList(1);
      default -> false;
    };
  }

  private boolean isNamedList(int at) {
    return in.ahead(at).isName() && (in.ahead(at + 1).is("(") || in.ahead(at + 1).is("USING"));
  }

  private TableElement primaryKey(Optional<Identifier> name, Place place) {
    in.accept("PRIMARY", "KEY");
    if (in.current().isName() && !in.at("USING")) {
      in.take();
    }
    using();
    List<Identifier> names =
        parts().stream().map(MySqlTables::columnOf).flatMap(Optional::stream).toList();
    indexOptions();
    TableElement.Rule rule = new TableElement.PrimaryKey(names, place);
    return new TableElement.Constraint(
        name, rule, List.of(), Optional.empty(), in.closeItem(place));
  }

  private static Optional<Identifier> columnOf(OrderItem part) {
    return switch (part.value()) {
      case org.godwit.sql.Expression.Reference(var name, _) -> Optional.of(name.last());
      case org.godwit.sql.Expression.Call(var name, _, _) -> Optional.of(name.last());
      default -> Optional.empty();
    };
  }

  private TableElement foreignKey(Optional<Identifier> name, Place place) {
    in.accept("FOREIGN", "KEY");
    Optional<Identifier> named = name;
    in.accept("IF", "NOT", "EXISTS");
    if (in.current().isName()) {
      Identifier index = expressions.identifier();
      named = named.or(() -> Optional.of(index));
    }
    List<Identifier> own = expressions.identifiersInParentheses();
    TableElement.Rule rule = columns.references(own);
    return new TableElement.Constraint(
        named, rule, List.of(), Optional.empty(), in.closeItem(place));
  }

  private void keyOf(Name table, Optional<Identifier> constraint, Place place) {
    String kind = indexKind();
    if (!in.accept("KEY")) {
      in.accept("INDEX");
    }
    in.accept("IF", "NOT", "EXISTS");
    Optional<Identifier> name = constraint;
    if (in.current().isName() && !in.at("USING")) {
      name = Optional.of(expressions.identifier());
    }
    behind.accept(index(kind, name, table, place));
  }

  private Statement index(String kind, Place place) {
    in.accept("IF", "NOT", "EXISTS");
    Identifier name = expressions.identifier();
    using();
    in.expect("ON");
    return index(kind, Optional.of(name), expressions.name(), place);
  }

  private Statement index(String kind, Optional<Identifier> name, Name table, Place place) {
    List<String> options = new ArrayList<>();
    using().ifPresent(options::add);
    List<OrderItem> parts = parts();
    options.addAll(indexOptions());
    Identifier named =
        name.or(() -> columnOf(parts.getFirst())).orElse(Identifier.of("functional_index"));
    return new Ddl.CreateIndex(
        kind,
        new Name(withLast(table, named), ""),
        false,
        table,
        Optional.empty(),
        parts,
        List.copyOf(options),
        in.closeItem(place));
  }

  private Statement ofColumn(Name table, MySqlColumns.Key key) {
    OrderItem part =
        new OrderItem(
            new org.godwit.sql.Expression.Reference(Name.of(key.column()), key.place()),
            OrderItem.Direction.UNSAID,
            OrderItem.Nulls.UNSAID,
            key.place());
    return new Ddl.CreateIndex(
        "UNIQUE",
        new Name(withLast(table, key.column()), ""),
        false,
        table,
        Optional.empty(),
        List.of(part),
        List.of(),
        key.place());
  }

  /** The index stands in its table's schema. */
  private static List<Identifier> withLast(Name table, Identifier last) {
    List<Identifier> parts = new ArrayList<>(table.parts());
    parts.set(parts.size() - 1, last);
    return List.copyOf(parts);
  }

  private Optional<String> using() {
    if (!in.accept("USING")) {
      return Optional.empty();
    }
    return Optional.of("USING " + in.take().text());
  }

  /** Columns, those with a length as calls of their name, and expressions in parentheses. */
  private List<OrderItem> parts() {
    in.expect("(");
    List<OrderItem> all = expressions.orderItems();
    in.expect(")");
    return all;
  }

  private List<String> indexOptions() {
    List<String> options = new ArrayList<>();
    while (true) {
      if (in.at("USING")) {
        using().ifPresent(options::add);
      } else if (in.accept("COMMENT")) {
        in.accept("=");
        in.take();
      } else if (in.accept("KEY_BLOCK_SIZE")
          || in.accept("ENGINE_ATTRIBUTE")
          || in.accept("SECONDARY_ENGINE_ATTRIBUTE")
          || in.accept("ALGORITHM")
          || in.accept("LOCK")) {
        in.accept("=");
        in.take();
      } else if (in.accept("WITH", "PARSER")) {
        in.take();
      } else if (in.accept("INVISIBLE") || in.accept("IGNORED")) {
        options.add("INVISIBLE");
      } else if (!in.accept("VISIBLE") && !in.accept("NOT", "IGNORED")) {
        return List.copyOf(options);
      }
    }
  }

  /** ALTER TABLE; empty, with nothing taken, where something else is altered. */
  Optional<Statement> alter() {
    TokenStream.Mark mark = in.mark();
    Place place = in.open();
    in.expect("ALTER");
    in.accept("ONLINE");
    in.accept("IGNORE");
    if (!in.accept("TABLE")) {
      in.reset(mark);
      return Optional.empty();
    }
    in.accept("IF", "EXISTS");
    Name name = expressions.name();
    List<Ddl.Alteration> alterations = new ArrayList<>();
    while (!in.at(Kind.TERMINATOR) && !in.at(Kind.END)) {
      alteration(name, alterations);
      if (!in.accept(",") && !in.at(Kind.TERMINATOR) && !in.at(Kind.END)) {
        throw in.expected(", or the end of the statement");
      }
    }
    return Optional.of(new Ddl.AlterTable(name, List.copyOf(alterations), in.close(place)));
  }

  private void alteration(Name table, List<Ddl.Alteration> all) {
    Place place = in.open();
    switch (in.current().text()) {
      case "ADD" -> added(table, all, place);
      case "MODIFY" -> {
        in.take();
        in.accept("COLUMN");
        in.accept("IF", "EXISTS");
        TableElement column = columns.column(key -> behind.accept(ofColumn(table, key)), in.open());
        position();
        all.add(new Ddl.Modify(List.of(column), in.close(place)));
      }
      case "CHANGE" -> {
        in.take();
        in.accept("COLUMN");
        in.accept("IF", "EXISTS");
        Identifier from = expressions.identifier();
        TableElement.Column column =
            columns.column(key -> behind.accept(ofColumn(table, key)), in.open());
        position();
        if (!from.text().equals(column.name().text())) {
          all.add(new Ddl.RenameColumn(from, column.name(), place));
        }
        all.add(new Ddl.Modify(List.of(column), in.close(place)));
      }
      case "DROP" -> dropped(all, place);
      case "AUTO_INCREMENT", "COMMENT" -> {
        List<String> options = new ArrayList<>();
        String word = in.take().text();
        in.accept("=");
        options.add(word + "=" + in.take().text());
        all.add(new Ddl.Change(new Verbatim(options.getFirst(), place), in.close(place)));
      }
      default -> all.add(other(place));
    }
  }

  private void added(Name table, List<Ddl.Alteration> all, Place place) {
    in.expect("ADD");
    boolean isPartition = in.at("PARTITION") && !in.ahead(1).is("KEY");
    if (isPartition) {
      in.take();
      all.add(new Ddl.AddPartitions(partitions.list(), "", in.close(place)));
      return;
    }
    in.accept("COLUMN");
    in.accept("IF", "NOT", "EXISTS");
    List<TableElement> elements = new ArrayList<>();
    if (in.accept("(")) {
      do {
        element(table, elements);
      } while (in.accept(","));
      in.expect(")");
    } else {
      element(table, elements);
    }
    position();
    if (!elements.isEmpty()) {
      all.add(new Ddl.Add(List.copyOf(elements), in.close(place)));
    }
  }

  /**
   * Where a column goes among others: columns of the target are in the order in which they came.
   */
  private void position() {
    if (!in.accept("FIRST") && in.accept("AFTER")) {
      expressions.identifier();
    }
  }

  private void dropped(List<Ddl.Alteration> all, Place place) {
    in.expect("DROP");
    if (in.accept("PRIMARY", "KEY")) {
      Ddl.ConstraintOf key =
          new Ddl.ConstraintOf("PRIMARY KEY", Optional.empty(), List.of(), place);
      all.add(new Ddl.DropConstraint(key, List.of(), in.close(place)));
      return;
    }
    boolean isConstraint =
        in.accept("FOREIGN", "KEY") || in.accept("CONSTRAINT") || in.accept("CHECK");
    boolean isOther = in.at("INDEX") || in.at("KEY") || in.at("PARTITION");
    if (isOther) {
      all.add(other(place));
      return;
    }
    in.accept("COLUMN");
    in.accept("IF", "EXISTS");
    Identifier name = expressions.identifier();
    if (isConstraint) {
      Ddl.ConstraintOf constraint =
          new Ddl.ConstraintOf("CONSTRAINT", Optional.of(name), List.of(), place);
      all.add(new Ddl.DropConstraint(constraint, List.of(), in.close(place)));
    } else {
      if (!in.accept("CASCADE")) {
        in.accept("RESTRICT");
      }
      all.add(new Ddl.DropColumns(List.of(name), false, List.of(), in.close(place)));
    }
  }

  private Ddl.Alteration other(Place place) {
    int from = in.position();
    while (!in.at(",") && !in.at(Kind.TERMINATOR) && !in.at(Kind.END) && !in.at(Kind.BROKEN)) {
      if (in.at("(")) {
        in.skipParentheses();
      } else {
        in.take();
      }
    }
    String words = in.words(from);
    String first = words.isEmpty() ? words : words.toUpperCase(Locale.ROOT);
    if (first.isEmpty()) {
      throw in.expected("a change of the table");
    }
    return new Ddl.Change(new Verbatim(words, place), in.close(place));
  }
}
