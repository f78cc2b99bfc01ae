package org.godwit.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;

/** Categories, suppliers, products and what is in stock. */
final class Catalogue {
  static final int PRODUCTS = 3_000;
  private static final int CATEGORIES = 60;
  private static final int ROOTS = 5;
  private static final int SUPPLIERS = 150;
  private static final List<String> RATINGS = List.of("excellent", "good", "fair", "don't ask", "");
  private static final List<String> SEASONS =
      List.of("", "spring", "spring,summer", "autumn,winter", "spring,summer,autumn,winter");
  private static final List<String> STATES = List.of("planned", "sold", "sold", "discontinued");

  private final Connection connection;
  private final Words words;
  private final Dates dates;

  Catalogue(Connection connection, RandomGenerator random) {
    this.connection = connection;
    this.words = new Words(random);
    this.dates = new Dates(random);
  }

  long fill() throws SQLException {
    return categories() + suppliers() + products() + stock();
  }

  private long categories() throws SQLException {
    try (Rows rows = Rows.into(connection, "category", "id", "parent_id", "name", "sort_order")) {
      for (int id = 1; id <= CATEGORIES; id++) {
        Integer parent = id <= ROOTS ? null : Integer.valueOf(1 + (id - ROOTS - 1) / 3);
        rows.add(id, parent, id == 1 ? "Optics" : "Category " + id, words.between(-5, 50));
      }
      return rows.count();
    }
  }

  private long suppliers() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection,
            "supplier",
            "id",
            "name",
            "legacy_code",
            "country_code",
            "rating",
            "remarks")) {
      for (int id = 1; id <= SUPPLIERS; id++) {
        rows.add(
            id,
            // What latin1, which is Windows-1252 here, can say.
            "Müller & Söhne – Œuvre " + id + " €",
            "L-%04dÆ".formatted(id),
            words.pick(Organisation.COUNTRY_CODES),
            words.pick(RATINGS),
            words.oneIn(4) ? null : words.note());
      }
      return rows.count();
    }
  }

  private long products() throws SQLException {
    // Not the two generated columns; labels have an expression as default.
    try (Rows rows =
        Rows.into(
            connection,
            "product",
            "id",
            "category_id",
            "supplier_id",
            "sku",
            "external_id",
            "name",
            "description",
            "price",
            "tax_rate",
            "weight_kg",
            "seasons",
            "state",
            "attributes",
            "is_fragile",
            "created_at")) {
      for (int id = 1; id <= PRODUCTS; id++) {
        rows.add(
            id,
            words.between(1, CATEGORIES),
            words.oneIn(15) ? null : Integer.valueOf(words.between(1, SUPPLIERS)),
            "SKU-%06d".formatted(id * 7),
            words.bytes(16),
            words.product(id),
            words.oneIn(10) ? null : words.text(words.between(40, 900)),
            words.between(1, 2_000) + ".%02d".formatted(words.between(0, 99)),
            words.oneIn(5) ? "7.00" : "19.00",
            words.oneIn(6) ? null : words.between(1, 40_000) / 1_000f,
            words.pick(SEASONS),
            words.pick(STATES),
            words.oneIn(8) ? null : attributes(),
            SqlLiteral.bits(words.oneIn(4) ? "1" : "0"),
            Dates.seconds(dates.moment()));
      }
      return rows.count();
    }
  }

  private String attributes() {
    return """
        {"colour": "%s", "zoom": [%d, %d.50], "bird": "%s", "old": null, "quote": "a \\"b\\" \\\\ c"}"""
        .formatted(
            words.oneIn(2) ? "olive" : "grün",
            words.between(4, 10),
            words.between(20, 60),
            words.emoji());
  }

  private long stock() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection, "stock", "warehouse_id", "product_id", "pieces", "shelf", "counted_on")) {
      for (int warehouse = 1; warehouse <= Organisation.WAREHOUSES; warehouse++) {
        for (int product = 1; product <= PRODUCTS; product++) {
          if (!words.oneIn(4)) {
            rows.add(
                warehouse,
                product,
                words.between(-20, 900),
                words.oneIn(9) ? "" : "R%02d-%d".formatted(words.between(1, 40), warehouse),
                words.oneIn(50) ? "0000-00-00" : dates.moment().toLocalDate().toString());
          }
        }
      }
      return rows.count();
    }
  }
}
