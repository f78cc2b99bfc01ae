package org.godwit.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server keeps under a stream's name, whoever's it is.
 *
 * @param name of the stream
 * @param isRead whether somebody reads it at the moment
 * @param unreadSince when that ended, null where somebody does or the server doesn't know
 * @param bytes of its log that the server keeps for it, null where it keeps none
 * @param state as the server calls it, empty where it has no word for it
 * @param removal what removes it, in order
 */
public record KeptStream(
    String name,
    boolean isRead,
    @Nullable Instant unreadSince,
    @Nullable Long bytes,
    String state,
    List<SetupStatement> removal) {
  public KeptStream {
    removal = List.copyOf(removal);
  }
}
