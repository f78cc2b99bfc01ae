package org.godwit.web;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request comes from, for the audit and for who guesses passwords. */
@Singleton
final class ClientAddress {
  /**
   * Whether a proxy that we trust sent the request. Quarkus sets it, and drops what a client sends
   * under this name, but only where forwarding is on.
   */
  private static final String IS_TRUSTED = "X-Forwarded-Trusted-Proxy";

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final Listening listening;

  ClientAddress(Listening listening) {
    this.listening = listening;
  }

  /**
   * The address of who spoke to the trusted proxy next to us, else of who speaks to us. Of several
   * forwarded addresses the last counts: our proxy wrote that one, the others may be invented by
   * the client where proxies append to what they get.
   */
  String of(RoutingContext request) {
    List<String> forwarded = request.request().headers().getAll(FORWARDED_FOR);
    if (listening.isBehindProxy()
        && "true".equals(request.request().getHeader(IS_TRUSTED))
        && !forwarded.isEmpty()) {
      String all = forwarded.getLast();
      String last = all.substring(all.lastIndexOf(',') + 1).strip();
      if (!last.isEmpty()) {
        return withoutPort(last);
      }
    }
    @Nullable SocketAddress peer = request.request().connection().remoteAddress();
    return peer == null || peer.hostAddress() == null ? "unknown" : peer.hostAddress();
  }

  // Some proxies write 192.0.2.1:4711 or [2001:db8::1]:4711.
  private static String withoutPort(String address) {
    if (address.startsWith("[")) {
      int end = address.indexOf(']');
      return end < 0 ? address : address.substring(1, end);
    }
    int colon = address.indexOf(':');
    return colon >= 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
  }
}
