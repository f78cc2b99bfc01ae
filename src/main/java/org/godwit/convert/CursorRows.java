package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * {@code TABLE OF c%ROWTYPE} of a cursor becomes a collection of a record {@code c_row} with the
 * cursor's columns, for the target has no array of what only a cursor knows.
 */
final class CursorRows {
  private final QueryColumns columns;

  /** What collection types hold, by name. */
  private final Map<String, Type> elements = new HashMap<>();

  /** Tables and views. */
  private final Set<String> relations = new HashSet<>();

  /** Cursors that specifications of packages declare. */
  private final Map<String, Map<String, Declaration.Cursor>> ofPackages = new HashMap<>();

  CursorRows(List<Statement> statements) {
    this.columns = new QueryColumns(statements);
    for (Statement statement : statements) {
      switch (statement) {
        case Ddl.CreateType it when it.body().orElse(null) instanceof Declaration.TableOf table ->
            elements.put(it.name().last().text(), table.element());
        case Ddl.CreateTable it -> relations.add(it.name().last().text());
        case Ddl.CreateView it -> relations.add(it.name().last().text());
        case Ddl.CreatePackage it -> ofPackages.put(it.name().last().text(), cursors(it));
        default -> {
          // Declares none for others.
        }
      }
    }
  }

  /** Cursors by name; none of a name that several have. */
  private static Map<String, Declaration.Cursor> cursors(Statement statement) {
    Map<String, Declaration.Cursor> cursors = new HashMap<>();
    Set<String> several = new HashSet<>();
    Rewriter.walk(
        statement,
        node -> {
          if (node instanceof Declaration.Cursor cursor
              && cursor.query().isPresent()
              && cursors.put(cursor.name().text(), cursor) != null) {
            several.add(cursor.name().text());
          }
        });
    cursors.keySet().removeAll(several);
    return cursors;
  }

  /** The statement with such records. */
  Statement changed(Statement statement) {
    boolean isCode =
        switch (statement) {
          case Ddl.CreatePackage _, Ddl.CreatePackageBody _, Ddl.CreateRoutine _ -> true;
          case Ddl.CreateTrigger _, Ddl.CreateTypeBody _ -> true;
          default -> false;
        };
    if (!isCode) {
      return statement;
    }
    Map<String, Declaration.Cursor> own = cursors(statement);
    Map<String, Declaration.Cursor> declared = new HashMap<>();
    if (statement instanceof Ddl.CreatePackageBody it) {
      declared.putAll(ofPackages.getOrDefault(it.name().last().text(), Map.of()));
    }
    declared.putAll(own);
    return declared.isEmpty()
        ? statement
        : Rewriter.rewrite(statement, node -> listed(node, declared));
  }

  private Node listed(Node node, Map<String, Declaration.Cursor> cursors) {
    return switch (node) {
      case Ddl.CreatePackage it ->
          new Ddl.CreatePackage(
              it.modifiers(),
              it.name(),
              it.properties(),
              declarations(it.declarations(), cursors),
              it.place());
      case Ddl.CreatePackageBody it ->
          new Ddl.CreatePackageBody(
              it.modifiers(),
              it.name(),
              declarations(it.declarations(), cursors),
              it.initialisation(),
              it.place());
      case Code.Block it ->
          new Code.Block(
              declarations(it.declarations(), cursors), it.statements(), it.handlers(), it.place());
      default -> node;
    };
  }

  private List<Declaration> declarations(
      List<Declaration> all, Map<String, Declaration.Cursor> cursors) {
    List<Declaration> changed = new ArrayList<>();
    Set<String> made = new HashSet<>();
    for (Declaration one : all) {
      Optional<Declaration.Cursor> cursor = cursor(one, cursors);
      Optional<Type> known = cursor.flatMap(it -> whole(it.query().orElseThrow()));
      Optional<List<Declaration.Variable>> fields =
          known.isPresent() ? Optional.empty() : cursor.flatMap(it -> columns.of(it.query().get()));
      if (cursor.isEmpty() || (known.isEmpty() && fields.isEmpty())) {
        changed.add(one);
        continue;
      }
      Declaration.TypeOf type = (Declaration.TypeOf) one;
      // By the collection, not the cursor: a specification and its body may each have one.
      Identifier row = Identifier.of(type.name().text() + "_row");
      if (fields.isPresent() && made.add(row.text())) {
        changed.add(
            new Declaration.TypeOf(
                row, new Declaration.RecordOf(fields.get(), Place.NONE), Place.NONE));
      }
      changed.add(
          of(type, known.orElse(new Type.Named(Name.of(row), List.of(), "", "", Place.NONE))));
    }
    return List.copyOf(changed);
  }

  /** The cursor of whose rows the declared type is a collection. */
  private static Optional<Declaration.Cursor> cursor(
      Declaration declaration, Map<String, Declaration.Cursor> cursors) {
    Type element =
        declaration instanceof Declaration.TypeOf(_, var body, _)
            ? switch (body) {
              case Declaration.TableOf it -> it.element();
              case Declaration.ArrayOf it -> it.element();
              default -> null;
            }
            : null;
    return element instanceof Type.Anchored(var of, var attribute, _)
            && of.parts().size() == 1
            && attribute.toUpperCase(Locale.ROOT).equals("ROWTYPE")
        ? Optional.ofNullable(cursors.get(of.last().text()))
        : Optional.empty();
  }

  private static Declaration of(Declaration.TypeOf type, Type element) {
    Declaration.TypeBody body =
        switch (type.body()) {
          case Declaration.TableOf it ->
              new Declaration.TableOf(element, it.isNotNull(), it.index(), it.place());
          case Declaration.ArrayOf it ->
              new Declaration.ArrayOf(it.size(), element, it.isNotNull(), it.place());
          default -> type.body();
        };
    return new Declaration.TypeOf(type.name(), body, type.place());
  }

  /**
   * {@code SELECT * FROM TABLE(t())} of a collection of objects gives these, that of a table its
   * rows.
   */
  private Optional<Type> whole(Query query) {
    boolean isWhole =
        query.with().isEmpty()
            && query.body() instanceof Query.Select select
            && select.items().size() == 1
            && select.items().getFirst().value() instanceof Expression.Star
            && select.from().size() == 1;
    return isWhole
        ? switch (((Query.Select) query.body()).from().getFirst()) {
          case FromItem.Table it when relations.contains(it.name().last().text()) ->
              Optional.of(new Type.Anchored(it.name(), "ROWTYPE", Place.NONE));
          case FromItem.Function(Expression.Call(var type, _, _), var isTable, _, _) when isTable ->
              Optional.ofNullable(elements.get(type.last().text()));
          default -> Optional.empty();
        }
        : Optional.empty();
  }
}
