package org.godwit.sql;

import java.util.Optional;

/**
 * What a client sends of a file without a break: from its beginning, or from behind a script that
 * it includes, up to the next one, or its end.
 *
 * @param session files that run behind each other in one session have the same number
 * @param file its name
 * @param firstLine the file's line, from 1, that the text begins with
 * @param text with the values of variables in it; it has the same lines as the file
 * @param missing the script that its last command asks for and that isn't there; empty where it
 *     asks for none, or that is
 */
public record ScriptPart(
    int session, String file, int firstLine, String text, Optional<String> missing) {

  /** A file that is sent as it is. */
  public static ScriptPart whole(int session, String file, String text) {
    return new ScriptPart(session, file, 1, text, Optional.empty());
  }
}
