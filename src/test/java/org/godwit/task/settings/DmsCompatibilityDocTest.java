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

        Table mappings and task settings of AWS DMS are read as they are, and printed again with every key. A
        wrong value is refused by name. What the effect says:

        - **yes**: it is obeyed.
        - **not needed**: what it asks for is so in any case, or it is for something that Godwit doesn't write;
          the last column says which.
        - **with ongoing changes**: a task that follows its source obeys it; a full load has nothing for it.
        - **no**: it is kept and has no effect, because what it asks for isn't built.
        - **refused**: a value that asks for it is refused, so that nobody relies on it.

        The pages, the preview and `godwit run` name what a document has that doesn't act in its task, and keys
        that are not listed.

        This page is made from the code (`-Dgolden.update` on `DmsCompatibilityDocTest`); don't edit it.

        ## Table mappings

        | rule-type | key | effect | what differs from DMS |
        |---|---|---|---|
        """);
    for (MappingKey key : MappingKeys.ALL) {
      row(page, key.rule(), key.key(), key.effect(), key.difference());
    }
    page.append("\n## Task settings\n");
    String group = "none yet";
    for (SettingKey key : SettingKeys.ALL) {
      if (!key.group().equals(group)) {
        group = key.group();
        heading(page, group);
      }
      row(
          page,
          "`" + key.name() + "`",
          defaultValue(key),
          key.kind().allowed(),
          key.help(),
          key.status().words(),
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
