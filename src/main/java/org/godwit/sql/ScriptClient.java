package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads scripts as the client of a dialect's server does, which includes one in another and puts
 * values in the place of variables.
 */
public interface ScriptClient {

  /**
   * All that would be sent, in its order. Never fails: a variable whose value nobody knows stays as
   * it is written, and of a script that isn't there its name is kept.
   */
  List<ScriptPart> run(ScriptSet scripts);

  /** Of a dialect whose client does nothing of the kind: each file is a session of its own. */
  static List<ScriptPart> plain(ScriptSet scripts) {
    List<ScriptPart> parts = new ArrayList<>();
    scripts.texts().forEach((file, text) -> parts.add(ScriptPart.whole(parts.size(), file, text)));
    return parts;
  }
}
