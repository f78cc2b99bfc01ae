package org.godwit.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The answers to a form: refused with its errors, or done and on to another page. */
public final class Reply {
  /** Understood, but what was typed can't be accepted; htmx shows the form all the same. */
  public static final int UNPROCESSABLE = 422;

  private Reply() {}

  /** 200 with the page or fragment. */
  public static Response page(TemplateInstance template) {
    return status(Response.Status.OK.getStatusCode(), template);
  }

  /** 422 with the form, its errors at their fields. */
  public static Response invalid(TemplateInstance template) {
    return status(UNPROCESSABLE, template);
  }

  /** Any status with a page. */
  public static Response status(int status, TemplateInstance template) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .entity(template.render())
        .build();
  }

  /**
   * 303: the browser gets the path, so that a reload repeats nothing. The path alone: which host
   * and port the browser came by, a proxy may not tell us.
   */
  public static Response to(String path) {
    return Response.status(Response.Status.SEE_OTHER).header("Location", path).build();
  }
}
