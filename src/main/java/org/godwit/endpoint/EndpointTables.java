package org.godwit.endpoint;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Password;
import org.godwit.engine.TableSummary;
import org.hibernate.Session;

/**
 * What the databases behind endpoints contain, as it was when last looked at. Sizes are the
 * engines' guesses, never counts.
 */
@ApplicationScoped
public class EndpointTables {
  /** Tables on one page. */
  public static final int PAGE_ROWS = 50;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Endpoints endpoints;
  private final Engines engines;
  private final DatabaseCalls calls;
  private final BackgroundJobs jobs;
  private final Clock clock;

  EndpointTables(
      Endpoints endpoints, Engines engines, DatabaseCalls calls, BackgroundJobs jobs, Clock clock) {
    this.endpoints = endpoints;
    this.engines = engines;
    this.calls = calls;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Asks the database for its tables; the caller hands them to {@link #keep}. No transaction of the
   * store is open meanwhile.
   *
   * @throws EngineException with a sentence
   */
  @Transactional(Transactional.TxType.NEVER)
  public List<TableSummary> read(long id) {
    Endpoint endpoint = endpoints.edit(id);
    Engine engine = engines.named(endpoint.engine);
    EndpointConfig config = endpoints.config(endpoint);
    return calls.ask(config, "Listing the tables", LIMIT, () -> summaries(engine, config));
  }

  /**
   * Begins to ask the database for its tables and to keep them, unless that is under way.
   *
   * @throws EngineException where the password can't be opened, and where whoever asks is asking
   *     too much already
   */
  @Transactional(Transactional.TxType.NEVER)
  public void begin(long id) {
    Endpoint endpoint = endpoints.edit(id);
    Engine engine = engines.named(endpoint.engine);
    EndpointConfig config = endpoints.config(endpoint);
    jobs.start(
        key(id),
        "Asking %s:%d for its tables".formatted(config.host(), config.port()),
        _ -> {
          List<TableSummary> tables =
              calls.ask(config, "Listing the tables", LIMIT, () -> summaries(engine, config));
          keep(id, config.place(), tables);
          return tables.size();
        });
  }

  /** The listing that whoever asks has begun lately, running or ended. */
  public Optional<BackgroundJob<Integer>> last(long id) {
    return jobs.find(key(id));
  }

  private BackgroundJobs.Key<Integer> key(long id) {
    return new BackgroundJobs.Key<>(
        endpoints.session(), "endpoint/%d/tables".formatted(id), Integer.class);
  }

  /** Runs outside of the request; the endpoint may be gone, or lead elsewhere by now. */
  private void keep(long id, String place, List<TableSummary> tables) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Endpoint.<Endpoint>findByIdOptional(id)
                    .filter(it -> it.description().config(Password.NONE).place().equals(place))
                    .ifPresent(it -> replace(it, tables)));
  }

  private static List<TableSummary> summaries(Engine engine, EndpointConfig config) {
    try (Connection connection = engine.connect(config)) {
      return engine.catalogReader().summaries(connection);
    } catch (SQLException e) {
      throw engine.explain(e, "listing the tables", config);
    }
  }

  /** Stores what was read, in place of what was there. */
  @Transactional
  public void keep(long id, List<TableSummary> tables) {
    replace(endpoints.edit(id), tables);
  }

  private void replace(Endpoint endpoint, List<TableSummary> tables) {
    EndpointTable.deleteOf(endpoint.id);
    EndpointTable.getEntityManager()
        .unwrap(Session.class)
        .doWork(connection -> insert(connection, endpoint.id, tables));
    endpoint.tablesReadAt = clock.instant();
  }

  /** By hand, because thousands of entities would only be made to be thrown away. */
  private static void insert(Connection connection, long id, List<TableSummary> tables)
      throws SQLException {
    try (var row =
        connection.prepareStatement(
            """
            insert into endpoint_table
              (endpoint_id, schema_name, table_name, kind, row_guess, byte_guess)
            values (?, ?, ?, ?, ?, ?)""")) {
      for (TableSummary table : tables) {
        row.setLong(1, id);
        row.setString(2, table.name().schema());
        row.setString(3, table.name().table());
        row.setString(4, table.kind().name());
        row.setLong(5, table.size().rows());
        row.setLong(6, table.size().bytes());
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  /** The schemas with how many tables each has, by name. */
  public List<SchemaCount> schemas(long id) {
    endpoints.see(id);
    return EndpointTable.getEntityManager()
        .createQuery(
            """
            select t.key.schemaName, count(*) from EndpointTable t
            where t.key.endpointId = :id group by t.key.schemaName order by t.key.schemaName""",
            SchemaCount.class)
        .setParameter("id", id)
        .getResultList();
  }

  /**
   * A page of tables in order of name.
   *
   * @param schema empty for all
   * @param search part of a table's name, whatever its case; empty for all
   * @param page from 1
   */
  public Listed list(long id, String schema, String search, int page) {
    endpoints.see(id);
    String like = "%" + search.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    var found =
        EndpointTable.<EndpointTable>find(
            """
            key.endpointId = :id and (:schema = '' or key.schemaName = :schema)
            and lower(key.tableName) like lower(:like) escape '\\'
            order by key.schemaName, key.tableName""",
            Parameters.with("id", id).and("schema", schema).and("like", like));
    long total = found.count();
    int pages = (int) Math.max(1, (total + PAGE_ROWS - 1) / PAGE_ROWS);
    int shown = Math.clamp(page, 1, pages);
    return new Listed(found.page(Page.of(shown - 1, PAGE_ROWS)).list(), total, shown, pages);
  }

  /**
   * How many tables and views a schema has.
   *
   * @param name the schema's
   * @param tables of them
   */
  public record SchemaCount(String name, long tables) {}

  /**
   * A page of the list.
   *
   * @param tables on it
   * @param total that fit the search
   * @param page which one, from 1
   * @param pages how many there are, at least 1
   */
  public record Listed(List<EndpointTable> tables, long total, int page, int pages) {
    public Listed {
      tables = List.copyOf(tables);
    }
  }
}
