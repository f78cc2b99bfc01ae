package org.godwit.engine.postgresql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Index;
import org.godwit.catalog.NamedType;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;

/**
 * Decides which of the types that people have made on a PostgreSQL source a table's columns keep:
 * those that the target has, or takes. A type is made where it is missing and never altered or
 * dropped, since others may use it; it goes where the rules send the tables of its schema.
 */
final class TypesDesign {
  private static final String MULTIRANGE = ", MULTIRANGE_TYPE_NAME = ";

  private final Table source;
  private final PostgresDialect dialect;

  /** What columns write, by what they write on the source; types that can't be had are missing. */
  private final Map<String, String> written = new HashMap<>();

  private final List<NamedType> missing = new ArrayList<>();
  private final Map<String, String> reasons = new HashMap<>();

  TypesDesign(Table source, ExpressionTrial trial, PostgresDialect dialect, List<String> notes) {
    this.source = source;
    this.dialect = dialect;
    List<NamedType> types =
        source.types().stream().filter(it -> it.engine().equals(PostgresEngine.ID)).toList();
    if (types.isEmpty()) {
      return;
    }
    List<NamedType> there = trial.types(types);
    for (NamedType type : types) {
      Optional<NamedType> same = there.stream().filter(it -> isSame(type, it)).findFirst();
      if (same.isPresent()) {
        use(type, same.get(), notes);
      } else if (!type.extension().isEmpty()) {
        reasons.put(
            type.written(),
            "it belongs to the extension %s, which the target doesn't have: run CREATE EXTENSION %s there first to keep it"
                .formatted(type.extension(), dialect.quote(type.extension())));
      } else if (type.definition().isEmpty()) {
        reasons.put(type.written(), "no statement makes it by itself");
      } else {
        missing.add(type);
      }
    }
    tryMissing(trial);
  }

  private static boolean isSame(NamedType one, NamedType other) {
    return one.name().equals(other.name())
        && (one.extension().isEmpty()
            ? one.schema().equals(other.schema())
            : one.extension().equals(other.extension()));
  }

  private void use(NamedType type, NamedType there, List<String> notes) {
    if (there.definition().isEmpty() && !type.definition().isEmpty()) {
      reasons.put(type.written(), "%s is the row type of a table there".formatted(there.written()));
      return;
    }
    written.put(type.written(), there.written());
    multirange(type)
        .ifPresent(name -> written.put(name, multirange(there).orElseGet(() -> moved(name, type))));
    String definition = WrittenNames.replaced(type.definition(), written);
    if (!there.definition().equals(definition)) {
      notes.add(
          "type %s is on the target with another definition and is used as it is there; rows with values that it doesn't take are rejected. Source: %s. Target: %s."
              .formatted(there.written(), definition, there.definition()));
    }
  }

  /** A range brings another type along that no statement of its own makes. */
  private static Optional<String> multirange(NamedType range) {
    String definition = range.definition();
    return definition.startsWith("CREATE TYPE " + range.written() + " AS RANGE (")
            && definition.contains(MULTIRANGE)
        ? Optional.of(
            definition.substring(
                definition.lastIndexOf(MULTIRANGE) + MULTIRANGE.length(), definition.length() - 1))
        : Optional.empty();
  }

  /** A name where a type goes that has this name's schema on the source. */
  private String moved(String name, NamedType type) {
    TableName from = WrittenNames.parsed(name);
    boolean isMoved =
        from.schema().equals(WrittenNames.parsed(type.written()).schema())
            && !from.schema().equals(type.schema());
    return isMoved ? dialect.quote(new TableName(type.schema(), from.table())) : name;
  }

  private void tryMissing(ExpressionTrial trial) {
    if (missing.isEmpty()) {
      return;
    }
    Map<String, String> names = new HashMap<>(written);
    for (NamedType type : missing) {
      names.put(type.written(), moved(type.written(), type));
      multirange(type).ifPresent(name -> names.put(name, moved(name, type)));
    }
    List<String> wanted = missing.stream().map(NamedType::written).toList();
    missing.replaceAll(
        type ->
            new NamedType(
                type.engine(),
                type.schema(),
                type.name(),
                WrittenNames.replaced(type.written(), names),
                WrittenNames.replaced(type.definition(), names),
                ""));
    String sql =
        missing.stream()
            .map(
                it ->
                    (trial.hasSchema(it.schema())
                            ? ""
                            : "CREATE SCHEMA IF NOT EXISTS " + dialect.quote(it.schema()) + "; ")
                        + it.definition())
            .collect(Collectors.joining("; "));
    trial
        .objectionTo(sql)
        .ifPresentOrElse(
            words -> {
              wanted.forEach(it -> reasons.put(it, "the target doesn't take it (" + words + ")"));
              missing.clear();
            },
            () -> {
              written.putAll(names);
              trial.begin(sql);
            });
  }

  /** Those to make before the table, in order. */
  List<NamedType> toMake() {
    return missing;
  }

  /** The table with its expressions, indexes and checks in the names that types have here. */
  Table renamed() {
    if (written.entrySet().stream().allMatch(it -> it.getKey().equals(it.getValue()))) {
      return source;
    }
    return source
        .withColumns(source.columns().stream().map(this::renamed).toList())
        .withIndexes(source.indexes().stream().map(this::renamed).toList())
        .withChecks(
            source.checks().stream()
                .map(it -> new Check(it.name(), renamed(it.expression()), it.options()))
                .toList());
  }

  private String renamed(String sql) {
    return WrittenNames.replaced(sql, written);
  }

  private Column renamed(Column column) {
    Column result =
        column.defaultValue() instanceof Default.Expression(String text)
            ? column.withDefault(new Default.Expression(renamed(text)))
            : column;
    return column.generation() instanceof Generation.Computed(String text, boolean stored)
        ? result.withGeneration(new Generation.Computed(renamed(text), stored))
        : result;
  }

  private Index renamed(Index index) {
    return new Index(
        index.name(),
        index.kind(),
        index.unique(),
        index.parts().stream()
            .map(
                it ->
                    new Index.Part(
                        it.column(), renamed(it.expression()), it.prefixLength(), it.descending()))
            .toList(),
        renamed(index.predicate()),
        renamed(index.definition()));
  }

  /** Makes a type unless another table of the task came first. */
  String statement(NamedType type) {
    return "DO "
        + dialect.literal(
            "BEGIN %s; EXCEPTION WHEN duplicate_object THEN NULL; END"
                .formatted(type.definition()));
  }

  /**
   * The column with the type that it keeps.
   *
   * @return empty where its type has no name that people gave, or can't be had on the target
   */
  Optional<Column> kept(Column column) {
    String bare = bare(column.nativeType());
    String there = written.get(bare);
    if (there == null) {
      return Optional.empty();
    }
    String nativeType = there + column.nativeType().substring(bare.length());
    DataType type =
        column.type() instanceof DataType.Native
            ? new DataType.Native(PostgresEngine.ID, nativeType)
            : column.type();
    return Optional.of(column.withType(type, nativeType));
  }

  /** A column whose type can't be had becomes another, and a note says so. */
  Optional<DataType> replaced(Column column, DataType otherwise, List<String> notes) {
    String reason = reasons.get(bare(column.nativeType()));
    if (reason == null) {
      return Optional.empty();
    }
    DataType type = otherwise instanceof DataType.Native ? DataType.Text.unbounded() : otherwise;
    notes.add(
        "column %s of %s is of type %s on the source; %s. The column is made as %s."
            .formatted(
                column.name(),
                source.name(),
                column.nativeType(),
                reason,
                new PostgresTypes().render(type)));
    return Optional.of(type);
  }

  /** Without the brackets of an array and the bounds of a length. */
  private static String bare(String written) {
    return written.replaceFirst("(?:\\([^()\"]*\\))?(?:\\[\\])*$", "");
  }
}
