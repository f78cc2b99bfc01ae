package org.godwit.conversion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.godwit.convert.ObjectKind;
import org.godwit.embedded.ServerException;
import org.godwit.endpoint.BackgroundJob;
import org.godwit.endpoint.BackgroundJobs;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.project.Access;
import org.godwit.scratch.Attempt;
import org.godwit.scratch.ScratchServer;

/** Tries an object as it would be run, on a scratch database with what it needs. */
@ApplicationScoped
public class ObjectTrials {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
  private static final int WORDS_MAX = 5000;

  /** Of all that a trial does together, however an edit sets its own. */
  private static final ScratchServer.Limits LIMITS =
      new ScratchServer.Limits(Duration.ofMinutes(2), 2L << 30);

  private final Conversions conversions;
  private final Access access;
  private final BackgroundJobs jobs;
  private final Clock clock;

  ObjectTrials(Conversions conversions, Access access, BackgroundJobs jobs, Clock clock) {
    this.conversions = conversions;
    this.access = access;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** What a trial ended with. */
  public record Said(String refusal) {}

  /**
   * Begins to try, unless that is under way; what is said is kept with the object.
   *
   * @throws EngineException where whoever asks has begun enough already
   */
  public void begin(long conversionId, long objectId) {
    StoredConversion conversion = conversions.edit(conversionId);
    if (conversion.isConverting()) {
      throw new EngineException(
          Failure.CONFIGURATION, "It is being converted; try it when that has ended.");
    }
    StoredObject object = conversions.object(conversion, objectId);
    String text = object.target();
    jobs.start(
        key(objectId),
        "Trying " + object.title(),
        _ -> {
          Said said = said(conversionId, objectId);
          keep(objectId, text, said);
          return said;
        });
  }

  /** The last trial of the object that whoever asks has begun lately. */
  public Optional<BackgroundJob<Said>> last(long objectId) {
    return jobs.find(key(objectId));
  }

  private BackgroundJobs.Key<Said> key(long objectId) {
    return new BackgroundJobs.Key<>(
        access.user().session(), "conversion/object/%d/try".formatted(objectId), Said.class);
  }

  private void keep(long objectId, String text, Said said) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                StoredObject.<StoredObject>findByIdOptional(
                        objectId, LockModeType.PESSIMISTIC_WRITE)
                    .filter(it -> it.target().equals(text))
                    .ifPresent(
                        it -> {
                          it.trial = said.refusal();
                          it.triedAt = clock.instant();
                        }));
  }

  private static Said said(long conversionId, long objectId) {
    Needed needed = QuarkusTransaction.requiringNew().call(() -> needed(conversionId, objectId));
    try (ScratchPlace _ = ScratchPlace.take();
        ScratchServer server = ScratchServer.start(needed.roles())) {
      server.limit(LIMITS);
      return said(server, needed);
    } catch (ServerException e) {
      throw new EngineException(
          Failure.CONFIGURATION, "The scratch database can't be made: " + e.getMessage(), e);
    }
  }

  private static Said said(ScratchServer server, Needed needed) {
    try {
      return new Said(
          Attempt.of(server, needed.schemas(), needed.before(), needed.tried()).orElse(""));
    } catch (SQLException e) {
      if (!server.endedBecause().isEmpty()) {
        return new Said("It was stopped, for " + server.endedBecause() + ".");
      }
      throw new EngineException(
          Failure.CONFIGURATION, "The scratch database can't be asked: " + e.getMessage(), e);
    }
  }

  private record Needed(
      Set<String> roles, Set<String> schemas, List<String> before, List<Attempt.Part> tried) {}

  private static Needed needed(long conversionId, long objectId) {
    StoredConversion conversion = StoredConversion.findById(conversionId);
    StoredObject object = StoredObject.findById(objectId);
    Map<String, StoredObject> all = withNeeds(conversionId, object);
    List<ObjectContent.Section> before = new ArrayList<>();
    all.values().stream()
        .filter(it -> !it.id.equals(objectId))
        .forEach(it -> before.addAll(it.sections()));
    before.sort(
        Comparator.comparing(ObjectContent.Section::stage)
            .thenComparingInt(ObjectContent.Section::position));
    List<Attempt.Part> tried =
        object.sections().stream()
            .sorted(Comparator.comparing(ObjectContent.Section::stage))
            .map(section -> new Attempt.Part(section.sql(), line(object.target(), section.sql())))
            .toList();
    return new Needed(
        conversion.roles.lines().collect(Collectors.toSet()),
        all.values().stream()
            .map(it -> it.schemaName)
            .filter(it -> !it.isEmpty() && !it.equals("public"))
            .collect(Collectors.toCollection(TreeSet::new)),
        before.stream().map(ObjectContent.Section::sql).toList(),
        tried);
  }

  private static int line(String text, String part) {
    int at = Math.max(0, text.indexOf(part.stripTrailing()));
    return 1 + (int) text.substring(0, at).chars().filter(it -> it == '\n').count();
  }

  /** The object and all that it names, and what these name. */
  private static Map<String, StoredObject> withNeeds(long conversionId, StoredObject object) {
    Map<String, StoredObject> found = new LinkedHashMap<>();
    Deque<StoredObject> open = new ArrayDeque<>(List.of(object));
    found.put(object.title(), object);
    while (!open.isEmpty()) {
      for (StoredObject needed : needs(conversionId, open.remove())) {
        if (found.putIfAbsent(needed.title(), needed) == null) {
          open.add(needed);
        }
      }
    }
    return found;
  }

  /** A person may name what the source doesn't: of an edit each word may be an object's name. */
  private static List<StoredObject> needs(long conversionId, StoredObject object) {
    List<StoredObject> needs = new ArrayList<>();
    for (String needed : object.content.needs()) {
      find(conversionId, needed).ifPresent(needs::add);
    }
    if (object.edited != null) {
      Set<String> words =
          WORD.matcher(object.edited)
              .results()
              .map(MatchResult::group)
              .limit(WORDS_MAX)
              .collect(Collectors.toSet());
      needs.addAll(StoredObject.list("conversionId = ?1 and name in (?2)", conversionId, words));
    }
    return needs;
  }

  private static Optional<StoredObject> find(long conversionId, String title) {
    for (ObjectKind kind : ObjectKind.values()) {
      if (title.startsWith(kind.words() + " ")) {
        List<StoredObject> named =
            StoredObject.list(
                "conversionId = ?1 and kind = ?2 and (case when schemaName = '' then name else concat(schemaName, '.', name) end) = ?3",
                conversionId,
                kind,
                title.substring(kind.words().length() + 1));
        if (!named.isEmpty()) {
          return Optional.of(named.getFirst());
        }
      }
    }
    return Optional.empty();
  }
}
