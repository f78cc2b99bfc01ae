package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/** Names and types of the columns that a query gives, as far as tables of the scripts tell them. */
final class QueryColumns {
  private static final Set<String> TEXTS =
      Set.of(
          ("UPPER LOWER INITCAP SUBSTR TRIM LTRIM RTRIM LPAD RPAD REPLACE TO_CHAR CHR CONCAT TRANSLATE"
                  + " REGEXP_REPLACE REGEXP_SUBSTR LISTAGG RAWTOHEX USER")
              .split(" "));

  private static final Set<String> NUMBERS =
      Set.of(
          ("COUNT SUM AVG LENGTH INSTR CEIL FLOOR MOD POWER SQRT SIGN TO_NUMBER ROW_NUMBER RANK DENSE_RANK"
                  + " NTILE EXTRACT MONTHS_BETWEEN ASCII REGEXP_COUNT REGEXP_INSTR ROWNUM LEVEL")
              .split(" "));

  private static final Set<String> DATES =
      Set.of("TO_DATE", "ADD_MONTHS", "LAST_DAY", "NEXT_DAY", "SYSDATE", "CURRENT_DATE");

  private static final Set<String> MOMENTS = Set.of("SYSTIMESTAMP", "CURRENT_TIMESTAMP");

  /** Of the type of their first argument. */
  private static final Set<String> ALIKE =
      Set.of(
          "MAX MIN NVL COALESCE NULLIF GREATEST LEAST LAG LEAD FIRST_VALUE LAST_VALUE ABS ROUND TRUNC MEDIAN"
              .split(" "));

  /** Tables by name; nothing for one that several schemas have. */
  private final Map<String, Optional<Ddl.CreateTable>> tables = new HashMap<>();

  /** What is in front of the columns of a FROM, and these with their types. */
  private record Source(String alias, Map<String, Column> columns) {}

  private record Column(Identifier name, Type type) {}

  QueryColumns(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement instanceof Ddl.CreateTable it) {
        tables.merge(
            it.name().last().text(),
            Optional.of(it),
            (one, other) ->
                one.map(Ddl.CreateTable::name).equals(other.map(Ddl.CreateTable::name))
                    ? one
                    : Optional.empty());
      }
    }
    // What they have in the end is told by all of the statements together.
    for (Statement statement : statements) {
      if (statement instanceof Ddl.AlterTable it
          && it.alterations().stream().anyMatch(QueryColumns::isOfColumns)) {
        tables.put(it.name().last().text(), Optional.empty());
      }
    }
  }

  private static boolean isOfColumns(Ddl.Alteration alteration) {
    return switch (alteration) {
      case Ddl.Add it -> it.elements().stream().anyMatch(TableElement.Column.class::isInstance);
      case Ddl.Modify it -> it.elements().stream().anyMatch(TableElement.Column.class::isInstance);
      case Ddl.DropColumns _ -> true;
      default -> false;
    };
  }

  /** The fields of a record that takes a row; empty where a column's name or type isn't known. */
  Optional<List<Declaration.Variable>> of(Query query) {
    return columns(query)
        .map(
            all ->
                all.values().stream()
                    .map(
                        it ->
                            new Declaration.Variable(
                                it.name(), false, it.type(), false, Optional.empty(), Place.NONE))
                    .toList());
  }

  private Optional<Map<String, Column>> columns(Query query) {
    if (query.with().isPresent() || !(query.body() instanceof Query.Select select)) {
      return Optional.empty();
    }
    List<Source> sources = new ArrayList<>();
    for (FromItem item : select.from()) {
      if (!add(item, sources)) {
        return Optional.empty();
      }
    }
    Map<String, Column> all = new LinkedHashMap<>();
    for (Query.Item item : select.items()) {
      if (item.value() instanceof Expression.Star(var of, _)) {
        for (Source source : sources) {
          if (of.isEmpty() || of.get().last().text().equals(source.alias())) {
            all.putAll(source.columns());
          }
        }
        continue;
      }
      Optional<Identifier> name = item.alias().or(() -> plain(item.value()));
      Optional<Type> type = type(item.value(), sources);
      if (name.isEmpty() || type.isEmpty()) {
        return Optional.empty();
      }
      all.put(name.get().text(), new Column(name.get(), type.get()));
    }
    return Optional.of(all).filter(it -> !it.isEmpty());
  }

  private static Optional<Identifier> plain(Expression value) {
    return value instanceof Expression.Reference(var name, _)
        ? Optional.of(name.last())
        : Optional.empty();
  }

  /** Whether its columns are known. */
  private boolean add(FromItem item, List<Source> sources) {
    return switch (item) {
      case FromItem.Table it -> {
        Optional<Ddl.CreateTable> table =
            tables.getOrDefault(it.name().last().text(), Optional.empty());
        if (it.name().is("DUAL")) {
          yield true;
        }
        table.ifPresent(
            made ->
                sources.add(
                    new Source(
                        it.alias().map(FromItem.Alias::name).orElse(it.name().last()).text(),
                        columns(made))));
        yield table.isPresent() && it.name().link().isEmpty();
      }
      case FromItem.Derived it -> {
        Optional<Map<String, Column>> columns = columns(it.query());
        columns.ifPresent(
            all ->
                sources.add(
                    new Source(it.alias().map(alias -> alias.name().text()).orElse(""), all)));
        yield columns.isPresent();
      }
      case FromItem.Join it ->
          it.using().isEmpty()
              && !it.kind().startsWith("NATURAL")
              && add(it.left(), sources)
              && add(it.right(), sources);
      default -> false;
    };
  }

  private static Map<String, Column> columns(Ddl.CreateTable table) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (TableElement element : table.elements()) {
      if (element instanceof TableElement.Column column && column.type().isPresent()) {
        columns.put(column.name().text(), new Column(column.name(), column.type().get()));
      }
    }
    return columns;
  }

  private Optional<Type> type(Expression value, List<Source> sources) {
    return switch (value) {
      case Expression.Reference(var name, _) -> reference(name, sources);
      case Expression.Literal(var kind, _, _) ->
          switch (kind) {
            case STRING, NATIONAL_STRING -> Optional.of(text());
            case NUMBER -> Optional.of(named("NUMBER"));
            case DATE -> Optional.of(named("DATE"));
            default -> Optional.empty();
          };
      case Expression.Aggregate it -> type(it.call(), sources);
      case Expression.Call it -> call(it, sources);
      case Expression.KeywordCall it -> function(it.function());
      case Expression.Cast it -> Optional.of(it.type());
      case Expression.Row it when it.items().size() == 1 -> type(it.items().getFirst(), sources);
      case Expression.Case it -> type(it.whens().getFirst().value(), sources);
      case Expression.Operation it -> operation(it, sources);
      default -> Optional.empty();
    };
  }

  private static Optional<Type> reference(Name name, List<Source> sources) {
    List<Type> found = new ArrayList<>();
    for (Source source : sources) {
      Column column = source.columns().get(name.last().text());
      boolean isMeant =
          name.parts().size() == 1
              || name.parts().get(name.parts().size() - 2).text().equals(source.alias());
      if (column != null && isMeant) {
        found.add(column.type());
      }
    }
    return found.size() == 1
        ? Optional.of(found.getFirst())
        : found.isEmpty() ? function(name) : Optional.empty();
  }

  private Optional<Type> call(Expression.Call call, List<Source> sources) {
    String name = call.function().toString().toUpperCase(Locale.ROOT);
    int at = name.equals("DECODE") ? 2 : name.equals("NVL2") ? 1 : ALIKE.contains(name) ? 0 : -1;
    return at >= 0 && at < call.arguments().size()
        ? type(call.arguments().get(at).value(), sources)
        : function(call.function());
  }

  private static Optional<Type> function(Name name) {
    String word = name.toString().toUpperCase(Locale.ROOT);
    return TEXTS.contains(word)
        ? Optional.of(text())
        : NUMBERS.contains(word)
            ? Optional.of(named("NUMBER"))
            : DATES.contains(word)
                ? Optional.of(named("DATE"))
                : MOMENTS.contains(word)
                    ? Optional.of(
                        new Type.Named(
                            Name.of("TIMESTAMP"), List.of(), "", "WITH TIME ZONE", Place.NONE))
                    : Optional.empty();
  }

  /** Of dates only the day some days later is one. */
  private Optional<Type> operation(Expression.Operation operation, List<Source> sources) {
    List<Optional<Type>> types =
        operation.operands().stream().map(it -> type(it, sources)).toList();
    return switch (operation.operator()) {
      case CONCAT -> Optional.of(text());
      case MULTIPLY, DIVIDE -> Optional.of(named("NUMBER"));
      case ADD, SUBTRACT ->
          types.stream().allMatch(it -> it.filter(QueryColumns::isNumber).isPresent())
              ? Optional.of(named("NUMBER"))
              : isDate(types.getFirst())
                      && types.getLast().filter(QueryColumns::isNumber).isPresent()
                  ? types.getFirst()
                  : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isNumber(Type type) {
    return type instanceof Type.Named(var name, _, _, _, _)
        && Set.of("NUMBER", "INTEGER", "FLOAT", "DECIMAL", "NUMERIC", "SMALLINT", "INT")
            .contains(name.toString().toUpperCase(Locale.ROOT));
  }

  private static boolean isDate(Optional<Type> type) {
    return type.orElse(null) instanceof Type.Named(var name, _, _, _, _) && name.is("DATE");
  }

  private static Type text() {
    return new Type.Named(Name.of("VARCHAR2"), List.of("4000"), "", "", Place.NONE);
  }

  private static Type named(String name) {
    return new Type.Named(Name.of(name), List.of(), "", "", Place.NONE);
  }
}
