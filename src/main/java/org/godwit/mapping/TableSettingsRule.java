package org.godwit.mapping;

import java.util.Optional;
import org.godwit.json.OtherKeys;

/**
 * Says how one table is loaded.
 *
 * @param locator schema and table by their exact names
 * @param parallelLoad how the table is cut into segments
 * @param lobSettings how its LOBs travel
 */
public record TableSettingsRule(
    long id,
    String name,
    Locator locator,
    Optional<ParallelLoad> parallelLoad,
    Optional<LobSettings> lobSettings,
    OtherKeys otherKeys)
    implements Rule {}
