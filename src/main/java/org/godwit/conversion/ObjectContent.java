package org.godwit.conversion;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.Stage;

/**
 * What conversion wrote of an object.
 *
 * @param sections what runs at different times, in that order
 * @param items its action items
 * @param needs what it names, as {@code table hr.employees}
 * @param links which line of the text comes from which line of the source's text, both from 1
 * @param pieces where the parts of the source's text stand in their files
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ObjectContent(
    List<Section> sections,
    List<Item> items,
    List<String> needs,
    List<Link> links,
    List<Part> pieces) {
  private static final String MARK = "-- phase: ";

  /**
   * What runs at one time.
   *
   * @param position among all sections of the stage
   */
  public record Section(Stage stage, int position, String sql) {}

  /**
   * An action item.
   *
   * @param sourceLine line of the object's text that it is about, from 1; 0 where it is about none
   * @param isOpen whether something is left to do
   */
  public record Item(
      String code,
      String severity,
      String file,
      int line,
      int sourceLine,
      boolean isOpen,
      String message,
      String action) {}

  /** A line of the target's text with the line of the source's text that it comes from. */
  public record Link(int target, int source) {}

  /**
   * A statement of the source.
   *
   * @param at line of the source's text where it begins, from 1
   */
  public record Part(int at, String file, int line) {}

  /** All of it as one text, each section below a comment that names its time. */
  public String text() {
    return text(sections);
  }

  static String text(List<Section> sections) {
    StringBuilder text = new StringBuilder();
    for (Section section : sections) {
      text.append(heading(section.stage())).append(section.sql());
    }
    return text.toString();
  }

  static String heading(Stage stage) {
    return MARK + stage.folder() + "\n";
  }

  /** A text that a person wrote in the parts that run at different times. */
  List<Section> sectionsOf(String text) {
    List<Section> found = new ArrayList<>();
    Stage stage = sections.isEmpty() ? Stage.CODE : sections.getFirst().stage();
    StringBuilder sql = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      Optional<Stage> next = stageOf(line);
      if (next.isPresent()) {
        add(found, stage, sql);
        stage = next.get();
      } else {
        sql.append(line).append('\n');
      }
    }
    add(found, stage, sql);
    return List.copyOf(found);
  }

  private void add(List<Section> found, Stage stage, StringBuilder sql) {
    if (!sql.toString().isBlank()) {
      int position =
          sections.stream()
              .filter(it -> it.stage() == stage)
              .map(Section::position)
              .findFirst()
              .orElse(Integer.MAX_VALUE);
      addTo(found, new Section(stage, position, sql.toString().stripTrailing() + "\n"));
    }
    sql.setLength(0);
  }

  /** What runs at one time is one section, wherever a person wrote its parts. */
  private static void addTo(List<Section> found, Section more) {
    for (int at = 0; at < found.size(); at++) {
      Section there = found.get(at);
      if (there.stage() == more.stage()) {
        found.set(at, new Section(there.stage(), there.position(), there.sql() + more.sql()));
        return;
      }
    }
    found.add(more);
  }

  private static Optional<Stage> stageOf(String line) {
    String folder = line.startsWith(MARK) ? line.substring(MARK.length()).strip() : "";
    for (Stage stage : Stage.values()) {
      if (stage.folder().equals(folder)) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }
}
