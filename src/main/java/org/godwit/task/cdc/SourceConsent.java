package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.SetupStatement.Need;
import org.godwit.task.LogComponent;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.Checkpoint;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.plan.TaskPlan;

/**
 * What is run on a source so that it can be followed, and on whose word: a person's, who consents
 * to what is listed when a run begins; for tables that are new also the one that the task was given
 * before ({@code docs/adr/0020}). Of one start of a task.
 */
final class SourceConsent {
  /** Nobody waits for a new table as the others would while it is set up. */
  private static final Duration NEW_TABLE_PATIENCE = Duration.ofSeconds(20);

  private final LoadContext context;
  private final FullLoad.Source from;
  private final ChangeSource source;
  private final ChangeWishes wishes;
  private final Optional<Canary> canary;
  private final ChangeLedger ledger;
  private final Connection toSource;
  private final Connection toTarget;
  private final Checkpoint checkpoint;

  /**
   * Of a claimed task.
   *
   * @param wishes which say whether a person consents to all that is missing
   * @param canary whose table has to be there; empty for none
   * @param toTarget in no transaction
   */
  SourceConsent(
      LoadContext context,
      FullLoad.Source from,
      ChangeWishes wishes,
      Optional<Canary> canary,
      Connection toSource,
      Connection toTarget,
      Checkpoint checkpoint) {
    this.context = context;
    this.from = from;
    this.source = from.engine().changeSource().orElseThrow();
    this.wishes = wishes;
    this.canary = canary;
    this.ledger = new ChangeLedger(context.claim());
    this.toSource = toSource;
    this.toTarget = toTarget;
    this.checkpoint = checkpoint;
  }

  /**
   * Sets the source up.
   *
   * @return the plan; without the tables that are new and would need what nobody has consented to
   * @throws EngineException of {@link Failure#CONSENT_MISSING} where the others do; nothing was
   *     changed then
   */
  TaskPlan setUp(TaskPlan plan, Map<TableName, String> wholeRows) throws SQLException {
    List<SetupStatement> ofCanary = ofCanary();
    if (!ofCanary.isEmpty() && wishes.maySetUp()) {
      make(canary.orElseThrow(), ofCanary);
    }
    List<Table> tables = carriable(plan);
    if (!ofCanary.isEmpty()) {
      requireNothing(withCanary(ofCanary, tables, wholeRows));
    }
    List<SetupStatement> missing = source.setup(toSource, checkpoint.stream(), tables, wholeRows);
    if (wishes.maySetUp()) {
      missing.forEach(this::run);
      keepConsent();
      return plan;
    }
    if (missing.isEmpty()) {
      return plan;
    }
    List<Table> followed = followed(tables);
    boolean areAllNew = followed.isEmpty();
    List<SetupStatement> needed = new ArrayList<>();
    if (followed.size() == tables.size()) {
      needed.addAll(missing);
    } else if (areAllNew) {
      missing.stream().filter(it -> it.need() != Need.AGREED).forEach(needed::add);
    } else {
      needed.addAll(source.setup(toSource, checkpoint.stream(), followed, wholeRows));
    }
    requireNothing(needed);
    List<SetupStatement> ofNew = missing.stream().filter(it -> !needed.contains(it)).toList();
    if (areAllNew && !isAgreed(ofNew)) {
      requireNothing(missing); // no other table goes on without them
    }
    needed.stream()
        .filter(missing::contains) // else done with the new ones
        .forEach(
            it ->
                warn(
                    "the task goes on without what a start with consent to change the source (--set-up-source) would do there. "
                        + it.why()));
    Set<TableName> fresh = new TreeSet<>(tables.stream().map(Table::name).toList());
    fresh.removeAll(followed.stream().map(Table::name).toList());
    return fresh.isEmpty() ? plan : plan.refusing(add(fresh, ofNew, areAllNew));
  }

  /** A task that goes on isn't stopped for its canary's sake; who resumes it is asked. */
  private List<SetupStatement> ofCanary() {
    boolean isWanted = !checkpoint.isBegun() || wishes.maySetUp() || wishes.isAsking();
    return canary.isPresent() && isWanted ? canary.get().missing(toSource) : List.of();
  }

  /**
   * What makes the canary's table, and what all tables need when that is there: who runs it by hand
   * must not publish the others without it.
   */
  private List<SetupStatement> withCanary(
      List<SetupStatement> ofCanary, List<Table> tables, Map<TableName, String> wholeRows)
      throws SQLException {
    List<Table> all = new ArrayList<>(tables);
    if (source.setsUpAhead()) {
      canary.ifPresent(it -> all.add(it.planned()));
    }
    List<SetupStatement> needed = new ArrayList<>(ofCanary);
    needed.addAll(source.setup(toSource, checkpoint.stream(), all, wholeRows));
    return needed;
  }

  /** It is one of the task's tables, and so planned like them. */
  private void make(Canary wanted, List<SetupStatement> statements) {
    statements.forEach(it -> warn("changing the source: " + it.sql()));
    wanted.run(toSource, statements);
    throw new EngineException(
        Failure.DEFINITION_CHANGED, "the source has %s now".formatted(wanted.name()));
  }

  /** What is parked is carried again when its rows are loaded again. */
  private List<Table> carriable(TaskPlan plan) {
    Set<TableName> parked =
        context.compute(toTarget, "reading parked tables", ledger::parked).keySet();
    List<Table> all = plan.tables().stream().map(Followable::sourceOf).toList();
    List<Table> left = all.stream().filter(it -> !parked.contains(it.name())).toList();
    return left.isEmpty() ? all : left;
  }

  /**
   * Those that were followed before, or are carried for their first load; none where all of these
   * are gone and others have come.
   */
  private List<Table> followed(List<Table> tables) throws SQLException {
    if (!checkpoint.isBegun()) {
      return tables;
    }
    Set<TableName> known =
        context.compute(toTarget, "reading the followed tables", ledger::sourceIds).keySet();
    if (known.isEmpty()) {
      List<TableName> names = tables.stream().map(Table::name).toList();
      known = source.carried(toSource, checkpoint.stream(), names).keySet();
      if (known.isEmpty()) {
        return tables;
      }
    }
    Set<TableName> all = known;
    return tables.stream().filter(it -> all.contains(it.name())).toList();
  }

  private void requireNothing(List<SetupStatement> needed) {
    if (needed.stream().anyMatch(it -> it.need() != Need.WISHED)) {
      throw new EngineException(
          Failure.CONSENT_MISSING,
          "before changes can be followed the source %s has to be changed, and nothing was done yet. Consent to it (--set-up-source on the command line), or run this yourself, then start again:%n%s"
              .formatted(from.config().place(), told(needed)));
    }
  }

  /** Whether the word that was given before holds for that. */
  private boolean isAgreed(List<SetupStatement> statements) {
    return statements.stream().noneMatch(it -> it.need() == Need.REQUIRED)
        && context.compute(toTarget, "reading what was consented to", ledger::addsTables);
  }

  /**
   * Adds new tables on the word that was given before; says of each why it isn't, where so.
   *
   * @param areAll whether the task has no others, which would go on without these
   */
  private Map<TableName, String> add(
      Set<TableName> fresh, List<SetupStatement> statements, boolean areAll) {
    if (statements.isEmpty()) {
      return Map.of();
    }
    boolean isAgreed = isAgreed(statements);
    if (!isAgreed && wishes.isAsking()) {
      requireNothing(statements);
    }
    String why =
        "nobody has consented to what has to be changed on the source for it. Resume the task with --set-up-source (in the console it asks), or run this yourself and resume it then:%n%s"
            .formatted(told(statements));
    if (isAgreed) {
      try {
        for (SetupStatement statement : statements) {
          warn("changing the source: " + statement.sql());
          source.run(from.config(), List.of(statement), NEW_TABLE_PATIENCE);
        }
        return Map.of();
      } catch (EngineException e) {
        boolean isOfTable =
            !areAll
                && (e.failure() == Failure.LOCK_TIMEOUT
                    || (!e.failure().isTransient() && !e.failure().isOfServer()));
        if (!isOfTable) {
          throw e;
        }
        why =
            "the source refused what it needs, which is tried again when the task plans anew: "
                + e.sentence();
      }
    }
    Map<TableName, String> refused = new TreeMap<>();
    for (TableName table : fresh) {
      refused.put(table, "%s is new and isn't followed: %s".formatted(table, why));
    }
    return refused;
  }

  /** Where new tables are told, who has consented now has read what becomes of them. */
  private void keepConsent() throws SQLException {
    if (source.tellsDefinitions(toSource)) {
      context.transact(toTarget, "keeping a consent", ledger::addTables);
    }
  }

  private void run(SetupStatement statement) {
    warn("changing the source: " + statement.sql());
    try {
      source.run(from.config(), List.of(statement), context.settings().openTransactionsWait());
    } catch (EngineException e) {
      boolean isLeftOut =
          statement.need() == Need.WISHED
              && !e.failure().isTransient()
              && !e.failure().isOfServer();
      if (!isLeftOut) {
        throw e;
      }
      warn("the task goes on without that: " + e.sentence());
    }
  }

  private void warn(String sentence) {
    context.log().warning(LogComponent.SOURCE_CAPTURE, sentence);
  }

  private static String told(Collection<SetupStatement> statements) {
    return statements.stream()
        .map(statement -> "  -- %s%n  %s;".formatted(statement.why(), statement.sql()))
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
