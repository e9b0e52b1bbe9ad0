package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.http.testkit.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as it runs in earnest: its main class in a JVM of its own. */
final class ServerInProcess implements AutoCloseable {

  private final Process process;
  private final URI address;

  private ServerInProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static ServerInProcess on(String databaseUrl, String... more) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                KithServer.class.getName(),
                "--port=0",
                "--database-url=" + databaseUrl,
                "--admin-login=" + OwnServer.LOGIN,
                "--admin-password=" + OwnServer.PASSWORD,
                "--dns=off",
                "--enrich-new-leads=false",
                "--rate-limit=0"));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith("READY ")) {
        Thread.ofPlatform().daemon().start(() -> drain(lines));
        String url = line.substring("READY ".length()).replaceAll(" .*", "");
        return new ServerInProcess(process, URI.create(url));
      }
    }
    throw new AssertionError("the server ended before it was ready: " + said);
  }

  Api api() {
    return new Api(address + "/api/v1");
  }

  KeptOpen keptOpen() throws IOException {
    return new KeptOpen(address.getPort());
  }

  /** Sends SIGTERM. */
  void terminate() {
    assertThat(process.supportsNormalTermination()).isTrue();
    process.destroy();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the server has ended").isTrue();
    return process.exitValue();
  }

  /** So that it never waits for somebody to read what it says. */
  private static void drain(BufferedReader lines) {
    try {
      while (lines.readLine() != null) {
        // Nobody asks for it any more.
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
