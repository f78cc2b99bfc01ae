package org.godwit.task.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.BuildResources;
import org.godwit.json.LenientJson;
import org.godwit.json.OtherKeys;
import org.godwit.task.LogComponent;
import org.godwit.task.LogLevel;
import org.godwit.task.MigrationType;
import org.godwit.task.Retries;
import org.godwit.task.cdc.ApplySettings;
import org.godwit.task.cdc.CanarySettings;
import org.godwit.task.control.DmsTables;
import org.godwit.task.control.Loopback;
import org.godwit.task.load.ErrorPolicy;
import org.godwit.task.load.LoadSettings;
import org.godwit.task.load.SourceLimits;
import org.godwit.task.load.TablePreparation;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a task. The JSON form is that of AWS DMS, with Godwit's own keys under {@code
 * GodwitSettings}.
 *
 * @param values of every known key, by its path
 * @param otherKeys of the document, kept without an effect
 */
public record TaskSettings(Map<String, JsonNode> values, OtherKeys otherKeys) {
  private static final long KILOBYTE = 1024;
  private static final long MEGABYTE = KILOBYTE * 1024;

  private static final int ATTEMPTS_OF_DMS = 9;

  private static final JsonNode PARK = TextNode.valueOf(ErrorPolicy.SUSPEND_TABLE.name());

  public TaskSettings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Reads a document leniently. Missing keys are DMS's defaults, so that it does here what it does
   * there.
   *
   * @throws org.godwit.json.JsonProblem where it is no JSON
   * @throws SettingsException with every problem of every key
   */
  public static TaskSettings parse(String json) {
    return new SettingsReader(LenientJson.object(json, "task settings document")).read();
  }

  /** DMS's defaults. */
  public static TaskSettings ofDms() {
    return parse("{}");
  }

  /**
   * The settings of a new task: DMS's defaults, except that LOBs are moved whole, that primary keys
   * are made when the rows are there, which costs a target a sixth less, and that a table is parked
   * where the target isn't as its changes expect it.
   */
  public static TaskSettings forNewTask() {
    return ofDms()
        .with(TargetMetadataKeys.LIMITED_LOB_MODE, BooleanNode.FALSE)
        .with(TargetMetadataKeys.FULL_LOB_MODE, BooleanNode.TRUE)
        .with(FullLoadKeys.CREATE_PK_AFTER_FULL_LOAD, BooleanNode.TRUE)
        .with(ErrorBehaviorKeys.APPLY_ERROR_DELETE_POLICY, PARK)
        .with(ErrorBehaviorKeys.APPLY_ERROR_INSERT_POLICY, PARK)
        .with(ErrorBehaviorKeys.APPLY_ERROR_UPDATE_POLICY, PARK);
  }

  private TaskSettings with(SettingKey key, JsonNode value) {
    Map<String, JsonNode> changed = new LinkedHashMap<>(values);
    changed.put(key.path(), value);
    return new TaskSettings(changed, otherKeys);
  }

  /**
   * The same settings with other values, as a form gives them.
   *
   * @param texts by the key's path
   * @throws SettingsException with every problem of every key
   */
  public TaskSettings with(Map<String, String> texts) {
    ObjectNode document = toTree();
    for (SettingKey key : SettingKeys.ALL) {
      String text = texts.get(key.path());
      if (text != null) {
        ObjectNode group =
            key.group().isEmpty() ? document : (ObjectNode) document.get(key.group());
        group.set(key.name(), TextNode.valueOf(text));
      }
    }
    return new SettingsReader(document).read();
  }

  /** The value of a key. */
  public JsonNode value(SettingKey key) {
    return values.getOrDefault(key.path(), key.defaultValue());
  }

  /** The whole document, as DMS prints it, with every unknown key that was read. */
  public String toJson() {
    return LenientJson.print(toTree());
  }

  private ObjectNode toTree() {
    ObjectNode root = LenientJson.newObject();
    for (SettingKey key : SettingKeys.ALL) {
      ObjectNode parent =
          key.group().isEmpty()
              ? root
              : root.get(key.group()) instanceof ObjectNode group
                  ? group
                  : root.putObject(key.group());
      parent.set(key.name(), value(key).deepCopy());
    }
    otherKeys.insertInto(root);
    return root;
  }

  /** Whether Godwit acts on a key in tasks of a type. */
  public static boolean isActedOn(SettingKey key, MigrationType type) {
    return key.status() == SettingKey.Status.ACTED_ON
        || (type.follows() && key.status() == SettingKey.Status.ONGOING_CHANGES);
  }

  /**
   * Keys that change nothing in a task of the type: unknown ones, and those that differ from the
   * default but have no effect, or none is needed, or, in a load, are for ongoing changes.
   */
  public List<SettingNotice> notActedOn(MigrationType type) {
    List<SettingNotice> notices = new ArrayList<>();
    for (String name : otherKeys.names()) {
      notices.add(new SettingNotice(name, name + " is unknown; it is kept and has no effect."));
    }
    for (SettingKey key : SettingKeys.ALL) {
      if (!value(key).equals(key.defaultValue())) {
        reason(key, type)
            .ifPresent(
                words ->
                    notices.add(
                        new SettingNotice(
                            key.path(), (key.path() + words + key.difference()).strip())));
      }
    }
    return notices;
  }

  /** Why the key changes nothing in a task of the type; empty where it does. */
  private static Optional<String> reason(SettingKey key, MigrationType type) {
    if (isActedOn(key, type)) {
      return Optional.empty();
    }
    return switch (key.status()) {
      case ACTED_ON, REFUSED -> Optional.empty();
      case NOT_NEEDED -> Optional.of(" is kept and not needed. ");
      case NO_EFFECT -> Optional.of(" is kept and has no effect. ");
      case ONGOING_CHANGES -> Optional.of(" is kept for ongoing changes; a full load has none. ");
    };
  }

  /** Where a task that loads and follows stops between the two. */
  public ApplySettings.CachedStops cachedStops() {
    return new ApplySettings.CachedStops(
        is(FullLoadKeys.STOP_BEFORE_CACHED_CHANGES), is(FullLoadKeys.STOP_BEHIND_CACHED_CHANGES));
  }

  /** The schema of target tables, empty for the source's. */
  public String targetSchema() {
    return value(TargetMetadataKeys.TARGET_SCHEMA).asText();
  }

  /** How LOBs travel. */
  public LobMode lobMode() {
    return is(TargetMetadataKeys.LIMITED_LOB_MODE) ? LobMode.LIMITED : LobMode.FULL;
  }

  /** What LOBs are cut to, {@link ValuePolicy#WHOLE} for never. */
  public long lobBytesMax() {
    return switch (lobMode()) {
      case FULL -> ValuePolicy.WHOLE;
      case LIMITED -> number(TargetMetadataKeys.LOB_MAX_SIZE) * KILOBYTE;
    };
  }

  /** What may be done to values that the target can't store. */
  public ValuePolicy valuePolicy() {
    return new ValuePolicy(
        ValuePolicy.ZeroDates.valueOf(value(GodwitKeys.ZERO_DATE_POLICY).asText()),
        ValuePolicy.NulCharacters.valueOf(value(GodwitKeys.NUL_CHARACTER_POLICY).asText()),
        lobBytesMax(),
        ValuePolicy.Truncation.valueOf(value(GodwitKeys.TRUNCATION_POLICY).asText()),
        CharacterSets.read(value(OtherSettingKeys.CHARACTER_SETS)));
  }

  /** How transactions of the other task of a two-way pair are told; empty for none. */
  Optional<Loopback> loopback() {
    return Loopbacks.read(value(OtherSettingKeys.LOOPBACK));
  }

  /** How the way of changes is tried; empty where it isn't. */
  public Optional<CanarySettings> canary() {
    String schema = value(GodwitKeys.CANARY_SCHEMA).asText().strip();
    return schema.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CanarySettings(
                schema,
                Duration.ofSeconds(number(GodwitKeys.CANARY_INTERVAL)),
                Duration.ofSeconds(number(GodwitKeys.CANARY_ALARM))));
  }

  /** From how many bytes of an unbounded log of the source on is warned; 0 for never. */
  public long sourceLogAlarmBytes() {
    return number(GodwitKeys.SOURCE_LOG_ALARM) * 1_000_000;
  }

  /** What happens to target tables first. */
  public TablePreparation tablePreparation() {
    return TablePreparation.valueOf(value(FullLoadKeys.TARGET_TABLE_PREP_MODE).asText());
  }

  /** Whether the primary key is built when the rows are there. */
  public boolean createPkAfterFullLoad() {
    return is(FullLoadKeys.CREATE_PK_AFTER_FULL_LOAD);
  }

  /** Segments that are loaded at once, 1 to 49. */
  public int maxFullLoadSubTasks() {
    return (int) number(FullLoadKeys.MAX_FULL_LOAD_SUB_TASKS);
  }

  /** The schema of the task's own tables on the target, empty for Godwit's choice. */
  public String controlSchema() {
    return value(ControlTableKeys.CONTROL_SCHEMA).asText();
  }

  /** Which of DMS's control tables are written. */
  public DmsTables.Wishes dmsTables() {
    return new DmsTables.Wishes(
        is(ControlTableKeys.STATUS),
        is(ControlTableKeys.HISTORY),
        is(ControlTableKeys.SUSPENDED),
        is(ControlTableKeys.FULL_LOAD_EXCEPTIONS));
  }

  /** How long the stretches of time are that the history has. */
  public Duration historySlot() {
    return Duration.ofMinutes(number(ControlTableKeys.HISTORY_TIMESLOT));
  }

  /** What errors of rows and tables lead to. */
  public LoadSettings.Errors errors() {
    return new LoadSettings.Errors(
        policy(ErrorBehaviorKeys.DATA_ERROR_POLICY),
        policy(ErrorBehaviorKeys.DATA_TRUNCATION_ERROR_POLICY),
        policy(ErrorBehaviorKeys.DATA_MASKING_ERROR_POLICY),
        (int) number(ErrorBehaviorKeys.DATA_ERROR_ESCALATION_COUNT),
        policy(ErrorBehaviorKeys.DATA_ERROR_ESCALATION_POLICY),
        policy(ErrorBehaviorKeys.TABLE_ERROR_POLICY),
        (int) number(ErrorBehaviorKeys.TABLE_ERROR_ESCALATION_COUNT));
  }

  /**
   * How changes are applied.
   *
   * @param heapBytes of the process, of which a batch takes a quarter at most
   */
  public ApplySettings apply(long heapBytes) {
    return new ChangeProcessing(this).settings(heapBytes);
  }

  /** How often a run is begun again after an error that may pass. */
  public Retries retries() {
    long count = number(ErrorBehaviorKeys.RECOVERABLE_ERROR_COUNT);
    return new Retries(
        count < 0 ? ATTEMPTS_OF_DMS : (int) count,
        Duration.ofSeconds(number(ErrorBehaviorKeys.RECOVERABLE_ERROR_INTERVAL)),
        is(ErrorBehaviorKeys.RECOVERABLE_ERROR_THROTTLING),
        Duration.ofSeconds(number(ErrorBehaviorKeys.RECOVERABLE_ERROR_THROTTLING_MAX)),
        is(ErrorBehaviorKeys.RECOVERABLE_ERROR_STOP_RETRY));
  }

  /**
   * How long a load that changes follow waits for the transactions that are open on its source; a
   * second at least, for servers take none for no end.
   */
  public Duration openTransactionsWait() {
    long seconds = number(FullLoadKeys.TRANSACTION_CONSISTENCY_TIMEOUT);
    return Duration.ofSeconds(Math.clamp(seconds, 1, Integer.MAX_VALUE / 1000));
  }

  /** Whether LOB columns are moved. */
  public boolean supportLobs() {
    return is(TargetMetadataKeys.SUPPORT_LOBS);
  }

  /** Whether both sides are compared after the load. */
  public boolean enableValidation() {
    return is(ValidationKeys.ENABLE_VALIDATION);
  }

  /** Parts of a table that are compared at once. */
  public int validationThreadCount() {
    return (int) number(ValidationKeys.THREAD_COUNT);
  }

  /** Rows of a hash bucket. */
  public int validationPartitionSize() {
    return (int) number(ValidationKeys.PARTITION_SIZE);
  }

  /** Whether validation leaves LOB columns out. */
  public boolean validationSkipsLobs() {
    return is(ValidationKeys.SKIP_LOB_COLUMNS);
  }

  /** How many bytes of a LOB are compared, {@link ValuePolicy#WHOLE} for all. */
  public long validationLobBytesMax() {
    long kilobytes = number(ValidationKeys.PARTIAL_LOB_SIZE);
    return kilobytes == 0 ? ValuePolicy.WHOLE : kilobytes * KILOBYTE;
  }

  /** Differing rows of the task after which validation ends. */
  public int validationFailureMaxCount() {
    return (int) number(ValidationKeys.FAILURE_MAX_COUNT);
  }

  /** Differing rows of a table after which its validation ends. */
  public int validationTableFailureMaxCount() {
    return (int) number(ValidationKeys.TABLE_FAILURE_MAX_COUNT);
  }

  /** Whether an altered value fails validation and a run's exit code. */
  public boolean strict() {
    return is(GodwitKeys.STRICT);
  }

  /** Connections that read the source as they are set: 0 for Godwit's choice. */
  public int readerConnectionsSet() {
    return (int) number(GodwitKeys.READER_CONNECTIONS);
  }

  /**
   * Connections that read the source. Where they aren't set there are two for each processor of
   * this machine: more of them only made both servers work harder for the same rows, most of all
   * where they fill one table.
   */
  public int readerConnections() {
    int readers = readerConnectionsSet();
    return readers == 0
        ? Math.min(maxFullLoadSubTasks(), 2 * Runtime.getRuntime().availableProcessors())
        : readers;
  }

  /**
   * The same with other limits of the source's load; null for what they are.
   *
   * @throws SettingsException with every problem of every key
   */
  public TaskSettings withLimits(
      @Nullable String maxRowsPerSecond, @Nullable String readerConnections) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (maxRowsPerSecond != null) {
      texts.put(GodwitKeys.MAX_ROWS_PER_SECOND.path(), maxRowsPerSecond);
    }
    if (readerConnections != null) {
      texts.put(GodwitKeys.READER_CONNECTIONS.path(), readerConnections);
    }
    return with(texts);
  }

  /** What a run may ask of its source. */
  public SourceLimits sourceLimits() {
    return new SourceLimits(maxRowsPerSecond(), readerConnections());
  }

  /** Rows that all readers together take each second, {@link SourceLimits#NONE} for no limit. */
  public int maxRowsPerSecond() {
    return (int) number(GodwitKeys.MAX_ROWS_PER_SECOND);
  }

  /**
   * Bytes that rows may take in memory together.
   *
   * @param heapBytes the largest heap of the process
   */
  public long memoryBytes(long heapBytes) {
    long limit = number(GodwitKeys.MEMORY_LIMIT_MB);
    return limit == 0 ? heapBytes / 3 : limit * MEGABYTE;
  }

  /** How large a segment should be. */
  public long segmentBytes() {
    return number(GodwitKeys.SEGMENT_MB) * MEGABYTE;
  }

  /** What the target's server may use to build keys and indexes with so many sessions. */
  public BuildResources buildResources() {
    return new BuildResources(
        maxFullLoadSubTasks(),
        number(GodwitKeys.INDEX_MEMORY_MB) * MEGABYTE,
        (int) number(GodwitKeys.INDEX_PARALLEL_WORKERS),
        0);
  }

  /** How much a part of the task writes to the log. */
  public LogLevel logLevel(LogComponent component) {
    for (JsonNode level : value(LoggingKeys.LOG_COMPONENTS)) {
      if (level.path("Id").asText().equals(component.name())) {
        return switch (level.path("Severity").asText()) {
          case "LOGGER_SEVERITY_ERROR" -> LogLevel.ERROR;
          case "LOGGER_SEVERITY_WARNING" -> LogLevel.WARNING;
          case "LOGGER_SEVERITY_DEBUG", "LOGGER_SEVERITY_DETAILED_DEBUG" -> LogLevel.DEBUG;
          default -> LogLevel.INFO;
        };
      }
    }
    return LogLevel.INFO;
  }

  boolean is(SettingKey key) {
    return value(key).asBoolean();
  }

  long number(SettingKey key) {
    return value(key).asLong();
  }

  ErrorPolicy policy(SettingKey key) {
    return ErrorPolicy.valueOf(value(key).asText());
  }
}
