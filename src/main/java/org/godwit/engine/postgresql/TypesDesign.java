package org.godwit.engine.postgresql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.NamedType;
import org.godwit.catalog.Table;

/**
 * Decides which of the types that people have made on a PostgreSQL source a table's columns keep:
 * those that the target has, or takes. A type is made where it is missing and never altered or
 * dropped, since others may use it; it stays in the schema that it has on the source.
 */
final class TypesDesign {
  private final Table wanted;

  /** What columns write, by what they write on the source; types that can't be had are missing. */
  private final Map<String, String> written = new HashMap<>();

  private final List<NamedType> missing = new ArrayList<>();
  private final Map<String, String> reasons = new HashMap<>();

  TypesDesign(Table wanted, ExpressionTrial trial, PostgresDialect dialect, List<String> notes) {
    this.wanted = wanted;
    List<NamedType> types =
        wanted.types().stream().filter(it -> it.engine().equals(PostgresEngine.ID)).toList();
    if (types.isEmpty()) {
      return;
    }
    List<NamedType> there = trial.types(types);
    for (NamedType type : types) {
      Optional<NamedType> same = there.stream().filter(it -> isSame(type, it)).findFirst();
      if (same.isPresent()) {
        written.put(type.written(), same.get().written());
        if (!same.get().definition().equals(type.definition())) {
          notes.add(
              "type %s is on the target with another definition and is used as it is there; rows with values that it doesn't take are rejected. Source: %s. Target: %s."
                  .formatted(type.written(), type.definition(), same.get().definition()));
        }
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
    tryMissing(trial, dialect);
  }

  private static boolean isSame(NamedType one, NamedType other) {
    return one.name().equals(other.name())
        && (one.extension().isEmpty()
            ? one.schema().equals(other.schema())
            : one.extension().equals(other.extension()));
  }

  private void tryMissing(ExpressionTrial trial, PostgresDialect dialect) {
    String sql =
        missing.stream()
            .map(
                it ->
                    (trial.hasSchema(it.schema())
                            ? ""
                            : "CREATE SCHEMA IF NOT EXISTS " + dialect.quote(it.schema()) + "; ")
                        + it.definition())
            .collect(Collectors.joining("; "));
    Optional<String> objection = missing.isEmpty() ? Optional.empty() : trial.objectionTo(sql);
    for (NamedType type : missing) {
      objection.ifPresentOrElse(
          words -> reasons.put(type.written(), "the target doesn't take it (" + words + ")"),
          () -> written.put(type.written(), type.written()));
    }
    if (objection.isPresent()) {
      missing.clear();
    }
  }

  /** Those to make before the table, in order. */
  List<NamedType> toMake() {
    return missing;
  }

  /** Makes a type unless another table of the task came first. */
  static String statement(NamedType type, PostgresDialect dialect) {
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
  Optional<Column> kept(Column source) {
    String bare = bare(source.nativeType());
    String there = written.get(bare);
    if (there == null) {
      return Optional.empty();
    }
    String nativeType = there + source.nativeType().substring(bare.length());
    DataType type =
        source.type() instanceof DataType.Native
            ? new DataType.Native(PostgresEngine.ID, nativeType)
            : source.type();
    return Optional.of(source.withType(type, nativeType));
  }

  /** A column whose type can't be had becomes another, and a note says so. */
  Optional<DataType> replaced(Column source, DataType otherwise, List<String> notes) {
    String reason = reasons.get(bare(source.nativeType()));
    if (reason == null) {
      return Optional.empty();
    }
    DataType type = otherwise instanceof DataType.Native ? DataType.Text.unbounded() : otherwise;
    notes.add(
        "column %s of %s is of type %s on the source; %s. The column is made as %s."
            .formatted(
                source.name(),
                wanted.name(),
                source.nativeType(),
                reason,
                new PostgresTypes().render(type)));
    return Optional.of(type);
  }

  /** Without the brackets of an array and the bounds of a length. */
  private static String bare(String written) {
    return written.replaceFirst("(?:\\([^()\"]*\\))?(?:\\[\\])*$", "");
  }
}
