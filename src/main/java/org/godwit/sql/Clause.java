package org.godwit.sql;

/** A part of a statement or expression that says nothing by itself. */
public non-sealed interface Clause extends Node {}
