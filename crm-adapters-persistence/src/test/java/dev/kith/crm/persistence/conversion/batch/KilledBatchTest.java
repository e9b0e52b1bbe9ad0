package dev.kith.crm.persistence.conversion.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.application.conversion.batch.BatchItemView;
import dev.kith.crm.application.conversion.batch.BatchView;
import dev.kith.crm.application.conversion.batch.ConversionBatches.Start;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.KilledDatabases;
import dev.kith.crm.persistence.OtherProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that converts many leads dies in the midst of that, and the next one goes on. */
class KilledBatchTest {

  private static final int LEADS = 100;
  private static final int DONE_BEFORE_THE_KILL = 20;

  /** Longer than any lease. */
  private static final Duration LATER = Duration.ofMinutes(5);

  private static final UserId DEADLY = new UserId(new UUID(0, 13));

  /** Begins a batch, and says each number of leads that it sees done. */
  static final class Converter {
    public static void main(String[] arguments) {
      Crm crm = Crm.on(JooqStorage.open(KilledDatabases.settings(arguments))).start();
      begun(crm, LEADS);
      int seen = 0;
      while (seen < LEADS) {
        int done = batch(crm).done();
        if (done > seen) {
          System.out.println("leads " + done);
          seen = done;
        }
      }
    }
  }

  /** Goes on with whatever there is, and dies at leads of one owner; the later the later. */
  static final class Victim {
    public static void main(String[] arguments) {
      Crm crm =
          Crm.on(JooqStorage.open(arguments[0]))
              .owners(user -> {
                if (user.equals(DEADLY)) {
                  OtherProcess.die();
                }
                return true;
              })
              .clock(later(Integer.parseInt(arguments[1])))
              .background(false)
              .start();
      crm.runDue();
    }
  }

  static Stream<List<String>> databases() {
    return KilledDatabases.each();
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Timeout(300)
  void every_lead_is_converted_once(List<String> database) {
    String[] arguments = database.toArray(String[]::new);
    try (OtherProcess converter = OtherProcess.running(Converter.class, arguments)) {
      converter.says(
          line ->
              line.startsWith("leads ")
                  && Integer.parseInt(line.substring(6)) >= DONE_BEFORE_THE_KILL,
          1);
      converter.kill();
    }
    try (Storage storage = JooqStorage.open(KilledDatabases.settings(arguments));
        Crm crm = Crm.on(storage).clock(later(1)).background(false).start()) {
      assertThat(batch(crm).state()).isEqualTo(JobState.RUNNING);
      assertThat(batch(crm).done()).isBetween(1, LEADS - 1);

      crm.runDue();

      BatchView batch = batch(crm);
      assertThat(batch.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(batch.counts().get(Fate.CONVERTED)).isEqualTo(LEADS);
      List<Conversion> conversions = conversions(crm);
      assertThat(conversions).hasSize(LEADS);
      assertThat(conversions.stream().map(Conversion::lead).distinct()).hasSize(LEADS);
      assertThat(storage.accounts().versions(null, LEADS + 9)).hasSize(LEADS);
      assertThat(items(crm, batch))
          .allMatch(item ->
              storage
                  .conversions()
                  .ofLead(item.item().lead())
                  .orElseThrow()
                  .id()
                  .equals(item.conversion()));
    }
  }

  @Test
  @Timeout(300)
  void a_lead_of_which_every_process_dies_is_put_aside() {
    String url = KilledDatabases.each().toList().getFirst().getFirst();
    try (Storage storage = JooqStorage.open(url);
        Crm crm = Crm.on(storage).owners(user -> true).background(false).start()) {
      List<LeadId> leads = begun(crm, 6);
      crm.as(Actor.SYSTEM).leads().assign(leads.get(2), DEADLY).orElseThrow();
    }
    for (int life = 1; life <= 4; life++) {
      assertThat(died(url, life)).isTrue();
    }
    assertThat(died(url, 5)).isFalse();

    try (Storage storage = JooqStorage.open(url);
        Crm crm = Crm.on(storage).background(false).start()) {
      BatchView batch = batch(crm);
      assertThat(batch.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(batch.counts().get(Fate.CONVERTED)).isEqualTo(5);
      assertThat(
              crm.as(Actor.SYSTEM)
                  .conversionBatches()
                  .items(batch.batch().id(), Fate.FAILED, 0, 9)
                  .orElseThrow())
          .extracting(item -> item.item().place() + " " + item.item().code())
          .containsExactly("3 internal-error");
    }
  }

  private static boolean died(String url, int life) {
    try (OtherProcess victim = OtherProcess.running(Victim.class, url, String.valueOf(life))) {
      return victim.died();
    }
  }

  private static Clock later(int times) {
    return Clock.offset(Clock.systemUTC(), LATER.multipliedBy(times));
  }

  private static List<LeadId> begun(Crm crm, int count) {
    Workspace kith = crm.as(Actor.SYSTEM);
    List<LeadId> leads =
        IntStream.range(0, count)
            .mapToObj(i ->
                kith.leads()
                    .capture(
                        new Capture(
                            LeadDraft.named("Ada", unlikeOthers(i))
                                .company("Firm " + unlikeOthers(i + count))
                                .email("ada@firm" + i + ".example")))
                    .orElseThrow()
                    .id())
            .toList();
    leads.forEach(lead -> kith.leads().qualify(lead).orElseThrow());
    kith.conversionBatches().start(Start.of(leads)).orElseThrow();
    return leads;
  }

  /** A name of letters that looks like no other one, so that nobody is asked about candidates. */
  private static String unlikeOthers(int number) {
    return UUID.nameUUIDFromBytes(new byte[] {(byte) number, (byte) (number >> 8)})
        .toString()
        .replace("-", "")
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 16))))
        .collect(Collectors.joining());
  }

  private static BatchView batch(Crm crm) {
    return crm.as(Actor.SYSTEM).conversionBatches().list(null, 1).orElseThrow().getFirst();
  }

  private static List<BatchItemView> items(Crm crm, BatchView batch) {
    return crm.as(Actor.SYSTEM)
        .conversionBatches()
        .items(batch.batch().id(), null, 0, 200)
        .orElseThrow();
  }

  private static List<Conversion> conversions(Crm crm) {
    List<Conversion> all = new ArrayList<>();
    List<Conversion> some =
        crm.as(Actor.SYSTEM).conversions().list(Which.ALL, null, 200).orElseThrow();
    while (!some.isEmpty()) {
      all.addAll(some);
      some =
          crm.as(Actor.SYSTEM)
              .conversions()
              .list(Which.ALL, some.getLast().id(), 200)
              .orElseThrow();
    }
    return all;
  }
}
