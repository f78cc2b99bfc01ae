package org.godwit.conversion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.godwit.convert.Conversion;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.ObjectId;
import org.godwit.convert.Severity;
import org.godwit.convert.Stage;
import org.godwit.convert.report.Assessment;
import org.godwit.convert.report.AssessmentCsv;
import org.godwit.convert.report.AssessmentHtml;
import org.godwit.convert.report.AssessmentJson;
import org.godwit.security.StoreFailure;

/** Keeps what a conversion came to. Call it in a transaction: all of it is there, or nothing. */
@ApplicationScoped
class ConversionWriter {
  /** The report as a part of a page. */
  static final String REPORT_BODY = "body.html";

  /** The report as a page of its own. */
  static final String REPORT_PAGE = ".html";

  static final String REPORT_JSON = ".json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 500;
  private static final String UPSERT =
      """
      insert into conversion_object (conversion_id, version, kind, schema_name, name, state,
        open_items, codes, file, line, source, content)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      on conflict (conversion_id, schema_name, kind, name) do update set
        version = excluded.version, state = excluded.state, open_items = excluded.open_items,
        codes = excluded.codes, file = excluded.file, line = excluded.line,
        source = excluded.source, content = excluded.content
      """;

  private final DataSource store;
  private final Clock clock;

  ConversionWriter(DataSource store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Replaces what was kept; what persons wrote stays, brought together with what is new. */
  void write(StoredConversion stored, Conversion conversion, Assessment assessment) {
    stored.version++;
    Map<Stage, Map<ObjectId, Integer>> positions = positions(conversion);
    // First, because an entity writes all of its columns, and they are older than what follows.
    merge(stored, conversion, positions);
    try (Connection connection = store.getConnection()) {
      writeObjects(connection, stored, conversion, positions);
      run(
          connection,
          "delete from conversion_object where conversion_id = ? and version < ? and edited is null",
          stored.id,
          stored.version);
      run(
          connection,
          "update conversion_object set state = 'GONE', open_items = 0, codes = '' where conversion_id = ? and version < ?",
          stored.id,
          stored.version);
      writeReports(connection, stored, assessment);
    } catch (SQLException e) {
      throw new StoreFailure("keeping a conversion", e);
    }
    stored.notChecked = assessment.heading().notChecked().orElse("");
    stored.roles = String.join("\n", conversion.roles());
    stored.convertedAt = clock.instant();
    stored.state = ConversionState.READY;
    stored.doing = "";
    stored.failure = "";
    compare(stored);
  }

  private void merge(
      StoredConversion stored,
      Conversion conversion,
      Map<Stage, Map<ObjectId, Integer>> positions) {
    List<StoredObject> edited =
        StoredObject.<StoredObject>find(
                "conversionId = ?1 and edited is not null order by id", stored.id)
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .list();
    Map<String, StoredObject> edits =
        edited.stream().collect(Collectors.toMap(StoredObject::title, it -> it));
    for (ConvertedObject object : conversion.objects()) {
      StoredObject edit = edits.get(object.id().toString());
      if (edit != null) {
        merge(edit, new ObjectText(object).content(positions).text());
      }
    }
    StoredObject.flush();
  }

  /** What was applied may be something else now. */
  private static void compare(StoredConversion stored) {
    StoredObject.flush();
    StoredObject.getEntityManager().clear(); // objects were written around it
    List<Long> ids =
        StoredObject.getEntityManager()
            .createQuery(
                "select id from StoredObject where conversionId = ?1 and applied <> ?2 order by id",
                Long.class)
            .setParameter(1, stored.id)
            .setParameter(2, Applied.NONE)
            .getResultList();
    for (int from = 0; from < ids.size(); from += BATCH) {
      List<Long> some = ids.subList(from, Math.min(ids.size(), from + BATCH));
      StoredObject.<StoredObject>list("id in (?1)", some).forEach(StoredObject::compare);
      StoredObject.flush();
      StoredObject.getEntityManager().clear();
    }
  }

  private static void writeObjects(
      Connection connection,
      StoredConversion stored,
      Conversion conversion,
      Map<Stage, Map<ObjectId, Integer>> positions)
      throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      int waiting = 0;
      for (ConvertedObject object : conversion.objects()) {
        ObjectText text = new ObjectText(object);
        bind(upsert, stored, object, text.source(), text.content(positions));
        upsert.addBatch();
        if (++waiting % BATCH == 0) {
          upsert.executeBatch();
        }
      }
      upsert.executeBatch();
    }
  }

  private static void bind(
      PreparedStatement upsert,
      StoredConversion stored,
      ConvertedObject object,
      String source,
      ObjectContent content)
      throws SQLException {
    long open = object.items().stream().filter(it -> it.code().severity() != Severity.INFO).count();
    String codes =
        object.items().stream()
            .map(it -> it.code().number())
            .distinct()
            .collect(Collectors.joining(" ", " ", " "));
    int at = 0;
    upsert.setLong(++at, stored.id);
    upsert.setLong(++at, stored.version);
    upsert.setString(++at, object.id().kind().name());
    upsert.setString(++at, object.id().schema());
    upsert.setString(++at, object.id().name());
    upsert.setString(++at, ObjectState.of(object).name());
    upsert.setInt(++at, (int) open);
    upsert.setString(++at, codes);
    upsert.setString(++at, object.source().pieces().getFirst().file().name());
    upsert.setInt(++at, object.source().pieces().getFirst().line());
    upsert.setString(++at, source);
    upsert.setString(++at, json(content));
  }

  private static String json(ObjectContent content) {
    try {
      return JSON.writeValueAsString(content).replace("\\u0000", "\\ufffd");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records are always JSON", e);
    }
  }

  private static Map<Stage, Map<ObjectId, Integer>> positions(Conversion conversion) {
    Map<Stage, Map<ObjectId, Integer>> positions = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      Map<ObjectId, Integer> of = new HashMap<>();
      conversion.inOrder(stage).forEach(object -> of.put(object.id(), of.size()));
      positions.put(stage, of);
    }
    return positions;
  }

  private void merge(StoredObject object, String theirs) {
    String base = object.editedFrom;
    String mine = object.edited;
    if (base == null || mine == null) {
      return;
    }
    Optional<String> both = ThreeWay.merged(base, mine, theirs);
    object.inConflict = both.isEmpty();
    if (both.isPresent() && !both.get().equals(mine)) {
      EarlierText.keep(object, "newer scripts", clock.instant());
      object.triedAt = null;
      object.trial = "";
    }
    if (both.isPresent()) {
      boolean isSame = both.get().equals(theirs);
      object.edited = isSame ? null : both.get();
      object.editedFrom = isSame ? null : theirs;
    }
  }

  private static void writeReports(
      Connection connection, StoredConversion stored, Assessment assessment) throws SQLException {
    run(
        connection,
        "delete from conversion_report where conversion_id = ? and ? > 0",
        stored.id,
        stored.version);
    Map<String, String> files = new HashMap<>(AssessmentCsv.files(assessment));
    files.put(REPORT_BODY, AssessmentHtml.body(assessment));
    files.put(REPORT_PAGE, AssessmentHtml.page(assessment));
    files.put(REPORT_JSON, AssessmentJson.of(assessment));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into conversion_report (conversion_id, file, body) values (?, ?, ?)")) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        insert.setLong(1, stored.id);
        insert.setString(2, file.getKey());
        insert.setString(3, file.getValue().replace('\0', '\uFFFD'));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void run(Connection connection, String sql, long id, long version)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, id);
      statement.setLong(2, version);
      statement.executeUpdate();
    }
  }
}
