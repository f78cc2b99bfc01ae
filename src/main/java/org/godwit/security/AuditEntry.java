package org.godwit.security;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One thing that somebody did. Written once, never changed. */
@Entity
@Table(name = "audit_entry")
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class AuditEntry extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public Instant at;
  public @Nullable Long actorId;
  public String actor;
  public String address;
  public String action;
  public String subjectKind;
  public String subjectId;
  public String subject;
  public @Nullable Long projectId;

  @JdbcTypeCode(SqlTypes.JSON)
  public Map<String, Object> before;

  @JdbcTypeCode(SqlTypes.JSON)
  public Map<String, Object> after;

  /** What differs between before and after, by field name. */
  public List<Difference> differences() {
    TreeSet<String> fields = new TreeSet<>(before.keySet());
    fields.addAll(after.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String field : fields) {
      String was = text(before.get(field));
      String is = text(after.get(field));
      if (!was.equals(is) || was.equals(Audit.MASK)) {
        differences.add(new Difference(field, was, is));
      }
    }
    return differences;
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  /**
   * One field.
   *
   * @param field its name
   * @param before empty where there was nothing
   * @param after empty where nothing is left
   */
  public record Difference(String field, String before, String after) {}
}
