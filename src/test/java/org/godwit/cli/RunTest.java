package org.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.junit.jupiter.api.Test;

final class RunTest {

  @Test
  void anotherServerIsAnotherTaskWhereNoNameIsGiven() {
    String name = Run.nameOf(source("db1", "ann"));
    assertThat(name).startsWith("run-").isEqualTo(Run.nameOf(source("db1", "bob")));
    assertThat(Run.nameOf(source("db2", "ann"))).isNotEqualTo(name);
  }

  private static EndpointConfig source(String host, String user) {
    return new EndpointConfig(
        "mariadb", host, 3306, "shop", user, Password.NONE, Tls.NONE, Map.of());
  }
}
