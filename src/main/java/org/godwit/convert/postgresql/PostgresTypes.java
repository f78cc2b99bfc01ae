package org.godwit.convert.postgresql;

import java.util.List;
import java.util.Locale;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
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

  private static Node one(Node node) {
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
