package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change.Deed;
import org.godwit.engine.ColumnStep;
import org.godwit.engine.TableAlteration.Rows;
import org.godwit.engine.mysql.LoggedStatement.Kind;
import org.junit.jupiter.api.Test;

final class LoggedStatementTest {
  private static List<String> tables(Kind kind, String sql) {
    LoggedStatement statement = LoggedStatement.of(sql, "shop");
    assertThat(statement.kind()).as(sql).isEqualTo(kind);
    return statement.effects().stream().map(effect -> effect.table().toString()).toList();
  }

  @Test
  void definitionsTellWhichTablesTheyAreOf() {
    assertThat(tables(Kind.DEFINITION, "ALTER TABLE item ADD COLUMN price int"))
        .containsExactly("shop.item");
    assertThat(tables(Kind.DEFINITION, "/* gh-ost */ alter table `a``b`.`c d` engine=innodb"))
        .containsExactly("a`b.c d");
    assertThat(tables(Kind.DEFINITION, "ALTER ONLINE TABLE IF EXISTS item RENAME TO other.thing"))
        .containsExactly("shop.item", "other.thing");
    assertThat(tables(Kind.DEFINITION, "ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u"))
        .containsExactly("shop.t", "shop.u");
    assertThat(tables(Kind.DEFINITION, "RENAME TABLE item TO item_old, shop.ghost TO item"))
        .containsExactly("shop.item", "shop.item_old", "shop.ghost", "shop.item");
    assertThat(tables(Kind.DEFINITION, "DROP TABLE IF EXISTS `item`,`b`.`x` /* generated */"))
        .containsExactly("shop.item", "b.x");
    assertThat(tables(Kind.DEFINITION, "CREATE OR REPLACE TABLE item (id int)"))
        .containsExactly("shop.item", "shop.item");
    assertThat(tables(Kind.DEFINITION, "CREATE TABLE IF NOT EXISTS item (id int)"))
        .containsExactly("shop.item");
    assertThat(
            tables(
                Kind.DEFINITION, "SET STATEMENT max_statement_time=0 FOR ALTER TABLE item FORCE"))
        .containsExactly("shop.item");
    assertThat(tables(Kind.DEFINITION, "/*!50000 ALTER */ TABLE item FORCE"))
        .containsExactly("shop.item");
    assertThat(tables(Kind.TRUNCATE, "TRUNCATE `item`")).containsExactly("shop.item");
    assertThat(tables(Kind.TRUNCATE, "TRUNCATE TABLE x.item")).containsExactly("x.item");
  }

  @Test
  void aDatabaseThatIsDroppedTakesItsTablesWithIt() {
    LoggedStatement drop = LoggedStatement.of("DROP DATABASE IF EXISTS shop", "");
    assertThat(drop.concerns(new TableName("shop", "item"), NameCase.TELLS_APART)).isTrue();
    assertThat(drop.concerns(new TableName("shop2", "item"), NameCase.IS_NOTHING)).isFalse();
    TableName capital = new TableName("Shop", "item");
    assertThat(drop.concerns(capital, NameCase.TELLS_APART)).isFalse();
    assertThat(drop.concerns(capital, NameCase.IS_NOTHING)).isTrue();
  }

  @Test
  void whatLeavesRowsAndColumnsAloneIsNoDefinition() {
    for (String sql :
        List.of(
            "CREATE TEMPORARY TABLE item (id int)",
            "CREATE INDEX i ON item (name)",
            "DROP INDEX i ON item",
            "DROP TEMPORARY TABLE IF EXISTS item",
            "ALTER USER u IDENTIFIED BY 'ALTER TABLE item'",
            "GRANT SELECT ON item TO u",
            "CREATE TRIGGER t BEFORE INSERT ON item FOR EACH ROW ALTER TABLE item",
            "ANALYZE TABLE item",
            "# ALTER TABLE item")) {
      assertThat(tables(Kind.OTHER, sql)).as(sql).isEmpty();
    }
  }

  @Test
  void statementsInPlaceOfRowsNameTheirTables() {
    LoggedStatement statement = LoggedStatement.of("UPDATE `Item` SET a = 'x' -- item2\n", "shop");
    assertThat(statement.kind()).isEqualTo(Kind.ROWS);
    assertThat(statement.names(new TableName("shop", "item"))).isTrue();
    assertThat(statement.names(new TableName("shop", "item2"))).isFalse();
  }

  private static List<ColumnStep> steps(String specs) {
    LoggedStatement statement = LoggedStatement.of("ALTER TABLE item " + specs, "shop");
    return statement.effects().getFirst().steps();
  }

  @Test
  void whatIsDoneToColumnsIsTold() {
    assertThat(
            steps(
                "ADD COLUMN IF NOT EXISTS `a b` enum('x,y','it''s') DEFAULT (f(1, 2)), add c int"))
        .containsExactly(new ColumnStep.Added("a b"), new ColumnStep.Added("c"));
    assertThat(steps("ADD (a int, KEY (a), `index` decimal(8,2)), DROP IF EXISTS d"))
        .containsExactly(
            new ColumnStep.Added("a"), new ColumnStep.Added("index"), new ColumnStep.Dropped("d"));
    assertThat(steps("RENAME COLUMN a TO b, CHANGE c d int, CHANGE COLUMN E e text, MODIFY f int"))
        .containsExactly(
            new ColumnStep.Renamed("a", "b"),
            new ColumnStep.Renamed("c", "d"),
            new ColumnStep.Retyped("e"),
            new ColumnStep.Retyped("f"));
    assertThat(steps("ALTER COLUMN a SET DEFAULT 1, ALTER b DROP DEFAULT"))
        .containsExactly(new ColumnStep.Retyped("a"), new ColumnStep.Retyped("b"));
    assertThat(
            steps(
                "ADD INDEX i (a), ADD CONSTRAINT c CHECK (a > 0), DROP PRIMARY KEY, DROP KEY i,"
                    + " RENAME INDEX i TO j, ENGINE=InnoDB, COMMENT 'DROP COLUMN x', ALGORITHM=INPLACE"))
        .isEmpty();
  }

  @Test
  void rowsThatGoOrComeWithoutTheLogAreTold() {
    for (String specs : List.of("DROP PARTITION p", "TRUNCATE PARTITION p", "IMPORT TABLESPACE")) {
      assertThat(rowsBehind(specs)).isEqualTo(Rows.OTHER);
    }
    assertThat(rowsBehind("RENAME TO x")).isEqualTo(Rows.OF_ANOTHER);
    assertThat(rowsBehind("ADD COLUMN a int")).isEqualTo(Rows.KEPT);
    LoggedStatement swap = LoggedStatement.of("RENAME TABLE item TO old, ghost TO item", "shop");
    assertThat(swap.on(new TableName("shop", "item"), NameCase.TELLS_APART))
        .extracting(LoggedStatement.Effect::rows)
        .containsExactly(Rows.OF_ANOTHER);
    assertThat(swap.made())
        .extracting(LoggedStatement.Effect::table)
        .containsExactly(new TableName("shop", "old"), new TableName("shop", "item"));
  }

  @Test
  void whatSurelyLeavesTheFormOfRowsIsTold() {
    for (String specs :
        List.of(
            "ADD INDEX (a), COMMENT = 'x'",
            "DROP FOREIGN KEY f, DROP INDEX f",
            "ADD PARTITION (PARTITION p VALUES LESS THAN (9))",
            "AUTO_INCREMENT = 9")) {
      assertThat(LoggedStatement.of("ALTER TABLE item " + specs, "shop").isFormKept())
          .as(specs)
          .isTrue();
    }
    for (String specs :
        List.of(
            "CONVERT TO CHARACTER SET utf8mb4",
            "ADD SYSTEM VERSIONING",
            "ADD INDEX (a), DROP COLUMN b",
            "DROP PARTITION p",
            "DEFAULT CHARACTER SET latin1",
            "DROP PRIMARY KEY",
            "RENAME TO other")) {
      assertThat(LoggedStatement.of("ALTER TABLE item " + specs, "shop").isFormKept())
          .as(specs)
          .isFalse();
    }
    assertThat(LoggedStatement.of("CREATE TABLE IF NOT EXISTS item (id int)", "shop").made())
        .extracting(LoggedStatement.Effect::deed)
        .containsExactly(Deed.MADE_UNLESS_THERE);
    assertThat(LoggedStatement.of("DROP TABLE item", "shop").gone())
        .containsExactly(new TableName("shop", "item"));
  }

  private static Rows rowsBehind(String specs) {
    return LoggedStatement.of("ALTER TABLE item " + specs, "shop")
        .on(new TableName("shop", "ITEM"), NameCase.IS_NOTHING)
        .getFirst()
        .rows();
  }
}
