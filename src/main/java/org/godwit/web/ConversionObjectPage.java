package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.godwit.conversion.Conversions;
import org.godwit.conversion.ObjectEdits;
import org.godwit.conversion.ObjectState;
import org.godwit.conversion.ObjectTrials;
import org.godwit.conversion.StoredObject;
import org.godwit.engine.EngineException;
import org.godwit.security.InvalidInput;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What a person does with one object: write, go back, try. */
@Path("/conversions/{id:\\d+}/objects/{object:\\d+}")
@Authenticated
final class ConversionObjectPage {
  private final ConversionViews views;
  private final Conversions conversions;
  private final ObjectEdits edits;
  private final ObjectTrials trials;
  private final Toast toast;

  ConversionObjectPage(
      ConversionViews views,
      Conversions conversions,
      ObjectEdits edits,
      ObjectTrials trials,
      Toast toast) {
    this.views = views;
    this.conversions = conversions;
    this.edits = edits;
    this.trials = trials;
    this.toast = toast;
  }

  @GET
  @Path("edit")
  public TemplateInstance edit(@RestPath long id, @RestPath long object) {
    StoredObject stored = conversions.object(conversions.edit(id), object);
    return Templates.edit(
        views.see(id),
        stored,
        Form.empty().with("text", stored.target()).with("mark", stored.mark()));
  }

  @POST
  @Path("edit")
  public Response save(
      @RestPath long id,
      @RestPath long object,
      @RestForm @Nullable String mark,
      @RestForm @Nullable String text) {
    try {
      edits.save(id, object, Form.text(mark), Form.text(text));
    } catch (InvalidInput e) {
      StoredObject stored = conversions.object(conversions.edit(id), object);
      // What a person has read is what they may write over.
      boolean isShownAnew = e.byField().containsKey("mark");
      Form form =
          Form.empty()
              .with("text", Form.text(text))
              .with("mark", isShownAnew ? stored.mark() : Form.text(mark));
      return Reply.invalid(Templates.edit(views.see(id), stored, form.refused(e)));
    }
    return tried(id, object);
  }

  /** What is saved is tried at once: nobody wants to press a second button for that. */
  private Response tried(long id, long object) {
    try {
      trials.begin(id, object);
    } catch (EngineException e) {
      toast.next(e.sentence());
    }
    return back(id, object);
  }

  @POST
  @Path("revert")
  public Response revert(@RestPath long id, @RestPath long object) {
    boolean isGone = conversions.object(conversions.edit(id), object).state == ObjectState.GONE;
    try {
      edits.drop(id, object);
    } catch (InvalidInput e) {
      toast.next(e.sentence());
      return back(id, object);
    }
    toast.next(
        isGone
            ? "It is deleted with its edit."
            : "It is as it was converted. Your text is below, with the earlier ones.");
    return isGone ? Reply.to("/conversions/" + id) : back(id, object);
  }

  @POST
  @Path("try")
  public Response attempt(@RestPath long id, @RestPath long object) {
    return tried(id, object);
  }

  /** How far the trial is, or what it said. */
  @GET
  @Path("try")
  public Response trial(@RestPath long id, @RestPath long object) {
    Asking asking = Asking.of(trials.last(object));
    StoredObject stored = conversions.object(conversions.see(id), object);
    return Reply.page(Templates.trial(views.see(id), stored, asking));
  }

  private static Response back(long id, long object) {
    return Reply.to("/conversions/%d?object=%d".formatted(id, object));
  }

  @CheckedTemplate(basePath = "conversions")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance edit(ConversionView view, StoredObject object, Form form);

    static native TemplateInstance trial(ConversionView view, StoredObject object, Asking trial);
  }
}
