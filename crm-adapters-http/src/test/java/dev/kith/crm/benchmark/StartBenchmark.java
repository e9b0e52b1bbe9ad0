package dev.kith.crm.benchmark;

import dev.kith.crm.benchmark.Benchmarks.Figure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long the server's jar takes to the first 200 on an existing database, and what it holds in
 * memory at rest.
 */
final class StartBenchmark {

  private static final Path JAR = Path.of("target/kith-server.jar");
  private static final int STARTS = 7;

  private StartBenchmark() {}

  static List<Figure> run(Path folder) throws Exception {
    if (!Files.exists(JAR)) {
      throw new IOException(
          "no " + JAR.toAbsolutePath() + ": build it with mvn -DskipTests package");
    }
    List<String> database = List.of("--port=0", "--database-url=jdbc:h2:file:" + folder + "/start");
    List<String> classData =
        List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + folder + "/kith.jsa");
    List<Long> plain = new ArrayList<>();
    List<Long> shared = new ArrayList<>();
    List<Long> bare = new ArrayList<>();
    long resident = 0;
    for (int i = 0; i <= STARTS; i++) {
      long begun = System.nanoTime();
      try (ServerProcess server = ServerProcess.of(List.of(), JAR, database)) {
        untilOk(URI.create(server.address + "/health/ready"));
        plain.add(System.nanoTime() - begun);
        resident = server.residentMebibytes();
      }
      begun = System.nanoTime();
      try (ServerProcess server = ServerProcess.of(classData, JAR, database)) {
        untilOk(URI.create(server.address + "/health/ready"));
        shared.add(System.nanoTime() - begun);
      }
      begun = System.nanoTime();
      try (ServerProcess server = ServerProcess.of(BareServer.class, "0")) {
        untilOk(URI.create(server.address + "/lead"));
        bare.add(System.nanoTime() - begun);
      }
    }
    String start =
        "start of the jar to the first 200 of `/health/ready`, H2 file, median of " + STARTS;
    return List.of(
        figure("cold " + start + "; limit: a bare Javalin", plain, bare),
        figure(start + ", with the class data of the first start; limit: the same", shared, bare),
        new Figure("memory at rest after the start (resident)", resident + " MiB", "", ""));
  }

  private static Figure figure(String what, List<Long> kith, List<Long> bare) {
    double kithMillis = median(kith) / 1e6;
    double bareMillis = median(bare) / 1e6;
    return new Figure(
        what,
        String.format(Locale.ROOT, "%,.0f ms", kithMillis),
        String.format(Locale.ROOT, "%,.0f ms", bareMillis),
        String.format(Locale.ROOT, "%.2f", kithMillis / bareMillis));
  }

  private static void untilOk(URI address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      long end = System.nanoTime() + 60_000_000_000L;
      while (System.nanoTime() < end) {
        try {
          if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          Thread.onSpinWait();
        }
      }
    }
    throw new IOException("never ready: " + address);
  }

  /**
   * The first start makes the database, the class data, and fills the disk cache; it is not
   * counted.
   */
  private static double median(List<Long> values) {
    long[] sorted = values.stream().skip(1).mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
