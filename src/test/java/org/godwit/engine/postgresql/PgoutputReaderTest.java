package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.Change.Deed;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableDefinitions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PgoutputReaderTest {
  private static final TableName ITEM = new TableName("shop", "item");
  private static final TableForm.Field ID = new TableForm.Field(1, 23, -1, true, "", "id");
  private static final TableForm FORM = new TableForm(70, 71, "1", List.of(ID));

  private final PgoutputReader reader =
      new PgoutputReader(
          new FollowedTables(
              Map.of(
                  70,
                  new FollowedTable(
                      new SourceTable(Table.of(ITEM, TableKind.TABLE, List.of()), List.of(), ""),
                      FORM,
                      List.of(),
                      false,
                      "1")),
              new Lsn(1),
              KnownTransactions.parse("100:105:102"),
              Map.of(70, ITEM, 80, new TableName("shop", "other")),
              AbsentTables.of(Map.of(), List.of()),
              new TableDefinitions(Map.of(), Map.of(), Map.of(), new Lsn(1))),
          true,
          "back",
          new Lsn(60),
          _ -> {});

  /** A task that stood there would apply what lies between once more. */
  @Test
  void aPlaceBeforeTheStreamsBeginningIsNoPlaceToGoOnFrom() {
    assertThat(reader.idle(59)).isNull();
    assertThat(reader.idle(60)).isEqualTo(new Change.Idle(new Lsn(60)));
  }

  /** A server answers how far it has read before it has counted what it has just sent. */
  @Test
  void aPlaceBeforeATransactionThatHasComeIsNoPlaceToGoOnFrom() {
    assertThat(reader.idle(100)).isEqualTo(new Change.Idle(new Lsn(100)));
    begin(7);
    assertThat(reader.idle(150)).isNull();
    byte[] commit =
        ByteBuffer.allocate(26).put((byte) 'C').put((byte) 0).putLong(200).putLong(240).array();
    assertThat(reader.read(commit, 0, 200)).isEqualTo(new Change.Commit(new Lsn(240)));
    assertThat(reader.idle(150)).isNull();
    assertThat(reader.idle(240)).isEqualTo(new Change.Idle(new Lsn(240)));
  }

  @Test
  void whatTheCatalogHasNotSeenIsToldAndWhatItHasSeenIsNot() {
    String renamed = "table\nALTER TABLE\nshop\ngoods\n0 0 d\n70 71 1\n1 23 -1 1 id";
    for (int seen : new int[] {99, 100, 104}) {
      begin(seen);
      assertThat(told(renamed)).as("transaction %d", seen).isNull();
    }
    for (int unseen : new int[] {102, 105, 200}) {
      begin(unseen);
      assertThat(told(renamed))
          .isEqualTo(new Change.Redefined(ITEM, Deed.ALTERED, "ALTER TABLE shop.goods"));
    }
    assertThat(told("dropped\nDROP TABLE\nshop\nitem\n70"))
        .isEqualTo(new Change.Redefined(ITEM, Deed.DROPPED, "DROP TABLE shop.item"));
    assertThat(told("dropped\nDROP TABLE\nshop\nother\n80")).isNull();
  }

  @Test
  void aTableIsMadeOrComesToAName() {
    begin(200);
    String form = "\n81 81 -\n1 23 -1 1 id";
    assertThat(told("table\nCREATE TABLE\nshop\na\\nb\n1 0 d" + form))
        .isEqualTo(
            new Change.Redefined(
                new TableName("shop", "a\nb"), Deed.MADE, "CREATE TABLE shop.a\nb"));
    assertThat(told("table\nCREATE TABLE\nshop\npart\n1 1 d" + form)).isNull();
    String other = "\n0 0 d\n80 81 -";
    assertThat(told("table\nALTER TABLE\nshop\nother" + other)).isNull();
    assertThat(told("table\nALTER TABLE\nshop\nnamed" + other))
        .isEqualTo(
            new Change.Redefined(
                new TableName("shop", "named"), Deed.MADE, "ALTER TABLE shop.named"));
  }

  @Test
  void whatTheRowsOfTheLogDoNotShowIsToldWhoeverHasSeenIt() {
    begin(99);
    String now = "table\nALTER TABLE\nshop\nitem\n0 0 %s\n70 71 %s\n1 %s -1 1 id";
    assertThat(told(now.formatted("d", "1", "23"))).isNull();
    assertThat(told(now.formatted("f", "1", "23"))).isNull();
    assertThat(told(now.formatted("d", "-", "23")))
        .isEqualTo(
            new Change.Redefined(
                ITEM, Deed.REMADE, "ALTER TABLE shop.item, by which its primary key changed"));
    assertThat(why(now.formatted("n", "1", "23"))).contains("REPLICA IDENTITY");
    assertThat(why(now.formatted("d", "1", "1043"))).contains("several times");
    assertThat(why("rewritten\nALTER TABLE\nshop\nitem\n70")).contains("USING");
    assertThat(why("repartitioned\nDROP TABLE\nshop\nitem\n70")).contains("partition");
  }

  @Test
  void messagesOfOthersAreNobodysBusiness() {
    begin(200);
    assertThat(reader.read(message("godwit", "dropped\nDROP TABLE\nshop\nitem\n70"), 0, 200))
        .isNull();
    assertThat(told("of a later build\nX\na\nb\n1")).isNull();
  }

  @Test
  void aTransactionThatTheOtherTaskHasMarkedIsLeftOut() {
    String dropped = "dropped\nDROP TABLE\nshop\nitem\n70";
    begin(200);
    assertThat(reader.read(message("godwit_loopback", "back"), 0, 200)).isNull();
    assertThat(told(dropped)).isNull();
    begin(201);
    assertThat(reader.read(message("godwit_loopback", "there"), 0, 200)).isNull();
    assertThat(told(dropped)).isNotNull();
  }

  @Test
  void aTransactionIsKnownByThe32BitsThatTheLogHas() {
    KnownTransactions early = new KnownTransactions(0x1_0000_0003L, 0x1_0000_0009L, Set.of());
    assertThat(early.contains(0xFFFF_FFF0)).isTrue();
    assertThat(early.contains(8)).isTrue();
    assertThat(early.contains(9)).isFalse();
    KnownTransactions late = new KnownTransactions(0xFFFF_FFF0L, 0xFFFF_FFF9L, Set.of());
    assertThat(late.contains(0xFFFF_FFF8)).isTrue();
    assertThat(late.contains(3)).isFalse();
  }

  private void begin(int transaction) {
    byte[] begin =
        ByteBuffer.allocate(21).put((byte) 'B').putLong(200).putLong(0).putInt(transaction).array();
    assertThat(reader.read(begin, 0, 150)).isInstanceOf(Change.Begin.class);
  }

  private @Nullable Change told(String text) {
    return reader.read(message("godwit_ddl", text), 0, 200);
  }

  private String why(String text) {
    return told(text) instanceof Change.Unreadable(TableName _, String why) ? why : "";
  }

  private static byte[] message(String prefix, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] name = (prefix + '\0').getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(10 + name.length + 4 + content.length)
        .put((byte) 'M')
        .put((byte) 1)
        .putLong(190)
        .put(name)
        .putInt(content.length)
        .put(content)
        .array();
  }
}
