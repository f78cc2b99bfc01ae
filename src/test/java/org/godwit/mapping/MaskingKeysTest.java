package org.godwit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaskingKeysTest {
  private static final String SECRET = "a secret of more than sixteen bytes";

  @Test
  void aKeyComesFromItsOwnVariableOrFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), SECRET + "\n");
    MaskingKeys keys =
        new MaskingKeys(
            Map.of(
                "GODWIT_MASKING_KEY_PEOPLE",
                SECRET,
                "GODWIT_MASKING_KEY_CARDS_FILE",
                file.toString()));
    assertThat(keys.named("PEOPLE", 1)).hasToString("a masking key");
    assertThat(keys.named("CARDS", 1)).hasToString("a masking key");
  }

  @Test
  void aKeyThatIsMissingOrShortIsRefusedByTheRuleAndNotShown() {
    MaskingKeys keys =
        new MaskingKeys(Map.of("GODWIT_MASKING_KEY_SHORT", "secret", "GODWIT_DB_PASSWORD", SECRET));
    assertThatThrownBy(() -> keys.named("PEOPLE", 7))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("Rule 7: masking-key: there is no key PEOPLE")
        .hasMessageContaining("GODWIT_MASKING_KEY_PEOPLE");
    assertThatThrownBy(() -> keys.named("SHORT", 7))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("shorter than 16 bytes")
        .hasMessageNotContaining("secret");
    assertThat(MaskingKeys.isName("PEOPLE_2")).isTrue();
    assertThat(MaskingKeys.isName("../PEOPLE")).isFalse();
    assertThat(MaskingKeys.isName("CARDS_FILE")).isFalse();
  }
}
