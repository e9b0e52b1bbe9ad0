package dev.kith.crm.persistence.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Suppliers;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.KilledDatabases;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that imports deals is killed without warning, and the next one goes on. */
class KilledRecordImportTest {

  private static final int ROWS = 6_000;
  private static final int DONE_BEFORE_THE_KILL = 2_000;

  private static final Supplier<End> UNDISTURBED =
      Suppliers.memoize(() ->
          KilledImports.undisturbed(
              crm -> {
                RecordFiles.accounts(crm);
                return RecordFiles.deals(crm, ROWS);
              },
              KilledRecordImportTest::end));

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
      KilledImports.tell(crm, RecordFiles.deals(crm, ROWS), ROWS);
    }
  }

  static Stream<List<String>> databases() {
    return KilledDatabases.each();
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Timeout(300)
  void an_import_whose_process_is_killed_ends_as_if_it_had_not_been(List<String> database) {
    End expected = UNDISTURBED.get();
    assertThat(
            KilledImports.goneOnWith(
                Importer.class, database, DONE_BEFORE_THE_KILL, ROWS, KilledRecordImportTest::end))
        .isEqualTo(expected);

    assertThat(expected.status()).isEqualTo(ImportStatus.Name.COMPLETED_WITH_ERRORS);
    assertThat(expected.progress().rows()).isEqualTo(ROWS);
    assertThat(expected.progress().failed()).isEqualTo(ROWS / 50);
    assertThat(expected.deals()).hasSize((int) expected.progress().created());
  }

  private static End end(Crm crm, Storage storage, ImportId id) {
    List<String> deals = RecordFiles.told(storage);
    ImportView view = KilledImports.view(crm, id);
    long events =
        storage.outbox().after(null, Integer.MAX_VALUE).stream()
            .filter(event -> event.event().subject().type().equals("opportunity"))
            .count();
    return new End(
        view.status().name(),
        view.progress(),
        deals,
        KilledImports.problems(crm, id),
        KilledImports.entries(storage, "opportunity."),
        (int) events);
  }
}
