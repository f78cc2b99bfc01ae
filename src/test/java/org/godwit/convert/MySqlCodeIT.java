package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.scratch.Trial;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Stored programs do on PostgreSQL what they do on MariaDB: each call is made on both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MySqlCodeIT {
  /** What a call gives back; with what is given where it takes something, too. */
  private static final Pattern OUT = Pattern.compile("\\?(?:=([^,)]+))?");

  private static final List<String> SCRIPTS = List.of("routines.sql", "handlers.sql");

  private Connection source;
  private Connection target;
  private Statement onSource;
  private Statement onTarget;

  @BeforeAll
  void make() throws IOException, SQLException {
    source = Servers.mariaDb().newDatabase().connect();
    onSource = source.createStatement();
    target = Servers.postgres().newDatabase().connect();
    onTarget = target.createStatement();
    String schema = source.getCatalog();
    Map<String, String> scripts = new LinkedHashMap<>();
    for (String file : SCRIPTS) {
      String script =
          Files.readString(MySqlScripts.FOLDER.resolve(file)).replaceAll("\\bladen\\b", schema);
      scripts.put(file, script.contains("USE ") ? script : "USE " + schema + ";\n" + script);
      for (String statement : MySqlScripts.statements(script)) {
        boolean isForBoth =
            !statement.contains("PROCEDURE unlesbar") && !statement.contains("PROCEDURE unbekannt");
        if (isForBoth) {
          onSource.execute(statement);
        }
      }
    }
    Conversion tried = Trial.of(MySqlScripts.converted(Source.MARIADB, scripts), target, false);
    assertThat(tried.objects())
        .filteredOn(it -> it.load() == Load.REFUSED)
        .extracting(ConvertedObject::items)
        .isEmpty();
    onTarget.execute("SET search_path TO \"" + schema + "\"");
    // A counter of the source goes on behind what rows have.
    onTarget.execute("ALTER SEQUENCE buch_id_seq RESTART 100");
    onTarget.execute("ALTER SEQUENCE bestellung_id_seq RESTART 100");
  }

  @AfterAll
  void close() throws SQLException {
    source.close();
    target.close();
  }

  @BeforeEach
  void fill() throws SQLException {
    for (String statement :
        List.of(
            "DELETE FROM bestellung",
            "DELETE FROM kunde",
            "DELETE FROM zaehler",
            "DELETE FROM konto",
            "DELETE FROM protokoll",
            "DELETE FROM buch",
            "INSERT INTO kunde (id, name, ort, guthaben) VALUES (1, 'Anna', 'Bonn', 10),"
                + " (2, 'Bert', 'Berlin', -5), (3, 'Cleo', 'Bonn', 100)",
            "INSERT INTO bestellung (id, kunde_id, betrag, am) VALUES (11, 1, 20, '2020-01-01'),"
                + " (12, 1, 5, '2020-01-02'), (13, 9, 1, '2020-01-03'), (14, 1, 7, '2020-01-03')",
            "INSERT INTO konto (nr, inhaber, stand) VALUES (1, 'Anna', 100), (2, 'Bert', 0)",
            "INSERT INTO buch (id, was) VALUES (1, 'eins')")) {
      onSource.execute(statement);
      onTarget.execute(statement);
    }
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int at = 1; at <= columns; at++) {
          row.append(plain(rows.getString(at))).append('|');
        }
        all.add(row.toString());
      }
    }
    return all;
  }

  /** Both servers write zeros behind a point, each as many as it likes. */
  private static String plain(String value) {
    return value != null && value.matches("-?\\d+\\.\\d+")
        ? value.replaceAll("0+$", "").replaceAll("\\.$", "")
        : String.valueOf(value);
  }

  /** The same query gives the same on both. */
  private List<String> sameRows(String sql) throws SQLException {
    List<String> given = rows(onTarget, "SELECT " + sql);
    assertThat(given).as(sql).isEqualTo(rows(onSource, "SELECT " + sql));
    return given;
  }

  /** The same call gives the same values of its OUT parameters on both. */
  private List<String> sameCall(String call) throws SQLException {
    List<String> variables = new ArrayList<>();
    Matcher out = OUT.matcher(call);
    while (out.find()) {
      String variable = "@o" + variables.size();
      onSource.execute("SET " + variable + " = " + (out.group(1) == null ? "NULL" : out.group(1)));
      variables.add(variable);
    }
    int[] at = {0};
    onSource.execute("CALL " + OUT.matcher(call).replaceAll(_ -> variables.get(at[0]++)));
    String values = OUT.matcher(call).replaceAll(it -> it.group(1) == null ? "NULL" : it.group(1));
    if (variables.isEmpty()) {
      onTarget.execute("CALL " + values);
      return List.of();
    }
    List<String> wanted = rows(onSource, "SELECT " + String.join(", ", variables));
    List<String> given = rows(onTarget, "CALL " + values);
    assertThat(given.getFirst()).as(call).startsWith(wanted.getFirst());
    return given;
  }

  @Test
  void functionsGiveTheSame() throws SQLException {
    for (String call :
        List.of(
            "netto(119), netto(0.01), netto(NULL)",
            "stufe(99.99), stufe(100), stufe(5000)",
            "ist_stamm(1), ist_stamm(2)",
            "name_von(1), name_von(99)",
            "wochentag(0), wochentag(1), wochentag(2), wochentag(3), wochentag(6)",
            "quersumme(1293), quersumme(0), quersumme(-45)",
            "folge(3), folge(0)",
            "namen()",
            "stand_von(1), stand_von(77)",
            "n, s FROM kunden ORDER BY id")) {
      sameRows(call);
    }
    assertThat(sameRows("folge(3)")).containsExactly("1,2,3,21|");
  }

  @Test
  void proceduresChangeTheSameRows() throws SQLException {
    assertThat(sameCall("buchen(1, -5, ?, ?=100)")).containsExactly("null|100|");
    onSource.execute("CALL buchen(2, 50.5, @id, @summe)");
    onTarget.execute("CALL buchen(2, 50.5, NULL, NULL)");
    sameCall("zaehle('a')");
    sameCall("zaehle('a')");
    sameCall("zaehle('zuletzt')");
    sameCall("merke('m')");
    sameRows("wort, anzahl FROM zaehler ORDER BY wort");
    sameRows("guthaben FROM kunde ORDER BY id");
    assertThat(sameRows("was FROM protokoll ORDER BY id")).containsExactly("gebucht: 50.50|", "m|");
    sameCall("angleichen()");
    sameRows("id, status FROM bestellung WHERE id < 15 ORDER BY id");
    sameRows("id, ort FROM kunde ORDER BY id");
    assertThat(sameCall("geaendert(?)")).containsExactly("2|");
    sameCall("zwischen()");
    sameCall("zwischen()");
    sameCall("abschluss()");
    sameRows("guthaben FROM kunde ORDER BY id");
  }

  @Test
  void variablesOfTheSessionAreSettings() throws SQLException {
    sameCall("sitzung(1)");
    sameCall("sitzung(3)");
    List<String> kept = rows(onSource, "SELECT @letzter, @anzahl, @name, @guthaben");
    assertThat(
            rows(
                onTarget,
                "SELECT current_setting('mysql.letzter'), current_setting('mysql.anzahl'),"
                    + " current_setting('mysql.name'), current_setting('mysql.guthaben')"))
        .isEqualTo(kept);
  }

  @Test
  void rowsForTheClientAreACursor() throws SQLException {
    assertThat(sameCall("liste('Bonn', ?)").getFirst()).startsWith("2|null|");
    target.setAutoCommit(false);
    try {
      String cursor = rows(onTarget, "CALL liste('Bonn', NULL)").getFirst().split("\\|", -1)[2];
      assertThat(rows(onTarget, "FETCH ALL FROM \"" + cursor + '"'))
          .containsExactly("1|Anna|", "3|Cleo|");
      assertThat(rows(onTarget, "CALL listen()").getFirst()).startsWith("null|<unnamed");
      target.commit();
      assertThat(sameCall("reiche(?)").getFirst()).startsWith("1|<unnamed");
      target.commit();
      assertThat(sameCall("reiche(?)").getFirst()).startsWith("1|<unnamed");
      target.commit();
    } finally {
      target.setAutoCommit(true);
    }
  }

  @Test
  void triggersLookAtTheSameRows() throws SQLException {
    String wrong = "INSERT INTO bestellung (kunde_id, betrag, am) VALUES (1, -1, '2020-01-01')";
    for (Statement statement : List.of(onSource, onTarget)) {
      assertThatThrownBy(() -> statement.execute(wrong))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                assertThat(e.getSQLState()).isEqualTo("45000");
                assertThat(e.getMessage()).contains("Betrag unter null");
              });
      statement.execute("UPDATE bestellung SET status = 'bezahlt' WHERE id = 11");
      statement.execute("DELETE FROM bestellung WHERE id IN (11, 12)");
      statement.execute("UPDATE konto SET stand = -5000 WHERE nr = 1");
      statement.execute("UPDATE konto SET stand = -500 WHERE nr = 2");
    }
    assertThat(sameRows("was FROM protokoll ORDER BY id"))
        .containsExactly("von neu nach bezahlt|", "weg: 11|");
    assertThat(sameRows("stand FROM konto ORDER BY nr")).containsExactly("100|", "-500|");
  }

  @Test
  void handlersGoOnOrLeaveTheirBlock() throws SQLException {
    assertThat(sameCall("anlegen(1, 'Anna', ?)")).containsExactly("1|");
    assertThat(sameCall("anlegen(3, 'Cleo', ?)")).containsExactly("0|");
    sameRows("was FROM buch WHERE id > 1 ORDER BY id");
    assertThat(sameCall("bloecke(?)")).containsExactly("1 2 3 ende!|");
    sameCall("sammeln()");
    sameRows("was FROM buch WHERE id > 1 ORDER BY id");
    for (Statement statement : List.of(onSource, onTarget)) {
      assertThatThrownBy(() -> statement.execute("CALL ueberweisen(1, 2, 500)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("45001"));
    }
    sameCall("ueberweisen(1, 2, 60)");
    assertThat(sameRows("nr, stand FROM konto ORDER BY nr"))
        .containsExactly("1|40|", "2|60|", "3|0|");
    onSource.execute("CALL versuch(1, @text, @zustand, @fehler)");
    assertThat(rows(onTarget, "CALL versuch(1, NULL, NULL, NULL)").getFirst())
        .contains("|23505|1062|");
    assertThat(rows(onSource, "SELECT @fehler")).containsExactly("1062|");
    assertThat(sameCall("versuch(99, ?, ?, ?)")).containsExactly("anderes|null|null|");
    assertThat(sameCall("versuch(98, ?, ?, ?)")).containsExactly("gut|null|null|");
  }
}
