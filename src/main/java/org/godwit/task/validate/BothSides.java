package org.godwit.task.validate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.godwit.engine.EngineException;

/** Asks both sides the same question at the same time, over one connection to each. */
final class BothSides {
  private final Pairing pairing;
  private final Queries queries;
  private final ExecutorService threads;
  private final Connection source;
  private final Connection target;
  private final SourcePace pace;
  private long sliceRows;

  /**
   * Both sides over these connections.
   *
   * @param sliceRows how many rows a slice is thought to have
   */
  BothSides(
      Pairing pairing,
      Queries queries,
      ExecutorService threads,
      Connection source,
      Connection target,
      SourcePace pace,
      long sliceRows) {
    this.pace = pace;
    this.sliceRows = sliceRows;
    this.pairing = pairing;
    this.queries = queries;
    this.threads = threads;
    this.source = source;
    this.target = target;
  }

  Pairing pairing() {
    return pairing;
  }

  /** The two answers. */
  record Answers<T>(T source, T target) {}

  /** One row that a bucket holds, by its hash. */
  record HashedRow(String key, long count) {}

  Answers<Map<Long, BucketSum>> buckets(Slice slice, Buckets within, int bits)
      throws InterruptedException {
    Answers<Map<Long, BucketSum>> answers =
        ask(
            sliceRows,
            Question.plain(pairing.source().buckets(slice, within, bits)),
            Question.plain(pairing.target().buckets(slice, within, bits)),
            HashMap::new,
            BothSides::putBucket,
            sums -> within.isAll() ? rowsOf(sums) : sliceRows);
    if (within.isAll()) {
      sliceRows = rowsOf(answers.source());
    }
    return answers;
  }

  static long rowsOf(Map<Long, BucketSum> sums) {
    return sums.values().stream().mapToLong(BucketSum::rows).sum();
  }

  private static void putBucket(Map<Long, BucketSum> sums, ResultSet row) throws SQLException {
    long bucket = row.getLong(1);
    if (row.wasNull()) {
      // No member of a row's text is NULL; MySQL gives NULL for a text that grew too long.
      throw new SQLException(
          "some rows are longer as text than the server's max_allowed_packet; raise it and validate again");
    }
    sums.put(bucket, new BucketSum(row.getLong(2), row.getBigDecimal(3), row.getBigDecimal(4)));
  }

  Answers<Map<String, HashedRow>> rows(Slice slice, Buckets buckets) throws InterruptedException {
    return ask(
        sliceRows,
        Question.plain(pairing.source().rows(slice, buckets)),
        Question.plain(pairing.target().rows(slice, buckets)),
        HashMap::new,
        (rows, row) -> rows.put(row.getString(2), new HashedRow(row.getString(1), row.getLong(3))),
        _ -> sliceRows);
  }

  /** The cells of rows by identity; several rows may share one where a target has no key. */
  Answers<Map<String, List<List<CellText>>>> cells(
      Slice slice, List<String> sourceIdentities, List<String> targetIdentities)
      throws InterruptedException {
    int columns = pairing.columns().size();
    long wanted = pairing.source().isNumberKey() ? sourceIdentities.size() : sliceRows;
    long rows = sourceIdentities.isEmpty() ? 0 : wanted;
    return ask(
        rows,
        new Question(
            sourceIdentities.isEmpty() ? "" : pairing.source().cells(slice, sourceIdentities),
            pairing.source().cellParameters(sourceIdentities)),
        new Question(
            targetIdentities.isEmpty() ? "" : pairing.target().cells(slice, targetIdentities),
            pairing.target().cellParameters(targetIdentities)),
        HashMap::new,
        (cells, row) ->
            cells
                .computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                .add(cellsOf(row, columns)),
        _ -> rows);
  }

  private static List<CellText> cellsOf(ResultSet row, int columns) throws SQLException {
    List<CellText> cells = new ArrayList<>(columns);
    for (int i = 0; i < columns; i++) {
      cells.add(new CellText(row.getString(2 + 2 * i), row.getString(3 + 2 * i)));
    }
    return cells;
  }

  @FunctionalInterface
  private interface RowInto<T> {
    void read(T answer, ResultSet row) throws SQLException;
  }

  /** SQL and its parameters; none at all where a side isn't asked. */
  private record Question(String sql, List<String> parameters) {
    static Question plain(String sql) {
      return new Question(sql, List.of());
    }
  }

  private <T> Answers<T> ask(
      long rows,
      Question ofSource,
      Question ofTarget,
      Supplier<T> empty,
      RowInto<T> reader,
      ToLongFunction<T> rowsRead)
      throws InterruptedException {
    pace.begin(rows, queries::checkCancelled);
    long read = rows;
    Future<T> there = threads.submit(() -> run(target, ofTarget, empty.get(), reader));
    try {
      T here = run(source, ofSource, empty.get(), reader);
      read = rowsRead.applyAsLong(here);
      return new Answers<>(here, there.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pace.end(read - rows);
      // After an error on the source the target's connection is given back, and must be free.
      queries.awaitEnd(there);
    }
  }

  private <T> T run(Connection connection, Question question, T answer, RowInto<T> reader) {
    if (!question.sql().isEmpty()) {
      queries.run(
          connection, question.sql(), question.parameters(), row -> reader.read(answer, row));
    }
    return answer;
  }
}
