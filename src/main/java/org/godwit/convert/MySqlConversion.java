package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.godwit.convert.mysql.MySqlNames;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.ScriptPart;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;
import org.godwit.sql.StatementRenderer;

/** Converts scripts of MySQL or MariaDB: what stands behind {@code USE db} is of that schema. */
final class MySqlConversion {
  private MySqlConversion() {}

  private record Read(Statement statement, SourceFile file) {}

  /** All objects with what becomes of them, in the order in which they are first made. */
  static List<ConvertedObject> of(
      Source source,
      List<ScriptPart> parts,
      Function<String, ScriptReader> reader,
      StatementRenderer renderer,
      PostgresVersion version) {
    List<Read> read = new ArrayList<>();
    parts.forEach(it -> read(it.file(), it.text(), reader, read));
    MySqlNames names = new MySqlNames(read.stream().map(Read::statement).toList());
    Map<ObjectId, Integer> taken = new HashMap<>();
    List<Piece> pieces = new ArrayList<>();
    for (Read it : read) {
      Statement spelled = names.spelled(it.statement());
      Statement named =
          it.statement() instanceof Ddl.CreateIndex written
                  && spelled instanceof Ddl.CreateIndex index
              ? ofTable(index, written.name().last().text(), taken)
              : spelled;
      pieces.add(new Piece(named, it.file()));
    }
    SchemaModel model = SchemaModel.of(pieces, List.of());
    List<ConvertedObject> converted = new ArrayList<>();
    for (SchemaObject object : model.objects()) {
      converted.add(
          Conversion.guarded(
              object, () -> new MySqlObjects(source, model, renderer, version, object).convert()));
    }
    return converted;
  }

  private static void read(
      String file, String text, Function<String, ScriptReader> reader, List<Read> read) {
    ScriptReader script = reader.apply(text);
    SourceFile source = new SourceFile(file, text, script::line);
    Optional<Identifier> schema = Optional.empty();
    for (Optional<Statement> next = script.next(); next.isPresent(); next = script.next()) {
      Statement statement = next.get();
      if (statement instanceof Statement.Command(var word, var name, _) && word.equals("USE")) {
        schema = Optional.of(new Identifier(name, true));
      }
      Statement qualified =
          schema.isEmpty() ? statement : CurrentSchema.in(statement, schema.get());
      read.add(new Read(qualified, source));
    }
  }

  /** An index's name is its table's own on the source, its schema's on the target. */
  private static Statement ofTable(
      Ddl.CreateIndex index, String own, Map<ObjectId, Integer> taken) {
    String table = index.table().last().text();
    Identifier name = MySqlNames.ofTable(table, own);
    ObjectId id = ObjectId.of(ObjectKind.INDEX, named(index, name).name());
    int count = taken.merge(id, 1, Integer::sum);
    return count == 1
        ? named(index, name)
        : named(index, MySqlNames.ofTable(table, own + "_" + count));
  }

  private static Ddl.CreateIndex named(Ddl.CreateIndex index, Identifier name) {
    List<Identifier> parts = new ArrayList<>(index.table().parts());
    parts.set(parts.size() - 1, name);
    Name whole = new Name(List.copyOf(parts), "");
    return new Ddl.CreateIndex(
        index.kind(),
        whole,
        false,
        index.table(),
        Optional.empty(),
        index.columns(),
        index.options(),
        index.place());
  }
}
