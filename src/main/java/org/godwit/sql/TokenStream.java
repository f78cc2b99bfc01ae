package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.godwit.sql.Token.Kind;

/**
 * Where a parser is in its source. All parts of a parser share one.
 *
 * <p>Comments go to the nodes that begin behind them: {@link #open} takes what no node has yet,
 * {@link #closeItem} what stands behind a node on its line.
 */
public final class TokenStream {
  /** How deep expressions, queries and blocks may stand in each other. */
  public static final int DEPTH_MAX = 250;

  private final String text;
  private final Lexer lexer;
  private final Lines lines;

  /** Tokens from the beginning of the statement at hand as far as anybody has looked. */
  private final List<Token> tokens = new ArrayList<>();

  private int position;

  /** Comments in front of tokens before this one have their nodes. */
  private int unclaimed;

  private int depth;

  /** At the beginning of the source. */
  public TokenStream(String text, Lexicon lexicon) {
    this.text = text;
    this.lexer = new Lexer(text, lexicon);
    this.lines = new Lines(text);
  }

  /** A place to come back to. */
  public record Mark(int position, int unclaimed, int depth) {}

  /** From the token behind those that were looked at that text ends a statement. */
  public void endBy(String delimiter) {
    lexer.endBy(delimiter);
  }

  /** The source. */
  public String text() {
    return text;
  }

  /** The line of a character, from 1. */
  public int line(int character) {
    return lines.line(character);
  }

  /** The token at hand. */
  public Token current() {
    return ahead(0);
  }

  /** The token so many behind the one at hand. */
  public Token ahead(int distance) {
    int wanted = position + distance;
    while (tokens.size() <= wanted) {
      if (!tokens.isEmpty() && tokens.getLast().kind() == Kind.END) {
        return tokens.getLast();
      }
      tokens.add(lexer.next());
    }
    return tokens.get(wanted);
  }

  /** The token before the one at hand; that itself at the beginning of a statement. */
  public Token previous() {
    return position == 0 ? current() : tokens.get(position - 1);
  }

  /** Takes the token at hand. */
  public Token take() {
    Token token = current();
    if (token.kind() != Kind.END) {
      position++;
    }
    return token;
  }

  /** Whether the token at hand is this word (in upper case) or sign. */
  public boolean at(String word) {
    return current().is(word);
  }

  /** Whether these words or signs stand here. */
  public boolean at(String first, String second) {
    return at(first) && ahead(1).is(second);
  }

  /** Whether these words or signs stand here. */
  public boolean at(String first, String second, String third) {
    return at(first, second) && ahead(2).is(third);
  }

  /** Whether the token at hand is one of these words or signs. */
  public boolean atAny(Set<String> words) {
    Token token = current();
    return (token.kind() == Kind.WORD || token.kind() == Kind.SIGN) && words.contains(token.text());
  }

  /** Whether a token of this kind is at hand. */
  public boolean at(Kind kind) {
    return current().kind() == kind;
  }

  /** Takes the word or sign if it is here. */
  public boolean accept(String word) {
    if (at(word)) {
      position++;
      return true;
    }
    return false;
  }

  /** Takes the words or signs if they are here. */
  public boolean accept(String first, String second) {
    if (at(first, second)) {
      position += 2;
      return true;
    }
    return false;
  }

  /** Takes the words or signs if they are here. */
  public boolean accept(String first, String second, String third) {
    if (at(first, second, third)) {
      position += 3;
      return true;
    }
    return false;
  }

  /** Takes the word or sign, which must be here. */
  public void expect(String word) {
    if (!accept(word)) {
      throw expected(word);
    }
  }

  /** Takes the words or signs, which must be here. */
  public void expect(String first, String second) {
    expect(first);
    expect(second);
  }

  /** Takes a token of the kind, which must be here. */
  public Token expect(Kind kind, String what) {
    if (!at(kind)) {
      throw expected(what);
    }
    return take();
  }

  /** The problem that something else stands here. */
  public SyntaxProblem expected(String what) {
    Token found = current();
    String is =
        switch (found.kind()) {
          case END -> "the end of the source";
          case BROKEN -> found.text();
          case TERMINATOR -> "the end of the unit (/)";
          default -> "\"" + shortened(text.substring(found.start(), found.end())) + "\"";
        };
    return new SyntaxProblem(
        "line %d: expected %s, found %s".formatted(line(found.start()), what, is), found.start());
  }

  private static String shortened(String found) {
    return found.length() <= 40 ? found : found.substring(0, 40) + "…";
  }

  /** Where the parser is. */
  public Mark mark() {
    return new Mark(position, unclaimed, depth);
  }

  /** Back to there. */
  public void reset(Mark mark) {
    position = mark.position();
    unclaimed = mark.unclaimed();
    depth = mark.depth();
  }

  /** What the parse gives; empty, and back where it began, where it meets a problem. */
  public <T> Optional<T> tried(Supplier<T> parse) {
    Mark mark = mark();
    try {
      return Optional.of(parse.get());
    } catch (SyntaxProblem problem) {
      reset(mark);
      return Optional.empty();
    }
  }

  /** Goes one deeper; the caller comes back with {@link #leave}. */
  public void enter() {
    if (++depth > DEPTH_MAX) {
      throw new SyntaxProblem(
          "line %d: more than %d levels stand in each other"
              .formatted(line(current().start()), DEPTH_MAX),
          current().start());
    }
  }

  /** Comes back from where {@link #enter} went. */
  public void leave() {
    depth--;
  }

  /** The place of a node that begins here, with the comments before it. */
  public Place open() {
    return Place.from(current().start(), claim(position));
  }

  private List<Comment> claim(int last) {
    List<Comment> comments = List.of();
    for (; unclaimed <= last; unclaimed++) {
      List<Comment> here = ahead(unclaimed - position).comments();
      if (!here.isEmpty()) {
        comments = comments.isEmpty() ? new ArrayList<>() : comments;
        comments.addAll(here);
      }
    }
    return comments;
  }

  /** Ends a node behind the token taken last. */
  public Place close(Place place) {
    return place.endAt(previous().end());
  }

  /** Ends a node that begins with another. */
  public Place closeFrom(Place first) {
    return Place.from(first.start(), List.of()).endAt(previous().end());
  }

  /**
   * Ends a node that is one of a list. A comment behind it on its line is its own, also behind the
   * comma or semicolon.
   */
  public Place closeItem(Place place) {
    close(place);
    List<Comment> inside = claim(position - 1);
    if (!inside.isEmpty()) {
      place.addAfter(inside);
    }
    claimTrailing(place, position);
    if (at(",") || at(";")) {
      claimTrailing(place, position + 1);
    }
    return place;
  }

  private void claimTrailing(Place place, int at) {
    if (unclaimed != at) {
      return;
    }
    List<Comment> here = ahead(at - position).comments();
    if (!here.isEmpty() && here.stream().allMatch(Comment::isTrailing)) {
      place.addAfter(here);
      unclaimed = at + 1;
    } else if (here.isEmpty() && at == position) {
      unclaimed = at + 1;
    }
  }

  /** Gives the comments before the token at hand, the end of a list, to the list's last node. */
  public void keepComments(Place last) {
    List<Comment> comments = claim(position);
    if (!comments.isEmpty()) {
      last.addAfter(comments);
    }
  }

  /** Comments before the token at hand that have no node. */
  public List<Comment> remainingComments() {
    return List.copyOf(claim(position));
  }

  /** The tokens from there to here as text, with one blank between words. */
  public String words(int from) {
    StringBuilder words = new StringBuilder();
    for (int at = from; at < position; at++) {
      Token token = tokens.get(at);
      String raw = text.substring(token.start(), token.end());
      if (at > from && needsBlank(tokens.get(at - 1), token)) {
        words.append(' ');
      }
      words.append(token.kind() == Kind.WORD ? token.text() : raw);
    }
    return words.toString();
  }

  private static boolean needsBlank(Token before, Token token) {
    return !(token.is(",") || token.is(")") || token.is(".") || token.is(";"))
        && !(before.is("(") || before.is(".") || before.is("@") || token.is("@"))
        && !(token.is("(") && before.end() == token.start())
        && !before.is("%")
        && !token.is("%");
  }

  /** Where the parser is among the statement's tokens; for {@link #words}. */
  public int position() {
    return position;
  }

  /** Takes what stands in the parentheses that open here, with them. */
  public void skipParentheses() {
    expect("(");
    int open = 1;
    while (open > 0) {
      Token token = current();
      if (token.kind() == Kind.END
          || token.kind() == Kind.TERMINATOR
          || token.kind() == Kind.BROKEN) {
        throw expected(")");
      }
      take();
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
  }

  /** Forgets the tokens before the one at hand: a statement begins. */
  public void beginStatement() {
    if (position > 0) {
      tokens.subList(0, position).clear();
      unclaimed = Math.max(0, unclaimed - position);
      position = 0;
    }
    depth = 0;
  }

  /** The rest of the line from there, which is a command; goes to the next line. */
  public String takeLine(int from) {
    int end = lineEnd(from);
    // A hyphen behind a blank continues a command on the next line.
    while (end < text.length() && text.substring(from, end).stripTrailing().endsWith(" -")) {
      end = lineEnd(end + 1);
    }
    String line = text.substring(from, end).strip();
    moveTo(end);
    return line;
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** Whether a hyphen at the end of a line is nothing, in what wasn't looked at yet. */
  public void joinLines(boolean joins) {
    lexer.joinLines(joins);
  }

  /** The source from the token at hand to the last one that was looked at. */
  public String seen() {
    Token first = current();
    return text.substring(first.start(), tokens.getLast().end());
  }

  /** Goes on at a character of the source that begins a token. */
  public void moveTo(int character) {
    tokens.clear();
    position = 0;
    unclaimed = 0;
    depth = 0;
    lexer.moveTo(character);
  }
}
