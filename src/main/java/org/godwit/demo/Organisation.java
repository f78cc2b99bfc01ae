package org.godwit.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;

/** Countries, departments, employees and warehouses. */
final class Organisation {
  static final List<String> COUNTRY_CODES =
      List.of("DE", "DK", "ES", "FR", "GR", "IE", "IS", "IT", "JP", "NO", "PL", "PT", "SE", "TR");
  static final int WAREHOUSES = 6;
  private static final List<String> NAMES =
      List.of(
          "Germany",
          "Denmark",
          "Spain",
          "France",
          "Greece",
          "Ireland",
          "Iceland",
          "Italy",
          "Japan",
          "Norway",
          "Poland",
          "Portugal",
          "Sweden",
          "Türkiye");
  private static final List<String> NATIVE_NAMES =
      List.of(
          "Deutschland",
          "Danmark",
          "España",
          "France",
          "Ελλάδα",
          "Éire",
          "Ísland",
          "Italia",
          "日本",
          "Norge",
          "Polska",
          "Portugal",
          "Sverige",
          "Türkiye");
  private static final List<Integer> DIAL_PREFIXES =
      List.of(49, 45, 34, 33, 30, 353, 354, 39, 81, 47, 48, 351, 46, 90);
  private static final List<String> DEPARTMENTS =
      List.of("Board", "Buying", "Packing", "Returns", "Web", "Accounts", "Birds 🐦", "Legal");
  private static final int EMPLOYEES = 240;

  private final Connection connection;
  private final Words words;
  private final Dates dates;

  Organisation(Connection connection, RandomGenerator random) {
    this.connection = connection;
    this.words = new Words(random);
    this.dates = new Dates(random);
  }

  long fill() throws SQLException {
    return countries() + departments() + employees() + warehouses();
  }

  private long countries() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection,
            "country",
            "code",
            "name",
            "native_name",
            "dial_prefix",
            "in_customs_union")) {
      for (int i = 0; i < COUNTRY_CODES.size(); i++) {
        String code = COUNTRY_CODES.get(i);
        boolean inUnion = !List.of("IS", "JP", "NO").contains(code);
        rows.add(code, NAMES.get(i), NATIVE_NAMES.get(i), DIAL_PREFIXES.get(i), inUnion);
      }
      return rows.count();
    }
  }

  private long departments() throws SQLException {
    try (Rows rows = Rows.into(connection, "department", "id", "name", "head_id", "budget")) {
      for (int id = 1; id <= DEPARTMENTS.size(); id++) {
        // Legal has no head yet.
        Integer head = id == DEPARTMENTS.size() ? null : Integer.valueOf(id);
        rows.add(id, DEPARTMENTS.get(id - 1), head, words.between(10_000, 9_000_000) + ".50");
      }
      return rows.count();
    }
  }

  private long employees() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection,
            "employee",
            "id",
            "department_id",
            "manager_id",
            "name",
            "joined",
            "born",
            "flexitime")) {
      for (int id = 1; id <= EMPLOYEES; id++) {
        rows.add(
            id,
            1 + (id - 1) % DEPARTMENTS.size(),
            id == 1 ? null : Integer.valueOf(1 + (id - 2) / 5),
            words.person(),
            words.between(1998, 2026),
            words.oneIn(20) ? null : dates.birthday(),
            "%s%d:%02d:00"
                .formatted(words.oneIn(3) ? "-" : "", words.between(0, 120), words.between(0, 59)));
      }
      return rows.count();
    }
  }

  private long warehouses() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection, "warehouse", "id", "country_code", "name", "place", "ground", "opens")) {
      for (int id = 1; id <= WAREHOUSES; id++) {
        int x = words.between(-20, 30);
        int y = words.between(36, 65);
        rows.add(
            id,
            COUNTRY_CODES.get(id),
            words.city() + " " + id,
            SqlLiteral.geometry("POINT(%d.5 %d.25)".formatted(x, y)),
            id == WAREHOUSES
                ? null
                : SqlLiteral.geometry(
                    "POLYGON((%1$d %2$d, %3$d %2$d, %3$d %4$d, %1$d %2$d))"
                        .formatted(x, y, x + 1, y + 1)),
            "0%d:30:00.%03d".formatted(words.between(5, 9), words.between(0, 999)));
      }
      return rows.count();
    }
  }
}
