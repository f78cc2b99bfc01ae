package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Declaration;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A block of a stored program, with its handlers and the block around it. */
final class MySqlScope {
  /** A handler with the conditions of the target that it is for. */
  record Handler(Declaration.ConditionHandler written, List<Name> conditions) {
    boolean isExit() {
      return !written.action().equals("CONTINUE");
    }

    boolean isForNotFound() {
      return conditions.stream().anyMatch(it -> it.last().text().equals(MySqlConditions.NOT_FOUND));
    }

    /** Those that are errors on the target. */
    List<Name> errors() {
      return conditions.stream()
          .filter(it -> !it.last().text().equals(MySqlConditions.NOT_FOUND))
          .toList();
    }

    List<Statement> statements() {
      return written.statements();
    }
  }

  /** The handler for a cursor that has no more rows, and the block that has it. */
  record Found(Handler handler, MySqlScope scope) {}

  private final @Nullable MySqlScope around;
  private final List<Handler> handlers;
  private final Identifier label;
  private boolean isLeft;

  MySqlScope(@Nullable MySqlScope around, List<Handler> handlers, Identifier label) {
    this.around = around;
    this.handlers = handlers;
    this.label = label;
  }

  Optional<MySqlScope> around() {
    return Optional.ofNullable(around);
  }

  /** The label, which something leaves the block by. */
  Identifier leave() {
    isLeft = true;
    return label;
  }

  boolean isLeft() {
    return isLeft;
  }

  Optional<Found> notFound() {
    for (Handler handler : handlers) {
      if (handler.isForNotFound()) {
        return Optional.of(new Found(handler, this));
      }
    }
    return around == null ? Optional.empty() : around.notFound();
  }

  /** Handlers of errors that end the block. */
  List<Handler> exits() {
    return handlers.stream().filter(it -> it.isExit() && !it.errors().isEmpty()).toList();
  }

  /** Handlers of errors behind which a statement here goes on; those of the block itself first. */
  List<Found> continued() {
    List<Found> all = new ArrayList<>();
    handlers.stream()
        .filter(it -> !it.isExit() && !it.errors().isEmpty())
        .forEach(it -> all.add(new Found(it, this)));
    if (around != null && exits().isEmpty()) {
      all.addAll(around.continued());
    }
    return all;
  }

  /** Whether this block or one around ends by a handler of errors: no transaction ends in it. */
  boolean isHandled() {
    return !exits().isEmpty() || (around != null && around.isHandled());
  }
}
