package org.godwit.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks and rewrites trees of any nodes. It reads the shape of a node from its record, so that a
 * new kind of node needs nothing here.
 */
public final class Rewriter {
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private Rewriter() {}

  /**
   * The tree with the rule applied to every node, to those within a node before the node itself.
   * What no rule changes stays the same object.
   *
   * @param rule gives a node of a kind that may stand at the node's place
   */
  @SuppressWarnings("unchecked")
  public static <N extends Node> N rewrite(N node, UnaryOperator<Node> rule) {
    return (N) rewritten(node, rule);
  }

  private static Node rewritten(Node node, UnaryOperator<Node> rule) {
    Shape shape = SHAPES.get(node.getClass());
    Object @Nullable [] changed = null;
    for (int at : shape.holders) {
      Object old = shape.value(node, at);
      Object value = rewrittenValue(old, rule);
      if (!isSame(value, old)) {
        changed = changed == null ? shape.values(node) : changed;
        changed[at] = value;
      }
    }
    return rule.apply(changed == null ? node : shape.make(changed));
  }

  /** Whether it is the same object: equal nodes may stand at different places. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }

  private static Object rewrittenValue(Object value, UnaryOperator<Node> rule) {
    return switch (value) {
      case Node node -> rewritten(node, rule);
      case List<?> list -> rewrittenList(list, rule);
      case Optional<?> optional when optional.isPresent() -> {
        Object old = optional.get();
        Object changed = rewrittenValue(old, rule);
        yield isSame(changed, old) ? optional : Optional.of(changed);
      }
      default -> value;
    };
  }

  private static List<?> rewrittenList(List<?> list, UnaryOperator<Node> rule) {
    Object @Nullable [] changed = null;
    for (int at = 0; at < list.size(); at++) {
      Object old = list.get(at);
      Object value = rewrittenValue(old, rule);
      if (!isSame(value, old)) {
        changed = changed == null ? list.toArray() : changed;
        changed[at] = value;
      }
    }
    return changed == null ? list : List.of(changed);
  }

  /**
   * The tree with every identifier spelled anew, those of names, aliases and lists too. Words and
   * texts stay as they are.
   */
  @SuppressWarnings("unchecked")
  public static <N extends Node> N respelled(N node, Spelling spelling) {
    return (N) respelledNode(node, spelling);
  }

  private static Node respelledNode(Node node, Spelling spelling) {
    Shape shape = SHAPES.get(node.getClass());
    Object[] values = shape.values(node);
    for (int at = 0; at < values.length; at++) {
      values[at] = respelledValue(values[at], spelling);
    }
    return shape.make(values);
  }

  private static Object respelledValue(Object value, Spelling spelling) {
    return switch (value) {
      case Node node -> respelledNode(node, spelling);
      case Identifier identifier -> spelling.of(identifier);
      case Name name -> spelling.of(name);
      case FromItem.Alias(var name, var columns) ->
          new FromItem.Alias(spelling.of(name), spelling.all(columns));
      case List<?> list -> {
        List<Object> spelled = new ArrayList<>(list.size());
        for (Object element : list) {
          spelled.add(respelledValue(element, spelling));
        }
        yield List.copyOf(spelled);
      }
      case Optional<?> optional ->
          optional.<Object>map(element -> respelledValue(element, spelling));
      default -> value;
    };
  }

  /** The node with the names that are its own changed; those of nodes within it stay. */
  @SuppressWarnings("unchecked")
  public static <N extends Node> N named(N node, UnaryOperator<Name> naming) {
    Shape shape = SHAPES.get(node.getClass());
    Object[] values = shape.values(node);
    for (int at = 0; at < values.length; at++) {
      values[at] =
          switch (values[at]) {
            case Name name -> naming.apply(name);
            case Optional<?> optional
                when optional.isPresent() && optional.get() instanceof Name name ->
                Optional.of(naming.apply(name));
            default -> values[at];
          };
    }
    return (N) shape.make(values);
  }

  /** The tree as if all of it stood at that place. */
  @SuppressWarnings("unchecked")
  public static <N extends Node> N placed(N node, Place place) {
    return (N) placedNode(node, place.commented(List.of()));
  }

  private static Node placedNode(Node node, Place place) {
    Shape shape = SHAPES.get(node.getClass());
    Object[] values = shape.values(node);
    for (int at = 0; at < values.length; at++) {
      values[at] = placedValue(values[at], place);
    }
    return shape.make(values);
  }

  private static Object placedValue(Object value, Place place) {
    return switch (value) {
      case Node node -> placedNode(node, place);
      case Place _ -> place;
      case List<?> list ->
          list.stream().<Object>map(element -> placedValue(element, place)).toList();
      case Optional<?> optional -> optional.<Object>map(element -> placedValue(element, place));
      default -> value;
    };
  }

  /** Shows the node and all within it to the visitor, each node before those within it. */
  public static void walk(Node node, Consumer<Node> visitor) {
    visitor.accept(node);
    Shape shape = SHAPES.get(node.getClass());
    for (int at : shape.holders) {
      walkValue(shape.value(node, at), visitor);
    }
  }

  private static void walkValue(Object value, Consumer<Node> visitor) {
    switch (value) {
      case Node node -> walk(node, visitor);
      case List<?> list -> list.forEach(element -> walkValue(element, visitor));
      case Optional<?> optional -> optional.ifPresent(inner -> walkValue(inner, visitor));
      default -> {
        // A word, a flag, an identifier.
      }
    }
  }

  /** How a kind of node is taken apart and put together. */
  private static final class Shape {
    private final MethodHandle[] accessors;

    /** Components that may hold nodes. */
    private final int[] holders;

    private final MethodHandle constructor;

    private Shape(MethodHandle[] accessors, int[] holders, MethodHandle constructor) {
      this.accessors = accessors;
      this.holders = holders;
      this.constructor = constructor;
    }

    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      MethodHandle[] accessors = new MethodHandle[components.length];
      int[] holders =
          IntStream.range(0, components.length)
              .filter(at -> mayHoldNodes(components[at].getType()))
              .toArray();
      Class<?>[] types = new Class<?>[components.length];
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      try {
        for (int at = 0; at < components.length; at++) {
          Class<?> component = components[at].getType();
          types[at] = component;
          accessors[at] =
              lookup
                  .unreflect(components[at].getAccessor())
                  .asType(MethodType.methodType(Object.class, Object.class));
        }
        MethodHandle constructor =
            lookup
                .findConstructor(type, MethodType.methodType(void.class, types))
                .asSpreader(Object[].class, types.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
        return new Shape(accessors, holders, constructor);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + " is no public record", e);
      }
    }

    private static boolean mayHoldNodes(Class<?> component) {
      return Node.class.isAssignableFrom(component)
          || component == List.class
          || component == Optional.class;
    }

    Object value(Node node, int at) {
      try {
        return (Object) accessors[at].invokeExact((Object) node);
      } catch (Throwable e) {
        throw unexpected(e);
      }
    }

    Object[] values(Node node) {
      Object[] values = new Object[accessors.length];
      for (int at = 0; at < values.length; at++) {
        values[at] = value(node, at);
      }
      return values;
    }

    Node make(Object[] values) {
      try {
        return (Node) (Object) constructor.invokeExact(values);
      } catch (Throwable e) {
        throw unexpected(e);
      }
    }

    private static IllegalStateException unexpected(Throwable e) {
      if (e instanceof Error error) {
        throw error;
      }
      return new IllegalStateException("a rule gave a node of a kind that can't stand there", e);
    }
  }
}
