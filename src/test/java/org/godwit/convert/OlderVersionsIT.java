package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.scratch.Trial;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for older versions does what is written for the newest, on a server of it. */
final class OlderVersionsIT {
  private static final String DATA =
      """
      INSERT INTO review VALUES
        (1, '{"title": "one", "reviews": [{"stars": 5, "in words": "good", "author": "a", "rest": {"x": [1]}}, {"in words": "-"}]}'),
        (2, '{"title": "longer than ten", "reviews": []}'),
        (3, 'no JSON'),
        (4, '{"title": {"a": 1}, "reviews": [{"stars": "many"}, {"stars": 1.5}, {"stars": 99999}, {"stars": null}]}'),
        (5, NULL),
        (6, '[{"title": "a"}, {"title": "b"}]');
      INSERT INTO price VALUES (1, 'a', 'n', 10), (2, 'b', 'n', 60), (3, 'c', 's', 30);
      """;

  private static final Set<ObjectId> NOT_FOR_14 =
      Set.of(
          new ObjectId(ObjectKind.VIEW, "", "v_two_lists"),
          new ObjectId(ObjectKind.VIEW, "", "v_letters"));

  /** What the script's objects do, as text. */
  private static String done(PostgresVersion version) throws IOException, SQLException {
    StringBuilder done = new StringBuilder();
    try (Connection connection = Servers.postgres().newDatabase().connect();
        Statement statement = connection.createStatement()) {
      Conversion tried = Trial.of(OlderVersions.converted(version), connection, false);
      assertThat(tried.objects()).as(version.toString()).noneMatch(OlderVersionsIT::isRefused);
      statement.execute(DATA);
      rows(statement, "SELECT * FROM v_review ORDER BY id, nr", done);
      rows(statement, "CALL raise_prices('n', NULL)", done);
      rows(statement, "CALL add_prices(NULL)", done);
      statement.execute("CALL keep_prices()");
      rows(statement, "SELECT id, code, area, amount FROM price ORDER BY id", done);
      statement.execute("DELETE FROM price WHERE id IN (1, 4)");
      rows(statement, "CALL renew_prices(41, NULL)", done);
      rows(statement, "SELECT id, code, area, amount FROM price ORDER BY id", done);
      rows(statement, "CALL renew_prices(0, NULL)", done);
      statement.execute("CALL drop_prices()");
      rows(statement, "SELECT id, code, area, amount FROM price ORDER BY id", done);
    }
    return done.toString();
  }

  /** Roles are made once for a server, not for a database. */
  private static boolean isRefused(ConvertedObject object) {
    return object.load() == Load.REFUSED && object.id().kind() != ObjectKind.SCHEMA_USER;
  }

  private static void rows(Statement statement, String sql, StringBuilder out) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
          values.add(String.valueOf(rows.getString(at)));
        }
        out.append(String.join(" | ", values)).append('\n');
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16})
  void anOlderFormDoesWhatTheNewestDoes(int major) throws IOException, SQLException {
    String newest = done(new PostgresVersion(18));
    assertThat(newest).contains("1 | one | 1 | 5 | good | true | {\"x\": [1]}");
    // As Oracle's manual has MERGE: 2, 3 and 5 are updated and then deleted, 1, 4 and 7 are new;
    // then 1 and 4 are deleted, 2 and 3 are new, which the last MERGE deletes.
    assertThat(newest)
        .contains(
            """
            6
            1 | r1 | null | 20.00
            4 | r4 | null | 80.00
            6 | r6 | x | 1.00
            7 | a | null | 7.00
            4
            6 | r6 | x | 1.00
            7 | a | null | 7.00
            """);
    assertThat(done(new PostgresVersion(major))).isEqualTo(newest);
  }

  @Test
  void whatHasNoOtherFormIsNotConverted() throws IOException {
    Set<ObjectId> missing =
        OlderVersions.converted(new PostgresVersion(14)).objects().stream()
            .filter(it -> it.proof() == Proof.NOT_CONVERTED)
            .map(ConvertedObject::id)
            .collect(Collectors.toSet());
    assertThat(missing).isEqualTo(NOT_FOR_14);
  }
}
