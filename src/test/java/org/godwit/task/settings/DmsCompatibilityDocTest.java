package org.godwit.task.settings;

import java.io.IOException;
import java.nio.file.Path;
import org.godwit.mapping.MappingKey;
import org.godwit.mapping.MappingKeys;
import org.godwit.testing.Golden;
import org.junit.jupiter.api.Test;

/**
 * The page that says what of DMS's documents has an effect is made from the code that reads them.
 */
final class DmsCompatibilityDocTest {
  private static final Path PAGE = Path.of("docs/dms-compatibility.md");
  private static final int DEFAULT_SHOWN_MAX = 30;

  @Test
  void thePageSaysWhatTheCodeDoes() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # AWS DMS documents in Godwit

        Table mappings and task settings of AWS DMS are read as they are. What stands below as *kept* is read,
        checked and printed again, and has no effect; the pages and the preview say so for each document that
        has it. Keys that are not listed are kept and listed too. A wrong value is refused by name.

        This page is made from the code (`-Dgolden.update` on `DmsCompatibilityDocTest`); don't edit it.

        ## Table mappings

        | rule-type | key | effect | what differs from DMS |
        |---|---|---|---|
        """);
    for (MappingKey key : MappingKeys.ALL) {
      row(page, key.rule(), key.key(), key.isActedOn() ? "yes" : "*kept*", key.difference());
    }
    page.append("\n## Task settings\n");
    String group = "none yet";
    for (SettingKey key : SettingKeys.ALL) {
      if (!key.group().equals(group)) {
        group = key.group();
        heading(page, group);
      }
      boolean acts = key.status() == SettingKey.Status.ACTED_ON;
      row(
          page,
          "`" + key.name() + "`",
          defaultValue(key),
          key.kind().allowed(),
          key.help(),
          acts ? "yes" : "*kept*",
          key.difference());
    }
    Golden.assertMatches(PAGE, page.toString());
  }

  private static void heading(StringBuilder page, String group) {
    page.append("\n### ").append(group.isEmpty() ? "Without a group" : group).append("\n\n");
    row(page, "key", "default", "allowed", "what it does", "effect", "what differs from DMS");
    page.append("|---|---|---|---|---|---|\n");
  }

  private static String defaultValue(SettingKey key) {
    String value = key.defaultValue().toString();
    return value.length() > DEFAULT_SHOWN_MAX ? "all DEFAULT" : "`" + value + "`";
  }

  private static void row(StringBuilder page, String... cells) {
    for (String cell : cells) {
      page.append("| ").append(cell.replace("|", "\\|")).append(' ');
    }
    page.append("|\n");
  }
}
