package org.godwit.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A result file that is there whole or not at all. */
record JsonFile(Path path) {

  /**
   * Looks, before hours of work, whether the file can be written.
   *
   * @throws IOException with a reason for people where it can't
   */
  void check() throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("it is a folder");
    }
    if (!isPlain()) {
      if (!Files.isWritable(path)) {
        throw new IOException("it is not writable");
      }
      return;
    }
    if (!Files.isDirectory(folder())) {
      throw new IOException("there is no folder " + folder());
    }
    try {
      Files.delete(temporary());
    } catch (IOException e) {
      throw new IOException("the folder " + folder() + " is not writable", e);
    }
  }

  /** Writes its text. */
  @FunctionalInterface
  interface Text {
    void writeTo(Writer out) throws IOException;
  }

  /** Writes it beside its place and renames it. */
  void write(String text) throws IOException {
    write(out -> out.write(text));
  }

  /** The same with a text that needn't be in memory as a whole. */
  void write(Text text) throws IOException {
    if (!isPlain()) {
      writeTo(path, text);
      return;
    }
    Path temporary = temporary();
    try {
      writeTo(temporary, text);
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void writeTo(Path file, Text text) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      text.writeTo(out);
    }
  }

  /** A link or a device, like {@code /dev/stdout}, is written to and not replaced. */
  private boolean isPlain() {
    return Files.notExists(path, LinkOption.NOFOLLOW_LINKS)
        || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private Path folder() {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }

  /** A new, empty file. Its rights are those that the umask gives, as the file's own would be. */
  private Path temporary() throws IOException {
    Path file =
        folder().resolve("." + path.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    Files.deleteIfExists(file);
    return Files.createFile(file);
  }
}
