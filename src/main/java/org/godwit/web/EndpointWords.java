package org.godwit.web;

import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.Locale;
import org.godwit.endpoint.EndpointDraft;
import org.godwit.endpoint.EndpointTests;
import org.godwit.endpoint.TestResult;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.EndpointSetting;
import org.godwit.engine.EndpointSetting.Kind;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.Tls;
import org.godwit.engine.Use;

/** What pages say of endpoints and their tests. */
@TemplateExtension
final class EndpointWords {
  private static final double MICROS_A_MILLI = 1000;

  private EndpointWords() {}

  /** {@code 0.42 ms}. */
  static String latency(TestResult test) {
    return String.format(Locale.ROOT, "%.2f ms", test.latencyMicros() / MICROS_A_MILLI);
  }

  /** The word for a sentence: {@code source}. */
  static String word(Use use) {
    return EndpointTests.word(use);
  }

  /** A check's state as badges know it. */
  static String state(Check check) {
    return switch (check.result()) {
      case PASSED -> "good";
      case WARNING -> "warning";
      case FAILED -> "bad";
    };
  }

  /** A check's icon. */
  static String icon(Check check) {
    return switch (check.result()) {
      case PASSED -> "circle-check";
      case WARNING -> "alert-triangle";
      case FAILED -> "circle-x";
    };
  }

  /** A check's state in a word. */
  static String word(Check check) {
    return switch (check.result()) {
      case PASSED -> "Passed";
      case WARNING -> "Warning";
      case FAILED -> "Failed";
    };
  }

  /** What a TLS mode does, for who chooses one. */
  static String meaning(Tls.Mode mode) {
    return switch (mode) {
      case NONE -> "not encrypted";
      case REQUIRE -> "encrypted, certificate not checked";
      case VERIFY_CA -> "encrypted, certificate of a known authority";
      case VERIFY_FULL -> "encrypted, certificate of a known authority for this host";
    };
  }

  /** What an unset setting does. */
  static String usual(EndpointSetting setting) {
    return setting.defaultValue().isEmpty() ? "not set" : setting.defaultValue();
  }

  /** Whether its values are chosen from a list. */
  static boolean isChoice(EndpointSetting setting) {
    return setting.kind() == Kind.CHOICE || setting.kind() == Kind.BOOLEAN;
  }

  /** The values to choose from. */
  static List<String> offered(EndpointSetting setting) {
    return setting.kind() == Kind.BOOLEAN ? List.of("true", "false") : setting.choices();
  }

  /** A URL as it could be pasted. */
  static String urlExample(EngineDescriptor engine) {
    return "%s://user:password@host:%d/database"
        .formatted(engine.urlSchemes().getFirst(), engine.defaultPort());
  }

  /** What the wizard is about. */
  static String wizardTitle(EndpointDraft draft) {
    return draft.endpointId == null ? "Create endpoint" : "Edit " + draft.content.name();
  }

  /** Whether it was not tested since it changed. */
  static boolean isUntested(EndpointDraft draft) {
    return draft.test == null;
  }

  /** Whether its last test was good. */
  static boolean isTestedGood(EndpointDraft draft) {
    return draft.test != null && draft.test.good();
  }

  /** The name of the setting's errors in a form. */
  static String field(EndpointSetting setting) {
    return "setting-" + setting.id();
  }
}
