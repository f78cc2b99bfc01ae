package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.godwit.scratch.Trial;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The extension pack's functions give what Oracle's manual says of those they stand for. */
final class ExtensionPackIT {
  private static final Path SCRIPT = OracleScripts.FOLDER.resolve("packs.sql");

  private static String value(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT " + sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  @Test
  void functionsGiveWhatOraclesGive() throws IOException, SQLException {
    try (Connection connection = Servers.postgres().newDatabase().connect();
        Statement it = connection.createStatement()) {
      Conversion tried = Trial.of(OracleScripts.converted(SCRIPT), connection, false);
      assertThat(tried.objects()).allMatch(object -> object.load() == Load.LOADED);
      assertThat(value(it, "raw_bits('\\xf00f', '\\x3c')"))
          .isEqualTo("300F FC0F CC0F 0FF0 0FF0 F00FF00F 1 0 F00F3CF00F3CF00F3CF00F");
      assertThat(value(it, "raw_bits('\\xf000', '\\xf0')")).contains(" 0 0 ");
      assertThat(value(it, "raw_numbers(258)")).isEqualTo("00000102 02010000 258 1");
      assertThat(value(it, "raw_numbers(-2)")).isEqualTo("FFFFFFFE FEFFFFFF -2 1");
      assertThat(value(it, "escapes('ä/<&\"''\\')"))
          .isEqualTo(
              "%E4/%3C&%22'%5C %C3%A4%2F%3C%26%22'%5C ä/&lt;&amp;&quot;&apos;\\ ä/<&\"'\\"
                  + " ä/&lt;&amp;&quot;'\\ \\00E4/<&\"'\\005C ä");
      assertThat(value(it, "escapes('http://www.acme.com/a url with space.html')"))
          .startsWith("http://www.acme.com/a%20url%20with%20space.html ");
      assertThat(value(it, "clob_work('abcde', 2)")).isEqualTo("XYcde  bcd|Ycde|4|9|9|-10|XY");
      assertThat(value(it, "clob_work('abcde', 11)")).isEqualTo("behind the end");
      assertThat(value(it, "blob_work('\\x0102')")).isEqualTo("01020001|0200|2|1|1");
      assertThat(value(it, "hashes('abc')"))
          .isEqualTo(
              "900150983CD24FB0D6963F7D28E17F72"
                  + " BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"
                  + " CB00753F45A35E8B DDAF35A193617ABA");
      assertThatThrownBy(() -> value(it, "hash_of('abc', 1)"))
          .hasMessageContaining("is not built into PostgreSQL");
      assertThat(value(it, "positions('CORPORATE FLOOR', 'OR')")).isEqualTo("2 14 0");
      assertThat(value(it, "hexadecimal(255)")).isEqualTo("   FF|00FF|ff|255|32767");
      assertThat(value(it, "hexadecimal(4096)")).isEqualTo(" 1000|1000|##|255|32767");
      assertThat(value(it, "checked_name('ab')")).isEqualTo("ab ab.b@c");
      assertThatThrownBy(() -> value(it, "checked_name('a b')")).hasMessageContaining("ORA-44003");
      assertThat(value(it, "random_text()")).isEqualTo("Ulx12");
      assertThat(value(it, "recoded('ä')")).isEqualTo("E4 ä 10:00");
      assertThat(value(it, "matches('abab')")).isEqualTo("5 abax axax");
      it.execute("INSERT INTO numbers_of VALUES (1, 'a'), (2, 'b'), (3, 'c')");
      assertThat(value(it, "members(1)")).isEqualTo("empty in none 2 3cb");
      assertThat(value(it, "members(2)")).isEqualTo("empty not in none 1 3cb");
    }
  }

  @Test
  void packagesOfOracleDoWhatTheyDoThere(@TempDir Path folder) throws IOException, SQLException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (Connection connection = Servers.postgres().newDatabase().connect();
        Statement it = connection.createStatement()) {
      Conversion tried =
          Trial.of(
              OracleScripts.converted(OracleScripts.FOLDER.resolve("standard.sql")),
              connection,
              false);
      assertThat(tried.objects()).allMatch(object -> object.load() == Load.LOADED);
      it.execute("INSERT INTO godwit_oracle.directories VALUES ('DATA', '" + folder + "')");
      assertThat(value(it, "call_stack()"))
          .startsWith("----- PL/SQL Call Stack -----\n")
          .contains("  function CALL_STACK");
      assertThat(value(it, "message_of('x')")).isEqualTo("x has 5 of 100%");
      assertThat(value(it, "hashed('abc')"))
          .isEqualTo(
              "A9993E364706816ABA3E25717850C26C9CD0D89D"
                  + " 9C196E32DC0175F86F4B1CB89289D6619DE6BEE699E4C378E68309ED97A1A6AB"
                  + " D2FE98063F876B03193AFB49B4979591 20");
      assertThat(value(it, "recoded_bytes('äb€', 'WE8MSWIN1252')"))
          .isEqualTo("E46280 äb€ 00E4006220AC");
      assertThatThrownBy(() -> value(it, "recoded_bytes('a', 'JA16SJIS')"))
          .hasMessageContaining("ORA-12703");
      assertThat(value(it, "there_and_back('abcä')")).isEqualTo("abcä 6 5");
      assertThat(value(it, "write_and_read('DATA', 'ä')"))
          .isEqualTo("[ä][second][raw] 13 " + "ä\n");
      assertThat(Files.readString(folder.resolve("a.txt"))).isEqualTo("ä\nsecond\nraw");
      assertThat(value(it, "read_file('DATA', 'a.txt')")).isEqualTo("13ä\nsecond\nraw");
      assertThat(value(it, "read_file('DATA', 'b.txt')")).isEqualTo("none");
      assertThatThrownBy(() -> value(it, "read_file('DATA', '../a')"))
          .hasMessageContaining("ORA-29288");
      assertThatThrownBy(() -> value(it, "read_file('data', 'a.txt')"))
          .hasMessageContaining("ORA-29280");
      assertThat(value(it, "arrays_of_oracle()")).isEqualTo("bx2hostGET4042020");
      it.execute("SET cgi.remote_user = 'me'; CALL write_page('text')");
      assertThat(value(it, "current_setting('godwit_oracle.page')"))
          .isEqualTo("Content-type: text/plain; charset=utf-8\n\ntext\nmeend\n");
      it.execute("CREATE EXTENSION pgcrypto");
      assertThat(value(it, "encode(encrypted('hello', sha256('key')), 'escape')"))
          .isEqualTo("hello");
    }
  }

  @Test
  void collectionsOfCollectionsKeepTheirIndexes() throws IOException, SQLException {
    try (Connection connection = Servers.postgres().newDatabase().connect();
        Statement it = connection.createStatement()) {
      Trial.of(
          OracleScripts.converted(OracleScripts.FOLDER.resolve("casts.sql")), connection, false);
      assertThat(value(it, "casts.r()")).isEqualTo("1/57/AB42x/7");
      Conversion tried =
          Trial.of(
              OracleScripts.converted(OracleScripts.FOLDER.resolve("nested.sql")),
              connection,
              false);
      assertThat(tried.objects()).allMatch(object -> object.load() == Load.LOADED);
      assertThat(value(it, "m.f(1)")).isEqualTo("3three 7seven 12zwölf5seven2x 70");
      assertThat(value(it, "m.g()")).isEqualTo("2:25c2510:11xnew110col");
      assertThat(value(it, "m.h()")).isEqualTo("hk1");
    }
  }

  @Test
  void xmlIsReadAsOracleReadsIt() throws IOException, SQLException {
    try (Connection connection = Servers.postgres().newDatabase().connect();
        Statement it = connection.createStatement()) {
      Conversion tried =
          Trial.of(
              OracleScripts.converted(OracleScripts.FOLDER.resolve("xml.sql")), connection, false);
      assertThat(tried.objects()).allMatch(object -> object.load() == Load.LOADED);
      assertThat(value(it, "node_text('<a><b>x&amp;y</b></a>', '/a/b')"))
          .isEqualTo("<b>x&amp;y</b>");
      assertThat(value(it, "node_text('<a/>', '/a/b')")).isEqualTo("none");
      String items =
          "<item id=\"a\"><title>1</title></item><item id=\"b c\"><title>R&amp;D</title></item>";
      assertThat(value(it, "first_title('<list>" + items + "</list>')")).isEqualTo("R&D");
      assertThatThrownBy(
              () ->
                  value(
                      it, "first_title('<list>" + items.replace("\"a\"", "\"b c\"") + "</list>')"))
          .hasMessageContaining("ORA-19025");
      assertThat(value(it, "titles('<list xmlns=\"http://a\">" + items + "</list>')"))
          .isEqualTo("a=1;b c=R&D;");
      assertThat(value(it, "number_of('<a>41</a>')")).isEqualTo("42");
      assertThat(value(it, "whole('<a/>')")).isEqualTo("<a/>");
    }
  }

  @Test
  void theDictionaryNamesWhatIsThere() throws IOException, SQLException {
    try (Connection connection = Servers.postgres().newDatabase().connect();
        Statement it = connection.createStatement()) {
      Conversion tried =
          Trial.of(
              OracleScripts.converted(OracleScripts.FOLDER.resolve("dictionary.sql")),
              connection,
              false);
      assertThat(tried.objects()).allMatch(object -> object.load() == Load.LOADED);
      assertThat(value(it, "decimal_sign()")).isEqualTo(".");
      assertThat(value(it, "kinds('public', 'asked')")).isEqualTo("TABLE VALID;");
      assertThat(value(it, "kinds('public', 'facts')")).isEqualTo("FUNCTION VALID;");
      assertThat(value(it, "facts('asked')")).isEqualTo("1 2 1 1 1 PostgreSQL AL32UTF8");
    }
  }

  @Test
  void eachFunctionIsTried() throws IOException {
    Pattern function = Pattern.compile("FUNCTION godwit_oracle\\.(\\w+)\\(");
    Set<String> tried = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/convert/pack"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        function
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> all.add(found.group(1)));
      }
    }
    List<Conversion> conversions = new ArrayList<>();
    conversions.add(OlderVersions.converted(new PostgresVersion(PostgresVersion.MAJOR_MIN)));
    for (Path script : OracleScripts.all()) {
      conversions.add(OracleScripts.converted(script));
    }
    for (Conversion conversion : conversions) {
      function
          .matcher(conversion.script())
          .results()
          .map((MatchResult found) -> found.group(1))
          .forEach(tried::add);
    }
    assertThat(tried).isEqualTo(all);
  }

  @Test
  void whatOraclesPackagesDeclareIsRead() throws IOException {
    String text = Files.readString(Path.of("src/main/resources/convert/oracle-packages.sql"));
    assertThat(OracleScripts.converted(Map.of("oracle-packages.sql", text)).objects())
        .extracting(object -> object.id().kind())
        .containsOnly(ObjectKind.TYPE, ObjectKind.PACKAGE);
  }

  @Test
  void whatCallsNoneHasNone() {
    Conversion conversion =
        OracleScripts.converted(Map.of("a.sql", "create view v as select 1 as one from dual;"));
    assertThat(conversion.script()).doesNotContain(ExtensionPack.SCHEMA);
  }
}
