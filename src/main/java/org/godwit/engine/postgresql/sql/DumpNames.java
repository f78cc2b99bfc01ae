package org.godwit.engine.postgresql.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;

/** Finds the names in tokens: whatever may be one, for nothing tells a column from a table here. */
final class DumpNames {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  /** {@code 'public.orders_id_seq'}, which is cast to {@code regclass}. */
  private static final Pattern QUALIFIED =
      Pattern.compile("(?:\\w+|\"[^\"]+\")\\.(?:[\\w$]+|\"[^\"]+\")");

  /** Words in front of the name of an object. */
  private static final Set<String> BEFORE =
      Set.of(
          "from",
          "join",
          "into",
          "update",
          "table",
          "only",
          "references",
          "call",
          "type",
          "of",
          "using",
          "returns",
          "view",
          "strict");

  private static final Set<String> LIST = Set.of("from", "using");
  private static final Set<String> NO_LIST =
      Set.of("where", "select", "group", "order", "set", "values", "loop", "then", "returning");

  private final Set<Name> found = new LinkedHashSet<>();

  private final boolean isBody;

  /** Whether tables are listed here, with commas between them. */
  private boolean isList;

  private DumpNames(boolean isBody) {
    this.isBody = isBody;
  }

  /** All names in the tokens. */
  static Set<Name> in(List<DumpToken> tokens) {
    DumpNames names = new DumpNames(false);
    names.add(tokens);
    return names.found;
  }

  /** Names in code: of those of one word only where an object is named, not a column. */
  static Set<Name> inBody(List<DumpToken> tokens) {
    DumpNames names = new DumpNames(true);
    names.add(tokens);
    return names.found;
  }

  /** As the server keeps it. */
  static Identifier identifier(String text) {
    return new Identifier(text, !PLAIN.matcher(text).matches());
  }

  private void add(List<DumpToken> tokens) {
    for (int at = 0; at < tokens.size(); at++) {
      DumpToken token = tokens.get(at);
      switch (token.kind()) {
        case WORD, QUOTED -> at = addChain(tokens, at);
        case STRING -> addString(tokens, at);
        case DOLLAR -> add(DumpStatement.tokens(token.text(), 0, token.text().length()));
        case NUMBER, SIGN, BROKEN, END -> {
          // Names nothing.
        }
      }
    }
  }

  /** {@code a.b.c}; {@code OPERATOR(public.===)} names an operator. */
  private int addChain(List<DumpToken> tokens, int first) {
    List<Identifier> parts = new ArrayList<>();
    int at = first;
    parts.add(identifier(tokens.get(at).text()));
    while (at + 2 < tokens.size() && tokens.get(at + 1).is(".")) {
      DumpToken next = tokens.get(at + 2);
      if (next.isName()) {
        parts.add(identifier(next.text()));
        at += 2;
      } else {
        StringBuilder operator = new StringBuilder();
        for (at += 2; at < tokens.size() && isOperator(tokens.get(at)); at++) {
          operator.append(tokens.get(at).text());
        }
        at--;
        if (!operator.isEmpty()) {
          parts.add(new Identifier(operator.toString(), true));
        }
        break;
      }
    }
    if (parts.size() > 1 || !isBody || isObject(tokens, first)) {
      found.add(new Name(List.copyOf(parts), ""));
    }
    return at;
  }

  private boolean isObject(List<DumpToken> tokens, int at) {
    DumpToken token = tokens.get(at);
    if (LIST.contains(token.text()) && token.kind() == DumpToken.Kind.WORD) {
      isList = true;
    } else if (NO_LIST.contains(token.text()) && token.kind() == DumpToken.Kind.WORD) {
      isList = false;
    }
    DumpToken before = at > 0 ? tokens.get(at - 1) : token;
    boolean isCalled =
        at + 1 < tokens.size() && (tokens.get(at + 1).is("(") || tokens.get(at + 1).is("%"));
    boolean isType =
        at > 1
            && before.isName()
            && (tokens.get(at - 2).is(";") || tokens.get(at - 2).is("declare"));
    return isCalled
        || isType
        || before.is("::")
        || (before.kind() == DumpToken.Kind.WORD && BEFORE.contains(before.text()))
        || (isList && before.is(","));
  }

  private static boolean isOperator(DumpToken token) {
    return token.kind() == DumpToken.Kind.SIGN && "(),;.".indexOf(token.text().charAt(0)) < 0;
  }

  private void addString(List<DumpToken> tokens, int at) {
    String value = tokens.get(at).text();
    boolean isRegclass =
        at + 2 < tokens.size()
            && tokens.get(at + 1).is("::")
            && tokens.get(at + 2).text().startsWith("reg");
    boolean isSequence =
        at > 1
            && tokens.get(at - 1).is("(")
            && Set.of("nextval", "currval", "setval").contains(tokens.get(at - 2).text());
    if (isRegclass || isSequence || QUALIFIED.matcher(value).matches()) {
      List<DumpToken> inner = DumpStatement.tokens(value, 0, value.length());
      if (!inner.isEmpty() && inner.getFirst().isName()) {
        addChain(inner, 0);
      }
    }
  }
}
