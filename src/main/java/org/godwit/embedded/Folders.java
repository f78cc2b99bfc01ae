package org.godwit.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders: made once, copied, deleted. */
public final class Folders {
  private Folders() {}

  /** Fills an empty folder. */
  @FunctionalInterface
  interface Filler {
    /** Fills this folder, which exists and is empty. */
    void fill(Path folder) throws IOException;
  }

  /**
   * The folder, filled if it didn't exist. Whoever finds it finds it complete: it is filled under
   * another name beside it and renamed; where two processes race, one result is thrown away.
   */
  static Path made(Path folder, Filler filler) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(folder + " is the root folder");
    }
    Files.createDirectories(parent);
    Path filling = Files.createTempDirectory(parent, ".filling-");
    try {
      Files.setPosixFilePermissions(filling, PosixFilePermissions.fromString("rwxr-xr-x"));
      filler.fill(filling);
      rename(filling, folder);
    } finally {
      delete(filling);
    }
    return folder;
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(to)) { // else another process was first, and its folder is as good
        throw e;
      }
    }
  }

  /** Copies all files below one folder into another, which may exist. */
  static void copy(Path from, Path to) throws IOException {
    for (Path path : below(from)) {
      Path copy = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        makeFolder(copy);
      } else {
        Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Deletes the folder with all below, if it exists. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path path : below(folder).reversed()) {
      Files.deleteIfExists(path);
    }
  }

  /** Whether nothing is in the folder, or no such folder exists. */
  static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return !Files.exists(folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** The folder and all below, a folder before what is in it. */
  static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.naturalOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
