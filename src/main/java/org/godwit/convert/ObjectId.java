package org.godwit.convert;

import org.godwit.sql.Name;

/**
 * What tells an object from all others.
 *
 * @param schema as the target spells it; empty where the script names none
 * @param name as the target spells it
 */
public record ObjectId(ObjectKind kind, String schema, String name) {

  /** Of a name whose last qualifier is the schema. */
  public static ObjectId of(ObjectKind kind, Name name) {
    int parts = name.parts().size();
    String schema = parts > 1 ? name.parts().get(parts - 2).text() : "";
    return new ObjectId(kind, schema, name.last().text());
  }

  /** {@code hr.employees}. */
  public String qualified() {
    return schema.isEmpty() ? name : schema + "." + name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectId(var otherKind, var otherSchema, var otherName)
        && kind == otherKind
        && name.equals(otherName)
        && schema.equals(otherSchema);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + schema.hashCode()) + kind.hashCode();
  }

  @Override
  public String toString() {
    return kind.words() + " " + qualified();
  }
}
