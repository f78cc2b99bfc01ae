package org.godwit.convert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.TableElement;

/** Views and materialized views become such ones, a synonym of a table or view becomes a view. */
final class ViewConversion {
  /** What an object of a type without attributes is called in its view. */
  private static final Identifier VALUE = Identifier.of("object_value");

  private static final Set<ObjectKind> READABLE =
      Set.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW);

  /** What code names, so that its own name can stand there. */
  private static final Set<ObjectKind> REPLACED =
      Set.of(
          ObjectKind.FUNCTION,
          ObjectKind.PROCEDURE,
          ObjectKind.PACKAGE,
          ObjectKind.SEQUENCE,
          ObjectKind.TYPE);

  private final Context context;
  private final Outcome outcome;

  ViewConversion(Context context, Outcome outcome) {
    this.context = context;
    this.outcome = outcome;
  }

  void view(Piece piece) {
    Ddl.CreateView view = (Ddl.CreateView) piece.statement();
    Items items = piece.items();
    List<TableElement> columns = view.columns();
    if (view.of().isPresent()) {
      Optional<List<TableElement>> attributes = attributes(view);
      if (attributes.isPresent()) {
        columns = attributes.get();
        items.add(ActionCode.OBJECT_VIEW, view.place());
      } else {
        items.block(ActionCode.NO_RULE, view.place(), "an object view " + view.of().get().text());
      }
    }
    boolean hasConstraints =
        view.columns().stream()
            .anyMatch(
                it ->
                    !(it instanceof TableElement.Column column) || !column.constraints().isEmpty());
    if (hasConstraints) {
      items.add(ActionCode.VIEW_CONSTRAINT, view.place());
    }
    if (view.restriction().startsWith("READ ONLY")) {
      items.add(ActionCode.READ_ONLY_VIEW, view.place());
    }
    Query query = context.converted(view.query(), items);
    outcome.add(items);
    if (outcome.isBlocked()) {
      return;
    }
    Ddl.CreateView changed =
        new Ddl.CreateView(
            List.of(),
            view.name(),
            columns.stream().filter(TableElement.Column.class::isInstance).toList(),
            Optional.empty(),
            List.of(),
            query,
            view.restriction().contains("CHECK OPTION") ? "CHECK OPTION" : "",
            view.place());
    outcome.add(Stage.CODE, context.render(changed), items);
  }

  private static TableElement column(Identifier name) {
    return new TableElement.Column(
        name, Optional.empty(), Optional.empty(), List.of(), List.of(), Place.NONE);
  }

  /** The attributes of its type, which its query's columns are in their order. */
  private Optional<List<TableElement>> attributes(Ddl.CreateView view) {
    String type =
        view.of().orElseThrow().text().strip().replaceFirst("(?i)^OF\\s+", "").split("\\s", 2)[0];
    List<Identifier> parts =
        Arrays.stream(type.replace("\"", "").toLowerCase(Locale.ROOT).split("\\."))
            .map(Identifier::of)
            .toList();
    if (type.replaceFirst("(?i)^SYS\\.", "").equalsIgnoreCase("XMLTYPE")) {
      return Optional.of(List.of(column(VALUE)));
    }
    Optional<List<TableElement>> columns =
        context
            .model()
            .types()
            .find(new Name(parts, ""))
            .filter(context.model().types()::isObject)
            .map(
                it ->
                    context.model().types().attributes(it).stream()
                        .map(one -> column(one.name()))
                        .toList());
    return columns.filter(it -> !it.isEmpty());
  }

  void materializedView(Piece piece) {
    Ddl.CreateMaterializedView view = (Ddl.CreateMaterializedView) piece.statement();
    Items items = piece.items();
    boolean isDeferred = false;
    String refresh = "REFRESH FORCE ON DEMAND";
    for (String option : view.options()) {
      isDeferred |= option.equals("BUILD DEFERRED");
      if (option.startsWith("REFRESH") || option.startsWith("NEVER")) {
        refresh = option;
      } else if (!option.startsWith("BUILD")) {
        items.add(ActionCode.LEFT_OUT, view.place(), option);
      }
    }
    items.add(ActionCode.MATERIALIZED_VIEW, view.place(), refresh);
    Query query = context.converted(view.query(), items);
    outcome.add(items);
    if (outcome.isBlocked()) {
      return;
    }
    Ddl.CreateMaterializedView changed =
        new Ddl.CreateMaterializedView(
            view.name(),
            view.columns(),
            isDeferred ? List.of("WITH NO DATA") : List.of(),
            Optional.empty(),
            query,
            view.place());
    outcome.add(Stage.CODE, context.render(changed), items);
  }

  /** What a synonym of a synonym stands for. */
  private Name standsFor(Name target) {
    boolean isMade =
        context.model().find(target, READABLE).isPresent()
            || context.model().find(target, REPLACED).isPresent();
    return isMade ? target : context.model().resolved(target);
  }

  void synonym(Piece piece, ObjectId id) {
    Ddl.CreateSynonym synonym = (Ddl.CreateSynonym) piece.statement();
    Items items = piece.items();
    Name target = context.model().qualified(standsFor(synonym.target()), READABLE);
    if (!target.link().isEmpty()) {
      items.block(ActionCode.DATABASE_LINK, synonym.place(), target.link());
    } else if (context.model().find(target, REPLACED).isPresent()) {
      items.add(ActionCode.SYNONYM, synonym.place(), target + " where code names it");
      outcome.add(items);
      return;
    } else if (context.model().find(target, READABLE).isEmpty()) {
      items.block(ActionCode.SYNONYM_TARGET, synonym.place(), target);
    } else if ((id.schema().equals("public") || id.schema().isEmpty()) && target.is(id.name())) {
      items.add(ActionCode.SYNONYM, synonym.place(), target + " itself, which has the same name");
      outcome.add(items);
      return;
    } else {
      items.add(ActionCode.SYNONYM, synonym.place(), "a view of " + target);
    }
    outcome.add(items);
    if (outcome.isBlocked()) {
      return;
    }
    FromItem table =
        new FromItem.Table(false, target, "", Optional.empty(), "", Optional.empty(), Place.NONE);
    Query.Item all =
        new Query.Item(
            new Expression.Star(Optional.empty(), Place.NONE), Optional.empty(), Place.NONE);
    Query.Select select =
        new Query.Select(
            List.of(),
            "",
            List.of(all),
            Optional.empty(),
            List.of(table),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Place.NONE);
    boolean isPublic = synonym.modifiers().contains("PUBLIC");
    Identifier last = synonym.name().last();
    Ddl.CreateView view =
        new Ddl.CreateView(
            List.of(),
            isPublic ? Name.of(Identifier.of("public"), last) : synonym.name(),
            List.of(),
            Optional.empty(),
            List.of(),
            Query.of(select),
            "",
            synonym.place());
    outcome.add(Stage.CODE, context.render(view), items);
  }
}
