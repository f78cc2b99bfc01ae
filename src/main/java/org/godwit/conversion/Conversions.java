package org.godwit.conversion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.project.Access;
import org.godwit.project.ProjectPart;
import org.godwit.project.ProjectRole;
import org.godwit.security.Audit;
import org.godwit.security.Audited;
import org.godwit.security.InvalidInput;
import org.godwit.security.NotVisible;
import org.godwit.security.Secrets;

/** Makes, finds and deletes conversions. */
@ApplicationScoped
public class Conversions implements ProjectPart {
  private static final int NAME_MAX = 100;

  /** Scripts may hold passwords of the source. */
  private static final String PURPOSE = "conversion.script";

  private final Access access;
  private final EntityManager store;
  private final Secrets secrets;
  private final ConversionHolds holds;
  private final Audit audit;
  private final Clock clock;

  Conversions(
      Access access,
      EntityManager store,
      Secrets secrets,
      ConversionHolds holds,
      Audit audit,
      Clock clock) {
    this.access = access;
    this.store = store;
    this.secrets = secrets;
    this.holds = holds;
    this.audit = audit;
    this.clock = clock;
  }

  /** Those of a project, by name. */
  public List<StoredConversion> of(long projectId) {
    return StoredConversion.of(access.see(projectId).id);
  }

  /** How many objects of these a person has written something of. */
  public long edits(List<StoredConversion> conversions) {
    List<Long> ids = conversions.stream().map(it -> it.id).toList();
    return StoredObject.count("conversionId in (?1) and edited is not null", ids);
  }

  /**
   * The conversion, for reading.
   *
   * @throws NotVisible (404) where it does not exist or they are no member of its project
   */
  public StoredConversion see(long id) {
    return StoredConversion.<StoredConversion>findByIdOptional(id)
        .filter(it -> access.roleIn(it.projectId).isPresent())
        .orElseThrow(
            () ->
                new NotVisible(
                    "There is no conversion %d, or you are not a member of its project."
                        .formatted(id)));
  }

  /**
   * The conversion, for changing it.
   *
   * @throws NotVisible (404) where it does not exist or they are no member of its project
   * @throws org.godwit.security.NotAllowed (403) for viewers
   */
  public StoredConversion edit(long id) {
    StoredConversion conversion = see(id);
    access.edit(conversion.projectId);
    return conversion;
  }

  /**
   * The conversion, for changing it, where nothing is done with it and nobody can begin anything
   * before the transaction ends that this is called in.
   *
   * @param field of the form that says what is under way
   * @throws InvalidInput on that field
   */
  @Transactional(Transactional.TxType.MANDATORY)
  StoredConversion idle(long id, String field) {
    StoredConversion conversion = edit(id);
    requireIdle(conversion, field); // nobody waits for the lock of who works on it
    store.refresh(conversion, LockModeType.PESSIMISTIC_WRITE);
    requireIdle(conversion, field);
    return conversion;
  }

  private static void requireIdle(StoredConversion conversion, String field) {
    if (conversion.isConverting()) {
      throw new InvalidInput(
          field,
          "Conversion %s is being converted; wait for that first.".formatted(conversion.name));
    }
    if (StoredApplication.isRunningOf(conversion.id)) {
      throw new InvalidInput(
          field,
          "Something of conversion %s is being applied; wait for that first."
              .formatted(conversion.name));
    }
  }

  @Override
  public void requireIdle(long projectId) {
    for (StoredConversion conversion : StoredConversion.of(projectId)) {
      requireIdle(conversion, "typed");
      store.refresh(conversion, LockModeType.PESSIMISTIC_WRITE);
      requireIdle(conversion, "typed");
    }
  }

  /** Whether whoever asks may change it. */
  public boolean mayEdit(StoredConversion conversion) {
    return access.may(conversion.projectId, ProjectRole.ENGINEER);
  }

  /** Lets pass only who may make a conversion in the project. */
  public void requireEngineer(long projectId) {
    access.edit(projectId);
  }

  /** An object of the conversion. */
  public StoredObject object(StoredConversion conversion, long objectId) {
    return StoredObject.<StoredObject>findByIdOptional(objectId)
        .filter(it -> it.conversionId.equals(conversion.id))
        .orElseThrow(
            () ->
                new NotVisible(
                    "Conversion %s has no object %d; it may have gone with newer scripts."
                        .formatted(conversion.name, objectId)));
  }

  /**
   * Keeps a conversion's scripts, or whence they are read; {@link ConversionRuns#begin} converts
   * them.
   *
   * @throws InvalidInput on {@code name}
   */
  @Transactional
  public StoredConversion create(
      long projectId, String name, ConversionSource source, ConversionTarget target) {
    access.edit(projectId);
    String trimmed = name.strip();
    if (trimmed.isEmpty() || trimmed.length() > NAME_MAX) {
      throw new InvalidInput("name", "Give it a name of at most %d letters.".formatted(NAME_MAX));
    }
    if (StoredConversion.named(projectId, trimmed).isPresent()) {
      throw new InvalidInput("name", "The project has a conversion of that name.");
    }
    StoredConversion conversion = new StoredConversion();
    conversion.projectId = projectId;
    conversion.name = trimmed;
    conversion.state = ConversionState.CONVERTING;
    conversion.doing = "Waiting for its turn";
    conversion.createdAt = clock.instant();
    conversion.endpointId = source.server().map(it -> it.id).orElse(null);
    conversion.source = source.engine().engine();
    conversion.schemas = source.schemas();
    take(conversion, target);
    conversion.persist();
    holds.take(ConversionHolds.Work.CONVERSION, conversion.id);
    keep(conversion.id, source.scripts());
    record(
        "conversion.create",
        conversion,
        source
            .server()
            .<Map<String, ?>>map(it -> Map.of("endpoint", it.name, "schemas", source.schemas()))
            .orElse(Map.of("scripts", source.scripts().size())));
    return conversion;
  }

  /**
   * Takes newer scripts, or the same once more; edits stay. Scripts take the place of an endpoint.
   *
   * @param scripts text by name; empty for those it has, or its endpoint's as they are then
   * @param target what it is written for from now on
   * @throws InvalidInput on {@code files} while it is being converted or applied
   */
  @Transactional
  public void convertAgain(long id, Map<String, String> scripts, ConversionTarget target) {
    StoredConversion conversion = idle(id, "files");
    conversion.state = ConversionState.CONVERTING;
    conversion.doing = "Waiting for its turn";
    holds.take(ConversionHolds.Work.CONVERSION, id);
    take(conversion, target);
    if (!scripts.isEmpty()) {
      conversion.endpointId = null;
      conversion.schemas = "";
      replace(id, scripts);
    }
    record("conversion.convert", conversion, Map.of("scripts", scripts.size()));
  }

  private static void take(StoredConversion conversion, ConversionTarget target) {
    conversion.targetMajor = target.version().major();
    conversion.proofEndpointId = target.server().map(it -> it.id).orElse(null);
  }

  /** Keeps these scripts in the place of all that it has. */
  @Transactional
  void replace(long id, Map<String, String> scripts) {
    store
        .createNativeQuery("delete from conversion_script where conversion_id = ?1")
        .setParameter(1, id)
        .executeUpdate();
    keep(id, scripts);
  }

  private void keep(long id, Map<String, String> scripts) {
    int number = 0;
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      store
          .createNativeQuery(
              "insert into conversion_script (conversion_id, number, name, body) values (?1, ?2, ?3, ?4)")
          .setParameter(1, id)
          .setParameter(2, number++)
          .setParameter(3, script.getKey())
          .setParameter(4, secrets.seal(script.getValue(), PURPOSE))
          .executeUpdate();
    }
  }

  /** Its scripts' names, in their order. */
  public List<String> scriptNames(StoredConversion conversion) {
    List<?> names =
        store
            .createNativeQuery(
                "select name from conversion_script where conversion_id = ?1 order by number",
                String.class)
            .setParameter(1, conversion.id)
            .getResultList();
    return names.stream().map(String.class::cast).toList();
  }

  /** Its scripts, text by name, for who converts them. */
  @Transactional
  Map<String, String> scripts(long id) {
    List<?> rows =
        store
            .createNativeQuery(
                "select name, body from conversion_script where conversion_id = ?1 order by number")
            .setParameter(1, id)
            .getResultList();
    Map<String, String> scripts = new LinkedHashMap<>();
    for (Object row : new ArrayList<>(rows)) {
      Object[] columns = (Object[]) row;
      scripts.put(String.valueOf(columns[0]), secrets.open(String.valueOf(columns[1]), PURPOSE));
    }
    return scripts;
  }

  /**
   * A file of its report.
   *
   * @param file {@code .json}, {@code _Summary.csv}, …
   */
  public Optional<String> report(StoredConversion conversion, String file) {
    List<?> bodies =
        store
            .createNativeQuery(
                "select body from conversion_report where conversion_id = ?1 and file = ?2",
                String.class)
            .setParameter(1, conversion.id)
            .setParameter(2, file)
            .getResultList();
    return bodies.stream().map(String.class::cast).findFirst();
  }

  /**
   * Deletes it with its edits; what was applied to targets stays there.
   *
   * @param typedName its name, which whoever asks has to type
   * @throws InvalidInput on {@code typed}
   */
  @Transactional
  public void delete(long id, String typedName) {
    StoredConversion conversion = edit(id);
    if (!conversion.name.equals(typedName.strip())) {
      throw new InvalidInput("typed", "Type the conversion's name exactly: " + conversion.name);
    }
    idle(id, "typed");
    record("conversion.delete", conversion, Map.of());
    conversion.delete();
  }

  private void record(String action, StoredConversion conversion, Map<String, ?> facts) {
    audit.record(
        Audited.in(conversion.projectId, action, "conversion", conversion.id, conversion.name),
        Map.of(),
        facts);
  }
}
