package org.godwit.mapping.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Names of the object that a rule is applied to. */
public enum Metadata {
  SOURCE_SCHEMA("AR_M_SOURCE_SCHEMA", "SCHEMA_NAME_VAR"),
  SOURCE_TABLE("AR_M_SOURCE_TABLE_NAME", "TABLE_NAME_VAR"),
  SOURCE_COLUMN("AR_M_SOURCE_COLUMN_NAME", "COLUMN_NAME_VAR"),
  SOURCE_COLUMN_DATATYPE("AR_M_SOURCE_COLUMN_DATATYPE"),
  MODIFIED_SCHEMA("AR_M_MODIFIED_SCHEMA"),
  MODIFIED_TABLE("AR_M_MODIFIED_TABLE_NAME");

  private final List<String> variables;

  Metadata(String... variables) {
    this.variables = List.of(variables);
  }

  /** As expressions write it. */
  public String variable() {
    return variables.getFirst();
  }

  static Optional<Metadata> named(String variable) {
    return Arrays.stream(values()).filter(it -> it.variables.contains(variable)).findFirst();
  }
}
