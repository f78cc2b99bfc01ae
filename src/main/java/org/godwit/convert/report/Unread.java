package org.godwit.convert.report;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.convert.ConvertedObject;
import org.godwit.convert.ObjectKind;

/**
 * What a piece that can't be read would have made, as its first words say: it counts among these,
 * so that the share of what is converted doesn't grow by what nobody could read.
 */
final class Unread {
  private static final Pattern CREATE =
      Pattern.compile(
          "(?i)\\s*CREATE\\s+(?:OR\\s+REPLACE\\s+|(?:NON)?EDITIONABLE\\s+|(?:NO\\s*)?FORCE\\s+|GLOBAL\\s+|PRIVATE\\s+|TEMPORARY\\s+|PUBLIC\\s+"
              + "|UNIQUE\\s+|BITMAP\\s+)*(TABLE|INDEX|SEQUENCE|TYPE|SYNONYM|VIEW|MATERIALIZED\\s+VIEW|FUNCTION|PROCEDURE"
              + "|PACKAGE|TRIGGER)\\s+(BODY\\s+)?(?:(\\w[\\w$#]*|\"[^\"]+\")\\s*\\.)?");

  private Unread() {}

  /** Storage or code; what makes neither is of scripts. */
  static Category category(ConvertedObject object) {
    return head(object)
        .map(
            it ->
                switch (it.group(1).toUpperCase(Locale.ROOT)) {
                  case "TABLE", "INDEX", "SEQUENCE", "SYNONYM" -> Category.STORAGE;
                  case "TYPE" -> it.group(2) == null ? Category.STORAGE : Category.CODE;
                  default -> Category.CODE;
                })
        .orElseGet(() -> Category.of(object.id().kind()));
  }

  /** The schema that it names, as the target spells it; of all else the object's own. */
  static String schema(ConvertedObject object) {
    return head(object)
        .map(it -> Optional.ofNullable(it.group(3)).orElse(""))
        .map(it -> it.startsWith("\"") ? it.replace("\"", "") : it.toLowerCase(Locale.ROOT))
        .orElseGet(() -> object.id().schema());
  }

  private static Optional<Matcher> head(ConvertedObject object) {
    if (object.id().kind() != ObjectKind.UNKNOWN) {
      return Optional.empty();
    }
    Matcher head = CREATE.matcher(object.source().pieces().getFirst().text());
    return head.lookingAt() ? Optional.of(head) : Optional.empty();
  }
}
