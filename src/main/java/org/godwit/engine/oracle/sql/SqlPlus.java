package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.godwit.sql.ScriptClient;
import org.godwit.sql.ScriptPart;
import org.godwit.sql.ScriptSet;

/**
 * Runs scripts as SQL*Plus does: {@code @}, {@code @@} and START with arguments, DEFINE, UNDEFINE,
 * ACCEPT with its default, {@code SET DEFINE} and {@code SET ESCAPE}; values stand in place of
 * {@code &name}. EXIT ends nothing, for what stands behind it is part of the scripts all the same.
 */
public final class SqlPlus implements ScriptClient {
  /** SQL*Plus's own bound. */
  private static final int DEPTH_MAX = 20;

  /** So many files are run at most; each may include others several times. */
  private static final int RUNS_MAX = 20_000;

  /** How scripts give an argument that is missing the value of nothing. */
  private static final Pattern NO_ROW =
      Pattern.compile(
          "(?is)\\s*SELECT\\b.*\\bFROM\\s+(SYS\\.)?DUAL\\s+WHERE\\s+(\\d\\s*=\\s*\\d|ROWNUM\\s*(=\\s*0|<\\s*1))\\s*;?\\s*");

  @Override
  public List<ScriptPart> run(ScriptSet scripts) {
    SqlPlusFiles files = new SqlPlusFiles(scripts);
    List<ScriptPart> parts = new ArrayList<>();
    if (!scripts.starts().isEmpty()) {
      for (List<String> start : scripts.starts()) {
        new Session(scripts, files, parts, parts.size()).start(start.getFirst(), start);
      }
      return parts;
    }
    Set<String> included = new HashSet<>();
    for (String file : scripts.texts().keySet()) {
      if (!included.contains(file)) {
        Session session = new Session(scripts, files, new ArrayList<>(), 0);
        session.start(file, List.of());
        session.run.remove(file);
        included.addAll(session.run);
      }
    }
    Set<String> run = new HashSet<>();
    for (String file : scripts.texts().keySet()) {
      if (!included.contains(file)) {
        run.addAll(started(scripts, files, parts, file));
      }
    }
    // Of files that include each other the first one begins.
    for (String file : scripts.texts().keySet()) {
      if (!run.contains(file)) {
        run.addAll(started(scripts, files, parts, file));
      }
    }
    return parts;
  }

  private static Set<String> started(
      ScriptSet scripts, SqlPlusFiles files, List<ScriptPart> parts, String file) {
    Session session = new Session(scripts, files, parts, parts.size());
    session.start(file, List.of());
    return session.run;
  }

  /** One session of the client. */
  private static final class Session {
    private final SqlPlusFiles files;
    private final SqlPlusVariables variables;
    private final List<ScriptPart> parts;
    private final int number;
    private final Set<String> run = new LinkedHashSet<>();
    private final Set<String> waiting = new LinkedHashSet<>();
    private String start = "";
    private int runs;

    Session(ScriptSet scripts, SqlPlusFiles files, List<ScriptPart> parts, int number) {
      this.files = files;
      this.variables = new SqlPlusVariables(scripts.variables());
      this.parts = parts;
      this.number = number;
    }

    /** Begins with a file; its arguments are what stands behind the first of the words. */
    void start(String file, List<String> words) {
      start = file;
      arguments(words);
      run(file, 1);
    }

    private void arguments(List<String> words) {
      for (int at = 1; at < words.size(); at++) {
        variables.set(String.valueOf(at), words.get(at));
      }
    }

    private void run(String file, int depth) {
      run.add(file);
      runs++;
      new FileRun(file, depth).read();
    }

    /** The reading of one file. */
    private final class FileRun {
      private final String file;
      private final String text;
      private final int depth;
      private final SqlPlusBuffer buffer = new SqlPlusBuffer();

      /** The statement so far, where its values are waited for. */
      private final StringBuilder query = new StringBuilder();

      /** What is sent since {@link #sent}, where it isn't the file's own text. */
      private Optional<StringBuilder> changed = Optional.empty();

      private int sent;
      private int sentLine = 1;
      private int at;
      private int line = 1;

      FileRun(String file, int depth) {
        this.file = file;
        this.text = files.text(file);
        this.depth = depth;
      }

      void read() {
        while (at < text.length()) {
          String next = nextLine();
          boolean isOver =
              buffer.mayBeOver()
                  && SqlPlusCommand.of(next)
                      .filter(it -> it.kind() != SqlPlusCommand.Kind.OTHER)
                      .isPresent();
          if (isOver) {
            buffer.end();
          }
          Optional<SqlPlusCommand> command =
              buffer.waits() ? SqlPlusCommand.of(next) : Optional.empty();
          if (command.isPresent()) {
            keep(variables.known(next));
            take(withRest(next));
          } else {
            String known = variables.known(next);
            keep(known);
            buffer.take(known);
            await(known);
          }
        }
        send(Optional.empty());
      }

      /** The next line without its end; {@link #at} is behind that. */
      private String nextLine() {
        int end = text.indexOf('\n', at);
        int behind = end < 0 ? text.length() : end + 1;
        String found = text.substring(at, end < 0 ? behind : end);
        at = behind;
        line++;
        return found;
      }

      /** A hyphen at its end says that a command goes on. */
      private String withRest(String first) {
        String all = first.stripTrailing();
        while (all.endsWith("-") && at < text.length()) {
          String next = nextLine();
          keep(variables.known(next));
          all = all.substring(0, all.length() - 1) + " " + next.strip();
        }
        return all;
      }

      private void keep(String known) {
        int from = text.lastIndexOf('\n', at - 2) + 1;
        boolean hasEnd = text.charAt(at - 1) == '\n';
        boolean isSame =
            known.length() == at - from - (hasEnd ? 1 : 0) && text.startsWith(known, from);
        if (changed.isEmpty() && !isSame) {
          changed = Optional.of(new StringBuilder(text.substring(sent, from)));
        }
        changed.ifPresent(it -> it.append(known).append(hasEnd ? "\n" : ""));
      }

      private void take(String command) {
        SqlPlusCommand it = SqlPlusCommand.of(variables.all(command)).orElseThrow();
        switch (it.kind()) {
          case DEFINE ->
              it.definition().ifPresent(one -> variables.set(one.getKey(), one.getValue()));
          case UNDEFINE -> it.parts().forEach(variables::remove);
          case ACCEPT -> {
            if (!it.parts().isEmpty()) {
              String unknown = String.valueOf(SqlPlusVariables.UNKNOWN);
              variables.answer(it.parts().getFirst(), it.answer().orElse(unknown));
            }
          }
          case COLUMN -> it.newValue().ifPresent(waiting::add);
          case SET -> set(it.parts());
          case INCLUDE -> include(it.parts());
          case OTHER -> {
            // The reader of statements knows it.
          }
        }
      }

      private void set(List<String> words) {
        for (int word = 0; word + 1 < words.size(); word += 2) {
          String value = words.get(word + 1).replaceAll(";$", "");
          switch (words.get(word).toUpperCase(Locale.ROOT)) {
            case "DEF", "DEFI", "DEFIN", "DEFINE", "SCAN" -> variables.define(value);
            case "ESC", "ESCA", "ESCAP", "ESCAPE" -> variables.escape(value);
            default -> {
              // Says nothing of variables.
            }
          }
        }
      }

      private void include(List<String> words) {
        if (words.isEmpty()) {
          return;
        }
        String path = words.getFirst().replaceAll(";$", "");
        Optional<String> found =
            depth < DEPTH_MAX && runs < RUNS_MAX ? files.find(path, file, start) : Optional.empty();
        send(
            found.isPresent()
                ? Optional.empty()
                : Optional.of(path.replace(String.valueOf(SqlPlusVariables.UNKNOWN), "…")));
        if (found.isPresent()) {
          arguments(words);
          run(found.get(), depth + 1);
        }
      }

      /** A query without a row leaves nothing in the variables that wait for its columns. */
      private void await(String known) {
        if (waiting.isEmpty()) {
          return;
        }
        query.append(known).append('\n');
        if (!buffer.waits()) {
          return;
        }
        if (NO_ROW.matcher(query).matches()) {
          waiting.stream()
              .filter(it -> !variables.isSet(it))
              .toList()
              .forEach(it -> variables.answer(it, ""));
        }
        query.setLength(0);
      }

      private void send(Optional<String> missing) {
        String part =
            changed.map(StringBuilder::toString).orElseGet(() -> text.substring(sent, at));
        if (!part.isBlank()) {
          parts.add(new ScriptPart(number, file, sentLine, part, missing));
        }
        changed = Optional.empty();
        sent = at;
        sentLine = line;
      }
    }
  }
}
