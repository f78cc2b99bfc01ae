package org.godwit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a console on this machine whether it is ready: for a container's health check. */
@Command(
    name = "health",
    description = "Ends with 0 when the console on this machine is ready, else with 1.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Health implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(4);

  @Option(
      names = "--port",
      description = "Where the console listens (GODWIT_PORT, with HTTPS GODWIT_TLS_PORT).")
  private @Nullable Integer port;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    URI address = address();
    try {
      HttpURLConnection connection = open(address);
      if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
        return 0;
      }
      say(address + " says " + connection.getResponseCode() + ": " + text(connection));
    } catch (IOException e) {
      say(address + " doesn't answer: " + e.getMessage());
    }
    return 1;
  }

  private URI address() {
    // With a certificate, plain HTTP only leads to HTTPS.
    boolean isTls = DataFolder.environment("GODWIT_TLS_CERT").isPresent();
    String at =
        port == null
            ? isTls
                ? DataFolder.environment("GODWIT_TLS_PORT").orElse("8443")
                : DataFolder.environment("GODWIT_PORT").orElse("8080")
            : port.toString();
    String host = DataFolder.environment("GODWIT_HOST").orElse("");
    String reached =
        host.isEmpty() || host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return URI.create(
        "%s://%s:%s/q/health/ready"
            .formatted(
                isTls ? "https" : "http",
                reached.contains(":") ? "[" + reached + "]" : reached,
                at));
  }

  private static HttpURLConnection open(URI address) throws IOException {
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout((int) LIMIT.toMillis());
    connection.setReadTimeout((int) LIMIT.toMillis());
    if (connection instanceof HttpsURLConnection https) {
      // This very machine, and no secret is sent: whoever signed the certificate, and for which
      // name, is for browsers to ask.
      https.setSSLSocketFactory(AnyCertificate.socketFactory());
      https.setHostnameVerifier((_, _) -> true);
    }
    return connection;
  }

  private static String text(HttpURLConnection connection) throws IOException {
    try (InputStream error = connection.getErrorStream()) {
      return error == null ? "" : new String(error.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void say(String sentence) {
    if (spec != null) {
      spec.commandLine().getErr().println("godwit: " + sentence);
    }
  }

  /** Takes what the console shows. */
  private static final class AnyCertificate extends X509ExtendedTrustManager {
    static SSLSocketFactory socketFactory() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, null);
        return context.getSocketFactory();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java cannot do TLS", e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
