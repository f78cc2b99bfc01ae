package org.godwit.engine;

import java.sql.Connection;
import java.util.Map;
import java.util.Optional;

/**
 * What the schemas of a server are made of, as scripts in its own dialect that {@link
 * Engine#scriptReader} reads: read from its dictionary over a connection, or by its own client
 * where Godwit has none. Both ways give the same scripts.
 *
 * <p>Schemas are named with commas between them; nothing means those of the user who reads, {@code
 * *} all that people made.
 */
public interface SchemaScripts {

  /**
   * Refuses what can't be names of schemas.
   *
   * @throws EngineException of {@link Failure#CONFIGURATION} with a sentence
   */
  void check(String schemas);

  /**
   * Reads the dictionary, and nothing else. The connection has no transaction before; it is to be
   * closed after a failure.
   *
   * @param charactersMax that the dictionary's rows may have together
   * @return text by name of script, in their order; what the user couldn't see stands in them
   * @throws EngineException with a sentence, also where a schema isn't there or there are more
   *     characters
   */
  Map<String, String> read(Connection connection, String schemas, long charactersMax);

  /**
   * A script for the server's own client that changes nothing, and writes a file that {@link
   * #ofExtraction} reads.
   *
   * @throws EngineException of {@link Failure#CONFIGURATION} with a sentence
   */
  String extraction(String schemas);

  /**
   * The scripts that a file of {@link #extraction} holds; empty where the text is none.
   *
   * @param file its name, for sentences
   * @throws EngineException with a sentence where a part of it is missing or isn't understood
   */
  Optional<Map<String, String>> ofExtraction(String file, String text);
}
