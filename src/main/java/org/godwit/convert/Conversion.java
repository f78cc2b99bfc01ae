package org.godwit.convert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.godwit.convert.oracle.Conditionals;
import org.godwit.convert.postgresql.PostgresNames;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Kept;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.ScriptClient;
import org.godwit.sql.ScriptPart;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.ScriptSet;
import org.godwit.sql.Statement;
import org.godwit.sql.StatementRenderer;
import org.jspecify.annotations.Nullable;

/** Converts scripts of Oracle, MySQL, MariaDB and PostgreSQL to PostgreSQL. */
public final class Conversion {
  /** Of several objects with a name the same one is always first. */
  private static final Comparator<ObjectId> ORDER =
      Comparator.comparing(ObjectId::qualified).thenComparing(ObjectId::kind);

  private final List<ConvertedObject> objects;
  private @Nullable List<ConvertedObject> order;

  private Conversion(List<ConvertedObject> objects) {
    this.objects = objects;
  }

  /**
   * A statement with the target's names.
   *
   * @param resolved where the client's choice took one of several branches
   * @param cut names that were too long
   * @param notes on what is renamed
   */
  private record Read(
      Statement statement,
      SourceFile file,
      List<Place> resolved,
      List<String> cut,
      List<Renames.Note> notes) {}

  /**
   * Converts what the source's client sends.
   *
   * @param parts in their order
   * @param reader of the source's dialect
   * @param renderer of the target's dialect
   * @param version of the target; of PostgreSQL's own scripts nothing depends on it
   */
  public static Conversion of(
      Source source,
      List<ScriptPart> parts,
      Function<String, ScriptReader> reader,
      StatementRenderer renderer,
      PostgresVersion version) {
    return switch (source) {
      case ORACLE -> ofOracle(parts, reader, renderer, version);
      case MYSQL, MARIADB ->
          new Conversion(
              withDependencies(MySqlConversion.of(source, parts, reader, renderer, version)));
      case POSTGRESQL -> {
        PostgresConversion kept = PostgresConversion.of(parts, reader);
        List<ConvertedObject> objects = withDependencies(kept.objects());
        Conversion conversion = new Conversion(objects);
        conversion.order = kept.inOrder(objects);
        yield conversion;
      }
    };
  }

  /**
   * Converts files of Oracle of which each is a session of its own.
   *
   * @param sources text by name of file, in their order
   * @param reader of the source's dialect
   * @param renderer of the target's dialect
   */
  public static Conversion of(
      Map<String, String> sources,
      Function<String, ScriptReader> reader,
      StatementRenderer renderer) {
    return of(ScriptClient.plain(ScriptSet.of(sources)), reader, renderer);
  }

  /** Converts what Oracle's client sends, for the version of PostgreSQL that Godwit carries. */
  public static Conversion of(
      List<ScriptPart> parts, Function<String, ScriptReader> reader, StatementRenderer renderer) {
    return ofOracle(parts, reader, renderer, PostgresVersion.OWN);
  }

  private static Conversion ofOracle(
      List<ScriptPart> parts,
      Function<String, ScriptReader> reader,
      StatementRenderer renderer,
      PostgresVersion version) {
    PostgresNames names = new PostgresNames();
    List<Read> read = renamed(read(parts, reader, names), reader, names);
    List<Statement> all = read.stream().map(Read::statement).toList();
    ReservedNames reserved = new ReservedNames(all);
    CursorRows rows = new CursorRows(all);
    IdentityHashMap<Piece, Read> origins = new IdentityHashMap<>();
    IdentityHashMap<Piece, Set<String>> moved = new IdentityHashMap<>();
    List<Piece> pieces = new ArrayList<>();
    for (Read it : read) {
      Set<String> changed = new HashSet<>();
      Statement plain = rows.changed(reserved.changed(it.statement(), changed));
      Piece piece = new Piece(plain, it.file());
      origins.put(piece, it);
      if (!changed.isEmpty()) {
        moved.put(piece, changed);
      }
      pieces.add(piece);
    }
    Map<String, String> shortened = names.shortened();
    SchemaModel model =
        SchemaModel.of(pieces, OraclePackages.read(reader, it -> Rewriter.respelled(it, names)));
    Context context = Context.of(model, renderer, version);
    // Objects are converted beside each other: all that they look at stays as it is from here on.
    List<ConvertedObject> converted =
        model.objects().parallelStream()
            .map(
                object -> {
                  Items items = object.pieces().getFirst().items();
                  for (Piece piece : object.pieces()) {
                    Read origin = Objects.requireNonNull(origins.get(piece));
                    said(origin, shortened, items);
                    Items own = piece.items();
                    origin
                        .notes()
                        .forEach(it -> own.add(it.code(), it.place(), it.arguments().toArray()));
                    items.addAll(own);
                    ReservedNames.say(moved.getOrDefault(piece, Set.of()), items);
                  }
                  return converted(context, object, items);
                })
            .toList();
    return new Conversion(withDependencies(converted));
  }

  private static void said(Read origin, Map<String, String> shortened, Items items) {
    origin.resolved().forEach(place -> items.add(ActionCode.CONDITIONAL, place));
    for (String cut : origin.cut()) {
      items.add(ActionCode.NAME_SHORTENED, Place.NONE, shortened.getOrDefault(cut, cut), cut);
    }
  }

  /** What several sessions send alike, in the same schema, is taken once. */
  private record Sent(ScriptPart part, String schema) {}

  private static List<Read> read(
      List<ScriptPart> parts, Function<String, ScriptReader> reader, PostgresNames names) {
    List<Read> read = new ArrayList<>();
    Set<Sent> sent = new HashSet<>();
    CurrentSchema schema = new CurrentSchema();
    Conditionals conditionals = new Conditionals();
    LiteralBlocks blocks = new LiteralBlocks(reader);
    List<Open> open = new ArrayList<>();
    int session = -1;
    for (ScriptPart part : parts) {
      if (part.session() != session) {
        session = part.session();
        schema = new CurrentSchema();
      }
      ScriptPart alike =
          new ScriptPart(0, part.file(), part.firstLine(), part.text(), part.missing());
      boolean isNew = sent.add(new Sent(alike, schema.words()));
      ScriptReader script = reader.apply(part.text());
      SourceFile source =
          new SourceFile(
              part.file(),
              part.text(),
              position -> part.firstLine() - 1 + script.line(position),
              part.missing());
      DynamicDdl dynamic = new DynamicDdl(reader, source);
      for (Optional<Statement> next = script.next(); next.isPresent(); next = script.next()) {
        int before = names.count();
        List<Place> resolved = new ArrayList<>();
        Statement plain =
            XmlNames.kept(blocks.inlined(conditionals.resolved(next.get(), resolved::add)));
        boolean isOpen = conditionals.isOpen();
        schema.take(plain);
        if (!isNew) {
          continue;
        }
        conditionals.take(plain);
        if (isOpen) {
          open.add(new Open(read.size(), schema.in(plain)));
        }
        Statement named = Rewriter.respelled(schema.in(plain), names);
        read.add(new Read(named, source, List.copyOf(resolved), names.since(before), List.of()));
        for (DynamicDdl.Found made : dynamic.in(plain)) {
          Statement inner = Rewriter.respelled(schema.in(made.statement()), names);
          read.add(new Read(inner, made.file(), List.of(), List.of(), List.of()));
        }
      }
    }
    open.forEach(it -> read.set(it.at(), resolved(it, read.get(it.at()), conditionals, names)));
    return read;
  }

  /**
   * A statement whose conditional compilation asks what nothing in front of it has told.
   *
   * @param at its place among all
   * @param plain with the source's names
   */
  private record Open(int at, Statement plain) {}

  /** The same when all scripts are read, whose packages may have the constants that it asks. */
  private static Read resolved(
      Open open, Read read, Conditionals conditionals, PostgresNames names) {
    List<Place> resolved = new ArrayList<>(read.resolved());
    Statement plain = conditionals.resolved(open.plain(), resolved::add);
    return new Read(
        Rewriter.respelled(plain, names),
        read.file(),
        List.copyOf(resolved),
        read.cut(),
        List.of());
  }

  /** The same with the names that things have in the end. */
  private static List<Read> renamed(
      List<Read> all, Function<String, ScriptReader> reader, PostgresNames names) {
    List<Statement> statements = all.stream().map(Read::statement).toList();
    Renames renames = Renames.of(statements, names);
    ErrorTables tables = new ErrorTables(reader, names);
    List<Read> renamed = new ArrayList<>(all.size());
    for (int at = 0; at < all.size(); at++) {
      Read it = all.get(at);
      renamed.add(
          new Read(renames.statement(at), it.file(), it.resolved(), it.cut(), renames.notes(at)));
      for (Statement made : tables.made(it.statement(), statements)) {
        renamed.add(new Read(made, it.file(), List.of(), List.of(), List.of()));
      }
    }
    return renamed;
  }

  /** A fault of a rule is an item of the object, and not the end of the conversion. */
  private static ConvertedObject converted(Context context, SchemaObject object, Items items) {
    return guarded(object, () -> new ObjectConversion(context, object).convert(items), items);
  }

  /** The same without items that were found before. */
  static ConvertedObject guarded(SchemaObject object, Supplier<ConvertedObject> conversion) {
    return guarded(object, conversion, object.pieces().getFirst().items());
  }

  private static ConvertedObject guarded(
      SchemaObject object, Supplier<ConvertedObject> conversion, Items items) {
    try {
      return conversion.get();
    } catch (RuntimeException | StackOverflowError e) {
      Items fault = object.pieces().getFirst().items();
      fault.block(ActionCode.OWN_FAULT, Place.NONE, e.toString());
      Outcome outcome = new Outcome();
      outcome.addPart(items);
      outcome.add(fault);
      return outcome.of(object);
    }
  }

  /** What names an object that isn't made can't be made either, until a person makes that. */
  private static List<ConvertedObject> withDependencies(List<ConvertedObject> converted) {
    Set<ObjectId> missing =
        converted.stream()
            .filter(object -> object.proof() == Proof.NOT_CONVERTED)
            .map(ConvertedObject::id)
            .collect(Collectors.toSet());
    Set<Name> routines =
        converted.stream()
            .flatMap(object -> object.routines().missing().stream())
            .collect(Collectors.toSet());
    return converted.stream().map(object -> withDependencies(object, missing, routines)).toList();
  }

  private static ConvertedObject withDependencies(
      ConvertedObject object, Set<ObjectId> missing, Set<Name> routines) {
    Items items = object.source().pieces().getFirst().items();
    object.source().dependencies().stream()
        .filter(missing::contains)
        .sorted(Comparator.comparing(ObjectId::toString))
        .forEach(id -> items.add(ActionCode.DEPENDENCY, Place.NONE, id));
    List<ActionItem> calls = object.routines().of(routines);
    if ((items.all().isEmpty() && calls.isEmpty()) || object.statements().isEmpty()) {
      return object;
    }
    List<ActionItem> all = new ArrayList<>(object.items());
    all.addAll(items.all());
    all.addAll(calls);
    return new ConvertedObject(
        object.source(),
        Proof.PARTIAL,
        object.load(),
        object.check(),
        object.statements(),
        List.copyOf(all),
        object.routines());
  }

  /**
   * The same with what a server said.
   *
   * @param verdict on each object of which it was asked
   */
  public Conversion tried(Function<ObjectId, Verdict> verdict) {
    Conversion tried =
        new Conversion(objects.stream().map(it -> it.tried(verdict.apply(it.id()))).toList());
    if (order != null) {
      tried.order = inOrderOf(order, tried.objects);
    }
    return tried;
  }

  /** What became of the same objects, in the same order. */
  private static List<ConvertedObject> inOrderOf(
      List<ConvertedObject> order, List<ConvertedObject> objects) {
    Map<ObjectId, ConvertedObject> by =
        objects.stream().collect(Collectors.toMap(ConvertedObject::id, it -> it));
    return order.stream().map(it -> Objects.requireNonNull(by.get(it.id()))).toList();
  }

  /** Roles that grants name and no object makes, as the target spells them. */
  public Set<String> roles() {
    Set<String> roles = new TreeSet<>();
    for (ConvertedObject object : objects) {
      boolean isOfRole = object.id().kind() == ObjectKind.SCHEMA_USER;
      for (Piece piece : object.source().pieces()) {
        if (piece.statement() instanceof Ddl.Grant grant && (grant.on().isPresent() || isOfRole)) {
          grant.grantees().forEach(name -> roles.add(name.last().text()));
          Principals.roles(grant).forEach(role -> roles.add(role.text()));
        }
        if (piece.statement() instanceof Kept kept && !object.statements().isEmpty()) {
          kept.names().roles().forEach(name -> roles.add(name.last().text()));
        }
      }
    }
    roles.removeAll(rolesMade());
    roles.remove("public");
    return roles;
  }

  /** Roles that objects make, as the target spells them. */
  public Set<String> rolesMade() {
    return objects.stream()
        .filter(object -> object.id().kind() == ObjectKind.SCHEMA_USER)
        .filter(object -> object.statements().stream().anyMatch(it -> it.stage() == Stage.ROLE))
        .map(object -> object.id().name())
        .collect(Collectors.toSet());
  }

  /** All statements as one script, in an order in which they can run. */
  public String script() {
    StringBuilder script = new StringBuilder();
    writeScript(script::append);
    return script.toString();
  }

  /** Gives that script piece by piece. */
  public void writeScript(Consumer<String> out) {
    schemas().forEach(schema -> out.accept(createSchema(schema)));
    for (Stage stage : Stage.values()) {
      for (ConvertedObject object : inOrder(stage)) {
        out.accept("\n-- " + object.id() + "\n");
        object.statements().stream()
            .filter(statement -> statement.stage() == stage)
            .forEach(statement -> out.accept(statement.sql()));
      }
    }
  }

  /** The statement that makes a schema. */
  public static String createSchema(String schema) {
    boolean isPlain = schema.matches("[a-z_][a-z0-9_$]*");
    return "CREATE SCHEMA IF NOT EXISTS " + new Identifier(schema, !isPlain) + ";\n";
  }

  /** All objects of the source, with what became of them. */
  public List<ConvertedObject> objects() {
    return objects;
  }

  /** Schemas that objects of the target stand in. */
  public Set<String> schemas() {
    Set<String> schemas = new TreeSet<>();
    for (ConvertedObject object : objects) {
      if (!object.statements().isEmpty() && !object.id().schema().isEmpty()) {
        schemas.add(object.id().schema());
      }
    }
    schemas.remove("public");
    return schemas;
  }

  /** Objects with statements of the stage, in an order in which these can run. */
  public List<ConvertedObject> inOrder(Stage stage) {
    List<ConvertedObject> all = order;
    if (all == null) {
      all = ordered();
      order = all;
    }
    return all.stream()
        .filter(object -> object.statements().stream().anyMatch(it -> it.stage() == stage))
        .toList();
  }

  private List<ConvertedObject> ordered() {
    Map<ObjectId, ConvertedObject> there = new LinkedHashMap<>();
    objects.stream()
        .sorted(Comparator.comparing(ConvertedObject::id, ORDER))
        .forEach(object -> there.put(object.id(), object));
    List<ConvertedObject> all = new ArrayList<>();
    Set<ObjectId> seen = new HashSet<>();
    there.values().forEach(object -> place(object, there, seen, all));
    return all;
  }

  /** An object whose dependencies are placed one after the other, before it. */
  private record Placing(ConvertedObject object, Iterator<ObjectId> needed) {
    static Placing of(ConvertedObject object) {
      return new Placing(object, object.source().dependencies().stream().sorted(ORDER).iterator());
    }
  }

  /** Not by recursion: views upon views may be any number. */
  private static void place(
      ConvertedObject first,
      Map<ObjectId, ConvertedObject> there,
      Set<ObjectId> seen,
      List<ConvertedObject> order) {
    Deque<Placing> open = new ArrayDeque<>();
    if (seen.add(first.id())) {
      open.push(Placing.of(first));
    }
    while (!open.isEmpty()) {
      Placing placing = open.peek();
      if (placing.needed().hasNext()) {
        ConvertedObject needed = there.get(placing.needed().next());
        if (needed != null && seen.add(needed.id())) {
          open.push(Placing.of(needed));
        }
      } else {
        order.add(open.pop().object());
      }
    }
  }
}
