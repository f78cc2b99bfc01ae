package org.godwit.convert;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.Statement;

/** Converts one object: what makes it, then its comments and grants. */
final class ObjectConversion {
  /** Changes that leave an object what it is. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i)\\s*(COMPILE|REBUILD|COALESCE|SHRINK|(NO)?PARALLEL|(NO)?LOGGING|(NO)?MONITORING|(NO)?CACHE"
              + "|STORAGE|PCTFREE|INITRANS|MAXTRANS|ALLOCATE|DEALLOCATE|ENABLE|NONEDITIONABLE|EDITIONABLE"
              + "|VISIBLE|USABLE|UNUSABLE|NOCOMPRESS|COMPRESS|RENAME (SUB)?PARTITION|MODIFY (SUB)?PARTITION|INDEXING|ONLINE"
              + "|(ADD|DROP|MODIFY) (CONSTRAINT|PRIMARY KEY|UNIQUE))\\b");

  /** What makes something that others may use, and no rule knows. */
  private static final Pattern NOT_MADE =
      Pattern.compile(
          "CREATE .*\\b(OPERATOR|INDEXTYPE|LIBRARY|JAVA|DOMAIN|JSON|PROPERTY|MLE|VECTOR|HYBRID|SCHEMA"
              + "|ANALYTIC|ATTRIBUTE|HIERARCHY|ASSERTION|MULTIVALUE|SEARCH)");

  private static final Set<String> INCLUDES = Set.of("@", "STA", "STAR", "START");

  private static final String NOT_EXTRACTED = "NOT EXTRACTED:";

  private final Context context;
  private final SchemaObject object;
  private final Outcome outcome = new Outcome();

  ObjectConversion(Context context, SchemaObject object) {
    this.context = context.in(object.id().schema());
    this.object = object;
  }

  ConvertedObject convert(Items names) {
    outcome.addPart(names);
    make();
    if (!outcome.isBlocked() && object.id().kind() != ObjectKind.SCRIPT) {
      for (Piece piece : object.pieces()) {
        describe(piece);
      }
    }
    return outcome.of(object);
  }

  private void make() {
    switch (object.id().kind()) {
      case TABLE -> new TableConversion(context, outcome).convert(object);
      case INDEX ->
          made(Ddl.CreateIndex.class)
              .ifPresent(it -> new IndexConversion(context, outcome).convert(it));
      case VIEW ->
          made(Ddl.CreateView.class).ifPresent(it -> new ViewConversion(context, outcome).view(it));
      case MATERIALIZED_VIEW ->
          made(Ddl.CreateMaterializedView.class)
              .ifPresent(it -> new ViewConversion(context, outcome).materializedView(it));
      case SYNONYM ->
          made(Ddl.CreateSynonym.class)
              .ifPresent(it -> new ViewConversion(context, outcome).synonym(it, object.id()));
      case SEQUENCE -> made(Ddl.CreateSequence.class).ifPresent(this::sequence);
      case SCRIPT -> object.pieces().forEach(this::leftOut);
      case UNKNOWN -> object.pieces().forEach(this::unknown);
      case FUNCTION, PROCEDURE ->
          made(Ddl.CreateRoutine.class)
              .ifPresent(it -> new RoutineConversion(context).convert(it, outcome));
      case TRIGGER ->
          made(Ddl.CreateTrigger.class)
              .ifPresent(
                  it -> new TriggerConversion(context, outcome).convert(it, object.pieces()));
      case PACKAGE ->
          made(Ddl.CreatePackage.class)
              .ifPresent(
                  it -> new PackageConversion(context, outcome).specification(it, object.id()));
      case PACKAGE_BODY ->
          made(Ddl.CreatePackageBody.class)
              .ifPresent(it -> new PackageConversion(context, outcome).body(it));
      case TYPE ->
          made(Ddl.CreateType.class)
              .ifPresent(it -> new TypeConversion(context, outcome).convert(it));
      case TYPE_BODY -> typeBody();
      case SCHEMA_USER -> new PrincipalConversion(context, outcome).convert(object);
      case DATABASE_LINK,
          EVENT,
          SCHEMA,
          EXTENSION,
          COLLATION,
          AGGREGATE,
          OPERATOR,
          OPERATOR_CLASS,
          CAST,
          TEXT_SEARCH,
          STATISTICS,
          RULE,
          POLICY,
          EVENT_TRIGGER,
          FOREIGN_SERVER,
          FOREIGN_TABLE,
          PUBLICATION,
          SUBSCRIPTION,
          DEFAULT_PRIVILEGES,
          SERVER_OBJECT -> {
        Piece first = object.pieces().getFirst();
        Items items = first.items();
        items.block(ActionCode.NOT_YET, first.statement().place(), object.id().kind().words());
        outcome.add(items);
      }
    }
  }

  private void typeBody() {
    Optional<Piece> body = made(Ddl.CreateTypeBody.class);
    body.ifPresent(
        it -> {
          Name name = ((Ddl.CreateTypeBody) it.statement()).name();
          Optional<Ddl.CreateType> type =
              context.model().types().find(name).filter(context.model().types()::isObject);
          if (type.isEmpty()) {
            Items items = it.items();
            items.block(ActionCode.TABLE_NOT_HERE, it.statement().place(), "type " + name);
            outcome.add(items);
            return;
          }
          new PackageConversion(context, outcome).methods(type.get(), it);
        });
  }

  /** What makes the object, see {@link Makers}. */
  private Optional<Piece> made(Class<? extends Statement> kind) {
    Optional<Piece> found = Makers.of(object, kind, outcome);
    if (found.isEmpty()) {
      Piece first = object.pieces().getFirst();
      Items items = first.items();
      items.block(ActionCode.TABLE_NOT_HERE, first.statement().place(), object.id());
      outcome.add(items);
    }
    return found;
  }

  private void sequence(Piece piece) {
    Ddl.CreateSequence sequence = (Ddl.CreateSequence) piece.statement();
    Items items = piece.items();
    List<SequenceOption> all = new ArrayList<>(sequence.options());
    for (Piece other : object.pieces()) {
      if (other.statement() instanceof Ddl.AlterSequence(_, var options, _)) {
        for (SequenceOption option : options) {
          all.removeIf(it -> it.words().equals(option.words()));
          all.add(option);
        }
      }
    }
    List<SequenceOption> options = SequenceOptions.kept(all, SequenceOptions.LONG_MAX, items);
    outcome.add(items);
    outcome.add(
        Stage.SEQUENCE,
        context.render(new Ddl.CreateSequence(sequence.name(), options, sequence.place())),
        items);
  }

  private void leftOut(Piece piece) {
    Items items = piece.items();
    Optional<String> gap = notExtracted(piece.statement());
    if (gap.isPresent()) {
      items.add(ActionCode.NOT_EXTRACTED, piece.statement().place(), gap.get());
      outcome.addPart(items);
      return;
    }
    if (piece.statement() instanceof Statement.Command(var word, _, _)
        && INCLUDES.contains(word)
        && piece.file().missing().isPresent()) {
      items.add(
          ActionCode.SCRIPT_NOT_HERE, piece.statement().place(), piece.file().missing().get());
      outcome.addPart(items);
      return;
    }
    String what =
        switch (piece.statement()) {
          case Statement.Command(var word, _, _) -> "the client's command " + word;
          case Statement.Other(var words, _, _) -> words;
          case Ddl.Grant it -> it.isRevoke() ? "REVOKE" : "GRANT";
          case Ddl.Drop it -> "DROP " + it.kind();
          default -> "a statement (" + words(piece.statement()) + ")";
        };
    if (piece.statement() instanceof Statement.Other(var words, _, _)
        && NOT_MADE.matcher(words).matches()) {
      items.add(ActionCode.NOT_YET, piece.statement().place(), "statement " + what);
      outcome.addPart(items);
      return;
    }
    boolean isUnknown =
        piece.statement() instanceof Statement.Command it && CurrentSchema.isUnknown(it);
    items.add(
        isUnknown ? ActionCode.UNKNOWN_SCHEMA : ActionCode.NOT_SCHEMA,
        piece.statement().place(),
        what);
    outcome.addPart(items);
  }

  /** Where a dictionary was read instead of scripts, a remark of this kind tells what it lacks. */
  private static Optional<String> notExtracted(Statement statement) {
    return statement instanceof Statement.Command(var word, var text, _)
            && word.equals("REMARK")
            && text.strip().startsWith(NOT_EXTRACTED)
        ? Optional.of(text.strip().substring(NOT_EXTRACTED.length()).strip())
        : Optional.empty();
  }

  private static String words(Statement statement) {
    return statement.getClass().getSimpleName();
  }

  private void unknown(Piece piece) {
    Items items = piece.items();
    if (piece.statement() instanceof Statement.Unknown(_, var reason, _, var place)) {
      items.block(ActionCode.NOT_READ, place, reason);
    }
    outcome.add(items);
  }

  private void describe(Piece piece) {
    Items items = piece.items();
    switch (piece.statement()) {
      case Ddl.Grant it when it.on().isEmpty() -> {
        // Made with the role.
      }
      case Ddl.Alter _ when object.id().kind() == ObjectKind.SCHEMA_USER -> {
        // Made with the role.
      }
      case Ddl.CommentOn comment -> comment(comment, items);
      case Ddl.Grant grant ->
          new GrantConversion(context, outcome).convert(grant, object.id(), items);
      case Ddl.Drop it -> items.add(ActionCode.NOT_SCHEMA, it.place(), "DROP " + it.kind());
      case Ddl.Truncate it -> items.add(ActionCode.NOT_SCHEMA, it.place(), "TRUNCATE");
      case Ddl.Rename _ -> {
        // Carried out in front, see Renames.
      }
      case Ddl.Alter it when Renames.isRename(it) -> {
        // Likewise.
      }
      case Ddl.Alter it
          when object.id().kind() == ObjectKind.TRIGGER
              && TriggerConversion.isDisabled(it).isPresent() -> {
        // Folded into the trigger.
      }
      case Ddl.Alter it ->
          items.add(
              HARMLESS.matcher(it.text()).lookingAt() ? ActionCode.LEFT_OUT : ActionCode.NO_RULE,
              it.place(),
              "ALTER " + it.text());
      default -> {
        // Made already.
      }
    }
    outcome.addPart(items);
  }

  /** The name as the object was made. */
  private Name named(Name name) {
    return context.model().qualified(name, EnumSet.of(object.id().kind()));
  }

  private void comment(Ddl.CommentOn comment, Items items) {
    boolean isColumn = comment.kind().equals("COLUMN");
    Optional<String> kind =
        switch (object.id().kind()) {
          case TABLE -> Optional.of("TABLE");
          case VIEW, SYNONYM -> Optional.of("VIEW");
          case MATERIALIZED_VIEW -> Optional.of("MATERIALIZED VIEW");
          default -> Optional.empty();
        };
    if (kind.isEmpty()) {
      items.add(ActionCode.LEFT_OUT, comment.place(), "a comment");
      return;
    }
    Stage stage = kind.get().equals("TABLE") ? Stage.TABLE : Stage.CODE;
    Name name = named(isColumn ? SchemaModel.qualifier(comment.name()) : comment.name());
    if (isColumn) {
      List<Identifier> parts = new ArrayList<>(name.parts());
      parts.add(comment.name().last());
      name = new Name(List.copyOf(parts), "");
    }
    outcome.add(
        stage,
        context.render(
            new Ddl.CommentOn(
                isColumn ? "COLUMN" : kind.get(), name, comment.text(), comment.place())),
        items);
  }
}
