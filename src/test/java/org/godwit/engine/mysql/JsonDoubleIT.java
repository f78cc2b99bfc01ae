package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.Test;

final class JsonDoubleIT {

  @Test
  void aNumberInJsonIsReadAsMySqlReadsIt() throws SQLException {
    List<String> numbers =
        new ArrayList<>(
            List.of(
                "1000000000000000000000000000000",
                "0.30000000000000004",
                "18446744073709551616",
                "-9223372036854775809",
                "1.7976931348623157e308",
                "5e-324",
                "2.2250738585072014e-308",
                "0.000000000000000000000012345678901234567890",
                "123456789012345678901234567890.5",
                "9007199254740993.0"));
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      numbers.add(Double.toString(random.nextDouble()));
      numbers.add(Double.toString(random.nextLong() * 1e3));
      numbers.add(Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300)));
    }
    try (Connection connection = Servers.mysql().database("").connect();
        PreparedStatement statement =
            connection.prepareStatement("SELECT JSON_EXTRACT(CAST(? AS JSON), '$[0]') + 0e0")) {
      for (String number : numbers) {
        statement.setString(1, "[" + number + "]");
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          assertThat(Math.abs(Double.parseDouble(row.getString(1))))
              .as(number)
              .isEqualTo(JsonDouble.read(number));
        }
      }
    }
  }
}
