package dev.kith.crm.persistence.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.KilledDatabases;
import dev.kith.crm.persistence.OtherProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that takes imported deals back is killed without warning, and the next one goes on. */
class KilledRecordRevertTest {

  private static final int ROWS = 4_000;
  private static final int CREATED = ROWS - ROWS / 50;
  private static final int DONE_BEFORE_THE_KILL = 1_000;

  /** Longer than any lease. */
  private static final Duration LATER = Duration.ofMinutes(5);

  /** Imports, takes back in the background, and says how many it sees taken back. */
  static final class Reverter {
    public static void main(String[] arguments) {
      Storage storage = JooqStorage.open(KilledDatabases.settings(arguments));
      Crm importer = Crm.on(storage).background(false).start();
      RecordFiles.accounts(importer);
      ImportId id = RecordFiles.deals(importer, ROWS);
      importer.runDue();
      Crm crm = Crm.on(storage).start();
      System.out.println("import " + id);
      crm.as(Actor.SYSTEM).imports().revert(id).orElseThrow();
      long seen = 0;
      while (seen < CREATED) {
        RevertProgress now = KilledImports.view(crm, id).reverted();
        if (now != null && now.removed() > seen) {
          seen = now.removed();
          System.out.println("removed " + seen);
        }
      }
    }
  }

  static Stream<List<String>> databases() {
    return KilledDatabases.each();
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Timeout(300)
  void deals_are_taken_back_once_each_though_the_process_that_did_it_is_killed(
      List<String> database) {
    String[] arguments = database.toArray(String[]::new);
    ImportId id = untilKilled(arguments);

    try (Storage storage = JooqStorage.open(KilledDatabases.settings(arguments))) {
      Crm crm =
          Crm.on(storage).clock(Clock.offset(Clock.systemUTC(), LATER)).background(false).start();
      ImportView found = KilledImports.view(crm, id);
      assertThat(found.status().name()).isEqualTo(ImportStatus.Name.REVERTING);
      assertThat(found.reverted().removed()).isLessThan(CREATED);
      crm.runDue();

      ImportView end = KilledImports.view(crm, id);
      assertThat(end.status().name()).isEqualTo(ImportStatus.Name.REVERTED);
      assertThat(end.reverted()).isEqualTo(new RevertProgress(1, CREATED, 0, 0));
      assertThat(RecordFiles.told(storage)).isEmpty();
      assertThat(KilledImports.entries(storage, "opportunity.delete")).isEqualTo(CREATED);
    }
  }

  private static ImportId untilKilled(String... database) {
    try (OtherProcess reverter = OtherProcess.running(Reverter.class, database)) {
      reverter.says(
          line ->
              line.startsWith("removed ")
                  && Integer.parseInt(line.substring(8)) >= DONE_BEFORE_THE_KILL,
          1);
      reverter.kill();
      return reverter.said().stream()
          .filter(line -> line.startsWith("import "))
          .map(line -> new ImportId(UUID.fromString(line.substring(7))))
          .findFirst()
          .orElseThrow();
    }
  }
}
