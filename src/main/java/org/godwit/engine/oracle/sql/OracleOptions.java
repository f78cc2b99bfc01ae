package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/**
 * Reads options that say how something is stored: Oracle alone knows them, so they are kept as
 * words, but each is known, so that what follows them is found.
 */
final class OracleOptions {
  /** What may stand behind an option's first word; of several the first that fits. */
  private enum Shape {
    ALONE,
    VALUE,
    PARENTHESES,
    OPTIONAL_VALUE,
    WORD_OR_TWO,
    COLUMN_STORAGE
  }

  private static final Map<String, Shape> SHAPES =
      Map.ofEntries(
          Map.entry("TABLESPACE", Shape.VALUE),
          Map.entry("PCTFREE", Shape.VALUE),
          Map.entry("PCTUSED", Shape.VALUE),
          Map.entry("PCTTHRESHOLD", Shape.VALUE),
          Map.entry("PCTVERSION", Shape.VALUE),
          Map.entry("INITRANS", Shape.VALUE),
          Map.entry("MAXTRANS", Shape.VALUE),
          Map.entry("INCLUDING", Shape.VALUE),
          Map.entry("PARAMETERS", Shape.PARENTHESES),
          Map.entry("STORAGE", Shape.PARENTHESES),
          Map.entry("ILM", Shape.WORD_OR_TWO),
          Map.entry("LOGGING", Shape.ALONE),
          Map.entry("NOLOGGING", Shape.ALONE),
          Map.entry("NOCOMPRESS", Shape.ALONE),
          Map.entry("NOCACHE", Shape.ALONE),
          Map.entry("NOPARALLEL", Shape.ALONE),
          Map.entry("MONITORING", Shape.ALONE),
          Map.entry("NOMONITORING", Shape.ALONE),
          Map.entry("ROWDEPENDENCIES", Shape.ALONE),
          Map.entry("NOROWDEPENDENCIES", Shape.ALONE),
          Map.entry("REVERSE", Shape.ALONE),
          Map.entry("NOREVERSE", Shape.ALONE),
          Map.entry("SORT", Shape.ALONE),
          Map.entry("NOSORT", Shape.ALONE),
          Map.entry("ONLINE", Shape.ALONE),
          Map.entry("VISIBLE", Shape.ALONE),
          Map.entry("INVISIBLE", Shape.ALONE),
          Map.entry("UNUSABLE", Shape.ALONE),
          Map.entry("USABLE", Shape.ALONE),
          Map.entry("OVERFLOW", Shape.ALONE),
          Map.entry("MAPPING", Shape.VALUE),
          Map.entry("NOMAPPING", Shape.ALONE),
          Map.entry("CACHE", Shape.ALONE),
          Map.entry("PARALLEL", Shape.OPTIONAL_VALUE),
          Map.entry("COMPUTE", Shape.VALUE),
          Map.entry("RESULT_CACHE", Shape.PARENTHESES),
          Map.entry("SEGMENT", Shape.WORD_OR_TWO),
          Map.entry("READ", Shape.VALUE),
          Map.entry("SIZE", Shape.OPTIONAL_VALUE),
          Map.entry("HASHKEYS", Shape.VALUE),
          Map.entry("INDEXING", Shape.VALUE),
          Map.entry("LOB", Shape.COLUMN_STORAGE),
          Map.entry("NESTED", Shape.COLUMN_STORAGE),
          Map.entry("VARRAY", Shape.COLUMN_STORAGE),
          Map.entry("XMLTYPE", Shape.COLUMN_STORAGE),
          Map.entry("OPAQUE", Shape.COLUMN_STORAGE),
          Map.entry("JSON", Shape.COLUMN_STORAGE),
          Map.entry("NOINMEMORY", Shape.ALONE),
          Map.entry("ANNOTATIONS", Shape.PARENTHESES));

  private static final Set<String> COMPRESSION =
      Set.of(
          "BASIC",
          "ADVANCED",
          "LOW",
          "HIGH",
          "QUERY",
          "ARCHIVE",
          "OLTP",
          "ALL",
          "OPERATIONS",
          "DIRECT_LOAD",
          "FOR");

  private final TokenStream in;
  private final ExpressionParser expressions;

  OracleOptions(TokenStream in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  /** All options that stand here, each as words. */
  List<String> all() {
    List<String> options = new ArrayList<>();
    while (true) {
      int from = in.position();
      if (!take()) {
        return List.copyOf(options);
      }
      options.add(in.words(from));
    }
  }

  /** Takes one option; false where none stands here. */
  boolean take() {
    if (!in.at(Kind.WORD)) {
      return false;
    }
    Shape shape = SHAPES.get(in.current().text());
    return shape == null ? takeOther() : takeShaped(shape);
  }

  private boolean takeShaped(Shape shape) {
    switch (shape) {
      case ALONE -> in.take();
      case VALUE -> {
        in.take();
        if (!in.accept("-")) {
          in.accept("SET");
        }
        value();
      }
      case PARENTHESES -> {
        in.take();
        in.skipParentheses();
      }
      case OPTIONAL_VALUE -> {
        in.take();
        if (in.at("(")) {
          in.skipParentheses();
        } else if (in.at(Kind.NUMBER)) {
          size();
        }
      }
      case WORD_OR_TWO -> {
        in.take();
        in.take();
        in.take();
      }
      case COLUMN_STORAGE -> columnStorage();
    }
    return true;
  }

  private void value() {
    if (in.at(Kind.NUMBER)) {
      size();
    } else if (in.at(Kind.STRING)) {
      in.take();
    } else {
      expressions.name();
    }
  }

  /** {@code 10}, {@code 10 M}. */
  private void size() {
    in.take();
    if (in.at("K") || in.at("M") || in.at("G") || in.at("T")) {
      in.take();
    }
  }

  private boolean takeOther() {
    return switch (in.current().text()) {
      case "ROW", "COLUMN" -> {
        if (!in.accept("ROW", "STORE") && !in.accept("COLUMN", "STORE")) {
          yield substitutable();
        }
        compression();
        yield true;
      }
      case "COMPRESS" -> {
        compression();
        yield true;
      }
      case "ON" -> onCommit();
      case "ORGANIZATION" -> organization();
      case "CLUSTER" -> {
        in.take();
        expressions.name();
        in.skipParentheses();
        yield true;
      }
      case "ENABLE", "DISABLE" -> enabled();
      case "NO" -> no();
      case "FLASHBACK" -> {
        in.expect("FLASHBACK", "ARCHIVE");
        if (in.current().isName()) {
          expressions.name();
        }
        yield true;
      }
      case "OBJECT" -> {
        in.expect("OBJECT", "IDENTIFIER");
        in.expect("IS");
        if (!in.accept("PRIMARY", "KEY")) {
          in.expect("SYSTEM", "GENERATED");
        }
        yield true;
      }
      case "OIDINDEX" -> {
        in.take();
        if (!in.at("(")) {
          expressions.identifier();
        }
        in.skipParentheses();
        yield true;
      }
      case "REJECT" -> {
        in.expect("REJECT", "LIMIT");
        in.take();
        yield true;
      }
      case "DEFAULT" -> {
        in.expect("DEFAULT", "COLLATION");
        expressions.name();
        yield true;
      }
      case "INDEXTYPE" -> {
        in.expect("INDEXTYPE", "IS");
        expressions.name();
        yield true;
      }
      case "INMEMORY" -> {
        inMemory();
        yield true;
      }
      case "SHARING" -> {
        in.expect("SHARING", "=");
        in.take();
        yield true;
      }
      case "TABLE" -> in.accept("TABLE", "CACHE");
      default -> false;
    };
  }

  private void compression() {
    in.expect("COMPRESS");
    while (in.atAny(COMPRESSION) || in.at(Kind.NUMBER)) {
      in.take();
    }
    if (in.at("(")) {
      in.skipParentheses();
    }
  }

  private boolean substitutable() {
    in.expect("COLUMN");
    expressions.name();
    while (!in.accept("LEVELS")) {
      in.expect(Kind.WORD, "SUBSTITUTABLE AT ALL LEVELS");
    }
    return true;
  }

  private boolean onCommit() {
    if (!in.accept("ON", "COMMIT")) {
      return false;
    }
    if (!in.accept("DELETE") && !in.accept("PRESERVE")) {
      in.expect("DROP");
    }
    if (!in.accept("ROWS")) {
      in.expect("DEFINITION");
    }
    return true;
  }

  private boolean organization() {
    in.take();
    if (in.accept("EXTERNAL")) {
      in.skipParentheses();
    } else if (!in.accept("INDEX")) {
      in.expect("HEAP");
    }
    return true;
  }

  private boolean enabled() {
    in.take();
    if (in.accept("ROW", "MOVEMENT")
        || in.accept("ALL", "TRIGGERS")
        || in.accept("TABLE", "LOCK")
        || in.accept("STORAGE", "IN")) {
      return true;
    }
    in.accept("VALIDATE");
    in.accept("NOVALIDATE");
    if (in.accept("CONSTRAINT")) {
      expressions.identifier();
      return true;
    }
    if (in.accept("UNIQUE")) {
      in.skipParentheses();
      return true;
    }
    if (!in.accept("LOGICAL", "REPLICATION")) {
      in.expect("PRIMARY", "KEY");
    }
    return true;
  }

  private boolean no() {
    in.take();
    if (!in.accept("INMEMORY") && !in.accept("FLASHBACK", "ARCHIVE")) {
      in.expect("DROP");
      while (in.at(Kind.WORD) || in.at(Kind.NUMBER)) {
        in.take();
      }
    }
    return true;
  }

  private void inMemory() {
    in.take();
    while (in.at("MEMCOMPRESS")
        || in.at("PRIORITY")
        || in.at("DISTRIBUTE")
        || in.at("DUPLICATE")
        || in.at("FOR")
        || in.at("QUERY")
        || in.at("CAPACITY")
        || in.at("DML")
        || in.at("LOW")
        || in.at("MEDIUM")
        || in.at("HIGH")
        || in.at("CRITICAL")
        || in.at("NONE")
        || in.at("AUTO")
        || in.at("ALL")
        || in.at("BY")) {
      in.take();
    }
  }

  /**
   * {@code LOB (c) STORE AS …}, {@code NESTED TABLE c STORE AS …}, {@code VARRAY c STORE AS LOB …}.
   */
  private void columnStorage() {
    boolean isNested = in.accept("NESTED", "TABLE");
    if (!isNested) {
      in.take();
      in.accept("TYPE");
      in.accept("COLUMN");
    }
    if (in.at("(")) {
      in.skipParentheses();
    } else if (!in.at("STORE")) {
      expressions.name();
      substitution();
    }
    if (isNested) {
      in.accept("LOCAL");
      in.accept("GLOBAL");
    }
    in.expect("STORE", "AS");
    while (in.at("SECUREFILE")
        || in.at("BASICFILE")
        || in.at("BINARY")
        || in.at("LOB")
        || in.at("CLOB")
        || in.at("XML")
        || in.at("OBJECT", "RELATIONAL")
        || in.at("RELATIONAL")) {
      in.take();
    }
    if (in.current().isName() && !SHAPES.containsKey(in.current().text()) && !atReturn()) {
      expressions.name();
    }
    while (in.at("(")) {
      in.skipParentheses();
    }
    if (atReturn()) {
      in.accept("RETURN");
      in.accept("AS");
      in.take();
    }
  }

  private void substitution() {
    in.accept("NOT");
    if (in.accept("SUBSTITUTABLE")) {
      in.accept("AT", "ALL", "LEVELS");
    }
  }

  private boolean atReturn() {
    return in.at("RETURN");
  }
}
