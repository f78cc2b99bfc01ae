package org.godwit.task.validate;

import java.util.ArrayList;
import java.util.List;

/** Says in sentences what a table's validation found and what it did not look at. */
final class Verdict {
  private Verdict() {}

  static String details(Pairing pairing, Findings findings, List<UncomparedColumn> uncompared) {
    List<String> sentences = new ArrayList<>();
    if (findings.isCutShort()) {
      sentences.add(
          "stopped after %d differing rows, the limit; there may be more"
              .formatted(findings.failed()));
    } else if (findings.failed() > 0) {
      sentences.add("%d differing rows".formatted(findings.failed()));
    }
    if (!pairing.hasKey()) {
      sentences.add("no primary key: compared by how often each row occurs");
    }
    if (!uncompared.isEmpty()) {
      sentences.add(
          "%d columns not compared: %s"
              .formatted(
                  uncompared.size(),
                  String.join(
                      ", ",
                      uncompared.stream()
                          .map(column -> column.column() + " (" + column.reason() + ")")
                          .toList())));
    }
    return String.join("; ", sentences);
  }
}
