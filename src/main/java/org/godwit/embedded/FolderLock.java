package org.godwit.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps two Godwits from working on one folder. The operating system lets go when we die. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks the folder, which is made if missing.
   *
   * @throws ServerException where another process, or this one, holds it already
   */
  static FolderLock on(Path folder) {
    try {
      FileChannel channel = opened(folder);
      if (tryLock(channel) == null) {
        String holder = read(channel);
        channel.close();
        throw new ServerException(
            "%s is in use by another Godwit%s; stop that one or choose another folder"
                .formatted(folder, holder.isBlank() ? "" : " (process " + holder.strip() + ")"));
      }
      return named(channel);
    } catch (IOException e) {
      throw cantBeLocked(folder, e);
    }
  }

  /** Locks the folder; empty where another process, or this one, holds it already. */
  static Optional<FolderLock> ifFree(Path folder) {
    try {
      FileChannel channel = opened(folder);
      if (tryLock(channel) == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(named(channel));
    } catch (IOException e) {
      throw cantBeLocked(folder, e);
    }
  }

  private static FileChannel opened(Path folder) throws IOException {
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve("lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static FolderLock named(FileChannel channel) throws IOException {
    channel.truncate(0);
    channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
    return new FolderLock(channel);
  }

  private static ServerException cantBeLocked(Path folder, IOException e) {
    return new ServerException(
        "%s can't be locked: %s; check that it is writable".formatted(folder, e), e);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // this very process holds it
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    channel.read(bytes, 0);
    return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ServerException("a folder's lock can't be released: " + e, e);
    }
  }
}
