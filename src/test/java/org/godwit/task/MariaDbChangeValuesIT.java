package org.godwit.task;

final class MariaDbChangeValuesIT extends ChangeValuesContract {
  MariaDbChangeValuesIT() {
    super(LoggedSource.MARIADB);
  }
}
