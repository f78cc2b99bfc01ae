package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class BinlogRetentionTest {
  @Test
  void eachServersOwnSettingDecides() {
    assertThat(
            BinlogRetention.of(
                Map.of("binlog_expire_logs_seconds", "3600", "expire_logs_days", "0")))
        .isEqualTo(new BinlogRetention(3600, "binlog_expire_logs_seconds"));
    assertThat(BinlogRetention.of(Map.of("expire_logs_days", "0.5")))
        .isEqualTo(new BinlogRetention(43_200, "expire_logs_days"));
    assertThat(
            BinlogRetention.of(Map.of("binlog_expire_logs_seconds", "0", "expire_logs_days", "2")))
        .isEqualTo(new BinlogRetention(172_800, "expire_logs_days"));
  }

  @Test
  void whatIsNeverPurgedIsBoundedByNothing() {
    assertThat(BinlogRetention.of(Map.of("expire_logs_days", "0")))
        .isEqualTo(new BinlogRetention(0, "expire_logs_days"));
    assertThat(BinlogRetention.of(Map.of("binlog_expire_logs_seconds", "0")))
        .isEqualTo(new BinlogRetention(0, "binlog_expire_logs_seconds"));
    assertThat(
            BinlogRetention.of(
                Map.of(
                    "binlog_expire_logs_seconds", "3600", "binlog_expire_logs_auto_purge", "OFF")))
        .isEqualTo(new BinlogRetention(0, "binlog_expire_logs_auto_purge"));
  }
}
