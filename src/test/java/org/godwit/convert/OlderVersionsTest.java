package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.godwit.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What older versions of PostgreSQL lack is written in their terms, or is an action item. */
final class OlderVersionsTest {
  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16})
  void aScriptBecomesThatVersions(int major) throws IOException {
    Conversion conversion = OlderVersions.converted(new PostgresVersion(major));
    Golden.assertMatches(golden(major, "target.sql"), conversion.script());
    StringBuilder items = new StringBuilder();
    for (ConvertedObject object : conversion.objects()) {
      items.append(object.id()).append(": ").append(object.proof()).append('\n');
      object.items().forEach(item -> items.append("  ").append(item).append('\n'));
    }
    Golden.assertMatches(golden(major, "items"), items.toString());
  }

  private static Path golden(int major, String ending) {
    return OlderVersions.FOLDER.resolve("shop.%d.%s".formatted(major, ending));
  }

  @Test
  void nothingIsWrittenForThirteen() {
    assertThatThrownBy(() -> new PostgresVersion(13))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("14 is the oldest");
  }
}
