package org.godwit.conversion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.godwit.convert.Stage;

/** How what is run of an object stands to what a target was given of it. */
public enum Applied {
  NONE("Not applied yet"),
  /** What was run is as it is now, but not all of it was. */
  PART("Applied in part"),
  WHOLE("Applied"),
  /** Something else was run than is there now. */
  CHANGED("Changed since it was applied");

  private final String words;

  Applied(String words) {
    this.words = words;
  }

  /** As a page names it. */
  public String words() {
    return words;
  }

  /**
   * Compares.
   *
   * @param sections what would be run now
   * @param run the {@link #mark} of what was run, by its time
   */
  static Applied of(List<ObjectContent.Section> sections, Map<Stage, String> run) {
    if (run.isEmpty()) {
      return NONE;
    }
    int same = 0;
    for (ObjectContent.Section section : sections) {
      String mark = run.get(section.stage());
      if (mark != null && !mark.equals(mark(section.sql()))) {
        return CHANGED;
      }
      same += mark == null ? 0 : 1;
    }
    if (same < run.size()) {
      return CHANGED; // something was run that isn't there any more
    }
    return same == sections.size() ? WHOLE : PART;
  }

  /** What tells a text from another one. */
  static String mark(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
