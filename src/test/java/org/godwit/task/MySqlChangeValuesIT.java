package org.godwit.task;

final class MySqlChangeValuesIT extends ChangeValuesContract {
  MySqlChangeValuesIT() {
    super(LoggedSource.MYSQL);
  }
}
