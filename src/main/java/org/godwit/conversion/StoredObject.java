package org.godwit.conversion;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Stage;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An object of the source with what became of it, and what a person made of that. */
@Entity
@Table(name = "conversion_object")
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class StoredObject extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public Long conversionId;

  /** Of the conversion that wrote it. */
  public long version;

  @Enumerated(EnumType.STRING)
  public ObjectKind kind;

  /** As the target spells it; empty where the scripts name none. */
  public String schemaName;

  public String name;

  @Enumerated(EnumType.STRING)
  public ObjectState state;

  /** Action items with something left to do. */
  public int openItems;

  /** Numbers of its action items, each with a blank on both sides. */
  public String codes;

  /** Where its first statement stands. */
  public String file;

  public int line;

  /** Its statements as the source has them. */
  public String source;

  @JdbcTypeCode(SqlTypes.JSON)
  public ObjectContent content;

  /** What a person wrote instead; null where nobody did. */
  public @Nullable String edited;

  /** What conversion had written when the person began; null where nobody did. */
  public @Nullable String editedFrom;

  /** Whether conversion has written something else since, at the same places. */
  public boolean inConflict;

  public String editedBy = "";
  public @Nullable Instant editedAt;

  /** Why a scratch database refused what is run; empty where it took it, or wasn't asked. */
  public String trial = "";

  /** When it was asked; null where it wasn't since the text changed. */
  public @Nullable Instant triedAt;

  /** The target that it was last applied to; empty for none. */
  public String appliedTo = "";

  public @Nullable Instant appliedAt;

  /** How what is run stands to what that target was given. */
  @Enumerated(EnumType.STRING)
  public Applied applied = Applied.NONE;

  /** What was run on each target, by its name and time: the {@link Applied#mark} of the text. */
  @JdbcTypeCode(SqlTypes.JSON)
  public Map<String, Map<Stage, String>> appliedParts = Map.of();

  /** {@code hr.employees}. */
  public String qualified() {
    return schemaName.isEmpty() ? name : schemaName + "." + name;
  }

  /** {@code table hr.employees}. */
  public String title() {
    return kind.words() + " " + qualified();
  }

  /** What is run on the target: the person's text where there is one. */
  public String target() {
    return edited == null ? content.text() : edited;
  }

  /** The same in the parts that run at different times. */
  public List<ObjectContent.Section> sections() {
    return edited == null ? content.sections() : content.sectionsOf(edited);
  }

  /** Whether a person wrote something instead. */
  public boolean isEdited() {
    return edited != null;
  }

  /** What tells its texts from those that a person saw who has begun to edit it. */
  public String mark() {
    return Applied.mark(content.text() + '\0' + (edited == null ? "" : edited));
  }

  /** A target has taken some of it; replaces what is known of the same times. */
  void applied(String target, Map<Stage, String> marks, Instant at) {
    Map<Stage, String> parts = new EnumMap<>(Stage.class);
    parts.putAll(appliedParts.getOrDefault(target, Map.of()));
    parts.putAll(marks);
    Map<String, Map<Stage, String>> all = new HashMap<>(appliedParts);
    all.put(target, parts);
    appliedParts = all;
    appliedTo = target;
    appliedAt = at;
    compare();
  }

  /** What is run has changed, or what was. */
  void compare() {
    applied = Applied.of(sections(), appliedParts.getOrDefault(appliedTo, Map.of()));
  }
}
