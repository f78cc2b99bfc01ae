package org.godwit.task.console;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.godwit.catalog.TableName;
import org.godwit.task.TableWish;

/** What a person wishes of a table of a running task, as the store keeps it until it is done. */
@Entity
@Table(name = "task_table_wish")
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class StoredTableWish extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public Long taskId;
  public String sourceSchema;
  public String sourceTable;

  @Enumerated(EnumType.STRING)
  public TableWish.Deed deed;

  public String askedBy;
  public Instant askedAt;

  /** By which the task knows it. */
  public TableName table() {
    return new TableName(sourceSchema, sourceTable);
  }

  /** Whether the table is to be loaded again. */
  public boolean isReload() {
    return deed == TableWish.Deed.RELOAD;
  }

  @Override
  public String toString() {
    return deed + " " + table();
  }
}
