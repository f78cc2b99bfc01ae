package org.godwit.conversion;

import java.util.Optional;
import org.godwit.convert.PostgresVersion;
import org.godwit.endpoint.Endpoint;

/**
 * What a conversion is written for, and who is asked whether it takes that.
 *
 * @param version that a person named, or the server's when it was last asked
 * @param server tries it in the place of the console's own; its version is what is written for
 */
public record ConversionTarget(PostgresVersion version, Optional<Endpoint> server) {}
