package org.godwit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.godwit.engine.mysql.MySqlEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointUrlTest {
  private static final List<EngineDescriptor> ENGINES =
      List.of(
          new MySqlEngine().descriptor(),
          new EngineDescriptor(
              "postgres",
              "PostgreSQL",
              5432,
              List.of("postgresql", "jdbc:postgresql"),
              "Database",
              true,
              List.of()));

  private static EndpointConfig parse(String url) {
    return EndpointUrl.parse(url, ENGINES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        "mysql://ann:secret@db.example:3307/shop | ann | secret | db.example | 3307 | shop",
        "jdbc:mysql://db:3306/shop?user=ann&password=se%26cret | ann | se&cret | db | 3306 | shop",
        "postgresql://ann:p@ss:w&rd;@db/shop | ann | p@ss:w&rd; | db | 5432 | shop",
        "mysql://ann:a/b?c=d@e@db/shop | ann | a/b?c=d@e | db | 3306 | shop",
        "mysql://ann:100%@db/shop | ann | 100% | db | 3306 | shop",
        "mysql://ann:%40%3A%2F%25@db/my%20shop | ann | @:/% | db | 3306 | my shop",
        "mysql://a%40b:x@[::1]:3306/shop | a@b | x | ::1 | 3306 | shop",
        "postgresql://ann:x@10.0.0.1/shop?sslmode=require | ann | x | 10.0.0.1 | 5432 | shop",
      })
  void urlIsTakenApart(
      String url, String user, String password, String host, int port, String database) {
    EndpointConfig config = parse(url);
    assertThat(config.user()).isEqualTo(user);
    assertThat(config.password().reveal()).isEqualTo(password);
    assertThat(config.host()).isEqualTo(host);
    assertThat(config.port()).isEqualTo(port);
    assertThat(config.database()).isEqualTo(database);
  }

  @Test
  void loginAndDatabaseMayBeMissing() {
    EndpointConfig config = parse("mysql://db");
    assertThat(config.user()).isEmpty();
    assertThat(config.database()).isEmpty();
    assertThat(config.tls()).isEqualTo(Tls.NONE);
  }

  @Test
  void tlsAndSettingsAreParameters() {
    EndpointConfig config =
        parse("mysql://ann:x@db/shop?ssl-mode=VERIFY_IDENTITY&executetimeout=5");
    assertThat(config.tls().mode()).isEqualTo(Tls.Mode.VERIFY_FULL);
    assertThat(config.settings()).containsExactly(java.util.Map.entry("ExecuteTimeout", "5"));
  }

  @Test
  void aPastedUrlReadsNoFileAndNamesWhatItIgnores() {
    EndpointUrl.Pasted pasted =
        EndpointUrl.parsePasted(
            "jdbc:mysql://db/shop?serverTimezone=UTC&sslCa=/etc/passwd&user=ann", ENGINES);
    assertThat(pasted.endpoint().user()).isEqualTo("ann");
    assertThat(pasted.endpoint().tls().caCertificatePem()).isEmpty();
    assertThat(pasted.ignored()).containsExactly("serverTimezone", "sslCa");
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://db/shop, false, NONE",
    "mysql://db/shop?sslMode=DISABLED, true, NONE",
    "mysql://db/shop?useSSL=false, true, NONE",
    "mysql://db/shop?useSSL=true, true, REQUIRE",
    "jdbc:sqlserver://db;databaseName=shop;encrypt=false, true, NONE",
    "jdbc:sqlserver://db;databaseName=shop;encrypt=true;trustServerCertificate=true, true, REQUIRE"
  })
  void whetherAPastedUrlSpeaksOfEncryptionIsKnown(String url, boolean saysTls, Tls.Mode mode) {
    EndpointUrl.Pasted pasted =
        EndpointUrl.parsePasted(
            url, Engines.standard().all().stream().map(Engine::descriptor).toList());
    assertThat(pasted.saysTls()).isEqualTo(saysTls);
    assertThat(pasted.endpoint().tls().mode()).isEqualTo(mode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oracle://ann:hunter2@db/shop",
        "hunter2@db",
        "mysql://ann:hunter2@db:99999/shop",
        "mysql://ann:hunter2@db/shop?autoDeserialize=true",
        "mysql://ann:hunter2@d b/shop",
        "mysql://ann:hunter2@db/shop?sslMode=maybe",
        "mysql://ann:hunter2@db/shop?sslCa=/no/such/file",
      })
  void whatIsWrongIsSaidWithoutThePassword(String url) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CONFIGURATION))
        .hasMessageNotContaining("hunter2");
  }
}
