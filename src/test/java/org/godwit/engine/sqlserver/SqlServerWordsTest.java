package org.godwit.engine.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Table;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URLs, errors, literals, defaults and expressions. */
class SqlServerWordsTest {
  private static final List<EngineDescriptor> ENGINES = List.of(new SqlServerEngine().descriptor());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sqlserver://ann:s%40cret@db1:1444/shop | ann | s@cret | db1 | 1444 | shop | `` | NONE",
        "jdbc:sqlserver://db1:1433;databaseName=shop;user=ann;password={s;c}}ret} | ann | s;c}ret | db1 | 1433 | shop | `` | VERIFY_FULL",
        "jdbc:sqlserver://db1\\SALES;database=shop;encrypt=true;trustServerCertificate=true | `` | `` | db1 | 1433 | shop | SALES | REQUIRE",
        "jdbc:sqlserver://;serverName=db1;portNumber=1500;databaseName=my shop;encrypt=false | `` | `` | db1 | 1500 | my shop | `` | NONE"
      })
  void urlsAreTakenApart(
      String url,
      String user,
      String password,
      String host,
      int port,
      String database,
      String instance,
      Tls.Mode tls) {
    EndpointConfig endpoint = EndpointUrl.parse(url, ENGINES);
    assertThat(endpoint.user()).isEqualTo(user);
    assertThat(endpoint.password().reveal()).isEqualTo(password);
    assertThat(endpoint.host()).isEqualTo(host);
    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(endpoint.database()).isEqualTo(database);
    assertThat(SqlServerSettings.INSTANCE_NAME.in(endpoint)).isEqualTo(instance);
    assertThat(endpoint.tls().mode()).isEqualTo(tls);
  }

  @Test
  void aPortIsTakenBeforeAnInstanceAsTheDriverDoes() {
    EndpointUrl.Pasted pasted =
        EndpointUrl.parsePasted(
            "jdbc:sqlserver://db1\\SALES:1444;databaseName=shop;loginTimeout=30;integratedSecurity=true",
            ENGINES);
    assertThat(pasted.endpoint().port()).isEqualTo(1444);
    assertThat(pasted.endpoint().settings()).isEqualTo(Map.of("ConnectionTimeout", "30"));
    assertThat(pasted.ignored()).containsExactly("instance", "integratedsecurity");
  }

  @ParameterizedTest
  @CsvSource({
    "nosuch.invalid, '', UNKNOWN_HOST, Check the host name",
    "127.0.0.1, '', CONNECTION_REFUSED, Check host and port",
    "127.0.0.1, SALES, CONNECTION_REFUSED, SQL Server Browser"
  })
  void aServerThatIsNotReachedIsSaidWithWhatToDo(
      String host, String instance, Failure failure, String remedy) {
    EndpointConfig config =
        new EndpointConfig(
            "sqlserver",
            host,
            23002,
            "x",
            "ann",
            new Password("s3cret"),
            Tls.NONE,
            Map.of("InstanceName", instance));
    assertThatThrownBy(() -> new SqlServerEngine().connect(config))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> {
              assertThat(e.failure()).isEqualTo(failure);
              assertThat(e.sentence())
                  .startsWith("connecting failed at sqlserver://" + host)
                  .contains(remedy)
                  .doesNotContain("s3cret", "Verify the", "resume");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "18456, AUTHENTICATION",
    "4060, UNKNOWN_DATABASE",
    "229, PRIVILEGE_MISSING",
    "208, OBJECT_MISSING",
    "1205, DEADLOCK",
    "1222, LOCK_TIMEOUT",
    "3958, SNAPSHOT_LOST",
    "3961, SNAPSHOT_LOST",
    "3952, CONFIGURATION",
    "448, UNSUPPORTED",
    "9002, DISK_FULL"
  })
  void numbersAreUnderstood(int number, Failure failure) {
    assertThat(SqlServerErrors.kindOf(new SQLException("…", "S0001", number))).isEqualTo(failure);
  }

  @Test
  void whatTheDriverSaysItselfIsUnderstood() {
    assertThat(
            SqlServerErrors.kindOf(
                new SQLException("The TCP/IP connection to the host db1 has failed", "08S01", 0)))
        .isEqualTo(Failure.CONNECTION_LOST);
    assertThat(SqlServerErrors.kindOf(new SQLException("The query has timed out.", "HY008", 0)))
        .isEqualTo(Failure.TIMEOUT);
  }

  @Test
  void filtersCompareDatesWhateverTheLanguage() {
    Table types = SqlServerFixture.table(SqlServerFixture.TYPES);
    SqlServerDialect dialect = new SqlServerDialect();
    assertThat(dialect.moment(types.column("dt").orElseThrow(), "2024-02-29"))
        .isEqualTo("CONVERT(datetime, N'2024-02-29T00:00:00', 126)");
    assertThat(dialect.moment(types.column("dt7").orElseThrow(), "2024-02-29 23:59:59.5"))
        .isEqualTo("CONVERT(datetime2(7), N'2024-02-29T23:59:59.5', 126)");
    assertThat(dialect.moment(types.column("dto").orElseThrow(), "2024-02-29 23:59"))
        .isEqualTo("CONVERT(datetimeoffset(7), N'2024-02-29T23:59:00+00:00', 127)");
    assertThat(dialect.quote("code]")).isEqualTo("[code]]]");
    assertThat(dialect.truth(true)).isEqualTo("1");
  }

  @Test
  void defaultsComeOutOfTheirParentheses() {
    DataType text = new DataType.Text(10, false);
    DataType moment = new DataType.Timestamp(3, false);
    assertThat(SqlServerDefaults.parse("((0))", new DataType.Int(32, false)))
        .isEqualTo(new Default.Literal("0"));
    assertThat(SqlServerDefaults.parse("(N'it''s (new)')", text))
        .isEqualTo(new Default.Literal("it's (new)"));
    assertThat(SqlServerDefaults.parse("(getdate())", moment)).isEqualTo(new Default.Now(3));
    assertThat(SqlServerDefaults.parse("('20240101')", moment))
        .isEqualTo(new Default.Expression("'20240101'"));
    assertThat(SqlServerDefaults.parse("((1)+(2))", new DataType.Int(32, false)))
        .isEqualTo(new Default.Expression("(1)+(2)"));
    assertThat(SqlServerDefaults.parse("(NULL)", text)).isEqualTo(new Default.None());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "([amount]>=(0)) | (\"amount\" >= 0)",
        "([amount]>(0) AND [customer] IS NOT NULL) | ((\"amount\" > 0) AND (\"customer\" IS NOT NULL))",
        "([state]='new') |",
        "(len([state])>(1)) |"
      })
  void onlyWhatMeansTheSameIsTranslated(String expression, String standard) {
    Table orders = SqlServerFixture.table(SqlServerFixture.ORDERS);
    assertThat(new SqlServerDialect().toStandard(expression, orders, name -> name).orElse(null))
        .isEqualTo(standard);
  }
}
