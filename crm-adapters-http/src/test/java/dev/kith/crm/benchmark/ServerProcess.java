package dev.kith.crm.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, as it runs in earnest. */
final class ServerProcess implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("http://[^\\s,;]+");

  private final Process process;
  final URI address;

  private ServerProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts a main class of this class path and waits for the line that has its address. */
  static ServerProcess of(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return started(command);
  }

  /**
   * Starts a runnable jar.
   *
   * @param options of the JVM
   */
  static ServerProcess of(List<String> options, Path jar, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return started(command);
  }

  private static ServerProcess started(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Duser.timezone=UTC", "-Dorg.jooq.no-logo=true", "-Dorg.jooq.no-tips=true"));
    // A bare server configures no logging, and would else write down every byte that it moves.
    String logging = System.getProperty("logback.configurationFile");
    if (logging != null) {
      command.add("-Dlogback.configurationFile=" + logging);
    }
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        Thread drain = new Thread(() -> drain(out), "drain");
        drain.setDaemon(true);
        drain.start();
        return new ServerProcess(process, URI.create(address.group().replaceAll("/$", "")));
      }
    }
    throw new IOException("the server ended before it was ready");
  }

  /** Resident memory in MiB, as the operating system counts it. */
  long residentMebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(l -> l.startsWith("VmRSS:"))
        .map(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(-1L);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void drain(BufferedReader out) {
    try {
      while (out.readLine() != null) {
        // What it says is not measured.
      }
    } catch (IOException e) {
      if (!"Stream closed".equals(e.getMessage())) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
