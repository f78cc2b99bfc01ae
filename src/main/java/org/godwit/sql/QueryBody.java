package org.godwit.sql;

/** What ORDER BY and WITH may stand around. */
public sealed interface QueryBody extends Node
    permits Query, Query.Combination, Query.Select, Query.Values {}
