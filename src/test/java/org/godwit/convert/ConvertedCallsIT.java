package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.godwit.scratch.Trial;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Names and arguments mean on the target what they meant on Oracle. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConvertedCallsIT {
  private Connection connection;
  private Statement statement;

  @BeforeAll
  void make() throws IOException, SQLException {
    connection = Servers.postgres().newDatabase().connect();
    statement = connection.createStatement();
    for (String file : List.of("calls.sql", "qualified.sql")) {
      Conversion tried =
          Trial.of(OracleScripts.converted(OracleScripts.FOLDER.resolve(file)), connection, false);
      assertThat(tried.objects())
          .filteredOn(it -> it.load() == Load.REFUSED)
          .extracting(ConvertedObject::items)
          .isEmpty();
    }
    statement.execute("SET TimeZone = '+00'");
    statement.execute("INSERT INTO parcel VALUES (1, 2.5, 'small'), (2, 8, 'big')");
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private String value(String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT " + sql)) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(1));
    }
  }

  @Test
  void aColumnGoesBeforeAPackagesVariable() throws SQLException {
    assertThat(value("post.heaviest()")).isEqualTo("8.00");
    assertThat(value("post.lowest(5)")).isEqualTo("99");
    assertThat(value("post.described(2)")).isEqualTo("big 77");
  }

  @Test
  void aColumnIsChangedByItself() throws SQLException {
    connection.setAutoCommit(false);
    statement.execute("CALL post.lighten(2)");
    assertThat(value("string_agg(weight::text, ' ' ORDER BY id) FROM parcel"))
        .isEqualTo("0.50 6.00");
    connection.rollback();
    connection.setAutoCommit(true);
  }

  @Test
  void theLaterOfTwoTypesIsTheOne() throws SQLException {
    assertThat(value("stamp_t.shown(ROW(1.5, 'nl')::stamp_t)")).isEqualTo("nl 1.5");
  }

  @Test
  void theRoutineThatTakesSoManyArgumentsIsCalled() throws SQLException {
    assertThat(value("counted.joined()")).isEqualTo("ab");
    // 1 + 2; the last element is passed over but for what CASE says
    assertThat(value("counted.sum_of('12')")).isEqualTo("3");
    assertThat(value("counted.sum_of('2')")).isEqualTo("100");
  }

  @Test
  void whatStandardHasIsNotThePackages() throws SQLException {
    assertThat(value("bytes.to_char(2)")).isEqualTo("<2>2");
  }

  @Test
  void textIsTheDigitsOfRaw() throws SQLException {
    assertThat(value("bytes.of_text('FF00')")).isEqualTo("280");
    assertThat(value("upper(encode(bytes.wrapped(2), 'hex'))")).isEqualTo("AB0000CD");
  }

  @Test
  void aMomentWithAZoneIsTakenForADate() throws SQLException {
    assertThat(value("bytes.now_since()")).isEqualTo("past today");
  }

  @Test
  void floatingNumbersMayBeNone() throws SQLException {
    assertThat(value("kinds_of_double('NaN')")).isEqualTo("no number");
    assertThat(value("kinds_of_double('Infinity')")).isEqualTo("endless");
    assertThat(value("kinds_of_double('-Infinity')")).isEqualTo("endless below");
    assertThat(value("kinds_of_double(1.5)")).isEqualTo("1.5");
    assertThat(value("kinds_of_double(-20)")).isEqualTo("-20");
    assertThat(value("kinds_of_double(1)")).isEqualTo("1 one");
    assertThat(value("kinds_of_double(0.1)")).isEqualTo(".1");
  }

  @Test
  void textIsCountedInUnitsAndBytes() throws SQLException {
    assertThat(value("lengths('aéb😀')")).isEqualTo("5 4 8 4 4 5");
    assertThat(value("part_in_bytes('aéb', 1, 2)")).isEqualTo("[a ]a");
    assertThat(value("part_in_bytes('aéb', 3, 2)")).isEqualTo("[ b]a");
    assertThat(value("part_in_bytes('aéb', -3, 3)")).isEqualTo("[éb]a");
  }

  @Test
  void anOffsetIsSignedHours() throws SQLException {
    assertThat(value("offset_of('Asia/Kolkata')")).startsWith("+05:30");
    assertThat(value("offset_of('America/Bogota')")).startsWith("-05:00");
  }

  @Test
  void aPageIsWritten() throws SQLException {
    statement.execute("CALL page('x')");
    assertThat(value("current_setting('godwit_oracle.page')")).isEqualTo("<p>x</p>\n");
  }

  @Test
  void elementsFarApartAreCountedAsTheyAre() throws SQLException {
    assertThat(value("keyed.far_apart()")).isEqualTo("3 -200 1000 high");
    assertThat(value("keyed.by_tens()")).isEqualTo("60 3");
  }

  @Test
  void elementsStandAtTheirKeys() throws SQLException {
    assertThat(value("keyed.by_places()")).isEqualTo("10 20 30 3");
    assertThat(value("keyed.by_far_places()")).isEqualTo("near far 2");
    assertThat(value("keyed.by_names()")).isEqualTo("1.5 tea 2");
  }

  @Test
  void aRecordIsOneExpression() throws SQLException {
    assertThat(value("keyed.of_fields()")).isEqualTo("attic 2.5 hall 4 unknown");
  }

  @Test
  void nestedTablesAreEqualInAnyOrder() throws SQLException {
    assertThat(value("keyed.all_of_them()")).isEqualTo("equal, not equal, unknown, equal");
  }

  @Test
  void aPackagesVariableTakesWhatIsAssigned() throws SQLException {
    statement.execute("CALL keyed.stamp()");
    assertThat(value("keyed.g_code()")).isEqualTo("0AFF");
    assertThat(value("keyed.g_since() IS NOT NULL")).isEqualTo("t");
  }

  @Test
  void aRoutineOfTheOneAroundWritesToWhatItIsGiven() throws SQLException {
    assertThat(value("keyed.turned(1)")).isEqualTo("bcayzx21");
  }

  @Test
  void aColumnsTypeIsThatOfElements() throws SQLException {
    assertThat(value("shelves.deepest()")).isEqualTo("hall 2.5");
  }

  @Test
  void anIntervalIsTextAsOnOracle() throws SQLException {
    assertThat(value("shelves.took('2024-01-01 10:00:00', '2024-01-02 10:00:01.5')"))
        .isEqualTo("took +000000001 00:00:01.500000:01.");
    assertThat(value("shelves.lasts('-90 minutes')"))
        .isEqualTo("-00 01:30:00.000000|-00 01:30:00.000000");
  }

  @Test
  void forallGoesOverIndicesAndValues() throws SQLException {
    statement.execute("CALL furnish()");
    assertThat(
            value(
                "string_agg(concat_ws(' ', id, room, depth), ', ' ORDER BY id) FROM shelf WHERE id > 100"))
        .isEqualTo("110 new, 120 right 2.0, 130 right 3.5, 140 right");
  }

  @Test
  void aHandlerOfSavedExceptionsKnowsItsErrorAndRaisesOutOfItsBlock() throws SQLException {
    assertThat(value("stack_up(1)")).isEqualTo("3 duplicate key;5 duplicate key;");
    assertThat(value("stack_up(2)")).isEqualTo("outside: stopped");
    assertThat(value("stack_up(3)")).isEqualTo("outside: error(s) in array DML");
  }
}
