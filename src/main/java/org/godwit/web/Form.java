package org.godwit.web;

import java.util.HashMap;
import java.util.Map;
import org.godwit.security.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a form's fields, and what is wrong with it. A template reads {@code
 * form.value('name')} and {@code form.error('name')}; both are empty where there is nothing.
 *
 * @param values by field name, as typed; never a password
 * @param errors by field name, a sentence each
 */
public record Form(Map<String, String> values, Map<String, String> errors) {
  /** An empty form. */
  public static Form empty() {
    return new Form(Map.of(), Map.of());
  }

  /** What was typed; a field that was not sent is empty. */
  public static String text(@Nullable String typed) {
    return typed == null ? "" : typed;
  }

  /** A form with one more field filled. */
  public Form with(String field, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(field, value);
    return new Form(Map.copyOf(more), errors);
  }

  /** The same form with what was wrong. */
  public Form refused(InvalidInput input) {
    return new Form(values, input.byField());
  }

  /** The same form with one thing wrong. */
  public Form refused(String field, String sentence) {
    return new Form(values, Map.of(field, sentence));
  }

  /** What stands in the field. */
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  /** What is wrong with the field. */
  public String error(String field) {
    return errors.getOrDefault(field, "");
  }

  /** Whether anything is wrong. */
  public boolean isRefused() {
    return !errors.isEmpty();
  }
}
