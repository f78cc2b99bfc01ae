package org.godwit.engine.postgresql.sql;

import java.util.Set;
import org.godwit.sql.Identifier;

/**
 * PostgreSQL takes some keywords as names of columns, tables and variables, and not of parameters:
 * there they stand in quotes, and mean the same.
 */
final class ParameterNames {
  /** Those that {@code pg_get_keywords()} of PostgreSQL 18 gives the category {@code C}. */
  private static final Set<String> COLUMN_NAMES =
      Set.of(
          ("between bigint bit boolean char character coalesce dec decimal exists extract float"
                  + " greatest grouping inout int integer interval json json_array json_arrayagg"
                  + " json_exists json_object json_objectagg json_query json_scalar json_serialize"
                  + " json_table json_value least merge_action national nchar none normalize nullif"
                  + " numeric out overlay position precision real row setof smallint substring time"
                  + " timestamp treat trim values varchar xmlattributes xmlconcat xmlelement"
                  + " xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable")
              .split(" "));

  private ParameterNames() {}

  /** The name as it stands in a signature, and in front of {@code =>}. */
  static Identifier spelled(Identifier name) {
    return COLUMN_NAMES.contains(name.text()) ? new Identifier(name.text(), true) : name;
  }
}
