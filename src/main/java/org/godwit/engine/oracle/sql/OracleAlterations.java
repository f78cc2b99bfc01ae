package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Ddl;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Place;
import org.godwit.sql.TableElement;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Verbatim;

/** Reads what stands behind ALTER TABLE and the table's name. */
final class OracleAlterations {
  /** What stands behind ADD and MODIFY and is no column. */
  private static final Set<String> NO_COLUMNS =
      Set.of(
          "PARTITION",
          "SUBPARTITION",
          "OVERFLOW",
          "SUPPLEMENTAL",
          "LOB",
          "NESTED",
          "VARRAY",
          "OPAQUE",
          "PERIOD",
          "CLUSTERING");

  /** What stands behind a column's name, also where that is one of these words. */
  private static final Set<String> BEHIND_COLUMN =
      Set.of(
          "BFILE",
          "BINARY_DOUBLE",
          "BINARY_FLOAT",
          "BLOB",
          "BOOLEAN",
          "CHAR",
          "CHARACTER",
          "CLOB",
          "DATE",
          "DEC",
          "DECIMAL",
          "DOUBLE",
          "FLOAT",
          "INT",
          "INTEGER",
          "INTERVAL",
          "JSON",
          "LONG",
          "NCHAR",
          "NCLOB",
          "NUMBER",
          "NUMERIC",
          "NVARCHAR2",
          "RAW",
          "REAL",
          "ROWID",
          "SMALLINT",
          "TIMESTAMP",
          "UROWID",
          "VARCHAR",
          "VARCHAR2",
          "XMLTYPE",
          "DEFAULT",
          "NOT",
          "NULL",
          "INVISIBLE",
          "VISIBLE");

  /** What stands behind MODIFY and is no column either. */
  private static final Set<String> CONSTRAINT_WORDS =
      Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "DEFAULT");

  private final TokenStream in;
  private final ExpressionParser expressions;
  private final OracleColumns columns;
  private final OraclePartitions partitions;
  private final OracleTables tables;

  OracleAlterations(
      TokenStream in,
      ExpressionParser expressions,
      OracleColumns columns,
      OraclePartitions partitions,
      OracleTables tables) {
    this.in = in;
    this.expressions = expressions;
    this.columns = columns;
    this.partitions = partitions;
    this.tables = tables;
  }

  /** All changes, up to the end of the statement. */
  List<Ddl.Alteration> all() {
    List<Ddl.Alteration> all = new ArrayList<>();
    do {
      all.add(alteration());
    } while (!isEnd());
    return List.copyOf(all);
  }

  private boolean isEnd() {
    return in.at(";") || OracleParser.isEnd(in.current());
  }

  private Ddl.Alteration alteration() {
    Place place = in.open();
    return switch (in.current().text()) {
      case "ADD" -> add(place);
      case "MODIFY" -> modify(place);
      case "DROP" -> drop(place);
      case "SET" -> in.at("SET", "UNUSED") ? setUnused(place) : change(place);
      case "RENAME" -> rename(place);
      case "ENABLE", "DISABLE" -> enable(place);
      case "SPLIT", "MERGE" -> partitions.isChange() ? partitions.change(place) : change(place);
      default -> change(place);
    };
  }

  /** Words that no rule looks into: they may be any, so they end with the statement. */
  private Ddl.Alteration change(Place place) {
    int from = in.position();
    in.expect(Kind.WORD, "ADD, MODIFY, DROP or another change of the table");
    while (!isEnd()) {
      in.take();
    }
    Verbatim words = new Verbatim(in.words(from), in.close(place));
    return new Ddl.Change(words, place);
  }

  private Ddl.Alteration add(Place place) {
    if (isElement(NO_COLUMNS) || in.at("ADD", "IF", "NOT")) {
      in.take();
      in.accept("IF", "NOT", "EXISTS");
      return new Ddl.Add(elements(), in.close(place));
    }
    if (in.at("ADD", "PARTITION")) {
      in.take();
      List<Partitioning.Partition> added = new ArrayList<>();
      do {
        added.add(partitions.partition());
      } while (in.accept(","));
      int from = in.position();
      while (!isEnd()) {
        in.take();
      }
      return new Ddl.AddPartitions(List.copyOf(added), in.words(from), in.close(place));
    }
    return change(place);
  }

  private Ddl.Alteration modify(Place place) {
    if (partitions.isChange()) {
      return partitions.change(place);
    }
    boolean isConstraint =
        in.at("MODIFY", "CONSTRAINT")
            || in.at("MODIFY", "PRIMARY", "KEY")
            || in.at("MODIFY", "UNIQUE", "(");
    if (isConstraint) {
      in.take();
      Ddl.ConstraintOf constraint = constraint();
      List<String> states = new ArrayList<>();
      Optional<TableElement.UsingIndex> index = columns.states(states);
      return new Ddl.ModifyConstraint(constraint, List.copyOf(states), index, in.close(place));
    }
    if (isElement(NO_COLUMNS) && !isAhead(CONSTRAINT_WORDS)) {
      in.take();
      in.accept("COLUMN");
      return new Ddl.Modify(elements(), in.close(place));
    }
    return change(place);
  }

  private boolean isElement(Set<String> others) {
    return in.ahead(1).is("(")
        || (in.ahead(1).isName()
            && (!isAhead(others)
                || (in.ahead(2).kind() == Kind.WORD
                    && BEHIND_COLUMN.contains(in.ahead(2).text()))));
  }

  private boolean isAhead(Set<String> words) {
    return in.ahead(1).kind() == Kind.WORD && words.contains(in.ahead(1).text());
  }

  private List<TableElement> elements() {
    if (in.at("(")) {
      return tables.elements();
    }
    List<TableElement> elements = new ArrayList<>();
    do {
      elements.add(columns.element());
    } while (in.accept(","));
    return List.copyOf(elements);
  }

  private Ddl.Alteration drop(Place place) {
    if (partitions.isChange()) {
      return partitions.change(place);
    }
    if (in.accept("DROP", "COLUMN")) {
      in.accept("IF", "EXISTS");
      List<Identifier> dropped = List.of(expressions.identifier());
      return new Ddl.DropColumns(dropped, false, dropOptions(), in.close(place));
    }
    if (in.at("DROP", "(")) {
      in.take();
      List<Identifier> dropped = expressions.identifiersInParentheses();
      return new Ddl.DropColumns(dropped, false, dropOptions(), in.close(place));
    }
    boolean isConstraint =
        in.at("DROP", "CONSTRAINT") || in.at("DROP", "PRIMARY", "KEY") || in.at("DROP", "UNIQUE");
    if (isConstraint) {
      in.take();
      return new Ddl.DropConstraint(constraint(), dropOptions(), in.close(place));
    }
    return change(place);
  }

  private Ddl.Alteration setUnused(Place place) {
    in.expect("SET", "UNUSED");
    boolean isOne = in.accept("COLUMN");
    List<Identifier> dropped =
        isOne || !in.at("(")
            ? List.of(expressions.identifier())
            : expressions.identifiersInParentheses();
    return new Ddl.DropColumns(dropped, true, dropOptions(), in.close(place));
  }

  private List<String> dropOptions() {
    List<String> options = new ArrayList<>();
    while (true) {
      int from = in.position();
      if (in.accept("CASCADE")) {
        in.accept("CONSTRAINTS");
      } else if (in.accept("CHECKPOINT")) {
        if (in.at(Kind.NUMBER)) {
          in.take();
        }
      } else if (!in.accept("KEEP", "INDEX")
          && !in.accept("DROP", "INDEX")
          && !in.accept("INVALIDATE")
          && !in.accept("ONLINE")) {
        return List.copyOf(options);
      }
      options.add(in.words(from));
    }
  }

  private Ddl.Alteration rename(Place place) {
    if (in.accept("RENAME", "TO")) {
      return new Ddl.RenameTable(expressions.identifier(), in.close(place));
    }
    boolean isColumn = in.at("RENAME", "COLUMN");
    if (!isColumn && !in.at("RENAME", "CONSTRAINT")) {
      return change(place);
    }
    in.take();
    in.take();
    Identifier from = expressions.identifier();
    in.expect("TO");
    Identifier to = expressions.identifier();
    return isColumn
        ? new Ddl.RenameColumn(from, to, in.close(place))
        : new Ddl.RenameConstraint(from, to, in.close(place));
  }

  private Ddl.Alteration enable(Place place) {
    boolean isValidated = in.ahead(1).is("VALIDATE") || in.ahead(1).is("NOVALIDATE");
    int at = isValidated ? 2 : 1;
    boolean isConstraint =
        in.ahead(at).is("CONSTRAINT") || in.ahead(at).is("PRIMARY") || in.ahead(at).is("UNIQUE");
    if (!isConstraint) {
      return change(place);
    }
    boolean isEnabled = in.take().is("ENABLE");
    String validation = isValidated ? in.take().text() : "";
    Ddl.ConstraintOf constraint = constraint();
    List<String> options = new ArrayList<>();
    Optional<TableElement.UsingIndex> index = Optional.empty();
    if (in.at("USING", "INDEX") || in.at("EXCEPTIONS", "INTO")) {
      index = columns.states(options);
    }
    options.addAll(dropOptions());
    return new Ddl.EnableConstraint(
        isEnabled, validation, constraint, index, List.copyOf(options), in.close(place));
  }

  private Ddl.ConstraintOf constraint() {
    Place place = in.open();
    if (in.accept("CONSTRAINT")) {
      in.accept("IF", "EXISTS");
      Optional<Identifier> name = Optional.of(expressions.identifier());
      return new Ddl.ConstraintOf("CONSTRAINT", name, List.of(), in.close(place));
    }
    if (in.accept("UNIQUE")) {
      List<Identifier> unique = expressions.identifiersInParentheses();
      return new Ddl.ConstraintOf("UNIQUE", Optional.empty(), unique, in.close(place));
    }
    in.expect("PRIMARY", "KEY");
    return new Ddl.ConstraintOf("PRIMARY KEY", Optional.empty(), List.of(), in.close(place));
  }
}
