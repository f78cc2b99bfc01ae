package org.godwit.task.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.engine.Password;
import org.godwit.engine.Position;
import org.godwit.engine.TableDefinitions;
import org.godwit.engine.Tls;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ServerWatchTest {
  private static final Duration SILENCE = Duration.ofMillis(400);
  private static final Duration END_MAX = Duration.ofSeconds(30);

  @Test
  void aCallIsEndedWhoseServerTakesConnectionsAndStaysSilent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      EngineException ended = waitFor(silent, end("mariadb", silent.getLocalPort()));
      assertThat(ended.failure()).isEqualTo(Failure.CONNECTION_LOST);
      assertThat(ended.sentence())
          .contains("the target mariadb://127.0.0.1:" + silent.getLocalPort(), "has not answered");
    }
  }

  @Test
  void aCallIsWaitedForWhereItsServerAnswersOthers() throws Exception {
    TestDatabase database = Servers.postgres().newDatabase();
    ServerWatch.End end =
        new ServerWatch.End(
            "target",
            Engines.standard().named("postgres"),
            new EndpointConfig(
                "postgres",
                database.host(),
                database.port(),
                database.name(),
                database.user(),
                new Password(database.password()),
                Tls.NONE,
                Map.of()));
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    try (ServerWatch watch = new ServerWatch(List.of(end), SILENCE, () -> 0, told::add);
        var _ = watch.keepsAlive(new UnreadStream())) {
      assertThat(told.poll(END_MAX.toSeconds(), TimeUnit.SECONDS)).contains("both servers answer");
      RuntimeException other = new IllegalStateException("another");
      assertThat(watch.explain(other)).isSameAs(other);
    }
  }

  /** A run is reading it, and at the moment waits for its target. */
  private static final class UnreadStream implements ChangeStream {
    @Override
    public @Nullable Change next(Duration patience) {
      throw new AssertionError("the watch reads no changes");
    }

    @Override
    public TableDefinitions definitions() {
      throw new AssertionError("the watch asks for no definitions");
    }

    @Override
    public void release(Position durable) {
      throw new AssertionError("the watch releases nothing");
    }

    @Override
    public void close() {
      throw new AssertionError("the watch closes nothing");
    }
  }

  private static ServerWatch.End end(String engine, int port) {
    EndpointConfig config =
        new EndpointConfig(
            engine,
            "127.0.0.1",
            port,
            "shop",
            "app",
            new Password("x"),
            Tls.NONE,
            Map.of("ConnectTimeout", "1"));
    return new ServerWatch.End("target", Engines.standard().named(engine), config);
  }

  /** As a run waits: in a virtual thread, for an answer that doesn't come. */
  private static EngineException waitFor(ServerSocket server, ServerWatch.End end)
      throws Exception {
    CompletableFuture<EngineException> ended = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (ServerWatch watch = new ServerWatch(List.of(end), SILENCE, () -> 0, _ -> {});
                  Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
                  InputStream answer = socket.getInputStream()) {
                ended.complete(read(answer, watch));
              } catch (IOException | RuntimeException e) {
                ended.completeExceptionally(e);
              }
            });
    return ended.get(END_MAX.toSeconds(), TimeUnit.SECONDS);
  }

  private static EngineException read(InputStream answer, ServerWatch watch) {
    try {
      throw new IllegalStateException("the silent server said " + answer.read());
    } catch (IOException e) {
      EngineException explained =
          (EngineException) watch.explain(new IllegalStateException("interrupted", e));
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      return explained;
    }
  }
}
