package org.godwit.conversion;

import java.util.Map;
import java.util.Optional;
import org.godwit.endpoint.Endpoint;

/**
 * What a conversion is made of.
 *
 * @param scripts text by name; none where a server is read
 * @param server whose data dictionary is read, each time that it is converted
 * @param schemas of the server, as {@link org.godwit.engine.SchemaScripts} takes them
 */
public record ConversionSource(
    Map<String, String> scripts, Optional<Endpoint> server, String schemas) {

  /** Scripts that a person sent. */
  static ConversionSource of(Map<String, String> scripts) {
    return new ConversionSource(scripts, Optional.empty(), "");
  }

  /** Schemas of a server. */
  static ConversionSource of(Endpoint server, String schemas) {
    return new ConversionSource(Map.of(), Optional.of(server), schemas);
  }
}
