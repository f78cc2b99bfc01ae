package org.godwit.convert.postgresql;

import java.util.List;
import java.util.Locale;
import org.godwit.sql.Code;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Type;

/** Standard types that PostgreSQL calls otherwise: CLOB is text, BLOB is bytea. */
public final class PostgresTypes {
  private PostgresTypes() {}

  /** The node with PostgreSQL's types. */
  public static <N extends Node> N spelled(N node) {
    return Rewriter.rewrite(node, PostgresTypes::one);
  }

  /** What tells the type of a parameter from others: lengths and digits don't. */
  public static String signature(Type type) {
    if (!(type instanceof Type.Named(var name, _, _, var suffix, _))) {
      return type.toString();
    }
    String zone = suffix.contains("TIME ZONE") || suffix.endsWith("ARRAY") ? " " + suffix : "";
    String word = name.toString().toLowerCase(Locale.ROOT);
    return (word.equals("decimal") ? "numeric" : word) + zone;
  }

  /** PL/pgSQL ends a condition at the first THEN that doesn't stand in parentheses. */
  private static Code.Branch closed(Code.Branch branch) {
    boolean[] hasCase = {false};
    Rewriter.walk(branch.condition(), it -> hasCase[0] |= it instanceof Expression.Case);
    boolean isClosed = branch.condition() instanceof Expression.Row(var all, _) && all.size() == 1;
    return hasCase[0] && !isClosed
        ? new Code.Branch(
            new Expression.Row(List.of(branch.condition()), Place.NONE),
            branch.statements(),
            branch.place())
        : branch;
  }

  private static Node one(Node node) {
    if (node instanceof Code.Branch branch) {
      return closed(branch);
    }
    if (!(node instanceof Type.Named(var name, _, _, var suffix, var place))) {
      return node;
    }
    if (name.is("CLOB")) {
      return new Type.Named(Name.of("text"), List.of(), "", suffix, place);
    }
    if (name.is("BLOB")) {
      return new Type.Named(Name.of("bytea"), List.of(), "", suffix, place);
    }
    return node;
  }
}
