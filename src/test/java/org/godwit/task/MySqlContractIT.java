package org.godwit.task;

import java.util.List;

final class MySqlContractIT extends EngineContract {
  MySqlContractIT() {
    super("mysql");
  }

  @Override
  List<Ends> types() {
    return MySqlFamilyEnds.TYPES;
  }

  @Override
  List<String> largeTypes() {
    return List.of("longblob", "longtext CHARACTER SET utf8mb4");
  }

  @Override
  String momentType() {
    return "timestamp NULL";
  }

  @Override
  List<String> oddNames() {
    return MySqlFamilyEnds.NAMES;
  }
}
