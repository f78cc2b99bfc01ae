package org.godwit.demo;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Customers and their addresses. */
final class Customers {
  static final int CUSTOMERS = 30_000;
  private static final BigInteger LOYALTY_MAX = new BigInteger("18446744073709551615");

  private final Connection connection;
  private final Words words;
  private final Dates dates;

  Customers(Connection connection, RandomGenerator random) {
    this.connection = connection;
    this.words = new Words(random);
    this.dates = new Dates(random);
  }

  long fill() throws SQLException {
    return customers() + addresses();
  }

  private long customers() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection,
            "customer",
            "id",
            "email",
            "name",
            "nickname",
            "loyalty_number",
            "country_code",
            "is_active",
            "balance",
            "born",
            "last_login",
            "preferences",
            "note",
            "created_at",
            "changed_at")) {
      for (int id = 1; id <= CUSTOMERS; id++) {
        LocalDateTime created = dates.moment();
        rows.add(
            id,
            (words.oneIn(2) ? "Customer" : "customer") + id + "@example.org",
            words.person(),
            nickname(),
            loyaltyNumber(id),
            words.pick(Organisation.COUNTRY_CODES),
            !words.oneIn(12),
            "%d.%04d".formatted(words.between(-500, 9_000), words.between(0, 9_999)),
            words.oneIn(3) ? null : dates.birthday(),
            words.oneIn(25) ? "0000-00-00 00:00:00" : Dates.seconds(created.plusDays(3)),
            words.oneIn(3) ? null : "{\"newsletter\": %b}".formatted(words.oneIn(2)),
            words.oneIn(10) ? words.note() : null,
            Dates.microseconds(created),
            Dates.seconds(created.plusDays(1)));
      }
      return rows.count();
    }
  }

  private @Nullable String nickname() {
    return switch (words.between(0, 3)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> words.emoji() + words.emoji();
      default -> words.person() + " " + words.emoji();
    };
  }

  /** From the highest number of all downwards, as the old system counted. */
  private @Nullable Number loyaltyNumber(int id) {
    return id % 3 == 0 ? null : LOYALTY_MAX.subtract(BigInteger.valueOf(id - 1L));
  }

  private long addresses() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection,
            "customer_address",
            "customer_id",
            "address_no",
            "street",
            "postcode",
            "city",
            "kind")) {
      for (int id = 1; id <= CUSTOMERS; id++) {
        address(rows, id, 1, "both");
        if (words.oneIn(6)) {
          address(rows, id, 2, "delivery");
        }
      }
      return rows.count();
    }
  }

  private void address(Rows rows, int customer, int number, String kind) throws SQLException {
    String postcode = "%05d".formatted(words.between(0, 99_999));
    rows.add(customer, number, words.street(), postcode, words.city(), kind);
  }
}
