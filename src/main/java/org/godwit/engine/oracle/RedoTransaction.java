package org.godwit.engine.oracle;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.godwit.catalog.TableName;

/**
 * A transaction whose end hasn't been seen yet. Its rows are kept in the order of the log; what
 * memory shouldn't hold lies in a file, from which the last part comes back where rows of it are
 * undone.
 */
final class RedoTransaction implements AutoCloseable {
  /** So many rows are looked through for the one that is undone. */
  private static final int LOOKED_THROUGH_MAX = 10_000;

  /** Beside its characters. */
  private static final int BYTES_A_ROW = 120;

  private final String id;
  private final long start;
  private final boolean isWhole;
  private final Path file;
  private final Deque<Part> parts = new ArrayDeque<>();
  private List<Kept> rows = new ArrayList<>();
  private long bytes;

  /**
   * A row, or what is done to a table at once.
   *
   * @param operation as {@link RedoRow} has it
   * @param address of the row
   * @param text the statement; for {@link #UNREADABLE} why there is none
   */
  record Kept(TableName table, int operation, String address, String text) {
    /** In place of an operation: nobody can tell what was done to the table. */
    static final int UNREADABLE = -1;

    private long bytes() {
      return BYTES_A_ROW + 2L * (address.length() + text.length());
    }
  }

  /** Rows that lie in the file. */
  private record Part(long place, int rows) {}

  /**
   * Begins.
   *
   * @param start the first number that the transaction has in the log
   * @param isWhole whether that is its beginning
   * @param file for what memory shouldn't hold; made when it is needed
   */
  RedoTransaction(String id, long start, boolean isWhole, Path file) {
    this.id = id;
    this.start = start;
    this.isWhole = isWhole;
    this.file = file;
  }

  String id() {
    return id;
  }

  long start() {
    return start;
  }

  boolean isWhole() {
    return isWhole;
  }

  boolean isEmpty() {
    return rows.isEmpty() && parts.isEmpty();
  }

  /** What its rows take in memory. */
  long bytes() {
    return bytes;
  }

  void add(Kept row) {
    rows.add(row);
    bytes += row.bytes();
  }

  /**
   * Takes the last row of a table back that has the address.
   *
   * @return whether there was one
   */
  boolean undo(TableName table, String address) throws IOException {
    int looked = 0;
    while (true) {
      for (int i = rows.size() - 1 - looked; i >= 0; i--) {
        Kept row = rows.get(i);
        if (row.address().equals(address) && row.table().equals(table)) {
          rows.remove(i);
          bytes -= row.bytes();
          return true;
        }
      }
      looked = rows.size();
      if (parts.isEmpty() || looked >= LOOKED_THROUGH_MAX) {
        return false;
      }
      takeBack();
    }
  }

  private void takeBack() throws IOException {
    Part last = parts.removeLast();
    List<Kept> all = new ArrayList<>(last.rows() + rows.size());
    try (DataInputStream in = open(last.place())) {
      for (int i = 0; i < last.rows(); i++) {
        all.add(read(in));
      }
    }
    all.forEach(row -> bytes += row.bytes());
    all.addAll(rows);
    rows = all;
  }

  /** Puts the rows that memory holds into the file. */
  void spill() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      long end = parts.isEmpty() ? 0 : endOfLast(access);
      access.setLength(end);
      access.seek(end);
      DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(access.getChannel())));
      out.writeLong(0); // where the part ends
      for (Kept row : rows) {
        write(out, row);
      }
      out.flush();
      long next = access.getFilePointer();
      access.seek(end);
      access.writeLong(next);
      parts.addLast(new Part(end, rows.size()));
    }
    rows = new ArrayList<>();
    bytes = 0;
  }

  private long endOfLast(RandomAccessFile access) throws IOException {
    access.seek(parts.getLast().place());
    return access.readLong();
  }

  private DataInputStream open(long place) throws IOException {
    FileChannel channel = FileChannel.open(file);
    channel.position(place + Long.BYTES);
    return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
  }

  private static void write(DataOutputStream out, Kept row) throws IOException {
    write(out, row.table().schema());
    write(out, row.table().table());
    out.writeInt(row.operation());
    write(out, row.address());
    write(out, row.text());
  }

  private static Kept read(DataInputStream in) throws IOException {
    TableName table = new TableName(text(in), text(in));
    return new Kept(table, in.readInt(), text(in), text(in));
  }

  /** As characters: half of a surrogate pair stays what it is. */
  private static void write(DataOutputStream out, String text) throws IOException {
    out.writeInt(text.length());
    out.writeChars(text);
  }

  private static String text(DataInputStream in) throws IOException {
    char[] text = new char[in.readInt()];
    for (int i = 0; i < text.length; i++) {
      text[i] = in.readChar();
    }
    return new String(text);
  }

  /** Hands the rows out from the first to the last; only the part that is read is in memory. */
  Reading read() {
    return new Reading();
  }

  /** The rows in their order. */
  final class Reading implements AutoCloseable {
    private int of = -1;
    private int left = parts.isEmpty() ? 0 : parts.getFirst().rows();
    private @org.jspecify.annotations.Nullable DataInputStream in;
    private final List<Part> all = List.copyOf(parts);

    /** The next one, null behind the last. */
    @org.jspecify.annotations.Nullable
    Kept next() throws IOException {
      while (of < all.size()) {
        if (in != null && left > 0) {
          left--;
          return RedoTransaction.read(in);
        }
        close();
        of++;
        if (of < all.size()) {
          in = open(all.get(of).place());
          left = all.get(of).rows();
        }
      }
      int at = of - all.size();
      of++;
      return at < rows.size() ? rows.get(at) : null;
    }

    @Override
    public void close() throws IOException {
      DataInputStream open = in;
      in = null;
      if (open != null) {
        open.close();
      }
    }
  }

  /** Nobody asks for its rows any more. */
  @Override
  public void close() throws IOException {
    parts.clear();
    rows = List.of();
    bytes = 0;
    Files.deleteIfExists(file);
  }
}
