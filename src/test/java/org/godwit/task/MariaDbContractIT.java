package org.godwit.task;

final class MariaDbContractIT extends MySqlFamilyContract {
  MariaDbContractIT() {
    super("mariadb");
  }
}
