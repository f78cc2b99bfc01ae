package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/**
 * The schema that a script's names without one mean, behind {@code CONNECT hr/…} and {@code ALTER
 * SESSION SET CURRENT_SCHEMA = hr}; what it makes and changes gets its name.
 */
final class CurrentSchema {
  private static final String NAME = "(?:\"([^\"]+)\"|(\\w[\\w$#]*))";
  private static final Pattern CONNECT =
      Pattern.compile("\\s*" + NAME + "\\s*(?:[/@].*|AS\\s.*)?;?\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern SET =
      Pattern.compile("(?i)\\s*SET\\s+CURRENT_SCHEMA\\s*=\\s*" + NAME + "\\s*");

  /** Who administers the server; scripts name schemas where they make something as these. */
  private static final Set<String> ADMINISTRATORS = Set.of("SYS", "SYSTEM", "SYSDBA");

  /** Kinds of what stands in no schema. */
  private static final Pattern GLOBAL =
      Pattern.compile("PUBLIC .*|USER|ROLE|PROFILE|TABLESPACE|DIRECTORY|CONTEXT|DATABASE LINK");

  private Optional<Identifier> schema = Optional.empty();

  /** Takes a statement as the source spells it. */
  void take(Statement statement) {
    switch (statement) {
      case Statement.Command(var word, var text, _) when isConnect(word) ->
          schema = named(CONNECT.matcher(text));
      case Statement.Other(var words, var text, _) when words.equals("ALTER SESSION") -> {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
          schema = named(set);
        }
      }
      default -> {
        // Says nothing of it.
      }
    }
  }

  /** The schema; nothing where there is none. */
  String words() {
    return schema.map(Identifier::toString).orElse("");
  }

  private static boolean isConnect(String word) {
    return word.equals("CONN") || word.equals("CONNECT");
  }

  /** Whether nobody but the client knows whose names stand behind the command. */
  static boolean isUnknown(Statement.Command command) {
    return isConnect(command.word()) && command.text().strip().startsWith("&");
  }

  private static Optional<Identifier> named(Matcher name) {
    if (!name.matches()) {
      return Optional.empty();
    }
    return name.group(1) != null
        ? Optional.of(new Identifier(name.group(1), true))
        : Optional.of(new Identifier(name.group(2).toUpperCase(Locale.ROOT), false))
            .filter(it -> !ADMINISTRATORS.contains(it.text()));
  }

  /** The statement with the schema in front of the names of what it makes, changes or describes. */
  Statement in(Statement statement) {
    return schema.isEmpty() ? statement : in(statement, schema.get());
  }

  /** The same where the schema is known. */
  static Statement in(Statement statement, Identifier schema) {
    return switch (statement) {
      case Ddl.CreatePrincipal it -> it;
      case Ddl.CreateDatabaseLink it -> it;
      case Ddl.CreateSynonym it when it.modifiers().contains("PUBLIC") ->
          new Ddl.CreateSynonym(it.modifiers(), it.name(), of(it.target(), schema), it.place());
      case Ddl.CreateRoutine(var modifiers, var routine, var place) ->
          new Ddl.CreateRoutine(
              modifiers, Rewriter.named(routine, name -> of(name, schema)), place);
      case Ddl.Alter it when GLOBAL.matcher(it.kind()).matches() -> it;
      case Ddl.Drop it when GLOBAL.matcher(it.kind()).matches() -> it;
      case Ddl.CommentOn it when it.kind().equals("COLUMN") ->
          it.name().parts().size() == 2
              ? new Ddl.CommentOn(it.kind(), behind(it.name(), schema), it.text(), it.place())
              : it;
      case Ddl it -> Rewriter.named(it, name -> of(name, schema));
      default -> statement;
    };
  }

  private static Name of(Name name, Identifier schema) {
    return name.parts().size() == 1 && name.link().isEmpty() ? behind(name, schema) : name;
  }

  private static Name behind(Name name, Identifier schema) {
    List<Identifier> parts = new ArrayList<>();
    parts.add(schema);
    parts.addAll(name.parts());
    return new Name(List.copyOf(parts), name.link());
  }
}
