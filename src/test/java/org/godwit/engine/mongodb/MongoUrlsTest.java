package org.godwit.engine.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
import org.godwit.engine.EngineException;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.junit.jupiter.api.Test;

class MongoUrlsTest {
  private static EndpointConfig parsed(String url) {
    return EndpointUrl.parse(url, List.of(new MongoEngine().descriptor()));
  }

  @Test
  void aConnectionStringIsTakenApart() {
    EndpointConfig config =
        parsed(
            "mongodb://ann:p%40ss@h1:27018,h2:27019,h3/shop?replicaSet=rs0&tls=true&authMechanism=SCRAM-SHA-256&readPreference=secondary");
    assertThat(config.host()).isEqualTo("h1");
    assertThat(config.port()).isEqualTo(27_018);
    assertThat(config.database()).isEqualTo("shop");
    assertThat(config.user()).isEqualTo("ann");
    assertThat(config.password().reveal()).isEqualTo("p@ss");
    assertThat(config.tls().mode()).isEqualTo(Tls.Mode.VERIFY_FULL);
    assertThat(config.settings())
        .isEqualTo(
            Map.of(
                "ReplicaSet", "rs0",
                "AuthMechanism", "scram_sha_256",
                "AuthSource", "shop",
                "FurtherHosts", "h2:27019,h3",
                "ReadPreference", "secondary"));
    assertThat(MongoConnector.address(config))
        .isEqualTo("mongodb://h1:27018,h2:27019,h3/?replicaSet=rs0");
  }

  @Test
  void theLeastIsAHost() {
    EndpointConfig config = parsed("mongodb://db");
    assertThat(config.port()).isEqualTo(27_017);
    assertThat(config.settings()).isEmpty();
    assertThat(config.tls().mode()).isEqualTo(Tls.Mode.NONE);
    assertThat(MongoConnector.address(config)).isEqualTo("mongodb://db:27017/");
    assertThat(parsed("mongodb://ann:x@db/shop?authSource=admin").settings())
        .isEqualTo(Map.of("AuthSource", "admin"));
  }

  @Test
  void aListOfServersInDnsIsTheDriversToLookUp() {
    EndpointConfig config = parsed("mongodb+srv://ann:x@cluster.example.com/");
    assertThat(config.settings()).isEqualTo(Map.of("SrvRecord", "true"));
    assertThat(config.tls().mode()).isEqualTo(Tls.Mode.VERIFY_FULL);
    assertThat(MongoConnector.address(config)).isEqualTo("mongodb+srv://cluster.example.com/");
  }

  @Test
  void nothingButAnAddressReachesTheDriver() {
    for (Map<String, String> settings :
        List.of(
            Map.of("FurtherHosts", "h2/?tls=false"),
            Map.of("ReplicaSet", "rs0&tls=false"),
            Map.of("SrvRecord", "true", "FurtherHosts", "h2"))) {
      assertThatThrownBy(() -> MongoConnector.address(config("db", settings)))
          .as(settings.toString())
          .isInstanceOf(EngineException.class);
    }
    assertThatThrownBy(() -> MongoConnector.address(config("db/?tls=false", Map.of())))
        .isInstanceOf(EngineException.class);
  }

  private static EndpointConfig config(String host, Map<String, String> settings) {
    return new EndpointConfig(
        MongoEngine.ID, host, 27_017, "", "", new Password(""), Tls.NONE, settings);
  }
}
