package org.godwit.convert.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.godwit.convert.Piece;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Pragma;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;
import org.godwit.sql.Window;

/** What of the source's engine the scripts make use of, whether it was converted or not. */
final class Features {
  private static final Set<String> LOBS = Set.of("CLOB", "NCLOB", "BLOB", "BFILE", "LONG");
  private static final List<String> SHIPPED =
      List.of("DBMS_", "UTL_", "OWA_", "APEX_", "CTX_", "SDO_", "XDB");

  private final Map<String, Use> uses = new TreeMap<>();

  private static final class Use {
    private final Set<String> objects = new TreeSet<>();
    private int places;
  }

  /**
   * One feature.
   *
   * @param objects that use it
   * @param places in them
   */
  record Feature(String name, int objects, int places) {}

  private Features() {}

  /** The most used ones first. */
  static List<Feature> of(List<AssessedObject> objects) {
    Features features = new Features();
    for (AssessedObject object : objects) {
      String name = object.server() + " " + object.object().id();
      for (Piece piece : object.object().source().pieces()) {
        Rewriter.walk(piece.statement(), node -> features.add(name, node));
      }
    }
    List<Feature> all = new ArrayList<>();
    features.uses.forEach(
        (feature, use) -> all.add(new Feature(feature, use.objects.size(), use.places)));
    all.sort(Comparator.comparingInt(Feature::places).reversed().thenComparing(Feature::name));
    return List.copyOf(all);
  }

  private void add(String object, Node node) {
    feature(node)
        .ifPresent(
            name -> {
              Use use = uses.computeIfAbsent(name, _ -> new Use());
              use.objects.add(object);
              use.places++;
            });
  }

  private static Optional<String> feature(Node node) {
    return switch (node) {
      case Ddl ddl -> ofDefinition(ddl);
      case Code code -> ofCode(code);
      case Partitioning _ -> Optional.of("Partitioned tables and views");
      case TableElement.Identity _ -> Optional.of("Identity columns");
      case TableElement.Generated _ -> Optional.of("Virtual columns");
      case Declaration.TableOf it ->
          Optional.of(it.index().isPresent() ? "Associative arrays" : "Nested tables");
      case Declaration.ArrayOf _ -> Optional.of("Varrays");
      case Declaration.RefCursor _ -> Optional.of("REF CURSOR types");
      case Type.Named it -> ofType(it.name().last().text().toUpperCase(Locale.ROOT));
      case Query.Hierarchy _ -> Optional.of("CONNECT BY");
      case Query.Into it when it.isBulk() -> Optional.of("BULK COLLECT");
      case Query.Select it when it.model().isPresent() -> Optional.of("MODEL");
      case Query.Select it when !it.hints().isEmpty() -> Optional.of("Optimizer hints");
      case Window _ -> Optional.of("Analytic functions");
      case FromItem.Pivot _, FromItem.Unpivot _ -> Optional.of("PIVOT and UNPIVOT");
      case FromItem.MatchRecognize _ -> Optional.of("MATCH_RECOGNIZE");
      case FromItem.AsOf _ -> Optional.of("Flashback queries");
      case FromItem.Table it when !it.name().link().isEmpty() -> Optional.of("Tables behind links");
      case Dml.Merge _ -> Optional.of("MERGE");
      case Dml.MultiInsert _ -> Optional.of("INSERT into several tables");
      case Expression.OuterJoined _ -> Optional.of("Outer joins with (+)");
      case Expression.Call it -> ofPackage(it.function());
      default -> Optional.empty();
    };
  }

  private static Optional<String> ofDefinition(Ddl ddl) {
    return switch (ddl) {
      case Ddl.CreateTable it when it.of().isPresent() -> Optional.of("Object tables");
      case Ddl.CreateTable it when has(it.modifiers(), "TEMPORARY") ->
          Optional.of("Temporary tables");
      case Ddl.CreateTable it when has(it.options(), "ORGANIZATION EXTERNAL") ->
          Optional.of("External tables");
      case Ddl.CreateTable it when has(it.options(), "ORGANIZATION INDEX") ->
          Optional.of("Index-organized tables");
      case Ddl.CreateIndex it when it.kind().equals("BITMAP") -> Optional.of("Bitmap indexes");
      case Ddl.CreateIndex it
          when it.columns().stream()
              .anyMatch(column -> !(column.value() instanceof Expression.Reference)) ->
          Optional.of("Function-based indexes");
      case Ddl.CreateMaterializedView _ -> Optional.of("Materialized views");
      case Ddl.CreateSequence _ -> Optional.of("Sequences");
      case Ddl.CreateSynonym _ -> Optional.of("Synonyms");
      case Ddl.CreateDatabaseLink _ -> Optional.of("Database links");
      case Ddl.CreateType _ -> Optional.of("Object and collection types");
      case Ddl.CreatePackage _ -> Optional.of("Packages");
      case Ddl.CreateTrigger it when it.body() instanceof Ddl.Compound ->
          Optional.of("Compound triggers");
      case Ddl.CreateTrigger it when it.timing().equals("INSTEAD OF") ->
          Optional.of("INSTEAD OF triggers");
      case Ddl.CreateTrigger it when it.on().is("SCHEMA") || it.on().is("DATABASE") ->
          Optional.of("Triggers of the system");
      case Ddl.CreateTrigger _ -> Optional.of("Triggers of tables");
      default -> Optional.empty();
    };
  }

  private static Optional<String> ofCode(Code code) {
    return switch (code) {
      case Code.Execute _ -> Optional.of("Dynamic SQL");
      case Code.ForAll _ -> Optional.of("FORALL");
      case Code.PipeRow _ -> Optional.of("Pipelined functions");
      case Code.Goto _ -> Optional.of("GOTO");
      case Code.Transaction _ -> Optional.of("COMMIT, ROLLBACK and SAVEPOINT in code");
      case Pragma it when it.name().is("AUTONOMOUS_TRANSACTION") ->
          Optional.of("Autonomous transactions");
      case Pragma it when it.name().is("EXCEPTION_INIT") -> Optional.of("Own exceptions by number");
      default -> Optional.empty();
    };
  }

  private static Optional<String> ofType(String name) {
    return LOBS.contains(name)
        ? Optional.of("Large objects (" + name + ")")
        : name.equals("XMLTYPE") ? Optional.of("XMLTYPE") : Optional.empty();
  }

  /** A routine of a package that comes with the server. */
  private static Optional<String> ofPackage(Name function) {
    if (function.parts().size() < 2) {
      return Optional.empty();
    }
    String owner =
        function.parts().get(function.parts().size() - 2).text().toUpperCase(Locale.ROOT);
    return SHIPPED.stream().anyMatch(owner::startsWith)
        ? Optional.of("Package " + owner)
        : Optional.empty();
  }

  private static boolean has(List<String> words, String wanted) {
    return words.stream().anyMatch(it -> it.toUpperCase(Locale.ROOT).contains(wanted));
  }
}
