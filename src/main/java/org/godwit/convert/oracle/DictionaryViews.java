package org.godwit.convert.oracle;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ExtensionPack;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;

/** Views of Oracle's dictionary that the extension pack has, with the columns most asked for. */
final class DictionaryViews {
  private static final Set<String> VIEWS =
      Set.of(
          "NLS_SESSION_PARAMETERS",
          "NLS_DATABASE_PARAMETERS",
          "V$VERSION",
          "V$PARAMETER",
          "V$SYSTEM_PARAMETER",
          "V$DATABASE",
          "V$INSTANCE",
          "ALL_USERS",
          "ALL_TABLES",
          "USER_TABLES",
          "ALL_TAB_COLUMNS",
          "USER_TAB_COLUMNS",
          "ALL_OBJECTS",
          "USER_OBJECTS");

  private DictionaryViews() {}

  /** What the pack calls the view; empty where it has none of that name. */
  static Optional<Name> of(Name name) {
    String view = name.last().text().toUpperCase(Locale.ROOT);
    boolean isSys = name.parts().size() == 1 || name.parts().getFirst().is("SYS");
    return isSys && name.link().isEmpty() && VIEWS.contains(view)
        ? Optional.of(
            Name.of(
                Identifier.of(ExtensionPack.SCHEMA),
                Identifier.of(view.toLowerCase(Locale.ROOT).replace('$', '_'))))
        : Optional.empty();
  }
}
