package org.godwit.convert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Sorts objects so that each comes behind what it needs, and else in the order of the script. Where
 * objects need each other, only what the server asks for when it makes them counts; where that is a
 * circle too, the script's order does.
 */
final class ScriptOrder {
  private final Function<ObjectId, Collection<ObjectId>> needs;
  private final Map<ObjectId, Integer> number = new HashMap<>();
  private final Map<ObjectId, Integer> lowest = new HashMap<>();
  private final Deque<ObjectId> waiting = new ArrayDeque<>();
  private final Set<ObjectId> isWaiting = new HashSet<>();
  private final List<List<ObjectId>> groups = new ArrayList<>();

  private ScriptOrder(Function<ObjectId, Collection<ObjectId>> needs) {
    this.needs = needs;
  }

  /**
   * The objects in an order in which they can be made.
   *
   * @param script the objects in the script's order
   * @param all what an object names, also in code that is looked at later
   * @param needed what must be there when it is made
   */
  static List<ObjectId> of(
      List<ObjectId> script,
      Function<ObjectId, ? extends Collection<ObjectId>> all,
      Function<ObjectId, ? extends Collection<ObjectId>> needed) {
    List<ObjectId> order = new ArrayList<>();
    for (List<ObjectId> circle : groups(script, all)) {
      if (circle.size() == 1) {
        order.addAll(circle);
      } else {
        for (List<ObjectId> group : groups(inOrder(circle, script), needed)) {
          order.addAll(inOrder(group, script));
        }
      }
    }
    return order;
  }

  private static List<ObjectId> inOrder(List<ObjectId> some, List<ObjectId> script) {
    if (some.size() == 1) {
      return some;
    }
    Set<ObjectId> set = new HashSet<>(some);
    return script.stream().filter(set::contains).toList();
  }

  /** Objects that need each other are one group; a group comes behind those that it needs. */
  private static List<List<ObjectId>> groups(
      List<ObjectId> script, Function<ObjectId, ? extends Collection<ObjectId>> needs) {
    Set<ObjectId> own = new HashSet<>(script);
    Map<ObjectId, List<ObjectId>> within = new HashMap<>();
    // In the script's order, so that nothing is turned round without need.
    Map<ObjectId, Integer> positions = new HashMap<>();
    script.forEach(it -> positions.put(it, positions.size()));
    for (ObjectId id : script) {
      within.put(
          id,
          needs.apply(id).stream()
              .filter(own::contains)
              .sorted(Comparator.comparingInt(it -> positions.getOrDefault(it, 0)))
              .toList());
    }
    ScriptOrder order = new ScriptOrder(id -> within.getOrDefault(id, List.of()));
    script.forEach(order::visit);
    return order.groups;
  }

  private record Visit(ObjectId id, Iterator<ObjectId> needed) {}

  /** Tarjan's way to find the strongly connected, without recursion: views may be deep. */
  private void visit(ObjectId first) {
    if (number.containsKey(first)) {
      return;
    }
    Deque<Visit> open = new ArrayDeque<>();
    open.push(begin(first));
    while (!open.isEmpty()) {
      Visit visit = open.peek();
      if (visit.needed().hasNext()) {
        ObjectId needed = visit.needed().next();
        if (!number.containsKey(needed)) {
          open.push(begin(needed));
        } else if (isWaiting.contains(needed)) {
          lowest.merge(visit.id(), number.getOrDefault(needed, 0), Math::min);
        }
      } else {
        open.pop();
        end(visit.id());
        if (!open.isEmpty()) {
          lowest.merge(open.peek().id(), lowest.getOrDefault(visit.id(), 0), Math::min);
        }
      }
    }
  }

  private Visit begin(ObjectId id) {
    number.put(id, number.size());
    lowest.put(id, number.getOrDefault(id, 0));
    waiting.push(id);
    isWaiting.add(id);
    return new Visit(id, needs.apply(id).iterator());
  }

  private void end(ObjectId id) {
    if (!Objects.equals(number.get(id), lowest.get(id))) {
      return;
    }
    List<ObjectId> group = new ArrayList<>();
    ObjectId member;
    do {
      member = waiting.pop();
      isWaiting.remove(member);
      group.add(member);
    } while (!member.equals(id));
    groups.add(group);
  }
}
