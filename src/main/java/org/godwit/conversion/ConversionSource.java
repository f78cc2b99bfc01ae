package org.godwit.conversion;

import java.util.Map;
import java.util.Optional;
import org.godwit.convert.Source;
import org.godwit.endpoint.Endpoint;

/**
 * What a conversion is made of.
 *
 * @param engine of the scripts or of the server
 * @param scripts text by name; none where a server is read
 * @param server whose data dictionary is read, each time that it is converted
 * @param schemas of the server, as {@link org.godwit.engine.SchemaScripts} takes them
 */
public record ConversionSource(
    Source engine, Map<String, String> scripts, Optional<Endpoint> server, String schemas) {

  /** Scripts that a person sent. */
  static ConversionSource of(Source engine, Map<String, String> scripts) {
    return new ConversionSource(engine, scripts, Optional.empty(), "");
  }

  /** Schemas of a server. */
  static ConversionSource of(Endpoint server, String schemas) {
    return new ConversionSource(
        Source.of(server.engine).orElseThrow(), Map.of(), Optional.of(server), schemas);
  }
}
