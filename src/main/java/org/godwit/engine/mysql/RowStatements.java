package org.godwit.engine.mysql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;

/**
 * Which tables a statement may have changed that the log has in place of rows. Where its text tells
 * the table that it writes to, and the server that this has no triggers and is no view, it is that
 * one; else it is all that may be behind it: of MySQL those of the schemas that the log names, of
 * MariaDB those that the statement names and those of its schemas. A statement of other schemas
 * alone is told once, for nobody sees there what it calls.
 */
final class RowStatements {
  private static final List<String> CODE = List.of("TRIGGER", "VIEW", "FUNCTION");

  private final WrittenStanding.Asking server;
  private final NameCase letters;
  private final Consumer<String> announce;
  private final Map<TableName, WrittenStanding> asked = new HashMap<>();

  /** What was judged by a catalog that was ahead of the log: until where, by written table. */
  private final Map<TableName, BinlogPosition> ahead = new HashMap<>();

  private final Set<TableName> doubtful = new HashSet<>();
  private boolean isAnnounced;

  /**
   * Of a stream.
   *
   * @param letters of names in statements
   * @param announce is told what a person should know
   */
  RowStatements(WrittenStanding.Asking server, NameCase letters, Consumer<String> announce) {
    this.server = server;
    this.letters = letters;
    this.announce = announce;
  }

  /** Those of the tables that a statement in place of rows may have changed. */
  Set<TableName> of(LoggedQuery query, LoggedStatement statement, Set<TableName> tables) {
    boolean isBound = !query.schemas().isEmpty();
    Set<TableName> bound =
        isBound ? those(tables, it -> isAny(query.schemas(), it.schema())) : tables;
    if (bound.isEmpty()) {
      return Set.of();
    }
    Optional<TableName> text = WrittenTable.of(query.sql(), query.database());
    if (text.isEmpty()) {
      Set<TableName> related =
          those(tables, it -> statement.names(it) || isOfSchema(query, statement, it.schema()));
      return isBound ? bound : orAnnounce(related, query);
    }
    TableName written = text.get();
    Set<TableName> direct = those(bound, it -> letters.isOf(written, it));
    Set<TableName> beside = those(bound, it -> letters.isOf(ofSchema(written), it));
    WrittenStanding standing = asked.computeIfAbsent(written, server::of);
    return switch (standing.kind()) {
      case PLAIN -> {
        ahead.merge(written, standing.at(), (one, other) -> one.compareTo(other) < 0 ? other : one);
        doubtful.addAll(bound);
        yield direct;
      }
      case ACTIVE -> bound;
      case UNSEEN -> orAnnounce(!beside.isEmpty() && isBound ? bound : beside, query);
    };
  }

  /**
   * A statement made, altered or dropped something there. The server was asked how it is now: what
   * was judged by that may have been otherwise until here.
   *
   * @return tables of which nobody knows any more whether they were changed
   */
  Set<TableName> defined(LoggedStatement statement, BinlogPosition at) {
    asked.clear();
    ahead.values().removeIf(until -> at.compareTo(until) >= 0);
    boolean isOfCode = CODE.stream().anyMatch(statement::has);
    if (ahead.keySet().stream().noneMatch(it -> isOfCode || statement.names(it))) {
      if (ahead.isEmpty()) {
        doubtful.clear();
      }
      return Set.of();
    }
    Set<TableName> all = Set.copyOf(doubtful);
    ahead.clear();
    doubtful.clear();
    return all;
  }

  private static Set<TableName> those(Set<TableName> tables, Predicate<TableName> wanted) {
    return tables.stream().filter(wanted).collect(Collectors.toSet());
  }

  private boolean isAny(List<String> schemas, String schema) {
    return schemas.stream().anyMatch(it -> letters.isOf(new TableName(it, ""), all(schema)));
  }

  private static TableName all(String schema) {
    return new TableName(schema, "");
  }

  private static TableName ofSchema(TableName table) {
    return all(table.schema());
  }

  private static boolean isOfSchema(LoggedQuery query, LoggedStatement statement, String schema) {
    return query.database().equalsIgnoreCase(schema) || statement.has(schema);
  }

  private Set<TableName> orAnnounce(Set<TableName> tables, LoggedQuery query) {
    if (tables.isEmpty() && !isAnnounced) {
      isAnnounced = true;
      announce.accept(
          "the source's binary log has statements in place of rows of tables that aren't followed, as %s in %s: what a trigger, a view or a function changed through them in followed tables isn't seen. SET GLOBAL binlog_format = ROW, and let sessions connect anew."
              .formatted(query.shown(), query.database()));
    }
    return tables;
  }
}
