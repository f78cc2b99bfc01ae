package org.godwit.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.engine.Password;
import org.jspecify.annotations.Nullable;

/** A database that an option names by its URL, or the environment, which no process list shows. */
final class NamedEndpoint {
  private NamedEndpoint() {}

  /**
   * The one that the option says, else {@code GODWIT_<END>_URL}; with the password of {@code
   * GODWIT_<END>_PASSWORD} where there is one.
   *
   * @param end {@code source} or {@code target}, which the option is called
   * @throws EngineException of {@link Failure#CONFIGURATION} with a sentence without the password
   */
  static EndpointConfig of(String end, @Nullable String argument, Engines engines) {
    String prefix = "GODWIT_" + end.toUpperCase(Locale.ROOT);
    String url =
        Optional.ofNullable(argument)
            .or(() -> DataFolder.environment(prefix + "_URL"))
            .orElseThrow(() -> refused("give --%s or %s_URL".formatted(end, prefix), null));
    List<EngineDescriptor> known = engines.all().stream().map(Engine::descriptor).toList();
    try {
      EndpointConfig config = EndpointUrl.parse(url, known);
      String password = System.getenv(prefix + "_PASSWORD");
      return password == null ? config : config.withPassword(new Password(password));
    } catch (EngineException e) {
      throw refused((argument == null ? prefix + "_URL" : "--" + end) + ": " + e.sentence(), e);
    }
  }

  private static EngineException refused(String sentence, @Nullable EngineException cause) {
    return new EngineException(Failure.CONFIGURATION, sentence, cause);
  }
}
