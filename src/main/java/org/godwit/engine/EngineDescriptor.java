package org.godwit.engine;

import java.util.List;
import java.util.Optional;

/**
 * What a person needs to know to describe an endpoint of an engine.
 *
 * @param id as DMS names it ({@code mysql}, {@code mariadb}, {@code postgres})
 * @param displayName as its makers write it
 * @param defaultPort the server's usual port
 * @param urlSchemes of URLs that mean this engine, with JDBC's ({@code postgresql}, {@code
 *     jdbc:postgresql}); the first is the one that is printed
 * @param databaseLabel what the engine calls the thing that the database field names
 * @param databaseRequired whether a connection must name one
 * @param settings beyond host, port, database, user, password and TLS
 * @param caution what a person should know before relying on it, a sentence; empty for nothing
 * @param vendorUrls how the vendor's own spelling of a URL becomes the common one
 */
public record EngineDescriptor(
    String id,
    String displayName,
    int defaultPort,
    List<String> urlSchemes,
    String databaseLabel,
    boolean databaseRequired,
    List<EndpointSetting> settings,
    String caution,
    VendorUrls vendorUrls) {
  public EngineDescriptor {
    urlSchemes = List.copyOf(urlSchemes);
    settings = List.copyOf(settings);
  }

  /** An engine whose URLs are the common ones and that there is nothing to warn of. */
  public EngineDescriptor(
      String id,
      String displayName,
      int defaultPort,
      List<String> urlSchemes,
      String databaseLabel,
      boolean databaseRequired,
      List<EndpointSetting> settings) {
    this(
        id,
        displayName,
        defaultPort,
        urlSchemes,
        databaseLabel,
        databaseRequired,
        settings,
        "",
        url -> Optional.empty());
  }

  /** Understands URLs as an engine's vendor writes them. */
  @FunctionalInterface
  public interface VendorUrls {
    /**
     * The same URL as {@link EndpointUrl} reads it: a scheme, {@code ://}, user and password, host
     * and port, a slash and the database, a question mark and parameters, percent-encoded.
     *
     * @return empty for a URL that isn't of the vendor's spelling
     */
    Optional<String> common(String url);
  }
}
