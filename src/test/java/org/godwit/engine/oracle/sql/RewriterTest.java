package org.godwit.engine.oracle.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.junit.jupiter.api.Test;

/** Rules see every node, and what they leave alone stays the same object. */
final class RewriterTest {
  private static final String SOURCE =
      """
      begin
        -- why
        if nvl(a, 0) = 1 then x := nvl(nvl(b, c), 2); else update t set d = nvl(d, 1); end if;
      end;
      /
      """;

  private static Statement statement(String source) {
    return OracleParser.parse(source).statements().getFirst();
  }

  private static Node coalesced(Node node) {
    return node instanceof Expression.Call(var function, var arguments, var place)
            && function.is("nvl")
        ? new Expression.Call(Name.of("coalesce"), arguments, place)
        : node;
  }

  @Test
  void aRuleReachesEveryNodeAndCommentsStay() {
    Statement rewritten = Rewriter.rewrite(statement(SOURCE), RewriterTest::coalesced);
    assertThat(rewritten).isEqualTo(statement(SOURCE.replace("nvl(", "coalesce(")));
    assertThat(OracleRenderer.render(rewritten).toLowerCase(Locale.ROOT))
        .contains("-- why")
        .doesNotContain("nvl");
  }

  @Test
  void whatNoRuleChangesIsTheSameObject() {
    Statement statement = statement(SOURCE);
    assertThat(Rewriter.rewrite(statement, node -> node)).isSameAs(statement);
  }
}
