package org.godwit.engine.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.SslSettings;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bson.UuidRepresentation;
import org.godwit.engine.CaCertificates;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Tls;
import org.jspecify.annotations.Nullable;

/** Opens clients. What reaches the driver is an allow-list, never what a user typed. */
final class MongoConnector {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+");
  private static final Pattern FURTHER =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");

  /** Two: one that a cursor reads with, and one to end it with. */
  private static final int SOCKETS_MAX = 2;

  private MongoConnector() {}

  /**
   * Opens a client and asks the server for a sign of life.
   *
   * @throws MongoException where none comes, with the reason as its cause
   */
  static MongoSession open(EndpointConfig config) {
    AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
    MongoClient client = MongoClients.create(settings(config, seen));
    try {
      return MongoSession.over(client, config);
    } catch (RuntimeException e) {
      try (client) {
        Throwable reason = seen.get();
        if (e instanceof MongoTimeoutException && reason != null) {
          // The driver waits for a server and tells why there was none by words alone.
          throw new MongoException(String.valueOf(reason.getMessage()), reason);
        }
        throw e;
      }
    }
  }

  static MongoClientSettings settings(
      EndpointConfig config, AtomicReference<@Nullable Throwable> seen) {
    int seconds = Integer.parseInt(MongoSettings.CONNECTION_TIMEOUT.in(config));
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(address(config)))
            .applicationName("godwit")
            .uuidRepresentation(UuidRepresentation.STANDARD)
            .readPreference(ReadPreference.valueOf(MongoSettings.READ_PREFERENCE.in(config)))
            .applyToClusterSettings(
                it ->
                    it.serverSelectionTimeout(seconds, TimeUnit.SECONDS)
                        .addClusterListener(new Reasons(seen)))
            .applyToSocketSettings(it -> it.connectTimeout(seconds, TimeUnit.SECONDS))
            .applyToConnectionPoolSettings(it -> it.maxSize(SOCKETS_MAX))
            .applyToSslSettings(it -> encrypt(it, config.tls()));
    if (!config.user().isEmpty() && MongoSettings.AUTH_TYPE.in(config).equals("password")) {
      settings.credential(credential(config));
    }
    return settings.build();
  }

  /** The servers alone; all else is set beside it. */
  static String address(EndpointConfig config) {
    List<String> hosts = new ArrayList<>();
    if (!HOST.matcher(config.host()).matches()) {
      throw notAnAddress(config.host());
    }
    boolean isSrv = MongoSettings.SRV_RECORD.isOn(config);
    String named = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    hosts.add(isSrv ? named : named + ":" + config.port());
    String further = MongoSettings.FURTHER_HOSTS.in(config).strip();
    if (!further.isEmpty()) {
      for (String host : further.split("\\s*,\\s*", -1)) {
        if (!FURTHER.matcher(host).matches() || isSrv) {
          throw notAnAddress(host);
        }
        hosts.add(host);
      }
    }
    String set = MongoSettings.REPLICA_SET.in(config).strip();
    if (!set.matches("[A-Za-z0-9._-]*")) {
      throw new EngineException(
          Failure.CONFIGURATION, "\"%s\" is no name of a replica set".formatted(set));
    }
    return hosts.stream().collect(Collectors.joining(",", scheme(isSrv), "/"))
        + (set.isEmpty() ? "" : "?replicaSet=" + set);
  }

  private static String scheme(boolean isSrv) {
    return isSrv ? "mongodb+srv://" : "mongodb://";
  }

  private static EngineException notAnAddress(String host) {
    return new EngineException(
        Failure.CONFIGURATION,
        "\"%s\" is no address; give a host's name or address, and further ones as host:port where they come from no DNS seed list"
            .formatted(host));
  }

  private static MongoCredential credential(EndpointConfig config) {
    String source = MongoSettings.AUTH_SOURCE.in(config);
    char[] password = config.password().reveal().toCharArray();
    return switch (MongoSettings.AUTH_MECHANISM.in(config)) {
      case "scram_sha_1" ->
          MongoCredential.createScramSha1Credential(config.user(), source, password);
      case "scram_sha_256" ->
          MongoCredential.createScramSha256Credential(config.user(), source, password);
      default -> MongoCredential.createCredential(config.user(), source, password);
    };
  }

  private static void encrypt(SslSettings.Builder settings, Tls tls) {
    if (tls.mode() == Tls.Mode.NONE) {
      settings.enabled(false);
      return;
    }
    TrustManager trusted =
        tls.mode() == Tls.Mode.REQUIRE
            ? CaCertificates.anybody()
            : CaCertificates.authority(tls.caCertificatePem());
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trusted}, null);
      settings
          .enabled(true)
          .invalidHostNameAllowed(tls.mode() != Tls.Mode.VERIFY_FULL)
          .context(context);
    } catch (GeneralSecurityException e) {
      throw new EngineException(Failure.TLS, "this JVM can't encrypt a connection", e);
    }
  }

  /** Keeps why a server could not be reached. */
  private record Reasons(AtomicReference<@Nullable Throwable> seen) implements ClusterListener {
    @Override
    public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
      for (ServerDescription server : event.getNewDescription().getServerDescriptions()) {
        Throwable reason = server.getException();
        if (reason != null) {
          seen.set(reason);
        }
      }
    }
  }
}
