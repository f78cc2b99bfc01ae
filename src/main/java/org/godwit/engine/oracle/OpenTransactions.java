package org.godwit.engine.oracle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.oracle.RedoTransaction.Kept;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that are open at the place to which the log has been read. Those that do nothing
 * to followed tables are among them, for a table that is followed later may be theirs.
 */
final class OpenTransactions implements AutoCloseable {
  private static final String FILES = "*.redo";

  private final Path folder;
  private final long bytesMax;
  private final Map<String, RedoTransaction> open = new HashMap<>();
  private long bytes;

  /**
   * None yet.
   *
   * @param folder of the stream's own; files that another run has left there are deleted
   * @param bytesMax how much memory their rows may take
   */
  OpenTransactions(Path folder, long bytesMax) throws IOException {
    this.folder = folder;
    this.bytesMax = bytesMax;
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, FILES)) {
        for (Path file : left) {
          Files.delete(file);
        }
      }
    }
  }

  /** What the rows take in memory. */
  long bytes() {
    return bytes;
  }

  /**
   * A transaction begins.
   *
   * @throws EngineException where another one that had its slot, and rows, never ended
   */
  void begin(String id, long scn) throws IOException {
    RedoTransaction before = ofSlot(id);
    if (before != null && before.id().equals(id)) {
      return; // what was seen of it before shows that this isn't its beginning
    }
    if (before != null) {
      forget(before);
    }
    put(id, scn, true);
  }

  private RedoTransaction put(String id, long scn, boolean isWhole) {
    RedoTransaction transaction =
        new RedoTransaction(id, scn, isWhole, folder.resolve(id + ".redo"));
    open.put(id, transaction);
    return transaction;
  }

  /** An open transaction; null where none is known. */
  @Nullable RedoTransaction find(String id) {
    RedoTransaction found = open.get(id);
    return found == null && RedoRow.isOfSlotAlone(id) ? ofSlot(id) : found;
  }

  private @Nullable RedoTransaction ofSlot(String id) {
    String slot = RedoRow.slotOf(id);
    return open.values().stream()
        .filter(it -> RedoRow.slotOf(it.id()).equals(slot))
        .findFirst()
        .orElse(null);
  }

  /** Adds a row to its transaction, whose beginning may not have been seen. */
  void add(String id, long scn, Kept row) throws IOException {
    RedoTransaction known = find(id);
    RedoTransaction transaction = known == null ? put(id, scn, false) : known;
    bytes -= transaction.bytes();
    transaction.add(row);
    bytes += transaction.bytes();
    spill();
  }

  /**
   * Takes a row of a transaction back.
   *
   * @return whether there was such a row
   */
  boolean undo(String id, Kept row) throws IOException {
    RedoTransaction transaction = find(id);
    if (transaction == null) {
      return false;
    }
    bytes -= transaction.bytes();
    boolean isUndone = transaction.undo(row.table(), row.address());
    bytes += transaction.bytes();
    if (bytes > 2 * bytesMax) { // what came back is about to be taken back, row by row
      spill();
    }
    return isUndone;
  }

  private void spill() throws IOException {
    while (bytes > bytesMax) {
      RedoTransaction largest =
          open.values().stream()
              .max(Comparator.comparingLong(RedoTransaction::bytes))
              .filter(it -> it.bytes() > 0)
              .orElse(null);
      if (largest == null) {
        return; // what was committed and is handed on now
      }
      bytes -= largest.bytes();
      largest.spill();
    }
  }

  /** Takes a transaction out, which its taker closes; null where none is known. */
  @Nullable RedoTransaction end(String id) {
    RedoTransaction transaction = find(id);
    if (transaction != null) {
      open.remove(transaction.id());
      bytes -= transaction.bytes();
    }
    return transaction;
  }

  /** The first number of the oldest, or another where none is open. */
  long oldest(long other) {
    return open.values().stream().mapToLong(RedoTransaction::start).min().orElse(other);
  }

  /**
   * Drops what the server says has ended. LogMiner tells the beginning of some transactions of the
   * server's own and not their end.
   *
   * @param before all that began before the number and is open is in the next
   * @param alive the ids of transactions that are open
   * @throws EngineException where a transaction has rows
   */
  void keepOnly(long before, Collection<String> alive) throws IOException {
    List<RedoTransaction> ended = new ArrayList<>();
    for (RedoTransaction transaction : open.values()) {
      if (transaction.start() < before && !alive.contains(transaction.id())) {
        ended.add(transaction);
      }
    }
    for (RedoTransaction transaction : ended) {
      forget(transaction);
    }
  }

  private void forget(RedoTransaction transaction) throws IOException {
    open.remove(transaction.id());
    bytes -= transaction.bytes();
    try (transaction) {
      if (!transaction.isEmpty()) {
        throw new EngineException(
            Failure.POSITION_LOST,
            "transaction %s, which began at SCN %d, has ended, and LogMiner doesn't tell whether its changes of followed tables were committed. Restart the task, so that every table is loaded again."
                .formatted(transaction.id(), transaction.start()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (RedoTransaction transaction : open.values()) {
      transaction.close();
    }
    open.clear();
    bytes = 0;
  }
}
