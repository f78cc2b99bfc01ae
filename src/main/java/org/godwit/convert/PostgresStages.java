package org.godwit.convert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.sql.Kept;
import org.godwit.sql.Name;

/**
 * When statements of PostgreSQL run. What something needs that runs early, such as the function of
 * a column's default or of an index, runs early too.
 */
final class PostgresStages {
  private final PostgresModel model;
  private final Map<ObjectId, Stage> stages = new HashMap<>();

  PostgresStages(PostgresModel model) {
    this.model = model;
    model.pieces().keySet().forEach(id -> stages.put(id, first(id)));
  }

  private Stage first(ObjectId id) {
    return switch (id.kind()) {
      case SCHEMA, EXTENSION, COLLATION -> Stage.SCHEMA;
      case SEQUENCE -> Stage.SEQUENCE;
      // Nothing in a table or view tells that it uses an operator or a cast.
      case TYPE, OPERATOR, OPERATOR_CLASS, CAST, TEXT_SEARCH, SERVER_OBJECT -> Stage.TYPE;
      case TABLE, FOREIGN_TABLE -> Stage.TABLE;
      case INDEX, STATISTICS -> isOfMaterializedView(id) ? Stage.CODE : Stage.INDEX;
      case TRIGGER, RULE, POLICY, EVENT_TRIGGER, EVENT -> Stage.TRIGGER;
      case DEFAULT_PRIVILEGES, SCHEMA_USER -> Stage.GRANT;
      case VIEW,
          MATERIALIZED_VIEW,
          FUNCTION,
          PROCEDURE,
          AGGREGATE,
          PACKAGE,
          PACKAGE_BODY,
          TYPE_BODY,
          SYNONYM,
          DATABASE_LINK,
          FOREIGN_SERVER,
          PUBLICATION,
          SUBSCRIPTION,
          SCRIPT,
          UNKNOWN ->
          Stage.CODE;
    };
  }

  private boolean isOfMaterializedView(ObjectId index) {
    return model.pieces().getOrDefault(index, List.of()).stream()
        .anyMatch(
            it ->
                it.statement() instanceof Kept kept
                    && kept.makes()
                    && kept.on()
                        .flatMap((Name on) -> model.kind(on, kept.path()))
                        .equals(Optional.of(ObjectKind.MATERIALIZED_VIEW)));
  }

  /** An object runs no later than what needs it. */
  void before(ObjectId needed, ObjectId by) {
    Stage latest = of(by);
    if (stages.containsKey(needed) && of(needed).compareTo(latest) > 0) {
      stages.put(needed, latest);
    }
  }

  /** When an object is made. */
  Stage of(ObjectId id) {
    return stages.getOrDefault(id, Stage.CODE);
  }

  /** When a statement of an object runs. */
  Stage of(ObjectId id, Kept kept, boolean isFirst) {
    if (kept.grant().isPresent()) {
      return Stage.GRANT;
    }
    boolean isOfTable = id.kind() == ObjectKind.TABLE;
    boolean isForeignKey =
        kept.action().endsWith("FOREIGN KEY")
            || kept.action().startsWith("VALIDATE")
            || (kept.kind().equals("CONSTRAINT")
                && model.isForeignKey(id, kept.name().map(it -> it.last().text()).orElse("")));
    if (isOfTable && isForeignKey) {
      return Stage.FOREIGN_KEY;
    }
    if (isOfTable && kept.kind().equals("INDEX") && !kept.verb().equals("COMMENT")) {
      return Stage.INDEX;
    }
    boolean isSecurity =
        kept.action().contains("ROW LEVEL SECURITY") || kept.action().contains("TRIGGER");
    if (isOfTable && isSecurity) {
      return Stage.TRIGGER;
    }
    // pg_dump makes a view of nothing first where views and functions need each other.
    boolean isAgain = id.kind() == ObjectKind.VIEW && kept.makes() && !isFirst;
    return isAgain ? Stage.TRIGGER : of(id);
  }
}
