package org.godwit.task;

final class PostgresChangeValuesIT extends ChangeValuesContract {
  PostgresChangeValuesIT() {
    super(LoggedSource.POSTGRES);
  }
}
