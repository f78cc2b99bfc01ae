package org.godwit.task;

final class MySqlOngoingChangesIT extends BinlogChangesContract {
  MySqlOngoingChangesIT() {
    super(LoggedSource.MYSQL);
  }
}
