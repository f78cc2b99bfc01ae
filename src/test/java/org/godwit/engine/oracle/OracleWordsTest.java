package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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

/** URLs, errors, literals and expressions. */
class OracleWordsTest {
  private static final List<EngineDescriptor> ENGINES = List.of(new OracleEngine().descriptor());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "oracle://ann:s%40cret@db1:1522/SHOPPDB | ann | db1 | 1522 | SHOPPDB | service | NONE",
        "jdbc:oracle:thin:@//db1:1522/shop.example.org | | db1 | 1522 | shop.example.org | service | NONE",
        "jdbc:oracle:thin:@db1:1521:ORCL | | db1 | 1521 | ORCL | sid | NONE",
        "jdbc:oracle:thin:ann/s@cret@db1/SHOPPDB | ann | db1 | 1521 | SHOPPDB | service | NONE",
        "jdbc:oracle:thin:ann/\"s@c/ret\"@//db1:1521/SHOPPDB | ann | db1 | 1521 | SHOPPDB | service | NONE",
        "jdbc:oracle:thin:@tcps://db1:2484/SHOPPDB | | db1 | 2484 | SHOPPDB | service | VERIFY_CA",
        "jdbc:oracle:thin:ann/s@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST = db1)(PORT=2484))(CONNECT_DATA=(SERVICE_NAME=SHOPPDB))) | ann | db1 | 2484 | SHOPPDB | service | VERIFY_CA",
        "jdbc:oracle:thin:@(description=(address=(host=db1)(port=1521))(connect_data=(sid=ORCL))) | | db1 | 1521 | ORCL | sid | NONE"
      })
  void urlsAreTakenApart(
      String url, String user, String host, int port, String database, String is, Tls.Mode tls) {
    EndpointConfig endpoint = EndpointUrl.parse(url, ENGINES);
    assertThat(endpoint.user()).isEqualTo(user == null ? "" : user);
    assertThat(endpoint.host()).isEqualTo(host);
    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(endpoint.database()).isEqualTo(database);
    assertThat(OracleSettings.DATABASE_IS.in(endpoint)).isEqualTo(is);
    assertThat(endpoint.tls().mode()).isEqualTo(tls);
  }

  @Test
  void ofSeveralAddressesTheFirstIsTakenAndTheOthersAreNamed() {
    EndpointUrl.Pasted pasted =
        EndpointUrl.parsePasted(
            "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS_LIST=(ADDRESS=(HOST=rac1)(PORT=1521))"
                + "(ADDRESS=(HOST=rac2)(PORT=1521)))(CONNECT_DATA=(SERVICE_NAME=SHOP)))",
            ENGINES);
    assertThat(pasted.endpoint().host()).isEqualTo("rac1");
    assertThat(pasted.ignored()).containsExactly("HOST.rac2");
  }

  @Test
  void aNetServiceNameIsNotTakenForAHost() {
    assertThatThrownBy(() -> EndpointUrl.parse("jdbc:oracle:thin:@SHOPTNS", ENGINES))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("\"SHOPTNS\" names no service")
        .hasMessageContaining("tnsnames.ora");
  }

  @Test
  void aPasswordMayHoldAnything() {
    assertThat(
            EndpointUrl.parse("jdbc:oracle:thin:ann/\"s@c/r:t\"@//db1:1521/SHOPPDB", ENGINES)
                .password()
                .reveal())
        .isEqualTo("s@c/r:t");
  }

  @Test
  void theDriverGetsAWholeDescriptor() {
    assertThat(OracleConnector.url(OracleFixture.CONFIG))
        .isEqualTo(
            "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=ora1)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=SHOPPDB)))");
    EndpointConfig injected =
        new EndpointConfig(
            "oracle", "db1)(PORT=1", 1521, "X", "u", Password.NONE, Tls.NONE, Map.of());
    assertThatThrownBy(() -> OracleConnector.url(injected)).isInstanceOf(EngineException.class);
  }

  @Test
  void nobodyListensIsSaidSo() {
    EndpointConfig nobody =
        new EndpointConfig(
            "oracle", "127.0.0.1", 23001, "X", "ann", new Password("s3cret"), Tls.NONE, Map.of());
    assertThatThrownBy(() -> new OracleEngine().connect(nobody))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> {
              assertThat(e.failure()).isEqualTo(Failure.CONNECTION_REFUSED);
              assertThat(e.sentence()).contains("127.0.0.1:23001").doesNotContain("s3cret");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "1017, AUTHENTICATION",
    "942, OBJECT_MISSING",
    "1031, PRIVILEGE_MISSING",
    "12514, UNKNOWN_DATABASE",
    "1555, SNAPSHOT_LOST",
    "8181, SNAPSHOT_LOST",
    "1466, SNAPSHOT_LOST",
    "22924, SNAPSHOT_LOST",
    "3113, CONNECTION_LOST",
    "12519, TOO_MANY_CONNECTIONS",
    "54, LOCK_TIMEOUT",
    "1489, VALUE"
  })
  void numbersAreUnderstood(int number, Failure failure) {
    SQLException byCode = new SQLException("ORA-%05d: …".formatted(number), "99999", number);
    SQLException wrapped =
        new SQLException("ORA-17002: I/O error", "08006", 17002, new SQLException(byCode));
    assertThat(OracleErrors.kindOf(byCode)).isEqualTo(failure);
    assertThat(OracleErrors.kindOf(wrapped)).isEqualTo(failure);
  }

  @Test
  void theDriversOwnNumbersTellByTheirCause() {
    assertThat(
            OracleErrors.kindOf(
                new SQLException("ORA-17002", "08006", 17002, new ConnectException("refused"))))
        .isEqualTo(Failure.CONNECTION_REFUSED);
    assertThat(OracleErrors.kindOf(new SQLException("ORA-17008: closed", "08003", 17008)))
        .isEqualTo(Failure.CONNECTION_LOST);
  }

  @Test
  void undoThatIsGoneIsExplained() {
    assertThat(
            OracleErrors.explain(
                    new SQLException(
                        "ORA-01555: snapshot too old: rollback segment", "72000", 1555),
                    "reading SHOP.ORDERS",
                    OracleFixture.CONFIG)
                .sentence())
        .startsWith("reading SHOP.ORDERS failed at oracle://ora1:1521/SHOPPDB: ORA-01555")
        .contains("UNDO_RETENTION");
  }

  @Test
  void filtersCompareDatesWhateverTheSession() {
    Table types = OracleFixture.table(OracleFixture.TYPES);
    OracleDialect dialect = new OracleDialect();
    assertThat(dialect.moment(types.column("D").orElseThrow(), "2024-02-29"))
        .isEqualTo("TO_DATE('2024-02-29 00:00:00', 'YYYY-MM-DD HH24:MI:SS')");
    assertThat(dialect.moment(types.column("T9").orElseThrow(), "2024-02-29T23:59:59.5Z"))
        .isEqualTo("TIMESTAMP '2024-02-29 23:59:59.5'");
    assertThat(dialect.moment(types.column("TZ").orElseThrow(), "2024-02-29 23:59"))
        .isEqualTo("TIMESTAMP '2024-02-29 23:59:00 +00:00'");
    assertThat(dialect.time(types.column("IDS").orElseThrow(), "-36:03:04.5"))
        .isEqualTo("TO_DSINTERVAL('-1 12:03:04.5')");
    assertThat(dialect.first(10, "SELECT 1 FROM DUAL")).endsWith(" FETCH FIRST 10 ROWS ONLY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "amount >= 0 | (\"amount\" >= 0)",
        "\"STATE\" IN ('new','sent') | (\"state\" IN ('new', 'sent'))",
        "(amount > -1 and (state is not null or id <> 5)) | ((\"amount\" > -1) AND ((\"state\" IS NOT NULL) OR (\"id\" <> 5)))",
        "NOT amount BETWEEN 1 AND 2.5 | (NOT (\"amount\" BETWEEN 1 AND 2.5))",
        "state = '' |",
        "state > 'a' |",
        "UPPER(state) = 'A' |",
        "amount = '1' |",
        "with_tax > 0 |",
        "placed > SYSDATE |",
        "amount + 1 > 0 |",
        "nobody = 1 |"
      })
  void onlyWhatMeansTheSameIsTranslated(String expression, String standard) {
    Table orders = OracleFixture.table(OracleFixture.ORDERS);
    assertThat(
            new OracleDialect()
                .toStandard(expression, orders, name -> name.toLowerCase(java.util.Locale.ROOT))
                .orElse(null))
        .isEqualTo(standard);
  }
}
