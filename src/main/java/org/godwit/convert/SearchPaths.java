package org.godwit.convert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.godwit.sql.Identifier;
import org.godwit.sql.Kept;
import org.godwit.sql.Name;

/** Code that names objects without their schemas: which ones it finds, and where. */
final class SearchPaths {
  private static final String PUBLIC = "public";

  private SearchPaths() {}

  /**
   * The schemas that a statement must find names in that stand alone.
   *
   * @param schemas in their order; none where those that every session has are enough
   * @param names that stand alone; none where the script itself sets the path
   */
  record Path(List<String> schemas, List<String> names) {
    static final Path OF_SESSION = new Path(List.of(), List.of());

    /** As SET takes it. */
    String written() {
      return String.join(
          ", ",
          schemas.stream()
              .map(it -> new Identifier(it, !it.matches("[a-z_][a-z0-9_$]*")).toString())
              .toList());
    }
  }

  /**
   * What code of the object finds by a name that stands alone; none where no object is so named.
   */
  static Collection<ObjectId> relied(PostgresModel model, ObjectId code, Name name) {
    List<ObjectId> all =
        model.anywhere(name).stream()
            .filter(id -> !id.equals(code) && id.kind() != ObjectKind.INDEX)
            .toList();
    for (String schema : List.of(PUBLIC, code.schema())) {
      List<ObjectId> there = all.stream().filter(id -> id.schema().equals(schema)).toList();
      if (!there.isEmpty()) {
        return there;
      }
    }
    Optional<String> first = all.stream().map(ObjectId::schema).sorted().findFirst();
    return all.stream().filter(id -> Optional.of(id.schema()).equals(first)).toList();
  }

  /** The path that a statement of an object needs. */
  static Path of(PostgresModel model, ObjectId id, Kept kept) {
    List<String> set =
        kept.path().orElse(List.of()).stream()
            .filter(it -> !it.equals("$user") && !it.equals("pg_catalog"))
            .toList();
    TreeSet<String> schemas = new TreeSet<>();
    TreeSet<String> names = new TreeSet<>();
    if (kept.makes() && !kept.names().hasPath()) {
      for (Name name : kept.names().mentioned()) {
        for (ObjectId found : relied(model, id, name)) {
          if (!found.schema().equals(PUBLIC)) {
            schemas.add(found.schema());
            names.add(name.toString());
          }
        }
      }
    }
    boolean isSet =
        !id.schema().isEmpty()
            && !set.isEmpty()
            && !set.getFirst().equals(PUBLIC)
            && standsAlone(model, kept);
    if (schemas.isEmpty() && !isSet) {
      return Path.OF_SESSION;
    }
    List<String> path = new ArrayList<>(isSet ? set : List.of());
    if (schemas.remove(id.schema()) && !path.contains(id.schema())) {
      path.add(id.schema());
    }
    schemas.stream().filter(it -> !path.contains(it)).forEach(path::add);
    if (!path.contains(PUBLIC)) {
      path.add(PUBLIC);
    }
    return new Path(List.copyOf(path), List.copyOf(names));
  }

  private static boolean standsAlone(PostgresModel model, Kept kept) {
    return isAlone(kept.name())
        || isAlone(kept.on())
        || kept.names().needed().stream()
            .anyMatch(it -> it.parts().size() == 1 && !model.named(it, kept.path()).isEmpty());
  }

  private static boolean isAlone(Optional<Name> name) {
    return name.isPresent() && name.get().parts().size() == 1;
  }
}
