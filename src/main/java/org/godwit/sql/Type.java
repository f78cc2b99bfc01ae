package org.godwit.sql;

import java.util.List;

/** A type as a column, variable or parameter names it. */
public sealed interface Type extends Node {

  /**
   * A built-in type or a type of a user.
   *
   * @param name words of one type are one identifier: {@code DOUBLE PRECISION}, {@code LONG RAW}
   * @param arguments {@code 10}, {@code 2}, {@code *}
   * @param unit {@code CHAR}, {@code BYTE} or nothing
   * @param suffix {@code WITH TIME ZONE}, {@code DAY(2) TO SECOND(6)}, {@code CHARACTER SET …}
   */
  record Named(Name name, List<String> arguments, String unit, String suffix, Place place)
      implements Type {}

  /**
   * The type of a column, a variable or a row.
   *
   * @param attribute {@code TYPE} or {@code ROWTYPE}
   */
  record Anchored(Name of, String attribute, Place place) implements Type {}

  /** {@code REF type}. */
  record Ref(Name to, Place place) implements Type {}
}
