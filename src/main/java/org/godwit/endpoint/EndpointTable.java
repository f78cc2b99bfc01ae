package org.godwit.endpoint;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.godwit.catalog.TableKind;

/** A table or view that an endpoint's database had when it was last looked at. */
@Entity
@Table(name = "endpoint_table")
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class EndpointTable extends PanacheEntityBase {
  @EmbeddedId public Key key;

  @Enumerated(EnumType.STRING)
  public TableKind kind;

  /** The engine's guess, 0 where it has none. */
  public long rowGuess;

  /** Without indexes; the engine's guess, 0 where it has none. */
  public long byteGuess;

  static void deleteOf(long endpointId) {
    delete("key.endpointId", endpointId);
  }

  /** Which endpoint, which table. */
  @Embeddable
  public record Key(long endpointId, String schemaName, String tableName) {}
}
