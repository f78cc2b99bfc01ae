package org.godwit.sql;

/** Operators, with how they are written and how strongly they bind. */
public enum Operator {
  OR("OR", 1),
  AND("AND", 2),
  NOT("NOT", 3, Form.PREFIX),
  EQUAL("=", 4),
  NOT_EQUAL("<>", 4),
  LESS("<", 4),
  LESS_OR_EQUAL("<=", 4),
  GREATER(">", 4),
  GREATER_OR_EQUAL(">=", 4),
  MEMBER_OF("MEMBER OF", 4),
  SUBMULTISET_OF("SUBMULTISET OF", 4),
  OVERLAPS("OVERLAPS", 4),
  NOT_DISTINCT("IS NOT DISTINCT FROM", 4),
  MATCHES("~", 5),
  MATCHES_IN_ANY_CASE("~*", 5),
  TEXT_MATCHES("@@", 5),
  CONTAINED_IN("<@", 5),
  JSON_VALUE("->", 5),
  JSON_TEXT("->>", 5),
  BIT_OR("|", 5),
  BIT_AND("&", 5),
  BIT_XOR("#", 5),
  SHIFT_LEFT("<<", 5),
  SHIFT_RIGHT(">>", 5),
  RANGE("..", 5),
  CONCAT("||", 6),
  ADD("+", 6),
  SUBTRACT("-", 6),
  MULTISET_UNION("MULTISET UNION", 6),
  MULTISET_UNION_DISTINCT("MULTISET UNION DISTINCT", 6),
  MULTISET_INTERSECT("MULTISET INTERSECT", 6),
  MULTISET_INTERSECT_DISTINCT("MULTISET INTERSECT DISTINCT", 6),
  MULTISET_EXCEPT("MULTISET EXCEPT", 6),
  MULTISET_EXCEPT_DISTINCT("MULTISET EXCEPT DISTINCT", 6),
  MULTIPLY("*", 7),
  DIVIDE("/", 7),
  MODULO("MOD", 7),
  NEGATE("-", 8, Form.PREFIX),
  PLUS("+", 8, Form.PREFIX),
  BIT_NOT("~", 8, Form.PREFIX),
  PRIOR("PRIOR", 8, Form.PREFIX),
  CONNECT_BY_ROOT("CONNECT_BY_ROOT", 8, Form.PREFIX),
  POWER("**", 9),
  COLLATE("COLLATE", 10),
  AT_TIME_ZONE("AT TIME ZONE", 10),
  AT_LOCAL("AT LOCAL", 10, Form.POSTFIX);

  /** Where an operator stands. */
  public enum Form {
    PREFIX,
    INFIX,
    POSTFIX
  }

  /** Binds weaker than any operator. */
  public static final int WEAKEST = 1;

  /** How strongly a comparison binds. */
  public static final int COMPARISON = 4;

  /** What stands on either side of a comparison. */
  public static final int OPERAND = 5;

  /** Binds stronger than any operator. */
  public static final int STRONGEST = 11;

  private final String text;
  private final int binding;
  private final Form form;

  Operator(String text, int binding) {
    this(text, binding, Form.INFIX);
  }

  Operator(String text, int binding, Form form) {
    this.text = text;
    this.binding = binding;
    this.form = form;
  }

  /** As standard SQL or Oracle writes it. */
  public String text() {
    return text;
  }

  /** How strongly it binds; a larger number binds stronger. */
  public int binding() {
    return binding;
  }

  /** Where it stands. */
  public Form form() {
    return form;
  }

  /**
   * Whether {@code (a op b) op c} is {@code a op (b op c)}, so that one node holds all operands.
   */
  public boolean isChained() {
    return this == OR || this == AND || this == CONCAT;
  }
}
