package org.godwit.conversion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.godwit.convert.SourceText;
import org.godwit.engine.EngineException;
import org.godwit.engine.SchemaScripts;
import org.godwit.security.InvalidInput;

/** The scripts that a person sends: files, archives of them, or pasted text. */
public final class Scripts {
  /** As many fit into half of the memory that Java may take: the rest is for tasks that run. */
  static final long BYTES_MAX = Runtime.getRuntime().maxMemory() / 2 / ConversionRuns.MEMORY_A_BYTE;

  private static final int FILES_MAX = 20_000;
  private static final int NAME_MAX = 500;
  private static final String PASTED = "pasted.sql";
  private static final String FIELD = "files";

  private final Optional<Charset> charset;
  private final SchemaScripts extractions;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private long bytes;

  /** Bytes of an archive that are no scripts. */
  private long passed;

  private Scripts(Optional<Charset> charset, SchemaScripts extractions) {
    this.charset = charset;
    this.extractions = extractions;
  }

  /**
   * A file that was sent.
   *
   * @param name as on the person's machine
   * @param at where it is for now
   */
  public record Sent(String name, Path at) {}

  /**
   * The texts by name, in their order.
   *
   * @param encoding what files without a byte order mark are written in; empty for UTF-8
   * @param extractions of whose files each holds several scripts
   * @throws InvalidInput on {@code files}, {@code encoding}, {@code pasted}
   */
  static Map<String, String> read(
      List<Sent> files, String pasted, String encoding, SchemaScripts extractions) {
    Scripts scripts = new Scripts(charset(encoding), extractions);
    for (Sent file : files) {
      scripts.add(file);
    }
    if (!pasted.isBlank()) {
      scripts.paste(pasted.replace("\r\n", "\n"));
    }
    if (scripts.texts.isEmpty()) {
      throw new InvalidInput(FIELD, "Choose files, or paste statements.");
    }
    return scripts.texts;
  }

  private void paste(String text) {
    requireRoom(text.length());
    if (text.indexOf('\0') >= 0) {
      throw new InvalidInput("pasted", "That is no SQL: it has a character 0.");
    }
    keep(PASTED, text, "pasted");
  }

  /** What SQL*Plus extracted is a script for each schema. */
  private void keep(String name, String text, String field) {
    try {
      extractions
          .ofExtraction(name, text)
          .orElse(Map.of(name, text))
          .forEach(
              (part, made) ->
                  texts.put(unused(part.equals(name) ? name : name + "/" + part), made));
    } catch (EngineException e) {
      throw new InvalidInput(field, e.sentence());
    }
  }

  private static Optional<Charset> charset(String encoding) {
    try {
      return encoding.isBlank() ? Optional.empty() : Optional.of(Charset.forName(encoding.strip()));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("encoding", "There is no encoding of that name; windows-1252 is one.");
    }
  }

  private void add(Sent file) {
    try {
      if (file.name().toLowerCase(Locale.ROOT).endsWith(".zip")) {
        unpack(file);
      } else {
        add(file.name(), Files.readAllBytes(file.at()));
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw new InvalidInput(FIELD, file.name() + " is no zip archive that can be read.");
    } catch (IOException e) {
      throw new InvalidInput(FIELD, file.name() + " could not be read; send it again.");
    }
  }

  private void unpack(Sent file) throws IOException {
    int before = texts.size();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file.at()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        String last = name.substring(name.lastIndexOf('/') + 1);
        // What a Mac adds to archives, and hidden files, are no scripts.
        // Counted too, for what isn't read is unpacked all the same to find the next.
        byte[] content = bounded(zip);
        if (!entry.isDirectory() && !last.startsWith(".") && !name.startsWith("__MACOSX")) {
          add(name, content);
        } else {
          passed += content.length;
        }
      }
    }
    if (texts.size() == before) {
      throw new InvalidInput(FIELD, file.name() + " has no files, or is no zip archive.");
    }
  }

  /** What an archive says of its sizes may be a lie. */
  private byte[] bounded(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      requireRoom(out.size() + (long) read);
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }

  private void add(String name, byte[] content) {
    if (name.length() > NAME_MAX) {
      throw new InvalidInput(
          FIELD,
          "The name %s… is longer than %d characters.".formatted(name.substring(0, 60), NAME_MAX));
    }
    requireRoom(content.length);
    bytes += content.length;
    try {
      keep(name, SourceText.decoded(content, charset), FIELD);
    } catch (SourceText.Unreadable e) {
      throw new InvalidInput(
          Map.of(
              FIELD,
              "%s %s.".formatted(name, e.getMessage()),
              "encoding",
              "Such as windows-1252. Choose the files again."));
    }
  }

  private void requireRoom(long more) {
    if (bytes + passed + more > BYTES_MAX || texts.size() >= FILES_MAX) {
      throw new InvalidInput(
          FIELD,
          "That is more than the %,d KB or %,d files that this console can convert at once beside the tasks it runs. Make several conversions of it, give the console more memory (GODWIT_JAVA_OPTS, docs/console.md), or use godwit convert."
              .formatted(BYTES_MAX >> 10, FILES_MAX));
    }
  }

  private String unused(String name) {
    String free = name.replace('\\', '/');
    for (int copy = 2; texts.containsKey(free); copy++) {
      free = name + " (" + copy + ")";
    }
    return free;
  }
}
