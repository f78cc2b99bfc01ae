package org.godwit.web;

import java.util.List;
import org.godwit.json.JsonProblem;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.TableMapping;
import org.godwit.task.console.draft.TaskDraft;

/**
 * A draft's mapping, read as far as it can be.
 *
 * @param mapping an empty one where the text can't be read
 * @param problems why it can't be read; each names rule id and key
 */
record DraftMapping(TableMapping mapping, List<String> problems) {
  static DraftMapping of(TaskDraft draft) {
    return of(draft.content.mapping());
  }

  static DraftMapping of(String json) {
    try {
      return new DraftMapping(TableMapping.parse(json), List.of());
    } catch (MappingException e) {
      return new DraftMapping(TableMapping.of(List.of()), e.problems());
    } catch (JsonProblem e) {
      return new DraftMapping(TableMapping.of(List.of()), List.of(String.valueOf(e.getMessage())));
    }
  }

  boolean isRead() {
    return problems.isEmpty();
  }

  boolean selects() {
    return mapping.selectionRules().stream().anyMatch(it -> it.selects());
  }
}
