package org.godwit.task;

final class MySqlContractIT extends MySqlFamilyContract {
  MySqlContractIT() {
    super("mysql");
  }
}
