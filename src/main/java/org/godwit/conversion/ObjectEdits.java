package org.godwit.conversion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import org.godwit.project.Access;
import org.godwit.security.Audit;
import org.godwit.security.Audited;
import org.godwit.security.InvalidInput;
import org.jspecify.annotations.Nullable;

/** What persons write instead of what conversion wrote. */
@ApplicationScoped
public class ObjectEdits {
  private static final int LENGTH_MAX = 2 << 20;

  private final Conversions conversions;
  private final Access access;
  private final Audit audit;
  private final Clock clock;

  ObjectEdits(Conversions conversions, Access access, Audit audit, Clock clock) {
    this.conversions = conversions;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Keeps a text; what conversion writes from now on is brought together with it. The same text as
   * conversion's is no edit.
   *
   * @throws InvalidInput on {@code text}
   */
  @Transactional
  public void save(long conversionId, long objectId, String text) {
    StoredConversion conversion = conversions.edit(conversionId);
    StoredObject object = conversions.object(conversion, objectId);
    String plain = text.replace("\r\n", "\n").replace('\r', '\n');
    if (plain.length() > LENGTH_MAX || plain.indexOf('\0') >= 0) {
      throw new InvalidInput("text", "That is no SQL, or more than 2 MB of it.");
    }
    String converted = object.content.text();
    change(conversion, object, plain.strip().equals(converted.strip()) ? null : plain);
  }

  /** Goes back to what conversion wrote. */
  @Transactional
  public void drop(long conversionId, long objectId) {
    StoredConversion conversion = conversions.edit(conversionId);
    change(conversion, conversions.object(conversion, objectId), null);
  }

  private void change(StoredConversion conversion, StoredObject object, @Nullable String text) {
    String before = object.target();
    object.edited = text;
    object.editedFrom = text == null ? null : object.content.text();
    object.inConflict = false;
    object.trial = "";
    object.triedAt = null;
    object.editedBy = text == null ? "" : access.user().name();
    object.editedAt = text == null ? null : clock.instant();
    audit.record(
        Audited.in(
            conversion.projectId,
            text == null ? "conversion.object.revert" : "conversion.object.edit",
            "conversion object",
            object.id,
            object.title()),
        Map.of("text", before),
        Map.of("text", object.target()));
  }
}
