package org.godwit.engine.postgresql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of tables by what the event trigger has logged. What the catalog knew already
 * when the stream was opened is told where rows came or went beside the log alone: the rest was
 * compared then.
 */
final class DefinitionReader {
  private final FollowedTables tables;
  private final Map<Integer, TableName> names;

  DefinitionReader(FollowedTables tables) {
    this.tables = tables;
    this.names = new HashMap<>(tables.names());
  }

  /**
   * Reads a message of a transaction.
   *
   * @return null where it is nobody's business
   */
  @Nullable Change read(LogicalMessage message, int transaction) {
    LoggedDefinition logged = LoggedDefinition.read(message).orElse(null);
    if (logged == null) {
      return null;
    }
    boolean isKnown = tables.seen().contains(transaction);
    FollowedTable table = tables.byOid().get(logged.oid());
    return switch (logged.kind()) {
      case DROPPED -> {
        yield table == null || isKnown
            ? null
            : new Change.Redefined(name(table), Change.Deed.DROPPED, logged.statement());
      }
      case REPARTITIONED ->
          unreadable(
              table,
              "%s attached a partition with rows to it, or took one off it, and the log doesn't have these rows"
                  .formatted(logged.tag()));
      case REWRITTEN ->
          unreadable(
              table,
              "ALTER COLUMN … TYPE … USING may have changed values of all its rows, which the log doesn't have");
      case TABLE -> {
        LoggedDefinition.State state = logged.state().orElseThrow();
        if (table != null) {
          yield altered(table, logged, state, isKnown);
        }
        yield isKnown || state.isPartition() ? null : other(logged, state);
      }
    };
  }

  private static TableName name(FollowedTable table) {
    return table.wanted().table().name();
  }

  private static @Nullable Change unreadable(@Nullable FollowedTable table, String why) {
    return table == null ? null : new Change.Unreadable(name(table), why);
  }

  private @Nullable Change altered(
      FollowedTable table, LoggedDefinition logged, LoggedDefinition.State state, boolean isKnown) {
    TableForm form = state.form();
    String key = table.keyBefore();
    if (!key.isEmpty() && !key.equals(form.key())) {
      return new Change.Redefined(
          name(table),
          Change.Deed.REMADE,
          logged.statement() + ", by which its primary key changed");
    }
    if (state.identity() == 'n' || state.identity() == 'i') {
      return unreadable(table, "its REPLICA IDENTITY was changed to one that isn't followed");
    }
    if (isKnown) {
      return isBetween(table, form)
          ? null
          : unreadable(table, "its columns were changed several times before they were looked at");
    }
    boolean isSame =
        name(table).equals(logged.name()) && form.fields().equals(table.now().fields());
    return isSame
        ? null
        : new Change.Redefined(name(table), Change.Deed.ALTERED, logged.statement());
  }

  /** A type that went there and back may have changed values. */
  private static boolean isBetween(FollowedTable table, TableForm form) {
    List<TableForm> known = Stream.concat(Stream.of(table.now()), table.older().stream()).toList();
    return form.fields().stream()
        .allMatch(
            field -> {
              List<TableForm.Field> ends =
                  known.stream().flatMap(it -> it.numbered(field.number()).stream()).toList();
              return ends.isEmpty()
                  || ends.stream().anyMatch(it -> it.isOfType(field.type(), field.modifier()));
            });
  }

  /** Another table that was made, or came to another name. */
  private @Nullable Change other(LoggedDefinition logged, LoggedDefinition.State state) {
    TableName before = names.put(logged.oid(), logged.name());
    return state.isMade() || !logged.name().equals(before)
        ? new Change.Redefined(logged.name(), Change.Deed.MADE, logged.statement())
        : null;
  }
}
