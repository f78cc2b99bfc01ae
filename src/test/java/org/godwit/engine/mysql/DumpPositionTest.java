package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.godwit.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DumpPositionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // mysqldump and mariadb-dump, mydumper before and since 0.12, XtraBackup
        """
        --
        -- Position to start replication or point-in-time recovery from
        --

        CHANGE MASTER TO MASTER_LOG_FILE='binlog.000042', MASTER_LOG_POS=1337;
        """,
        """
        -- CHANGE REPLICATION SOURCE TO SOURCE_LOG_FILE='binlog.000042', SOURCE_LOG_POS=1337;
        """,
        """
        STOP SLAVE;
        CHANGE MASTER TO MASTER_HOST='db1', MASTER_PORT=3306,
          MASTER_LOG_FILE='binlog.000042', MASTER_LOG_POS=1337;
        """,
        """
        -- MariaDB dump
        -- CHANGE MASTER TO MASTER_USE_GTID=slave_pos;
        -- SET GLOBAL gtid_slave_pos='0-1-7';
        -- CHANGE MASTER TO MASTER_LOG_FILE='binlog.000042', MASTER_LOG_POS=1337;
        """,
        """
        Started dump at: 2026-03-08 12:12:12
        SHOW MASTER STATUS:
        \tLog: binlog.000042
        \tPos: 1337
        \tGTID:0-1-7

        SHOW SLAVE STATUS:
        \tHost: db0
        \tLog: other.000001
        \tPos: 4
        """,
        """
        # Started dump at: 2026-03-08 12:12:12
        [config]
        quote-character = BACKTICK

        [master]
        # Channel_Name = '' # It can be use to setup replication FOR CHANNEL
        File = binlog.000042
        Position = 1337
        Executed_Gtid_Set = 0-1-7

        [`shop`.`item`]
        rows = 4
        """,
        """
        [source]
        # executed_gtid_set = "0-1-7"
        # SOURCE_LOG_FILE = "binlog.000042"
        # SOURCE_LOG_POS = 1337
        #SOURCE_AUTO_POSITION = {0|1}
        """,
        "binlog.000042\t1337\n",
        "binlog.000042\t1337\t7a07cd08-ac1b-11e2-9fcf-0010184e9e08:1-7",
        "binlog.000042 1337 0-1-7"
      })
  void fileAndOffsetAreReadOutOfWhatToolsWrite(String text) {
    assertThat(DumpPosition.of(text)).contains("binlog.000042:1337");
  }

  @Test
  void gtidsAreReadWhereThereIsNoFile() {
    assertThat(
            DumpPosition.of(
                """
                SET @@SESSION.SQL_LOG_BIN= 0;
                SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '7a07cd08-ac1b-11e2-9fcf-0010184e9e08:1-7,
                8a07cd08-ac1b-11e2-9fcf-0010184e9e08:1-3';
                """))
        .contains(
            "7a07cd08-ac1b-11e2-9fcf-0010184e9e08:1-7,8a07cd08-ac1b-11e2-9fcf-0010184e9e08:1-3");
    assertThat(DumpPosition.of("SET GLOBAL gtid_slave_pos='0-1-7';")).contains("0-1-7");
  }

  @Test
  void whatHasNoneOrSeveralIsNotGuessed() {
    assertThat(DumpPosition.of("CREATE TABLE t (id int);\nCHANGE MASTER TO MASTER_USE_GTID=no;"))
        .isEmpty();
    assertThat(DumpPosition.of("binlog.000042:1337")).isEmpty();
    assertThatThrownBy(
            () ->
                DumpPosition.of(
                    """
                    CHANGE MASTER TO MASTER_LOG_FILE='a.000001', MASTER_LOG_POS=4;
                    CHANGE MASTER TO MASTER_LOG_FILE='a.000002', MASTER_LOG_POS=9;
                    """))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("a.000001:4 and a.000002:9");
  }
}
