package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.TableElement;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Type;
import org.godwit.sql.Verbatim;

/** A column with what belongs to it, a constraint, or words of their own. */
final class OracleColumns {
  private static final Set<String> BEHIND_TYPE =
      Set.of(
          "AS",
          "CHECK",
          "CONSTRAINT",
          "DEFAULT",
          "ENCRYPT",
          "GENERATED",
          "INVISIBLE",
          "NOT",
          "NULL",
          "PRIMARY",
          "REFERENCES",
          "SCOPE",
          "UNIQUE",
          "VISIBLE",
          "WITH",
          "DECRYPT",
          "ANNOTATIONS",
          "DOMAIN",
          "DROP");

  private final TokenStream in;
  private final ExpressionParser expressions;
  private final OracleOptions options;
  private final OracleIndexes indexes;

  OracleColumns(
      TokenStream in, ExpressionParser expressions, OracleOptions options, OracleIndexes indexes) {
    this.in = in;
    this.expressions = expressions;
    this.options = options;
    this.indexes = indexes;
  }

  TableElement element() {
    Place place = in.open();
    if (in.at("SUPPLEMENTAL", "LOG")
        || in.at("PERIOD", "FOR")
        || in.at("SCOPE", "FOR")
        || in.at("REF", "(")) {
      return words(place);
    }
    if (isConstraint()) {
      TableElement.Constraint constraint = constraint(place);
      in.closeItem(place);
      return constraint;
    }
    return column(place);
  }

  private TableElement words(Place place) {
    int from = in.position();
    while (!in.at(",") && !in.at(")") && !in.at(";") && !OracleParser.isEnd(in.current())) {
      if (in.at("(")) {
        in.skipParentheses();
      } else {
        in.take();
      }
    }
    Verbatim words = new Verbatim(in.words(from), in.closeItem(place));
    return new TableElement.Words(words, place);
  }

  private boolean isConstraint() {
    return (in.at("CONSTRAINT") && in.ahead(1).isName())
        || in.at("PRIMARY", "KEY")
        || in.at("FOREIGN", "KEY")
        || in.at("UNIQUE", "(")
        || in.at("CHECK", "(");
  }

  private TableElement column(Place place) {
    Identifier name = expressions.identifier();
    Optional<Type> type =
        in.atAny(BEHIND_TYPE) || !in.current().isName()
            ? Optional.empty()
            : Optional.of(expressions.types().type());
    Optional<TableElement.DefaultValue> value = Optional.empty();
    List<String> words = new ArrayList<>();
    List<TableElement.Constraint> constraints = new ArrayList<>();
    while (true) {
      int from = in.position();
      if (in.at("DEFAULT") || in.at("GENERATED") || in.at("AS")) {
        value = Optional.of(value());
      } else if (isInlineConstraint()) {
        constraints.add(constraint(in.open()));
      } else if (option()) {
        words.add(in.words(from));
      } else {
        return new TableElement.Column(
            name, type, value, List.copyOf(words), List.copyOf(constraints), in.closeItem(place));
      }
    }
  }

  private boolean isInlineConstraint() {
    return isConstraint()
        || in.at("NOT", "NULL")
        || in.at("NULL")
        || in.at("UNIQUE")
        || in.at("REFERENCES");
  }

  private boolean option() {
    if (in.accept("COLLATE")) {
      expressions.name();
      return true;
    }
    if (in.accept("ENCRYPT")) {
      if (in.accept("USING")) {
        in.take();
      }
      if (in.accept("IDENTIFIED", "BY")) {
        in.take();
      }
      in.accept("NO");
      in.accept("SALT");
      return true;
    }
    if (in.accept("SCOPE", "IS")) {
      expressions.name();
      return true;
    }
    if (in.accept("DOMAIN")) {
      expressions.name();
      return true;
    }
    return in.accept("WITH", "ROWID")
        || in.accept("DROP", "IDENTITY")
        || in.accept("VISIBLE")
        || in.accept("INVISIBLE")
        || in.accept("DECRYPT")
        || in.accept("SORT")
        || (in.at("ANNOTATIONS") && options.take());
  }

  private TableElement.DefaultValue value() {
    Place place = in.open();
    if (in.accept("DEFAULT")) {
      boolean onNull = in.accept("ON", "NULL");
      if (onNull && in.accept("FOR", "INSERT")) {
        if (!in.accept("ONLY")) {
          in.expect("AND", "UPDATE");
        }
      }
      return new TableElement.Default(onNull, expressions.expression(), in.close(place));
    }
    String kind = "";
    if (in.accept("GENERATED")) {
      int from = in.position();
      if (!in.accept("ALWAYS")) {
        in.expect("BY", "DEFAULT");
        in.accept("ON", "NULL");
      }
      kind = in.words(from);
    }
    in.expect("AS");
    if (in.accept("IDENTITY")) {
      List<SequenceOption> sequence = List.of();
      if (in.accept("(")) {
        sequence = new OracleSequences(in).all();
        in.expect(")");
      }
      return new TableElement.Identity(kind, sequence, in.close(place));
    }
    in.expect("(");
    Expression value = expressions.expression();
    in.expect(")");
    boolean isStored = in.accept("MATERIALIZED");
    if (!isStored) {
      in.accept("VIRTUAL");
    }
    return new TableElement.Generated(value, isStored, in.close(place));
  }

  private TableElement.Constraint constraint(Place place) {
    Optional<Identifier> name =
        in.accept("CONSTRAINT") ? Optional.of(expressions.identifier()) : Optional.empty();
    TableElement.Rule rule = rule();
    List<String> states = new ArrayList<>();
    Optional<TableElement.UsingIndex> index = states(states);
    return new TableElement.Constraint(name, rule, List.copyOf(states), index, in.close(place));
  }

  private TableElement.Rule rule() {
    Place place = in.open();
    if (in.accept("NOT", "NULL")) {
      return new TableElement.Nullable(false, in.close(place));
    }
    if (in.accept("NULL")) {
      return new TableElement.Nullable(true, in.close(place));
    }
    if (in.accept("PRIMARY", "KEY")) {
      return new TableElement.PrimaryKey(names(), in.close(place));
    }
    if (in.accept("UNIQUE")) {
      return new TableElement.Unique(names(), in.close(place));
    }
    if (in.accept("CHECK")) {
      in.expect("(");
      Expression condition = expressions.expression();
      in.expect(")");
      return new TableElement.Check(condition, in.close(place));
    }
    List<Identifier> columns = List.of();
    if (in.accept("FOREIGN", "KEY")) {
      columns = names();
    }
    in.expect("REFERENCES");
    Name table = expressions.name();
    List<Identifier> references = names();
    String onDelete = "";
    if (in.accept("ON", "DELETE")) {
      int from = in.position();
      if (!in.accept("CASCADE") && !in.accept("NO", "ACTION")) {
        in.expect("SET", "NULL");
      }
      onDelete = in.words(from);
    }
    return new TableElement.ForeignKey(columns, table, references, onDelete, in.close(place));
  }

  private List<Identifier> names() {
    return in.at("(") ? expressions.identifiersInParentheses() : List.of();
  }

  /** Adds the states that stand here to the list; gives the index that is told among them. */
  Optional<TableElement.UsingIndex> states(List<String> states) {
    Optional<TableElement.UsingIndex> index = Optional.empty();
    while (true) {
      int from = in.position();
      if (in.at("USING", "INDEX")) {
        index = Optional.of(usingIndex());
      } else if (state()) {
        states.add(in.words(from));
      } else {
        return index;
      }
    }
  }

  private TableElement.UsingIndex usingIndex() {
    Place place = in.open();
    in.expect("USING", "INDEX");
    if (in.at("(")) {
      Optional<Ddl.CreateIndex> created = Optional.of(indexes.inParentheses());
      return new TableElement.UsingIndex(Optional.empty(), created, List.of(), in.close(place));
    }
    List<String> words = new ArrayList<>();
    indexOptions(words);
    Optional<Name> name = Optional.empty();
    if (words.isEmpty() && in.current().isName() && !isState()) {
      name = Optional.of(expressions.name());
      indexOptions(words);
    }
    return new TableElement.UsingIndex(name, Optional.empty(), List.copyOf(words), in.close(place));
  }

  private void indexOptions(List<String> words) {
    while (!isState()) {
      int from = in.position();
      if (!in.accept("LOCAL") && !options.take()) {
        return;
      }
      words.add(in.words(from));
    }
  }

  private boolean state() {
    if (in.at("NOT", "DEFERRABLE")) {
      return in.accept("NOT", "DEFERRABLE");
    }
    if (in.accept("EXCEPTIONS", "INTO")) {
      expressions.name();
      return true;
    }
    if (in.accept("INITIALLY")) {
      if (!in.accept("DEFERRED")) {
        in.expect("IMMEDIATE");
      }
      return true;
    }
    if (in.at("ENABLE") || in.at("DISABLE")) {
      // ENABLE ROW MOVEMENT and its like belong to the table.
      return !in.ahead(1).is("ROW") && (in.accept("ENABLE") || in.accept("DISABLE"));
    }
    return in.accept("DEFERRABLE")
        || in.accept("VALIDATE")
        || in.accept("NOVALIDATE")
        || in.accept("RELY")
        || in.accept("NORELY")
        || in.accept("PRECHECK")
        || in.accept("NOPRECHECK");
  }

  /** Whether a state stands here, or what ends the words behind USING INDEX. */
  private boolean isState() {
    return in.at("ENABLE")
        || in.at("DISABLE")
        || in.at("VALIDATE")
        || in.at("NOVALIDATE")
        || in.at("RELY")
        || in.at("NORELY")
        || in.at("DEFERRABLE")
        || in.at("INITIALLY")
        || in.at("EXCEPTIONS")
        || in.at("NOT")
        || in.at("USING");
  }
}
