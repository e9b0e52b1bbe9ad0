package dev.kith.crm.persistence.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.duplicates.scan.ClusterView;
import dev.kith.crm.application.intake.duplicates.scan.DuplicateScans;
import dev.kith.crm.application.intake.duplicates.scan.ScanView;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.testkit.Accounts;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that looks through the leads or accounts of an H2 file for duplicates is killed without
 * warning, and the next one goes on.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledScanTest {

  private static final int RECORDS = 16_000;

  /** Two steps: that somebody sees the first does not yet mean that it has reached the disk. */
  private static final int LOOKED_AT_BEFORE_THE_KILL = 10_000;

  /** Every so many are there twice. */
  private static final int TWINS = 100;

  /** Longer than any lease. */
  private static final Duration LATER = Duration.ofMinutes(5);

  /** Looks for duplicates in the background, and says how many records it sees looked at. */
  static final class Scanner {
    public static void main(String[] arguments) {
      Crm crm = Crm.on(JooqStorage.open(arguments[0])).start();
      MergeKind kind = MergeKind.valueOf(arguments[1]);
      scans(crm).start(kind).orElseThrow();
      long seen = 0;
      while (true) {
        long now = latest(crm, kind).findings().records();
        if (now > seen) {
          seen = now;
          System.out.println("records " + seen);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LEAD", "ACCOUNT"})
  @Timeout(300)
  void what_it_finds_is_what_an_undisturbed_scan_finds(MergeKind kind) {
    String url = Databases.h2FileWithTables();
    try (Storage storage = JooqStorage.open(url)) {
      if (kind == MergeKind.LEAD) {
        imported(Crm.on(storage).background(false).start());
      } else {
        kept(storage);
      }
    }

    try (OtherProcess scanner = OtherProcess.running(Scanner.class, url, kind.name())) {
      scanner.says(
          line ->
              line.startsWith("records ")
                  && Integer.parseInt(line.substring(8)) >= LOOKED_AT_BEFORE_THE_KILL,
          1);
      scanner.kill();
    }

    try (Storage storage = JooqStorage.open(url)) {
      Crm crm =
          Crm.on(storage).clock(Clock.offset(Clock.systemUTC(), LATER)).background(false).start();
      ScanView half = latest(crm, kind);
      assertThat(half.finishedAt()).isNull();
      assertThat(half.findings().records()).isBetween(1L, RECORDS - 1L);
      crm.runDue();

      ScanView resumed = latest(crm, kind);
      assertThat(resumed.job()).isEqualTo(half.job());
      assertThat(resumed.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(resumed.findings().clusters()).isGreaterThanOrEqualTo(RECORDS / TWINS / 2);
      List<ClusterView> clusters = clusters(crm, kind);

      scans(crm).start(kind).orElseThrow();
      crm.runDue();
      ScanView undisturbed = latest(crm, kind);
      assertThat(undisturbed.job()).isNotEqualTo(resumed.job());
      assertThat(undisturbed.findings()).isEqualTo(resumed.findings());
      assertThat(clusters(crm, kind)).isEqualTo(clusters);
    }
  }

  private static void imported(Crm crm) {
    String rows =
        IntStream.range(0, RECORDS)
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
    assertThat(workspace.imports().get(id).orElseThrow().progress().created()).isEqualTo(RECORDS);
  }

  private static void kept(Storage storage) {
    List<Course<Account>> accounts =
        IntStream.range(0, RECORDS)
            .map(KilledScanTest::person)
            .mapToObj(person -> word(person) + " " + word(person + 7_919) + " Works")
            .map(name -> new Course<Account>(null, List.of(Accounts.of(AccountDraft.named(name)))))
            .toList();
    for (List<Course<Account>> some : Lists.partition(accounts, 1_000)) {
      storage
          .transactions()
          .always(() -> {
            storage.accounts().saveAll(some);
            return some;
          });
    }
  }

  private static int person(int number) {
    return number % TWINS == TWINS - 1 ? number - (TWINS - 1) : number;
  }

  /** The first of every hundred and the last are called the same and work for the same. */
  private static String row(int number) {
    int person = person(number);
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

  private static List<ClusterView> clusters(Crm crm, MergeKind kind) {
    List<ClusterView> all = new ArrayList<>();
    ClusterView.Page page = scans(crm).list(kind, null, DuplicateScans.LARGEST_LIST).orElseThrow();
    all.addAll(page.items());
    while (page.next() != null) {
      page = scans(crm).list(kind, page.next(), DuplicateScans.LARGEST_LIST).orElseThrow();
      all.addAll(page.items());
    }
    return all;
  }

  private static ScanView latest(Crm crm, MergeKind kind) {
    return scans(crm).latest(kind).orElseThrow().orElseThrow();
  }

  private static DuplicateScans scans(Crm crm) {
    return crm.as(Actor.SYSTEM).duplicateScans();
  }
}
