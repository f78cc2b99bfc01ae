package org.godwit.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Files to be kept. */
@RequestScoped
class Downloads {
  private final RoutingContext request;

  Downloads(RoutingContext request) {
    this.request = request;
  }

  /** A file of a task, whose name its own begins with. */
  Response of(TaskView view, String name, String type, Object body) {
    String safe = (view.task().name() + "-" + name).replaceAll("[^A-Za-z0-9._-]+", "-");
    return Response.ok(body)
        .type(type)
        .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(safe))
        .build();
  }

  /**
   * A file that is sent as it is written, however long it is. A failure midway breaks the
   * connection off: only a whole file may end like one.
   */
  Response of(TaskView view, String name, String type, Consumer<Writer> text) {
    HttpServerResponse response = request.response();
    StreamingOutput body =
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          try {
            text.accept(writer);
            writer.flush();
          } catch (RuntimeException e) {
            if (response.headWritten()) {
              response.reset();
            }
            throw e;
          }
        };
    return of(view, name, type, (Object) body);
  }
}
