package org.godwit.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SqlScriptTest {
  @Test
  void aStatementEndsWithTheDelimiterAtTheEndOfALine() {
    String text =
        """
        -- a comment
        SELECT 1;
        SELECT 'a; b',
          2;
        DELIMITER $$
        CREATE PROCEDURE p() BEGIN
          SELECT 3;
        END$$
        DELIMITER ;
        SELECT 4;
        """;
    assertThat(SqlScript.parse(text).statements())
        .containsExactly(
            "SELECT 1",
            "SELECT 'a; b',\n  2",
            "CREATE PROCEDURE p() BEGIN\n  SELECT 3;\nEND",
            "SELECT 4");
  }

  @Test
  void aStatementWithoutEndIsRefused() {
    assertThatThrownBy(() -> SqlScript.parse("SELECT 1;\nSELECT 2\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SELECT 2");
  }
}
