package org.godwit.convert.oracle;

import java.util.List;
import java.util.function.UnaryOperator;
import org.godwit.sql.Code;
import org.godwit.sql.Node;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/** Rewrites lists of statements, where one may become several. */
final class StatementLists {
  private StatementLists() {}

  /** The node with the rule applied to every list of statements, to those within one before it. */
  static <N extends Node> N rewrite(N node, UnaryOperator<List<Statement>> rule) {
    return Rewriter.rewrite(node, it -> ofOne(it, rule));
  }

  /** The node with the rule applied to the lists that are its own. */
  static Node ofOne(Node node, UnaryOperator<List<Statement>> rule) {
    return switch (node) {
      case Code.Block(var declarations, var statements, var handlers, var place) ->
          new Code.Block(declarations, rule.apply(statements), handlers, place);
      case Code.Handler(var exceptions, var statements, var place) ->
          new Code.Handler(exceptions, rule.apply(statements), place);
      case Code.Branch(var condition, var statements, var place) ->
          new Code.Branch(condition, rule.apply(statements), place);
      case Code.If(var branches, var otherwise, var place) ->
          new Code.If(branches, otherwise.map(rule), place);
      case Code.CaseOf(var operand, var branches, var otherwise, var place) ->
          new Code.CaseOf(operand, branches, otherwise.map(rule), place);
      case Code.Loop(var head, var statements, var place) ->
          new Code.Loop(head, rule.apply(statements), place);
      default -> node;
    };
  }
}
