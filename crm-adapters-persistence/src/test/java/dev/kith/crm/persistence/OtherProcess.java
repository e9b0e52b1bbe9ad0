package dev.kith.crm.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A JVM beside this one, with the same class path. It hears what the process says, line by line,
 * tells it what to do, and can kill it without warning.
 */
public final class OtherProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Nothing else ends a JVM so: one whose main method fails ends with 1. */
  private static final int DIED = 7;

  private final Process process;
  private final List<String> said = new ArrayList<>();
  private boolean silent;

  private OtherProcess(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().start(this::listen);
  }

  public static OtherProcess running(Class<?> main, String... arguments) {
    return running(256, main, arguments);
  }

  /**
   * @param heap in megabytes
   */
  public static OtherProcess running(int heap, Class<?> main, String... arguments) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Stream<String> command =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath,
            main.getName());
    try {
      return new OtherProcess(
          new ProcessBuilder(Stream.concat(command, Stream.of(arguments)).toList())
              .redirectErrorStream(true)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has said a line. */
  public void says(String line) {
    says(line::equals, 1);
  }

  /**
   * Waits until it has said so many such lines. Libraries and the logging may have something to say
   * as well.
   */
  public void says(Predicate<String> line, int times) {
    await(() -> silent || said().stream().filter(line).count() >= times);
    assertThat(said().stream().filter(line).count())
        .as("such lines in what the process said: %s", said())
        .isGreaterThanOrEqualTo(times);
  }

  public void order(String order) {
    try {
      process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new IllegalStateException("the process has ended: " + said(), e);
    }
  }

  /** Kills it, and waits until it is gone and all that it said has been heard. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Ends this process at once, as if it were killed, where a test has it die. */
  public static void die() {
    Runtime.getRuntime().halt(DIED);
  }

  /** Waits for its end, and answers whether it {@linkplain #die died} rather than came to it. */
  public boolean died() {
    int code = exitCode();
    assertThat(code).as("how the process ended that said: %s", said()).isIn(0, DIED);
    return code == DIED;
  }

  /** Waits for its end. */
  public int exitCode() {
    await(() -> silent);
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every line until now. */
  public synchronized List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private interface Condition {
    boolean holds();
  }

  private synchronized void await(Condition condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      long left = deadline - System.nanoTime();
      assertThat(left).as("nanoseconds left; the process said: %s", said).isPositive();
      try {
        wait(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard(line);
      }
    } catch (IOException e) {
      heard(e.toString());
    }
    synchronized (this) {
      silent = true;
      notifyAll();
    }
  }

  private synchronized void heard(String line) {
    said.add(line);
    notifyAll();
  }
}
