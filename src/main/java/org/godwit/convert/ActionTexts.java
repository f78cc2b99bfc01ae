package org.godwit.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** The words of action items. */
final class ActionTexts {
  private static final String FILE = "/convert/action-items.properties";
  private static final Properties ALL = all();

  private ActionTexts() {}

  /** The text of that key, such as {@code GAP.message}; there is one for each action item. */
  static String of(String key) {
    return Objects.requireNonNull(ALL.getProperty(key), key);
  }

  private static Properties all() {
    Properties all = new Properties();
    try (InputStream in =
            Objects.requireNonNull(ActionTexts.class.getResourceAsStream(FILE), FILE);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      all.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
