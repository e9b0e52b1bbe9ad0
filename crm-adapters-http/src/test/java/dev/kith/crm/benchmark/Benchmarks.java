package dev.kith.crm.benchmark;

import dev.kith.crm.persistence.kernel.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Measures imports, the API, searching, checking for duplicates, engagement, conversions and
 * starting, each beside a limit measured in the same run, and prints a table in Markdown. The
 * PostgreSQL is a real one with durable commits.
 *
 * <p>Arguments: {@code
 * --only=import,http,search,duplicates,scan,scores,start,engagement,board,records,conversions},
 * {@code --on=h2,postgresql}, {@code --leads=100000}, {@code --seconds=10}, {@code
 * --events=100000}, {@code --opportunities=100000}, {@code --records=20000}, {@code
 * --conversions=2000}, {@code --folder=}: where the databases are kept, so that the next run finds
 * them filled and does not measure imports.
 */
public final class Benchmarks {

  private static final Set<String> ALL =
      Set.of(
          "import",
          "http",
          "search",
          "duplicates",
          "scan",
          "scores",
          "start",
          "engagement",
          "board",
          "records",
          "conversions");

  private static final Set<String> DATABASES = Set.of("h2", "postgresql");

  private Benchmarks() {}

  /** A line of the table: what, how much, and how it stands to its limit. */
  record Figure(String what, String value, String limit, String ratio) {

    static Figure of(String what, String unit, double value, double limit) {
      return new Figure(
          what,
          String.format(Locale.ROOT, "%,.0f %s", value, unit),
          String.format(Locale.ROOT, "%,.0f %s", limit, unit),
          String.format(Locale.ROOT, "%.2f", value / limit));
    }

    static Figure of(String what, Load.Measured value, Load.Measured limit) {
      return new Figure(
          what,
          value.toString().strip(),
          limit.toString().strip(),
          String.format(Locale.ROOT, "%.2f", value.perSecond() / limit.perSecond()));
    }
  }

  public static void main(String[] arguments) throws Exception {
    int leads = Integer.parseInt(argument(arguments, "leads", "100000"));
    int events = Integer.parseInt(argument(arguments, "events", "100000"));
    int seconds = Integer.parseInt(argument(arguments, "seconds", "10"));
    Set<String> wanted = Set.of(argument(arguments, "only", String.join(",", ALL)).split(","));
    Set<String> databases =
        Set.of(argument(arguments, "on", String.join(",", DATABASES)).split(","));
    String kept = argument(arguments, "folder", "");
    Path folder = kept.isEmpty() ? Files.createTempDirectory("kith-benchmark") : Path.of(kept);
    printHead();
    if (databases.contains("postgresql")) {
      try (EmbeddedPostgres postgres = durablePostgres(folder.resolve("postgresql"))) {
        DatabaseSettings settings =
            DatabaseSettings.of(postgres.getJdbcUrl("postgres", "postgres"))
                .as("postgres", "postgres");
        try (Filled filled = Filled.by("PostgreSQL", settings, leads)) {
          measure(filled, wanted, seconds, events);
          if (wanted.contains("records")) {
            print(
                RecordImportBenchmark.run(
                    filled, Integer.parseInt(argument(arguments, "records", "20000"))));
          }
          if (wanted.contains("board")) {
            int opportunities = Integer.parseInt(argument(arguments, "opportunities", "100000"));
            PipelineBenchmark.run(filled, opportunities, seconds);
          }
          if (wanted.contains("conversions")) {
            int conversions = Integer.parseInt(argument(arguments, "conversions", "2000"));
            print(ConversionBenchmark.run(filled, conversions));
          }
          if (wanted.contains("http")) {
            print(HttpBenchmark.run(filled, seconds));
          }
        }
      }
    }
    if (databases.contains("h2")) {
      DatabaseSettings settings =
          DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("crm")).as("benchmark", "benchmark");
      try (Filled filled = Filled.by("H2", settings, leads)) {
        measure(filled, wanted, seconds, events);
      }
    }
    if (wanted.contains("start")) {
      print(StartBenchmark.run(folder));
    }
  }

  private static void measure(Filled filled, Set<String> wanted, int seconds, int events)
      throws Exception {
    if (wanted.contains("import")) {
      print(filled.importFigures());
    }
    if (wanted.contains("search")) {
      print(SearchBenchmark.run(filled, seconds));
    }
    if (wanted.contains("duplicates")) {
      print(DuplicateBenchmark.run(filled, seconds));
    }
    if (wanted.contains("engagement")) {
      print(EngagementBenchmark.run(filled, events));
    }
    if (wanted.contains("scan")) {
      print(List.of(DuplicateBenchmark.scan(filled)));
    }
    if (wanted.contains("scores")) {
      print(ScoreBenchmark.run(filled));
    }
  }

  /** The tests' own PostgreSQL does not wait for the disk; a benchmark's must. */
  private static EmbeddedPostgres durablePostgres(Path data) throws Exception {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("shared_buffers", "512MB")
        .setServerConfig("max_wal_size", "4GB")
        .start();
  }

  private static String argument(String[] arguments, String name, String usual) {
    String prefix = "--" + name + "=";
    for (String argument : arguments) {
      if (argument.startsWith(prefix)) {
        return argument.substring(prefix.length());
      }
    }
    return usual;
  }

  /** The load of the machine is that before anything is measured. */
  private static void printHead() throws Exception {
    System.out.println();
    System.out.println(machine());
    System.out.println();
    System.out.println("| what | measured | limit | ratio |");
    System.out.println("|---|---|---|---|");
  }

  static void print(List<Figure> figures) {
    figures.forEach(f ->
        System.out.println(
            "| " + f.what() + " | " + f.value() + " | " + f.limit() + " | " + f.ratio() + " |"));
  }

  private static String machine() throws Exception {
    String processor = "unknown processor";
    Path info = Path.of("/proc/cpuinfo");
    if (Files.exists(info)) {
      processor =
          Files.readAllLines(info).stream()
              .filter(l -> l.startsWith("model name"))
              .map(l -> l.replaceFirst(".*: ", ""))
              .findFirst()
              .orElse(processor);
    }
    return processor
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, Java "
        + Runtime.version().feature()
        + ", load "
        + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  static double perSecond(long count, long nanos) {
    return count * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
  }
}
