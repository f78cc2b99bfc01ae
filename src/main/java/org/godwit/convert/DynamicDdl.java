package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;

/**
 * Tables and the like that a script makes within a block, by EXECUTE IMMEDIATE of a text, as
 * scripts do that may run twice.
 */
final class DynamicDdl {
  private final Function<String, ScriptReader> reader;
  private final SourceFile file;

  DynamicDdl(Function<String, ScriptReader> reader, SourceFile file) {
    this.reader = reader;
    this.file = file;
  }

  /** A statement in a text, with that text as its file. */
  record Found(Statement statement, SourceFile file) {}

  /** What the block makes; nothing where the statement is no block of a script. */
  List<Found> in(Statement statement) {
    List<Found> found = new ArrayList<>();
    if (statement instanceof Code) {
      Set<String> executed = new HashSet<>();
      Rewriter.walk(
          statement,
          node -> {
            if (node instanceof Code.Execute it
                && it.text() instanceof Expression.Reference(var name, _)) {
              executed.add(name.toString().toLowerCase(Locale.ROOT));
            }
          });
      Rewriter.walk(
          statement,
          node -> {
            switch (node) {
              case Code.Execute(Literal text, _, _, _, _) -> read(text.text(), text.place(), found);
              case Code.Assign(Expression.Reference(var name, _), Literal text, _)
                  when executed.contains(name.toString().toLowerCase(Locale.ROOT)) ->
                  read(text.text(), text.place(), found);
              default -> {
                // Executes nothing that is known.
              }
            }
          });
    }
    return List.copyOf(found);
  }

  private void read(String text, Place place, List<Found> found) {
    ScriptReader script = reader.apply(text + "\n;\n");
    int first = file.lines().applyAsInt(place.start());
    SourceFile own = new SourceFile(file.name(), text, offset -> first + script.line(offset) - 1);
    for (Optional<Statement> next = script.next(); next.isPresent(); next = script.next()) {
      switch (next.get()) {
        case Ddl.CreateTable it -> found.add(new Found(it, own));
        case Ddl.AlterTable it -> found.add(new Found(it, own));
        case Ddl.CreateIndex it -> found.add(new Found(it, own));
        case Ddl.CreateSequence it -> found.add(new Found(it, own));
        case Ddl.CommentOn it -> found.add(new Found(it, own));
        default -> {
          // Stays text.
        }
      }
    }
  }
}
