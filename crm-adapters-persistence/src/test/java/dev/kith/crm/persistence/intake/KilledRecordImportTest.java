package dev.kith.crm.persistence.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.KilledDatabases;
import dev.kith.crm.persistence.OtherProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that imports deals is killed without warning, and the next one goes on. */
class KilledRecordImportTest {

  private static final int ROWS = 9_000;
  private static final int DONE_BEFORE_THE_KILL = 2_000;

  /** Longer than any lease. */
  private static final Duration LATER = Duration.ofMinutes(5);

  /** What is left when an import has come to its end. */
  private record End(
      ImportStatus.Name status,
      ImportProgress progress,
      List<String> deals,
      List<ImportProblem> problems,
      long auditEntries,
      int events) {}

  /**
   * Imports the file in the background, and says its id and each number of rows that it sees done.
   */
  static final class Importer {
    public static void main(String[] arguments) {
      Storage storage = JooqStorage.open(KilledDatabases.settings(arguments));
      RecordFiles.accounts(Crm.on(storage).background(false).start());
      Crm crm = Crm.on(storage).start();
      ImportId id = RecordFiles.deals(crm, ROWS);
      System.out.println("import " + id);
      long seen = 0;
      while (seen < ROWS) {
        long rows = view(crm, id).progress().rows();
        if (rows > seen) {
          System.out.println("rows " + rows);
          seen = rows;
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
  void an_import_whose_process_is_killed_ends_as_if_it_had_not_been(List<String> database) {
    String[] arguments = database.toArray(String[]::new);
    ImportId killed = importedUntilKilled(arguments);

    try (Storage storage = JooqStorage.open(KilledDatabases.settings(arguments));
        Storage other = JooqStorage.open("jdbc:h2:mem:undisturbed")) {
      Crm crm =
          Crm.on(storage).clock(Clock.offset(Clock.systemUTC(), LATER)).background(false).start();
      ImportView found = view(crm, killed);
      assertThat(found.status().name()).isEqualTo(ImportStatus.Name.RUNNING);
      // H2 shows a commit to others a moment before it is on the disk, so the last that was seen
      // may be gone.
      assertThat(found.progress().rows()).isBetween(1L, ROWS - 1L);
      crm.runDue();

      Crm undisturbed = Crm.on(other).background(false).start();
      RecordFiles.accounts(undisturbed);
      ImportId id = RecordFiles.deals(undisturbed, ROWS);
      undisturbed.runDue();

      End expected = end(undisturbed, other, id);
      assertThat(expected.status()).isEqualTo(ImportStatus.Name.COMPLETED_WITH_ERRORS);
      assertThat(expected.progress().rows()).isEqualTo(ROWS);
      assertThat(expected.progress().failed()).isEqualTo(ROWS / 50);
      assertThat(expected.deals()).hasSize((int) expected.progress().created());
      assertThat(end(crm, storage, killed)).isEqualTo(expected);
    }
  }

  private static ImportId importedUntilKilled(String... database) {
    try (OtherProcess importer = OtherProcess.running(Importer.class, database)) {
      importer.says(
          line ->
              line.startsWith("rows ")
                  && Integer.parseInt(line.substring(5)) >= DONE_BEFORE_THE_KILL,
          1);
      importer.kill();
      return importer.said().stream()
          .filter(line -> line.startsWith("import "))
          .map(line -> new ImportId(UUID.fromString(line.substring(7))))
          .findFirst()
          .orElseThrow();
    }
  }

  private static ImportView view(Crm crm, ImportId id) {
    return crm.as(Actor.SYSTEM).imports().get(id).orElseThrow();
  }

  private static End end(Crm crm, Storage storage, ImportId id) {
    List<String> deals = new ArrayList<>();
    storage
        .opportunityReads()
        .each(
            ListQuery.all(OpportunityFields.CATALOGUE),
            new Visibility.All(),
            deal ->
                deals.add(
                    deal.get(OpportunityField.EXTERNAL_ID)
                        + " "
                        + deal.where().stage()
                        + " since "
                        + deal.where().since()
                        + " "
                        + deal.amount()));
    deals.sort(null);
    List<ImportProblem> problems = new ArrayList<>();
    crm.as(Actor.SYSTEM).imports().errors(id, problems::add).orElseThrow();
    long[] entries = {0};
    storage
        .audit()
        .eachInChainOrder(e -> entries[0] += e.action().startsWith("opportunity.") ? 1 : 0);
    ImportView view = view(crm, id);
    long events =
        storage.outbox().after(null, Integer.MAX_VALUE).stream()
            .filter(event -> event.event().subject().type().equals("opportunity"))
            .count();
    return new End(
        view.status().name(), view.progress(), deals, problems, entries[0], (int) events);
  }
}
