package org.godwit.conversion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
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
   * @param seen the object's {@link StoredObject#mark} when the person began
   * @throws InvalidInput on {@code text}; on {@code mark} where somebody else, or newer scripts,
   *     have changed the object since
   */
  @Transactional
  public void save(long conversionId, long objectId, String seen, String text) {
    StoredConversion conversion = editable(conversionId);
    StoredObject object = locked(conversion, objectId);
    if (!object.mark().equals(seen)) {
      throw new InvalidInput(
          "mark",
          "It has changed since you began, by %s. What stands there now is on the left. Bring over what you want to keep; saving once more takes your text."
              .formatted(
                  object.editedBy.isEmpty() ? "somebody else or newer scripts" : object.editedBy));
    }
    String plain = text.replace("\r\n", "\n").replace('\r', '\n');
    if (plain.length() > LENGTH_MAX || plain.indexOf('\0') >= 0) {
      throw new InvalidInput("text", "That is no SQL, or more than 2 MB of it.");
    }
    TransactionControl.in(plain)
        .ifPresent(
            found -> {
              throw new InvalidInput("text", found.sentence());
            });
    String converted = object.content.text();
    change(conversion, object, plain.strip().equals(converted.strip()) ? null : plain);
  }

  /** Goes back to what conversion wrote; what no script makes any more goes with its edit. */
  @Transactional
  public void drop(long conversionId, long objectId) {
    StoredConversion conversion = editable(conversionId);
    StoredObject object = locked(conversion, objectId);
    change(conversion, object, null);
    if (object.state == ObjectState.GONE) {
      object.delete();
    }
  }

  /** What is written while a conversion is kept would be lost, or its result would. */
  private StoredConversion editable(long conversionId) {
    StoredConversion conversion = conversions.edit(conversionId);
    if (conversion.isConverting()) {
      throw new InvalidInput(
          "text", "It is being converted; save again when that has ended. Your text is below.");
    }
    return conversion;
  }

  /** As it is now: the entity is written as a whole. */
  private StoredObject locked(StoredConversion conversion, long objectId) {
    StoredObject object = conversions.object(conversion, objectId);
    StoredObject.getEntityManager().refresh(object, LockModeType.PESSIMISTIC_WRITE);
    return object;
  }

  private void change(StoredConversion conversion, StoredObject object, @Nullable String text) {
    String before = object.target();
    String who = access.user().name();
    EarlierText.keep(object, who, clock.instant());
    object.edited = text;
    object.editedFrom = text == null ? null : object.content.text();
    object.inConflict = false;
    object.trial = "";
    object.triedAt = null;
    object.editedBy = text == null ? "" : who;
    object.editedAt = text == null ? null : clock.instant();
    object.compare();
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
