package org.godwit.task.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Index;
import org.godwit.catalog.Table;
import org.godwit.engine.Alterations;
import org.godwit.engine.CanonicalColumn;
import org.godwit.engine.CanonicalForm;
import org.godwit.engine.CanonicalText;
import org.godwit.engine.Dialect;

/** Decides which columns of a pair of tables are compared, in which form, and by which key. */
final class PairingPlanner {
  private final ValidationPair pair;
  private final ServerText source;
  private final ServerText target;
  private final Alterations alterations;
  private final ValidationSettings settings;
  private final List<RenderedColumn> sourceColumns = new ArrayList<>();
  private final List<RenderedColumn> targetColumns = new ArrayList<>();
  private final List<UncomparedColumn> uncompared;

  /** How one server writes and renders. */
  record ServerText(Dialect dialect, CanonicalText canonical) {}

  PairingPlanner(
      ValidationPair pair, ServerText source, ServerText target, ValidationSettings settings) {
    this.pair = pair;
    this.source = source;
    this.target = target;
    this.alterations = settings.alterations();
    this.settings = settings;
    this.uncompared = new ArrayList<>(pair.uncompared());
  }

  /** The two sides, ready to be asked. Call once. */
  Pairing plan() {
    pair.columns().forEach(this::addColumn);
    List<Integer> key = key();
    int rowBytesMax = Math.min(source.canonical().rowBytesMax(), target.canonical().rowBytesMax());
    return new Pairing(
        new Side(
            pair.source(),
            source.dialect(),
            source.canonical(),
            sourceColumns,
            key,
            pair.where(),
            rowBytesMax),
        new Side(
            pair.target(),
            target.dialect(),
            target.canonical(),
            targetColumns,
            key,
            "",
            rowBytesMax));
  }

  /** Columns that are not compared, with reasons; complete after {@link #plan}. */
  List<UncomparedColumn> uncompared() {
    return List.copyOf(uncompared);
  }

  private void addColumn(ColumnPair columns) {
    if (columns.source().type() instanceof DataType.Text && hasUnknownCharacters()) {
      leaveOut(columns, "its characters are replaced on the way (CharacterSetSettings)");
      return;
    }
    Optional<CanonicalForm> form =
        CanonicalForms.of(columns.source().type(), columns.target().type())
            .or(
                () ->
                    columns.hasFunctions()
                        ? Optional.of(new CanonicalForm.Text(false, true))
                        : Optional.empty());
    if (form.isEmpty()) {
      leaveOut(columns, "no common text is known for " + types(columns));
      return;
    }
    CanonicalColumn here =
        column(
            source, columns.source(), columns.sourceFunction(), form.get(), alterationsOf(columns));
    CanonicalColumn there =
        column(target, columns.target(), columns.targetFunction(), form.get(), Alterations.NONE);
    Optional<String> sourceValue = source.canonical().value(compared(here, columns));
    Optional<String> targetValue = target.canonical().value(compared(there, columns));
    if (sourceValue.isEmpty() || targetValue.isEmpty()) {
      leaveOut(
          columns,
          "the %s can't render %s as the other side does"
              .formatted(sourceValue.isEmpty() ? "source" : "target", types(columns)));
      return;
    }
    String name = columns.target().name();
    int bytesMax =
        RenderedColumn.bytesMax(form.get(), columns.source().type(), columns.target().type());
    sourceColumns.add(new RenderedColumn(name, here, sourceValue.get(), bytesMax));
    targetColumns.add(new RenderedColumn(name, there, targetValue.get(), bytesMax));
  }

  /** What is looked at of a column: of a LOB its beginning, where only that is wished. */
  private CanonicalColumn compared(CanonicalColumn column, ColumnPair columns) {
    return isLob(columns)
        ? new CanonicalColumn(
            column.reference(),
            column.column(),
            column.form(),
            column.alterations().withLobsCutTo(settings.lobBytesCompared()))
        : column;
  }

  /** LOBs are what arrives as bytes or as text without a limit. */
  private static boolean isLob(ColumnPair columns) {
    return switch (columns.target().type()) {
      case DataType.Text(int length, _) -> length == DataType.UNBOUNDED;
      case DataType.Binary _ -> true;
      default -> false;
    };
  }

  private Alterations alterationsOf(ColumnPair columns) {
    return (isLob(columns) ? alterations : alterations.withWholeLobs())
        .roundedTo(fractionDigits(columns.source().type(), columns.target().type()))
        .cutTo(
            settings.cutsLongValues()
                ? lengthLeft(columns.source().type(), columns.target().type())
                : Alterations.ANY_LENGTH)
        .withCharacters(
            columns.source().type() instanceof DataType.Text ? alterations.characters() : Map.of());
  }

  /** Where no server can say what became of a text: by a character set, or in a chain. */
  private boolean hasUnknownCharacters() {
    Map<Integer, Integer> characters = alterations.characters();
    return settings.replacesByCharset()
        || characters.values().stream().anyMatch(characters::containsKey);
  }

  /** What a shorter type leaves of a text or of bytes. */
  private static int lengthLeft(DataType source, DataType target) {
    if (target instanceof DataType.Text(int to, _)) {
      boolean isShorter =
          !(source instanceof DataType.Text(int from, _))
              || from == DataType.UNBOUNDED
              || from > to;
      return to != DataType.UNBOUNDED && isShorter ? to : Alterations.ANY_LENGTH;
    }
    if (source instanceof DataType.Binary(int from, _)
        && target instanceof DataType.Binary(int to, _)) {
      boolean isShorter = from == DataType.UNBOUNDED || from > to;
      return to != DataType.UNBOUNDED && isShorter ? to : Alterations.ANY_LENGTH;
    }
    return Alterations.ANY_LENGTH;
  }

  /** What a shorter type leaves of a fraction: the target's server rounds the rest away. */
  private static int fractionDigits(DataType source, DataType target) {
    if (source instanceof DataType.Decimal(_, int from)
        && target instanceof DataType.Decimal(_, int to)) {
      boolean isShorter = to != DataType.UNBOUNDED && (from == DataType.UNBOUNDED || to < from);
      return isShorter ? to : Alterations.ALL_DIGITS;
    }
    if (source instanceof DataType.Decimal(_, int from) && target instanceof DataType.Int) {
      return from == 0 ? Alterations.ALL_DIGITS : 0;
    }
    if (source instanceof DataType.Timestamp(int from, _)
        && target instanceof DataType.Timestamp(int to, _)) {
      return to < from ? to : Alterations.ALL_DIGITS;
    }
    if (CanonicalForms.isFinerThanMicros(source)) {
      return CanonicalForms.MICROS;
    }
    return Alterations.ALL_DIGITS;
  }

  private static CanonicalColumn column(
      ServerText server,
      Column column,
      String function,
      CanonicalForm form,
      Alterations alterations) {
    String name = server.dialect().quote(column.name());
    String reference =
        function.isEmpty() ? name : "(" + function.replace(ColumnPair.COLUMN, name) + ")";
    return new CanonicalColumn(reference, column, form, alterations);
  }

  private static String types(ColumnPair columns) {
    return "%s and %s".formatted(columns.source().nativeType(), columns.target().nativeType());
  }

  private void leaveOut(ColumnPair columns, String reason) {
    uncompared.add(new UncomparedColumn(columns.target().name(), reason));
  }

  /** Positions of the key's columns; empty where no key is compared in full by text. */
  private List<Integer> key() {
    List<List<String>> candidates = new ArrayList<>();
    pair.source().primaryKey().ifPresent(key -> candidates.add(key.columns()));
    pair.source().indexes().stream()
        .filter(index -> isKey(pair.source(), index))
        .forEach(index -> candidates.add(index.parts().stream().map(Index.Part::column).toList()));
    return candidates.stream()
        .map(this::positions)
        .filter(positions -> !positions.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Unique, of whole columns, and without a NULL, which would be allowed twice. */
  private static boolean isKey(Table table, Index index) {
    return index.unique()
        && index.predicate().isEmpty()
        && index.parts().stream()
            .allMatch(
                part ->
                    part.prefixLength() == DataType.UNBOUNDED
                        && table.column(part.column()).filter(c -> !c.nullable()).isPresent());
  }

  private List<Integer> positions(List<String> names) {
    List<Integer> positions = new ArrayList<>();
    for (String name : names) {
      for (int i = 0; i < sourceColumns.size(); i++) {
        RenderedColumn column = sourceColumns.get(i);
        if (column.column().column().name().equals(name) && !column.form().isComparedByValue()) {
          positions.add(i);
        }
      }
    }
    return positions.size() == names.size() ? positions : List.of();
  }
}
