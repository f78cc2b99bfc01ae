package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrittenTableTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO item VALUES (1, 'a(b)'), (2, NOW())|shop.item",
        "insert ignore `x`.`item` (a, b) select count(*), max(b) from shop.other|x.item",
        "REPLACE DELAYED INTO item SET a = 1|shop.item",
        "SET STATEMENT max_statement_time=1 FOR UPDATE item SET a = (SELECT 1)|shop.item",
        "UPDATE LOW_PRIORITY x.item AS i SET i.a = 1 WHERE i.b IN (1, 2)|x.item",
        "UPDATE item i SET a = 1|shop.item",
        "DELETE FROM item|shop.item",
        "DELETE QUICK FROM item i WHERE EXISTS (SELECT 1 FROM other)|shop.item",
        "LOAD DATA LOCAL INFILE 'x' REPLACE INTO TABLE `item` (a, b)|shop.item"
      })
  void theTextTellsTheOneTableThatIsWritten(String sql, String table) {
    assertThat(WrittenTable.of(sql, "shop").map(Object::toString)).as(sql).hasValue(table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE item, other SET item.a = 1",
        "UPDATE item JOIN other USING (id) SET a = 1",
        "DELETE item FROM item JOIN other USING (id)",
        "DELETE FROM item, other USING item JOIN other",
        "DELETE FROM item USING item JOIN other",
        "INSERT INTO item VALUES (f(1))",
        "INSERT INTO item VALUES (x.count(1))",
        "INSERT INTO item VALUES (`count`(1))",
        "INSERT INTO item VALUES ('\\', f(1), '')",
        "SELECT x.f(1)",
        "DO f()",
        "WITH a AS (SELECT 1) DELETE FROM item"
      })
  void whatItDoesNotTellForSureIsNotGuessed(String sql) {
    assertThat(WrittenTable.of(sql, "shop")).as(sql).isEmpty();
  }
}
