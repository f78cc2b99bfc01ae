package org.godwit.embedded;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * Backup and restore of the embedded store together with the key of its secrets: one without the
 * other is worth nothing. A backup is a plain {@code .tar.gz} of the files, taken while nobody runs
 * on them, which PostgreSQL can always start from.
 */
public final class StoreBackup {
  private static final String KEY = "secret.key";
  private static final String STORE = "store";
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private StoreBackup() {}

  /**
   * Writes the store below the console's data folder to a new archive that only the owner can read.
   *
   * @return whether the key file is in it; it isn't where the key comes from the environment
   * @throws ServerException where a Godwit runs on the store, there is none, or the archive exists
   */
  public static boolean backup(Path data, Path archive) {
    Path folder = EmbeddedStore.folder(data);
    if (!Files.exists(folder.resolve("data"))) {
      throw new ServerException("there is no store in " + folder + " to back up");
    }
    if (Files.exists(archive)) {
      throw new ServerException(archive + " exists already; name another file");
    }
    try (FolderLock _ = FolderLock.on(folder)) {
      Orphans.stopPostgresOn(folder.resolve("data"));
      Path writing = archive.resolveSibling(archive.getFileName() + ".part");
      Files.deleteIfExists(writing);
      Files.createFile(writing, PosixFilePermissions.asFileAttribute(OWNER_FILE));
      write(data.toAbsolutePath().normalize(), filesOf(data), writing);
      Files.move(writing, archive, StandardCopyOption.ATOMIC_MOVE);
      return Files.exists(data.resolve(KEY));
    } catch (IOException e) {
      throw new ServerException(
          "the store in %s can't be written to %s: %s".formatted(folder, archive, e), e);
    }
  }

  private static List<Path> filesOf(Path data) throws IOException {
    Path folder = EmbeddedStore.folder(data);
    List<Path> files = new ArrayList<>();
    if (Files.exists(data.resolve(KEY))) {
      files.add(data.resolve(KEY).toAbsolutePath().normalize());
    }
    files.add(folder);
    files.add(EmbeddedStore.passwordFile(folder));
    files.addAll(Folders.below(folder.resolve("data")));
    return files;
  }

  private static void write(Path root, List<Path> files, Path archive) throws IOException {
    try (OutputStream out =
            new BufferedOutputStream(
                Files.newOutputStream(archive, StandardOpenOption.DSYNC), 1 << 20);
        var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (Path file : files) {
        var entry =
            new TarArchiveEntry(file, root.relativize(file).toString(), LinkOption.NOFOLLOW_LINKS);
        tar.putArchiveEntry(entry);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(file, tar);
        }
        tar.closeArchiveEntry();
      }
    }
  }

  /**
   * Makes the console's data folder from an archive.
   *
   * @throws ServerException where something is in the folder already, or the file is no backup; the
   *     folder is then left as it was
   */
  public static void restore(Path archive, Path data) {
    Path folder = data.toAbsolutePath().normalize();
    try {
      if (!Folders.isEmpty(folder)) {
        throw new ServerException(
            folder + " isn't empty; a restore goes into a new folder, move this one away first");
      }
      Files.deleteIfExists(folder);
      Folders.made(folder, made -> read(archive, made));
      Files.setPosixFilePermissions(folder, OWNER_FOLDER);
    } catch (IOException e) {
      throw new ServerException(
          "%s can't be restored into %s: %s".formatted(archive, folder, e.getMessage()), e);
    }
  }

  private static void read(Path archive, Path folder) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(archive), 1 << 20);
        var tar = new TarArchiveInputStream(new GzipCompressorInputStream(in))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = folder.resolve(entry.getName()).normalize();
        boolean isOurs = path.equals(folder.resolve(KEY)) || path.startsWith(folder.resolve(STORE));
        if (!isOurs || !(entry.isFile() || entry.isDirectory())) {
          throw new IOException("it holds " + entry.getName() + ", so it is no backup of a store");
        }
        if (entry.isDirectory()) {
          Files.createDirectory(path);
          Files.setPosixFilePermissions(path, OWNER_FOLDER);
        } else {
          Files.copy(tar, path);
          Files.setPosixFilePermissions(path, OWNER_FILE);
        }
      }
    }
    if (!Files.exists(folder.resolve(STORE).resolve("data/PG_VERSION"))) {
      throw new IOException("there is no store in it");
    }
  }
}
