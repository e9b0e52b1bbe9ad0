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
    String database = "--database-url=jdbc:h2:file:" + folder.resolve("start");
    List<Long> kith = new ArrayList<>();
    List<Long> bare = new ArrayList<>();
    long resident = 0;
    for (int i = 0; i <= STARTS; i++) {
      long begun = System.nanoTime();
      try (ServerProcess server = ServerProcess.of(JAR, "--port=0", database)) {
        untilOk(URI.create(server.address + "/health/ready"));
        kith.add(System.nanoTime() - begun);
        resident = server.residentMebibytes();
      }
      long bareBegun = System.nanoTime();
      try (ServerProcess server = ServerProcess.of(BareServer.class, "0")) {
        untilOk(URI.create(server.address + "/lead"));
        bare.add(System.nanoTime() - bareBegun);
      }
    }
    // The first start makes the database and fills the disk cache; it is not counted.
    double kithMillis = median(kith.subList(1, kith.size())) / 1e6;
    double bareMillis = median(bare.subList(1, bare.size())) / 1e6;
    return List.of(
        new Figure(
            "cold start of the jar to the first 200 of `/health/ready`, H2 file, median of "
                + STARTS
                + "; limit: a bare Javalin",
            String.format(Locale.ROOT, "%,.0f ms", kithMillis),
            String.format(Locale.ROOT, "%,.0f ms", bareMillis),
            String.format(Locale.ROOT, "%.2f", kithMillis / bareMillis)),
        new Figure("memory at rest after the start (resident)", resident + " MiB", "", ""));
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

  private static double median(List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
