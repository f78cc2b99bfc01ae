package org.godwit.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.godwit.convert.postgresql.PostgresNames;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * The tables that {@code DBMS_ERRLOG.CREATE_ERROR_LOG} makes, for which LOG ERRORS writes: five
 * columns about the error, and those of the table as text, by Oracle's PL/SQL Packages reference.
 */
public final class ErrorTables {
  private static final int NAME_MAX = 25;
  private static final Identifier PACKAGE = Identifier.of("dbms_errlog");
  private static final Identifier PROCEDURE = Identifier.of("create_error_log");
  private static final List<String> PARAMETERS =
      List.of(
          "DML_TABLE_NAME",
          "ERR_LOG_TABLE_NAME",
          "ERR_LOG_TABLE_OWNER",
          "ERR_LOG_TABLE_SPACE",
          "SKIP_UNSUPPORTED");

  /** What Oracle doesn't log; with one of these nothing is made unless told to pass over it. */
  private static final Set<String> UNSUPPORTED =
      Set.of("BFILE", "BLOB", "CLOB", "LONG", "LONG RAW", "NCLOB", "XMLTYPE");

  private final Function<String, ScriptReader> reader;
  private final PostgresNames names;

  ErrorTables(Function<String, ScriptReader> reader, PostgresNames names) {
    this.reader = reader;
    this.names = names;
  }

  /**
   * The table in which errors of another one are.
   *
   * @param said in the statement itself
   */
  public static Name name(Name table, Optional<Name> said) {
    if (said.isPresent()) {
      return said.get();
    }
    String of = table.last().text();
    boolean isPlain = of.equals(of.toLowerCase(Locale.ROOT));
    String name = (isPlain ? "err$_" : "ERR$_") + of.substring(0, Math.min(of.length(), NAME_MAX));
    List<Identifier> parts = new ArrayList<>(table.parts());
    parts.set(parts.size() - 1, new Identifier(name, !name.matches("[a-z_][a-z0-9_$]*")));
    return new Name(List.copyOf(parts), "");
  }

  /**
   * What a statement of a script makes by such calls, where their tables are among all; nothing
   * where it is a routine's, which only a run makes.
   */
  List<Ddl.CreateTable> made(Statement statement, List<Statement> all) {
    List<Ddl.CreateTable> made = new ArrayList<>();
    Statement code = statement instanceof Statement.Command command ? block(command) : statement;
    if (code instanceof Code) {
      Rewriter.walk(
          code,
          node -> {
            if (node instanceof Expression.Call(var function, var arguments, _)
                && isCall(function)) {
              made(arguments(arguments), all)
                  .map(it -> Rewriter.placed(it, statement.place()))
                  .ifPresent(made::add);
            }
          });
    }
    return made;
  }

  /** {@code EXEC call} of the client is a block. */
  private Statement block(Statement.Command command) {
    boolean isIt =
        command.word().startsWith("EXEC")
            && command.text().toLowerCase(Locale.ROOT).contains(PACKAGE.text());
    return isIt
        ? reader.apply("BEGIN " + command.text() + "\n; END;\n/\n").next().orElse(command)
        : command;
  }

  private static boolean isCall(Name function) {
    List<Identifier> parts = function.parts();
    return parts.size() > 1
        && function.last().equals(PROCEDURE)
        && parts.get(parts.size() - 2).equals(PACKAGE);
  }

  /** Those that are literals, by the names of their parameters. */
  private static Map<String, String> arguments(List<Expression.Argument> arguments) {
    Map<String, String> values = new HashMap<>();
    for (int at = 0; at < Math.min(arguments.size(), PARAMETERS.size()); at++) {
      Expression.Argument argument = arguments.get(at);
      String name =
          argument.key().isPresent()
              ? argument.key().get() instanceof Expression.Reference(var key, _)
                  ? key.last().text().toUpperCase(Locale.ROOT)
                  : ""
              : PARAMETERS.get(at);
      switch (argument.value()) {
        case Literal(var kind, var text, _)
            when kind == Expression.LiteralKind.STRING || kind == Expression.LiteralKind.TRUE ->
            values.put(name, text);
        default -> {
          // NULL, or what only a run knows.
        }
      }
    }
    return values;
  }

  private Optional<Ddl.CreateTable> made(Map<String, String> arguments, List<Statement> all) {
    if (!arguments.containsKey(PARAMETERS.getFirst())) {
      return Optional.empty();
    }
    Name of = spelled(arguments.get(PARAMETERS.getFirst()));
    Name table =
        Optional.ofNullable(arguments.get(PARAMETERS.get(1)))
            .map(it -> beside(of, spelled(it)))
            .orElseGet(() -> name(of, Optional.empty()));
    if (arguments.containsKey(PARAMETERS.get(2))) {
      table = Name.of(spelled(arguments.get(PARAMETERS.get(2))).last(), table.last());
    }
    List<TableElement> columns = new ArrayList<>();
    columns.add(column("ora_err_number$", "NUMBER"));
    columns.add(column("ora_err_mesg$", "VARCHAR2", "2000"));
    columns.add(column("ora_err_rowid$", "VARCHAR2", "4000"));
    columns.add(column("ora_err_optyp$", "VARCHAR2", "2"));
    columns.add(column("ora_err_tag$", "VARCHAR2", "2000"));
    int own = columns.size();
    ObjectId id = ObjectId.of(ObjectKind.TABLE, of);
    for (Statement statement : all) {
      if (Follows.isOf(statement, id)) {
        Rewriter.walk(
            statement,
            node -> {
              if (node instanceof TableElement.Column it && isLogged(it)) {
                columns.add(ofText(it.name()));
              }
            });
      }
    }
    return columns.size() == own
        ? Optional.empty()
        : Optional.of(
            new Ddl.CreateTable(
                List.of(),
                table,
                Optional.empty(),
                columns.stream().distinct().toList(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Place.NONE));
  }

  /** Whether it makes such a table. */
  public static boolean isOne(Statement statement) {
    return statement instanceof Ddl.CreateTable table
        && table.elements().stream()
            .anyMatch(
                it ->
                    it instanceof TableElement.Column column
                        && column.name().text().equals("ora_err_number$"));
  }

  /** Whether such a table has the column. */
  public static boolean isLogged(TableElement.Column column) {
    return column.type().isPresent()
        && !(column.type().get() instanceof Type.Named(var name, _, _, _, _)
            && UNSUPPORTED.contains(name.toString().toUpperCase(Locale.ROOT)));
  }

  private Name spelled(String name) {
    Identifier[] parts =
        Arrays.stream(name.strip().split("\\."))
            .map(
                it ->
                    it.startsWith("\"")
                        ? new Identifier(it.replace("\"", ""), true)
                        : new Identifier(it.strip().toUpperCase(Locale.ROOT), false))
            .map(names::of)
            .toArray(Identifier[]::new);
    return Name.of(parts);
  }

  private static Name beside(Name table, Name other) {
    return other.parts().size() > 1 || table.parts().size() == 1
        ? other
        : Name.of(table.parts().getFirst(), other.last());
  }

  private static TableElement.Column column(String name, String type, String... arguments) {
    return column(
        Identifier.of(name), new Type.Named(Name.of(type), List.of(arguments), "", "", Place.NONE));
  }

  private static TableElement.Column ofText(Identifier name) {
    return column(name, new Type.Named(Name.of("VARCHAR2"), List.of("4000"), "", "", Place.NONE));
  }

  private static TableElement.Column column(Identifier name, Type type) {
    return new TableElement.Column(
        name, Optional.of(type), Optional.empty(), List.of(), List.of(), Place.NONE);
  }
}
