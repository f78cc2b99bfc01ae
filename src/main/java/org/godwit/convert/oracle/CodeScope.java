package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Packages;
import org.godwit.convert.SchemaModel;
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
import org.godwit.sql.Routine;
import org.godwit.sql.Type;

/** What names mean where a statement or a routine stands. */
public final class CodeScope {
  private static final Set<ObjectKind> ROUTINES = Set.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE);
  private static final Set<ObjectKind> READABLE =
      Set.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW);

  private final SchemaModel model;
  private final String unit;
  private final Name owner;
  private final Map<String, Node> locals = new LinkedHashMap<>();

  /** Routines that the code declares, by the names that they have beside it. */
  private final Set<Name> beside = new HashSet<>();

  /** The routine around this one, whose types it knows. */
  private Optional<CodeScope> outer = Optional.empty();

  private final CodeTypes types = new CodeTypes(this);
  private final ImplicitCasts casts = new ImplicitCasts(this);
  private final OracleCollections collections = new OracleCollections(this);

  private CodeScope(SchemaModel model, String unit, Name owner) {
    this.model = model;
    this.unit = unit;
    this.owner = owner;
  }

  /** Outside of code, where a query's own names hide those of the schema. */
  public static CodeScope of(SchemaModel model, Node query) {
    return of(model, "", Name.of("schema"), query);
  }

  /**
   * Within a routine or a trigger.
   *
   * @param unit the package that it stands in; empty where it stands in none
   * @param owner its name on the target
   * @param code whose names hide those of the package
   */
  public static CodeScope of(SchemaModel model, String unit, Name owner, Node code) {
    CodeScope scope = new CodeScope(model, unit, owner);
    Rewriter.walk(code, scope::declare);
    if (code instanceof Routine routine) {
      scope.locals.remove(routine.name().last().text(), routine); // it isn't one that it declares
    }
    return scope;
  }

  /**
   * Within a routine that a routine declares, whose types it knows.
   *
   * @param owner its name on the target
   */
  public CodeScope inner(Name owner, Routine code) {
    CodeScope scope = of(model, unit, owner, code);
    scope.outer = Optional.of(this);
    return scope;
  }

  private void declare(Node node) {
    switch (node) {
      case Routine.Parameter it -> declare(it.name(), it);
      case Code.ForRange it -> declare(it.variable(), it);
      case Code.ForQuery it -> declare(it.variable(), it);
      case Code.ForCursor it -> declare(it.variable(), it);
      case Declaration it -> Packages.name(it).ifPresent(name -> declare(name, it));
      case Query.Common it -> declare(it.name(), it);
      default -> {
        // Gives no name.
      }
    }
  }

  private void declare(Identifier name, Node declaration) {
    locals.putIfAbsent(name.text(), declaration);
  }

  /** Where what the package's member says means what it does. */
  CodeScope within(Name member) {
    return local(member).isPresent()
        ? this
        : member(member)
            .filter(it -> !it.unit().equals(unit) || !locals.isEmpty())
            .map(it -> new CodeScope(model, it.unit(), owner))
            .orElse(this);
  }

  /** Takes a variable that a rule declares. */
  void add(Declaration.Variable variable) {
    locals.put(variable.name().text(), variable);
  }

  /** All routines of that name whose declaration is here. */
  List<Routine> routines(Name name) {
    Optional<Packages.Member> member = member(name);
    Optional<Routine> inner = innerRoutine(name);
    if (inner.isPresent()) {
      return List.of(inner.get());
    }
    if (member.isPresent()) {
      return model.packages().declarations(member.get().unit()).stream()
          .filter(Routine.class::isInstance)
          .map(Routine.class::cast)
          .filter(it -> it.name().last().equals(name.last()))
          .toList();
    }
    return local(name).isPresent()
        ? List.of()
        : model.find(model.resolved(name), ROUTINES).stream()
            .flatMap(id -> model.pieces(id).stream())
            .filter(piece -> piece.statement() instanceof Ddl.CreateRoutine)
            .map(piece -> ((Ddl.CreateRoutine) piece.statement()).routine())
            .toList();
  }

  /** The routine that this one declares, or one around it. */
  private Optional<Routine> innerRoutine(Name name) {
    Optional<Node> local = local(name);
    return local.isPresent()
        ? local.filter(Routine.class::isInstance).map(Routine.class::cast)
        : outer.flatMap(it -> it.innerRoutine(name));
  }

  /** Types of what code names. */
  CodeTypes types() {
    return types;
  }

  /** What {@code $$PLSQL_UNIT} says. */
  String unitName() {
    return (unit.isEmpty() ? owner.last().text() : unit).toUpperCase(Locale.ROOT);
  }

  SchemaModel model() {
    return model;
  }

  /** What the code itself declares by that name. */
  Optional<Node> local(Name name) {
    return name.link().isEmpty() && name.parts().size() == 1
        ? Optional.ofNullable(locals.get(name.last().text()))
        : Optional.empty();
  }

  /** What a package declares by that name. */
  Optional<Packages.Member> member(Name name) {
    boolean isHidden = locals.containsKey(name.parts().getFirst().text());
    return isHidden
        ? Optional.empty()
        : model
            .packages()
            .member(unit, name)
            .or(() -> model.packages().member("", model.resolved(name)));
  }

  /** The variable or constant of a package that the name means. */
  Optional<Packages.Member> variable(Name name) {
    return member(name).filter(CodeScope::isVariable);
  }

  /** What a user's function or procedure is called on the target; empty where it is none. */
  Optional<Name> routine(Name name) {
    Optional<Packages.Member> member = member(name);
    if (member.isPresent()) {
      return member
          .filter(it -> it.declaration() instanceof Routine || isVariable(it))
          .map(Packages.Member::name);
    }
    if (beside.contains(name)) {
      return Optional.of(name);
    }
    Optional<Name> own = ownRoutine(name);
    if (own.isPresent()) {
      beside.add(own.get());
      return own;
    }
    Name resolved = model.resolved(name);
    return local(name).isEmpty() && model.find(resolved, ROUTINES).isPresent()
        ? Optional.of(model.qualified(resolved, ROUTINES))
        : Optional.empty();
  }

  /** Whether the node asks what may differ from call to call: a routine, a variable, the time. */
  public boolean isOutside(Node node) {
    return switch (node) {
      case Expression.Call(var name, _, _) -> routine(name).isPresent() || name.parts().size() > 1;
      case Expression.Reference(var name, var place) ->
          local(name).isEmpty()
              && (routine(name).isPresent() || Now.OF_CLOCK.moment(name, place).isPresent());
      default -> false;
    };
  }

  private static boolean isVariable(Packages.Member member) {
    return member.declaration() instanceof Declaration.Variable;
  }

  /** A package's variable or constant, and a function without (), become calls. */
  Expression reference(Expression.Reference reference) {
    Name name = reference.name();
    Optional<Expression> ofCollection = collections.named(name, reference.place());
    if (ofCollection.isPresent()) {
      return ofCollection.get();
    }
    int own = types.variableParts(name);
    boolean isPart =
        own > 0
            && own < name.parts().size()
            && (local(Name.of(name.parts().getFirst())).isEmpty()
                || (name.parts().size() > 2 && types.of(name).isPresent()));
    if (isPart) {
      return collections.path(name);
    }
    Optional<Packages.Member> member = member(name);
    Optional<Expression> constant = member.flatMap(this::standardConstant);
    if (constant.isPresent()) {
      return constant.get();
    }
    boolean isCall =
        local(name).orElse(null) instanceof Routine inner
            ? inner.kind().equals("FUNCTION")
            : member.isPresent()
                ? isVariable(member.get())
                    || (member.get().declaration() instanceof Routine routine
                        && routine.kind().equals("FUNCTION"))
                : name.parts().size() == 1
                    && local(name).isEmpty()
                    && model.find(model.resolved(name), Set.of(ObjectKind.FUNCTION)).isPresent()
                    && !model.hasColumn(name.last());
    return isCall
        ? new Expression.Call(routine(name).orElse(name), List.of(), reference.place())
        : reference;
  }

  /** The value of a constant of a package that comes with the source. */
  private Optional<Expression> standardConstant(Packages.Member member) {
    return model.packages().isStandard(member.unit())
            && member.declaration() instanceof Declaration.Variable constant
        ? constant.value()
        : Optional.empty();
  }

  /** The call by the target's name of what is called, or the element of a collection. */
  Expression call(Expression.Call call, Items items) {
    return collections
        .called(call, items)
        .or(
            () ->
                routine(call.function())
                    .map(name -> new Expression.Call(name, casts.of(call, items), call.place())))
        .orElse(call);
  }

  /** Collections of the code. */
  OracleCollections collections() {
    return collections;
  }

  /** An object or collection type of the schema. */
  Optional<Ddl.CreateType> objectType(Name name) {
    return model.types().find(name);
  }

  /** What the type's collection holds, in standard words; empty where it is no collection. */
  public Optional<Type> elementType(Type type, Items items) {
    return types
        .element(new CodeTypes.Kind(type, this))
        .map(
            it ->
                it.type() instanceof Type.Anchored(var of, var attribute, var place)
                        && attribute.equalsIgnoreCase("ROWTYPE")
                    ? new Type.Named(named(of), List.of(), "", "", place)
                    : it.scope().type(it.type(), items));
  }

  /** Whether the type has columns. */
  public boolean isRow(Type type) {
    return types.isRow(new CodeTypes.Kind(type, this));
  }

  /** Whether an array stands for the type. */
  public boolean isArray(Name type) {
    return collections.element(new Type.Named(type, List.of(), "", "", Place.NONE)).isPresent();
  }

  /** A table's or view's name with its schema, where that is known. */
  Name named(Name table) {
    return isReadable(table)
        ? model.qualified(table, READABLE)
        : DictionaryViews.of(table).orElse(table);
  }

  /** Whether scripts make a table or view of that name, or a synonym hides the dictionary's. */
  private boolean isReadable(Name table) {
    return model.find(table, READABLE).isPresent();
  }

  /** The table with its schema. */
  FromItem.Table table(FromItem.Table table) {
    return local(table.name()).isPresent()
        ? table
        : new FromItem.Table(
            table.isOnly(),
            named(table.name()),
            table.partition(),
            table.asOf(),
            table.sample(),
            table.alias(),
            table.place());
  }

  /** The type in standard words, or by the target's name of what declares it. */
  Type type(Type type, Items items) {
    if (type instanceof Type.Named made
        && (made.suffix().endsWith("ARRAY") || types.isMade(made.name()))) {
      return type; // a rule made it
    }
    if (type instanceof Type.Named(var name, _, _, _, _)
        && local(name).isEmpty()
        && outer.flatMap(it -> it.ownType(name)).isPresent()) {
      return outer.orElseThrow().type(type, items);
    }
    return switch (type) {
      case Type.Anchored anchored -> anchored(anchored, items);
      case Type.Named(var name, _, _, _, _) -> {
        Optional<Declaration.TypeOf> declared = declared(name);
        yield declared.isPresent()
            ? declared(declared.get(), type, name, items)
            : OracleTypes.ofCode(name)
                .or(() -> ofSchema(name, type, items))
                .orElseGet(() -> OracleTypes.standard(type, items));
      }
      case Type.Ref _ -> OracleTypes.standard(type, items);
    };
  }

  private Optional<Type> ofSchema(Name name, Type type, Items items) {
    if (isArray(name)) {
      return Optional.of(collections.array(type, items));
    }
    if (collections.maps().value(new CodeTypes.Kind(type, this)).isPresent()) {
      return Optional.of(Tree.type("JSONB"));
    }
    if (model.find(name, READABLE).isPresent()) {
      return Optional.of(new Type.Named(named(name), List.of(), "", "", type.place())); // its row
    }
    return objectType(name)
        .filter(model.types()::isObject)
        .map(
            it ->
                model
                    .types()
                    .subtypes()
                    .root(it)
                    .map(root -> model.qualified(root.name(), Set.of(ObjectKind.TYPE)))
                    .orElseGet(
                        () -> model.qualified(model.resolved(name), Set.of(ObjectKind.TYPE))))
        .map(it -> new Type.Named(it, List.of(), "", "", type.place()));
  }

  /** What a routine is called on the target that this one declares, or one around it. */
  private Optional<Name> ownRoutine(Name name) {
    Optional<Node> local = local(name);
    return local.isPresent()
        ? local.filter(Routine.class::isInstance).map(_ -> own(name.last()))
        : outer.flatMap(it -> it.ownRoutine(name));
  }

  private Optional<Node> ownType(Name name) {
    return local(name)
        .filter(Declaration.TypeOf.class::isInstance)
        .or(() -> outer.flatMap(it -> it.ownType(name)));
  }

  /** The type that code declares by that name. */
  Optional<Declaration.TypeOf> declared(Name name) {
    Node found = local(name).or(() -> outer.flatMap(it -> it.ownType(name))).orElse(null);
    if (found == null) {
      found = member(name).map(Packages.Member::declaration).orElse(null);
    }
    return found instanceof Declaration.TypeOf type ? Optional.of(type) : Optional.empty();
  }

  private Type declared(Declaration.TypeOf declared, Type type, Name name, Items items) {
    return switch (declared.body()) {
      case Declaration.Subtype(var base, _, _, _) -> within(name).type(base, items);
      case Declaration.RefCursor _ -> Tree.type("REFCURSOR");
      case Declaration.RecordOf _ when member(name).isPresent() ->
          new Type.Named(member(name).orElseThrow().name(), List.of(), "", "", declared.place());
      case Declaration.RecordOf _ ->
          new Type.Named(own(declared.name()), List.of(), "", "", declared.place());
      case Declaration.TableOf _ when isArray(name) -> collections.array(type, items);
      case Declaration.ArrayOf _ when isArray(name) -> collections.array(type, items);
      case Declaration.TableOf _, Declaration.ArrayOf _
          when collections.maps().value(new CodeTypes.Kind(type, this)).isPresent() ->
          Tree.type("JSONB");
      case Declaration.TableOf _, Declaration.ArrayOf _, Declaration.Incomplete _ -> {
        items.block(ActionCode.COLLECTION, type.place(), declared.name());
        yield Tree.type("RECORD");
      }
    };
  }

  /** Record types that the code itself declares: on the target they stand beside it. */
  public List<Declaration.TypeOf> ownRecords() {
    return locals.values().stream()
        .filter(Declaration.TypeOf.class::isInstance)
        .map(Declaration.TypeOf.class::cast)
        .filter(it -> it.body() instanceof Declaration.RecordOf)
        .toList();
  }

  /** What a type or a routine is called that {@code f} declares: {@code f_t}. */
  public Name own(Identifier type) {
    List<Identifier> parts = new ArrayList<>(owner.parts());
    Identifier last =
        new Identifier(
            owner.last().text() + "_" + type.text(), owner.last().isQuoted() || type.isQuoted());
    parts.set(parts.size() - 1, last);
    return new Name(List.copyOf(parts), "");
  }

  private Type anchored(Type.Anchored anchored, Items items) {
    Name of = anchored.of();
    Place place = anchored.place();
    Node node = local(of).or(() -> member(of).map(Packages.Member::declaration)).orElse(null);
    boolean isRow = anchored.attribute().equalsIgnoreCase("ROWTYPE");
    if (node instanceof Declaration.Cursor) {
      return Tree.type("RECORD");
    }
    if (node instanceof Declaration.Variable variable && local(of).isEmpty()) {
      return within(of).type(variable.type(), items);
    }
    if (node != null) {
      return anchored; // of a variable of the code, which the target knows too
    }
    Name table = isRow ? of : SchemaModel.qualifier(of);
    if ((of.parts().size() == 1 && !isRow)
        || (!isReadable(table) && DictionaryViews.of(table).isEmpty())) {
      items.block(ActionCode.TABLE_NOT_HERE, place, of + " of %" + anchored.attribute());
      return anchored;
    }
    Name qualified = named(table);
    if (isRow) {
      return new Type.Anchored(qualified, "ROWTYPE", place);
    }
    List<Identifier> parts = new ArrayList<>(qualified.parts());
    parts.add(of.last());
    return new Type.Anchored(new Name(List.copyOf(parts), ""), "TYPE", place);
  }
}
