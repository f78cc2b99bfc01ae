package org.godwit.convert.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.godwit.convert.ActionCode;
import org.godwit.convert.ActionItem;
import org.godwit.convert.Complexity;
import org.godwit.convert.Conversion;
import org.godwit.convert.ObjectKind;

/** What conversions came to and what is left to do. All renderings of it show the same numbers. */
public final class Assessment {
  private final Heading heading;
  private final Rates rates;
  private final List<AssessedObject> objects;
  private final List<ItemGroup> groups;

  /**
   * What it is about.
   *
   * @param name of the report
   * @param source the engine that objects come from
   * @param target the engine that they are converted to
   * @param notChecked why nobody looked into routines; empty where somebody did
   */
  public record Heading(String name, String source, String target, Optional<String> notChecked) {}

  /** What was converted from one server. */
  public record Part(String server, Conversion conversion) {}

  private Assessment(Heading heading, Rates rates, List<AssessedObject> objects) {
    this.heading = heading;
    this.rates = rates;
    this.objects = objects;
    this.groups = groups(objects, rates);
  }

  /** Of one or more servers. */
  public static Assessment of(Heading heading, List<Part> parts, Rates rates) {
    List<AssessedObject> objects = new ArrayList<>();
    for (Part part : parts) {
      part.conversion().objects().stream()
          .map(object -> AssessedObject.of(part.server(), object, rates))
          .forEach(objects::add);
    }
    return new Assessment(heading, rates, List.copyOf(objects));
  }

  private static List<ItemGroup> groups(List<AssessedObject> objects, Rates rates) {
    Map<ActionCode, List<ItemGroup.Occurrence>> occurrences = new EnumMap<>(ActionCode.class);
    for (AssessedObject object : objects) {
      for (ActionItem item : object.object().items()) {
        occurrences
            .computeIfAbsent(item.code(), _ -> new ArrayList<>())
            .add(new ItemGroup.Occurrence(object, item));
      }
    }
    Set<String> learnt = new HashSet<>(); // one number may have two severities
    return occurrences.entrySet().stream()
        .map(
            it ->
                new ItemGroup(
                    it.getKey(),
                    List.copyOf(it.getValue()),
                    learnt.add(it.getKey().number())
                        ? rates.learning(it.getKey())
                        : BigDecimal.ZERO,
                    rates.of(it.getKey())))
        .sorted(
            Comparator.comparing(ItemGroup::hours)
                .thenComparingInt(it -> it.occurrences().size())
                .reversed())
        .toList();
  }

  /** What it is about. */
  public Heading heading() {
    return heading;
  }

  /** Every object of the source. */
  public List<AssessedObject> objects() {
    return objects;
  }

  /** All objects together. */
  public Totals all() {
    return Totals.of(objects);
  }

  /** Storage and code: what a schema has, without what only stands in its scripts. */
  public Totals ofSchemas() {
    return Totals.of(objects.stream().filter(it -> it.category() != Category.OTHER).toList());
  }

  /** Of the objects of a category. */
  public Totals of(Category category) {
    return Totals.of(objects.stream().filter(it -> it.category() == category).toList());
  }

  /** By kind of object. */
  public Map<ObjectKind, Totals> byKind() {
    Map<ObjectKind, Totals> totals = new EnumMap<>(ObjectKind.class);
    objects.stream()
        .collect(Collectors.groupingBy(it -> it.object().id().kind()))
        .forEach((kind, of) -> totals.put(kind, Totals.of(of)));
    return totals;
  }

  /** By server and schema, in the order in which they come. */
  public List<SchemaTotals> bySchema() {
    record Where(String server, String schema) {}
    Function<AssessedObject, Where> where = it -> new Where(it.server(), it.schema());
    List<SchemaTotals> totals = new ArrayList<>();
    objects.stream()
        .filter(it -> it.category() != Category.OTHER)
        .collect(Collectors.groupingBy(where, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (key, of) ->
                totals.add(
                    new SchemaTotals(
                        key.server(),
                        key.schema(),
                        Totals.of(
                            of.stream().filter(it -> it.category() == Category.STORAGE).toList()),
                        Totals.of(
                            of.stream().filter(it -> it.category() == Category.CODE).toList()),
                        Totals.of(of))));
    return List.copyOf(totals);
  }

  /** Names of the servers. */
  public List<String> servers() {
    return objects.stream().map(AssessedObject::server).distinct().toList();
  }

  /** All action items by what they are about, those with most hours first. */
  public List<ItemGroup> groups() {
    return groups;
  }

  /** Hours of all open action items, with what is learnt once. */
  public BigDecimal hours() {
    return groups.stream().map(ItemGroup::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Hours that one action of that complexity is counted with, where no rate of its own is set. */
  public BigDecimal rate(Complexity complexity) {
    return rates.of(complexity);
  }

  /** Users, roles and grants. */
  public Rights rights() {
    return Rights.of(objects);
  }

  /** What of the source's engine is made use of. */
  List<Features.Feature> features() {
    return Features.of(objects);
  }
}
