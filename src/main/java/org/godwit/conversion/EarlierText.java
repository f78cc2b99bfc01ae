package org.godwit.conversion;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** What a person wrote of an object, until something else took its place. */
@Entity
@Table(name = "conversion_earlier_text")
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class EarlierText extends PanacheEntityBase {
  private static final int SHOWN_MAX = 20;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public Long objectId;
  public String text;

  /** Who wrote something else, or newer scripts did. */
  public String endedBy;

  public Instant endedAt;

  /** Keeps what stands there now; nothing where no person wrote it. */
  static void keep(StoredObject object, String endedBy, Instant at) {
    if (object.edited == null) {
      return;
    }
    EarlierText earlier = new EarlierText();
    earlier.objectId = object.id;
    earlier.text = object.edited;
    earlier.endedBy = endedBy;
    earlier.endedAt = at;
    earlier.persist();
  }

  /** The latest ones of an object. */
  public static List<EarlierText> of(long objectId) {
    return EarlierText.<EarlierText>find("objectId = ?1 order by id desc", objectId)
        .range(0, SHOWN_MAX - 1)
        .list();
  }
}
