package dev.kith.crm.persistence.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.duplicates.scan.ClusterView;
import dev.kith.crm.application.intake.duplicates.scan.DuplicateScans;
import dev.kith.crm.application.intake.duplicates.scan.ScanView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OtherProcess;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A process that looks through the leads of an H2 file for duplicates is killed without warning,
 * and the next one goes on.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledScanTest {

  private static final int LEADS = 16_000;

  /** Two steps: that somebody sees the first does not yet mean that it has reached the disk. */
  private static final int LOOKED_AT_BEFORE_THE_KILL = 10_000;

  /** Every so many are there twice. */
  private static final int TWINS = 100;

  /** Longer than any lease. */
  private static final Duration LATER = Duration.ofMinutes(5);

  /** Looks for duplicates in the background, and says how many leads it sees looked at. */
  static final class Scanner {
    public static void main(String[] arguments) {
      Crm crm = Crm.on(JooqStorage.open(arguments[0])).start();
      scans(crm).start().orElseThrow();
      long seen = 0;
      while (true) {
        long now = latest(crm).findings().leads();
        if (now > seen) {
          seen = now;
          System.out.println("leads " + seen);
        }
      }
    }
  }

  @Test
  @Timeout(300)
  void what_it_finds_is_what_an_undisturbed_scan_finds() {
    String url = Databases.h2FileWithTables();
    try (Storage storage = JooqStorage.open(url)) {
      imported(Crm.on(storage).background(false).start());
    }

    try (OtherProcess scanner = OtherProcess.running(Scanner.class, url)) {
      scanner.says(
          line ->
              line.startsWith("leads ")
                  && Integer.parseInt(line.substring(6)) >= LOOKED_AT_BEFORE_THE_KILL,
          1);
      scanner.kill();
    }

    try (Storage storage = JooqStorage.open(url)) {
      Crm crm =
          Crm.on(storage).clock(Clock.offset(Clock.systemUTC(), LATER)).background(false).start();
      ScanView half = latest(crm);
      assertThat(half.finishedAt()).isNull();
      assertThat(half.findings().leads()).isBetween(1L, LEADS - 1L);
      crm.runDue();

      ScanView resumed = latest(crm);
      assertThat(resumed.job()).isEqualTo(half.job());
      assertThat(resumed.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(resumed.findings().clusters()).isGreaterThanOrEqualTo(LEADS / TWINS / 2);
      List<ClusterView> clusters = clusters(crm);

      scans(crm).start().orElseThrow();
      crm.runDue();
      ScanView undisturbed = latest(crm);
      assertThat(undisturbed.job()).isNotEqualTo(resumed.job());
      assertThat(undisturbed.findings()).isEqualTo(resumed.findings());
      assertThat(clusters(crm)).isEqualTo(clusters);
    }
  }

  private static void imported(Crm crm) {
    String rows =
        IntStream.range(0, LEADS)
            .mapToObj(KilledScanTest::row)
            .collect(Collectors.joining("", "E-mail,Given name,Family name,Company\n", ""));
    Workspace workspace = crm.as(Actor.SYSTEM);
    ImportId id =
        workspace
            .imports()
            .upload("x.csv", new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();
    workspace.imports().start(id).orElseThrow();
    crm.runDue();
    assertThat(workspace.imports().get(id).orElseThrow().progress().created()).isEqualTo(LEADS);
  }

  /** The first of every hundred and the last are called the same and work for the same. */
  private static String row(int number) {
    int person = number % TWINS == TWINS - 1 ? number - (TWINS - 1) : number;
    return "lead-%05d@firm-%d.example,%s,%s,%s Works\n"
        .formatted(number, number, word(person), word(person + 7_919), word(person + 104_729));
  }

  /** A word of its own for each number, and none like the next. */
  private static String word(int number) {
    String consonants = "bdfgklmnprstvz";
    String vowels = "aeiou";
    StringBuilder word = new StringBuilder();
    long rest = Math.floorMod(number * 2_654_435_761L, 343_000_000L);
    for (int i = 0; i < 4; i++) {
      word.append(consonants.charAt((int) (rest % 14)));
      rest /= 14;
      word.append(vowels.charAt((int) (rest % 5)));
      rest /= 5;
    }
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static List<ClusterView> clusters(Crm crm) {
    List<ClusterView> all = new ArrayList<>();
    ClusterView.Page page = scans(crm).list(null, DuplicateScans.LARGEST_LIST).orElseThrow();
    all.addAll(page.items());
    while (page.next() != null) {
      page = scans(crm).list(page.next(), DuplicateScans.LARGEST_LIST).orElseThrow();
      all.addAll(page.items());
    }
    return all;
  }

  private static ScanView latest(Crm crm) {
    return scans(crm).latest().orElseThrow().orElseThrow();
  }

  private static DuplicateScans scans(Crm crm) {
    return crm.as(Actor.SYSTEM).duplicateScans();
  }
}
