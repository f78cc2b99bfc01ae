package org.godwit.convert.postgresql;

import java.util.List;
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
