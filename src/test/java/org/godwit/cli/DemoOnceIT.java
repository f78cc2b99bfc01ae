package org.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.godwit.demo.DemoServers;
import org.godwit.demo.ShopComparison;
import org.godwit.engine.Engines;
import org.godwit.testing.MariaDbJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on its own servers, from an empty folder on. */
final class DemoOnceIT {
  @TempDir Path folder;

  @Test
  void itLoadsFollowsChangesAndTellsWhetherBothAreTheSame() throws SQLException {
    StringWriter printed = new StringWriter();
    try (DemoServers servers = DemoServers.start(folder, MariaDbJar.path());
        EndRequest end = new EndRequest()) {
      boolean isEqual = new DemoOnce(new PrintWriter(printed), folder, servers, end).run();
      assertThat(printed.toString())
          .contains("The shop has committed 150 transactions.")
          .containsPattern("shop\\.orders +1[0-9]{2} inserts, ")
          .containsPattern("Compared row by row: orders 50,[0-9]{3}, payment ")
          .endsWith("Source equals target, but for the values that the policy altered.\n");
      assertThat(isEqual).isTrue();

      Engines engines = Engines.standard();
      try (Connection connection = engines.named("postgres").connect(servers.target());
          Statement statement = connection.createStatement()) {
        statement.execute("UPDATE shop_live.stock SET pieces = pieces + 1 WHERE product_id = 7");
        statement.execute(
            "DELETE FROM shop_live.payment WHERE ctid = (SELECT min(ctid) FROM shop_live.payment)");
      }
      ShopComparison comparison = new ShopComparison(engines, servers.source(), servers.target());
      assertThat(comparison.compare().differing()).containsExactly("payment", "stock");
    }
  }
}
