package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;

/** What packages declare, in their specifications and bodies. A package becomes a schema. */
public final class Packages {
  private final Map<String, List<Declaration>> declarations = new HashMap<>();
  private final Map<String, Map<String, Member>> members = new HashMap<>();

  private final Map<String, Code.Block> initialisations = new HashMap<>();
  private final Set<String> standard = new HashSet<>();

  /** Names that procedures share with functions, by unit. */
  private final Map<String, Set<String>> besides = new HashMap<>();

  /**
   * What a name means.
   *
   * @param unit the package's name
   * @param name its own name on the target
   */
  public record Member(String unit, Name name, Declaration declaration) {}

  /** Takes the declarations of a package's specification or body; others have none. */
  void add(Piece piece) {
    switch (piece.statement()) {
      case Ddl.CreatePackage it -> add(it.name().last(), it.declarations());
      case Ddl.CreatePackageBody it -> {
        add(it.name().last(), it.declarations());
        it.initialisation()
            .filter(block -> !block.statements().isEmpty())
            .ifPresent(block -> initialisations.put(it.name().last().text(), block));
      }
      case Ddl.CreateTrigger it when it.body() instanceof Ddl.Compound compound ->
          add(it.name().last(), compound.declarations());
      default -> {
        // No package.
      }
    }
  }

  /**
   * Takes what a package declares that comes with the source, unless scripts make one of that name.
   * On the target its members are the extension pack's: {@code utl_raw_concat}.
   */
  void addStandard(Statement statement) {
    if (!(statement instanceof Ddl.CreatePackage it)
        || declarations.containsKey(it.name().last().text())) {
      return;
    }
    String unit = it.name().last().text();
    standard.add(unit);
    declarations.put(unit, it.declarations());
    Map<String, Member> own = members.computeIfAbsent(unit, _ -> new HashMap<>());
    for (Declaration declaration : it.declarations()) {
      name(declaration)
          .ifPresent(
              name ->
                  own.putIfAbsent(
                      name.text(),
                      new Member(
                          unit, ExtensionPack.named(unit + "_" + name.text()), declaration)));
    }
  }

  /** Whether the package comes with the source, so that its members are the extension pack's. */
  public boolean isStandard(String unit) {
    return standard.contains(unit);
  }

  /** Takes what a type declares. */
  void addMethods(Identifier type, List<Declaration> methods) {
    add(type, methods);
  }

  /** Takes a method that a type has from a parent: its name is that of the parent's. */
  void addInherited(Ddl.CreateType type, Routine method, Ddl.CreateType parent) {
    Identifier owner = parent.name().last();
    members
        .computeIfAbsent(type.name().last().text(), _ -> new HashMap<>())
        .putIfAbsent(
            method.name().last().text(),
            new Member(owner.text(), Name.of(owner, method.name().last()), method));
  }

  private void add(Identifier unit, List<Declaration> all) {
    declarations.computeIfAbsent(unit.text(), _ -> new ArrayList<>()).addAll(all);
    Map<String, Member> own = members.computeIfAbsent(unit.text(), _ -> new HashMap<>());
    for (Declaration declaration : all) {
      name(declaration)
          .ifPresent(
              name ->
                  own.putIfAbsent(
                      name.text(), new Member(unit.text(), Name.of(unit, name), declaration)));
    }
  }

  /** The name that a declaration gives; empty where it gives none. */
  public static Optional<Identifier> name(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Variable it -> Optional.of(it.name());
      case Declaration.Cursor it -> Optional.of(it.name());
      case Declaration.ExceptionName it -> Optional.of(it.name());
      case Declaration.TypeOf it -> Optional.of(it.name());
      case Routine it -> Optional.of(it.name().last());
      default -> Optional.empty();
    };
  }

  /** What a package does at its first use in a session; empty where that is nothing. */
  public Optional<Code.Block> initialisation(String unit) {
    return Optional.ofNullable(initialisations.get(unit));
  }

  /**
   * Gives procedures another name where a function has theirs and takes as many arguments: to
   * PostgreSQL both are routines of one name, and a call is of none of them.
   */
  void tellApart() {
    declarations.forEach(
        (unit, all) -> {
          if (!isStandard(unit)) {
            tellApart(unit, all);
          }
        });
  }

  private void tellApart(String unit, List<Declaration> all) {
    for (int at = 0; at < all.size(); at++) {
      if (all.get(at) instanceof Routine it
          && isProcedure(it)
          && all.stream().anyMatch(other -> other instanceof Routine f && areAlike(f, it))) {
        besides.computeIfAbsent(unit, _ -> new HashSet<>()).add(it.name().last().text());
      }
    }
    for (String name : besides.getOrDefault(unit, Set.of())) {
      Map<String, Member> own = members.getOrDefault(unit, new HashMap<>());
      for (int at = 0; at < all.size(); at++) {
        if (all.get(at) instanceof Routine it && it.name().last().text().equals(name)) {
          Identifier last = isProcedure(it) ? ofProcedure(it.name().last()) : it.name().last();
          Routine renamed = RoutineConversion.named(it, Name.of(last));
          all.set(at, renamed);
          own.put(last.text(), new Member(unit, Name.of(unitOf(own, name, unit), last), renamed));
        }
      }
    }
  }

  private static Identifier unitOf(Map<String, Member> own, String name, String unit) {
    Member known = own.get(name);
    return known == null ? Identifier.of(unit) : known.name().parts().getFirst();
  }

  private static boolean isProcedure(Routine routine) {
    return routine.kind().equals("PROCEDURE");
  }

  /** Whether it is a function of the procedure's name, and a call may have arguments for both. */
  private static boolean areAlike(Routine function, Routine procedure) {
    return !isProcedure(function)
        && function.name().last().equals(procedure.name().last())
        && needed(function) <= procedure.parameters().size()
        && needed(procedure) <= function.parameters().size();
  }

  private static long needed(Routine routine) {
    return routine.parameters().stream().filter(it -> it.value().isEmpty()).count();
  }

  private static Identifier ofProcedure(Identifier name) {
    return new Identifier(name.text() + "_proc", name.isQuoted());
  }

  /** What the package's procedure is called on the target, also where a function has its name. */
  public Identifier procedure(String unit, Identifier name) {
    return besides.getOrDefault(unit, Set.of()).contains(name.text()) ? ofProcedure(name) : name;
  }

  /** All that a package declares. */
  public List<Declaration> declarations(String unit) {
    return List.copyOf(declarations.getOrDefault(unit, List.of()));
  }

  /**
   * What a name means: {@code member} within its package, {@code package.member}, or {@code
   * schema.package.member}.
   *
   * @param unit the package that the name stands in; empty where it stands in none
   */
  public Optional<Member> member(String unit, Name name) {
    List<Identifier> parts = name.parts();
    if (!name.link().isEmpty()) {
      return Optional.empty();
    }
    return switch (parts.size()) {
      case 1 -> member(unit, parts.getFirst());
      case 2 -> member(parts.getFirst().text(), parts.get(1));
      case 3 -> member(parts.get(1).text(), parts.get(2));
      default -> Optional.empty();
    };
  }

  /** All declarations with the name, which a specification and a body may both have. */
  List<Declaration> declarationsOf(String unit, Name name) {
    return member(unit, name).stream()
        .flatMap(it -> declarations(it.unit()).stream())
        .filter(it -> name(it).filter(name.last()::equals).isPresent())
        .toList();
  }

  private Optional<Member> member(String unit, Identifier name) {
    return Optional.ofNullable(members.getOrDefault(unit, Map.of()).get(name.text()));
  }
}
