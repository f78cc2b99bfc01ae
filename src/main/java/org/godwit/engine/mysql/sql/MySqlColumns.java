package org.godwit.engine.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.TableElement;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Type;

/** Reads columns with all that may stand behind their type. */
final class MySqlColumns {
  private final TokenStream in;
  private final ExpressionParser expressions;

  MySqlColumns(TokenStream in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  /** That a column's values are unique, which is an index of its own. */
  record Key(Identifier column, Place place) {}

  /** What is known of a column so far. */
  private static final class Parts {
    private Optional<TableElement.DefaultValue> value = Optional.empty();
    private final List<String> options = new ArrayList<>();
    private final List<TableElement.Constraint> constraints = new ArrayList<>();
  }

  /**
   * A column; options are {@code COMMENT …}, {@code ON UPDATE …} and {@code INVISIBLE}.
   *
   * @param keys takes that its values are unique
   */
  TableElement.Column column(Consumer<Key> keys, Place place) {
    Identifier name = expressions.identifier();
    Type type = expressions.types().type();
    Parts parts = new Parts();
    boolean isSerial = type instanceof Type.Named(var word, _, _, _, _) && word.is("SERIAL");
    if (isSerial) {
      parts.value = Optional.of(new TableElement.Identity("BY DEFAULT", List.of(), place));
      parts.constraints.add(constraint(new TableElement.Nullable(false, place), place));
      keys.accept(new Key(name, place));
    }
    while (!in.at(",") && !in.at(")") && attribute(name, parts, keys)) {
      // The next one.
    }
    return new TableElement.Column(
        name,
        Optional.of(type),
        parts.value,
        List.copyOf(parts.options),
        List.copyOf(parts.constraints),
        in.closeItem(place));
  }

  /** One thing that is said of a column; false where none stands here. */
  private boolean attribute(Identifier column, Parts parts, Consumer<Key> keys) {
    Place place = in.open();
    if (in.at("CONSTRAINT")) {
      in.take();
      if (!in.at("CHECK")) {
        Identifier name = expressions.identifier();
        parts.constraints.add(check(Optional.of(name), place));
        return true;
      }
    }
    switch (in.at(Kind.WORD) ? in.current().text() : "") {
      case "NOT" -> {
        in.take();
        if (in.accept("NULL")) {
          parts.constraints.add(constraint(new TableElement.Nullable(false, place), place));
        } else {
          in.expect("SECONDARY");
        }
      }
      case "NULL" -> {
        in.take();
        parts.constraints.add(constraint(new TableElement.Nullable(true, place), place));
      }
      case "DEFAULT" -> {
        in.take();
        // The word behind an operand is an attribute, as NOT NULL, and no operator.
        Expression value = expressions.expression(Operator.OPERAND);
        parts.value = Optional.of(new TableElement.Default(false, value, in.close(place)));
      }
      case "ON" -> {
        in.expect("ON", "UPDATE");
        int from = in.position();
        expressions.expression(Operator.OPERAND);
        parts.options.add("ON UPDATE " + in.words(from));
      }
      case "AUTO_INCREMENT" -> {
        in.take();
        parts.value =
            Optional.of(new TableElement.Identity("BY DEFAULT", List.of(), in.close(place)));
      }
      case "PRIMARY", "KEY" -> {
        in.accept("PRIMARY");
        in.accept("KEY");
        parts.constraints.add(constraint(new TableElement.PrimaryKey(List.of(), place), place));
      }
      case "UNIQUE" -> {
        in.take();
        in.accept("KEY");
        keys.accept(new Key(column, in.close(place)));
      }
      case "COMMENT" -> {
        in.take();
        parts.options.add("COMMENT " + in.expect(Kind.STRING, "a comment in quotes").text());
      }
      case "GENERATED", "AS" -> generated(parts, place);
      case "CHECK" -> parts.constraints.add(check(Optional.empty(), place));
      case "REFERENCES" -> {
        TableElement.Rule rule = references(List.of());
        parts.constraints.add(constraint(rule, in.close(place)));
      }
      default -> {
        return ofStorage(parts);
      }
    }
    return true;
  }

  private void generated(Parts parts, Place place) {
    if (in.accept("GENERATED")) {
      in.expect("ALWAYS");
    }
    in.expect("AS");
    if (in.accept("ROW")) {
      in.take(); // START or END of a system-versioned row
      parts.options.add("ROW TIME");
      return;
    }
    in.expect("(");
    Expression value = expressions.expression();
    in.expect(")");
    boolean isStored = in.accept("STORED") || in.accept("PERSISTENT");
    if (!isStored) {
      in.accept("VIRTUAL");
    }
    parts.value = Optional.of(new TableElement.Generated(value, isStored, in.close(place)));
  }

  private boolean ofStorage(Parts parts) {
    if (in.accept("INVISIBLE")) {
      parts.options.add("INVISIBLE");
      return true;
    }
    if (in.accept("VISIBLE")
        || in.accept("WITHOUT", "SYSTEM", "VERSIONING")
        || in.accept("WITH", "SYSTEM", "VERSIONING")) {
      return true;
    }
    if (in.accept("COLLATE")
        || in.accept("COLUMN_FORMAT")
        || in.accept("STORAGE")
        || in.accept("ENGINE_ATTRIBUTE")
        || in.accept("SECONDARY_ENGINE_ATTRIBUTE")
        || in.accept("REF_SYSTEM_ID")
        || in.accept("SRID")) {
      in.accept("=");
      in.take();
      return true;
    }
    return false;
  }

  private TableElement.Constraint constraint(TableElement.Rule rule, Place place) {
    return new TableElement.Constraint(
        Optional.empty(), rule, List.of(), Optional.empty(), in.close(place));
  }

  /** {@code CHECK (…)}, with whether it is heeded. */
  TableElement.Constraint check(Optional<Identifier> name, Place place) {
    in.expect("CHECK");
    in.expect("(");
    Expression condition = expressions.expression();
    in.expect(")");
    List<String> states = in.accept("NOT", "ENFORCED") ? List.of("DISABLE") : List.of();
    in.accept("ENFORCED");
    return new TableElement.Constraint(
        name,
        new TableElement.Check(condition, place),
        states,
        Optional.empty(),
        in.closeItem(place));
  }

  /**
   * {@code REFERENCES t (c) ON DELETE …}; what is done on an update stands behind what is done on a
   * delete.
   */
  TableElement.ForeignKey references(List<Identifier> own) {
    Place place = in.open();
    in.expect("REFERENCES");
    Name table = expressions.name();
    List<Identifier> columns =
        in.at("(") ? expressions.identifiersInParentheses() : List.<Identifier>of();
    if (in.accept("MATCH")) {
      in.take();
    }
    String onDelete = "";
    String onUpdate = "";
    while (in.at("ON", "DELETE") || in.at("ON", "UPDATE")) {
      in.take();
      boolean isDelete = in.take().is("DELETE");
      int from = in.position();
      if (in.accept("SET")) {
        in.take();
      } else if (!in.accept("NO", "ACTION")) {
        in.take();
      }
      if (isDelete) {
        onDelete = in.words(from);
      } else {
        onUpdate = in.words(from);
      }
    }
    String actions =
        onUpdate.isEmpty()
            ? onDelete
            : (onDelete.isEmpty() ? "NO ACTION" : onDelete) + " ON UPDATE " + onUpdate;
    return new TableElement.ForeignKey(own, table, columns, actions, in.close(place));
  }
}
