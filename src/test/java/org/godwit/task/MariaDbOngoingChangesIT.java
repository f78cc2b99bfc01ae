package org.godwit.task;

final class MariaDbOngoingChangesIT extends BinlogChangesContract {
  MariaDbOngoingChangesIT() {
    super(LoggedSource.MARIADB);
  }
}
