package org.godwit.conversion;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.convert.ActionItem;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.ObjectId;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Piece;
import org.godwit.convert.Severity;
import org.godwit.convert.Stage;
import org.godwit.convert.TargetStatement;

/** An object's texts on both sides, and which line of one belongs to which of the other. */
final class ObjectText {
  /** Their text may hold passwords, or is no object's. */
  private static final Set<ObjectKind> WITHOUT_SOURCE =
      EnumSet.of(
          ObjectKind.SCHEMA_USER,
          ObjectKind.DATABASE_LINK,
          ObjectKind.FOREIGN_SERVER,
          ObjectKind.SUBSCRIPTION,
          ObjectKind.SCRIPT,
          ObjectKind.UNKNOWN);

  private final ConvertedObject object;
  private final StringBuilder source = new StringBuilder();
  private final List<ObjectContent.Part> pieces = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();

  ObjectText(ConvertedObject object) {
    this.object = object;
    if (WITHOUT_SOURCE.contains(object.id().kind())) {
      return;
    }
    int line = 1;
    for (Piece piece : object.source().pieces()) {
      String text = piece.text().strip();
      int lines = (int) text.lines().count();
      pieces.add(new ObjectContent.Part(line, piece.file().name(), piece.line()));
      lengths.add(lines);
      source.append(text).append("\n\n");
      line += lines + 1;
    }
  }

  /** Its statements; empty where they aren't shown. */
  String source() {
    return source.toString().stripTrailing();
  }

  /**
   * What is kept of it.
   *
   * @param positions of objects among those with statements of a stage
   */
  ObjectContent content(Map<Stage, Map<ObjectId, Integer>> positions) {
    List<ObjectContent.Section> sections = new ArrayList<>();
    List<ObjectContent.Link> links = new ArrayList<>();
    int line = 1;
    for (Stage stage : Stage.values()) {
      StringBuilder sql = new StringBuilder();
      for (TargetStatement statement : object.statements()) {
        if (statement.stage() == stage) {
          int first = line + 1 + (int) sql.chars().filter(it -> it == '\n').count();
          link(statement, first, links);
          sql.append(statement.sql());
        }
      }
      if (!sql.isEmpty()) {
        int position = positions.getOrDefault(stage, Map.of()).getOrDefault(object.id(), 0);
        sections.add(new ObjectContent.Section(stage, position, sql.toString()));
        line += 1 + (int) sql.chars().filter(it -> it == '\n').count();
      }
    }
    return new ObjectContent(
        List.copyOf(sections),
        object.items().stream().map(this::item).toList(),
        object.source().dependencies().stream().map(ObjectId::toString).sorted().toList(),
        List.copyOf(links),
        List.copyOf(pieces));
  }

  private void link(TargetStatement statement, int first, List<ObjectContent.Link> links) {
    String sql = statement.sql();
    int line = first;
    for (int at = 0; at < sql.length(); line++) {
      int end = sql.indexOf('\n', at);
      int words = at;
      while (words < sql.length() && sql.charAt(words) == ' ') {
        words++;
      }
      int from = lineOf(statement.file().name(), statement.line(words));
      if (from > 0) {
        links.add(new ObjectContent.Link(line, from));
      }
      at = end < 0 ? sql.length() : end + 1;
    }
  }

  private ObjectContent.Item item(ActionItem item) {
    return new ObjectContent.Item(
        item.code().number(),
        item.code().severity().name(),
        item.file(),
        item.line(),
        lineOf(item.file(), item.line()),
        item.code().severity() != Severity.INFO,
        item.message(),
        item.code().action());
  }

  /** The line of the source's text that a line of a file is; 0 where it isn't in it. */
  private int lineOf(String file, int line) {
    for (int at = 0; at < pieces.size(); at++) {
      ObjectContent.Part piece = pieces.get(at);
      int within = line - piece.line();
      if (piece.file().equals(file) && within >= 0 && within < lengths.get(at)) {
        return piece.at() + within;
      }
    }
    return 0;
  }
}
