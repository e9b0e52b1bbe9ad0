package dev.kith.crm.persistence.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Suppliers;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.sample.SampleLeads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.KilledDatabases;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that imports a file is killed without warning, and the next one goes on. */
class KilledImportTest {

  private static final int ROWS = 9_000;
  private static final int DONE_BEFORE_THE_KILL = 3_000;

  private static final Supplier<End> UNDISTURBED =
      Suppliers.memoize(
          () -> KilledImports.undisturbed(KilledImportTest::begun, KilledImportTest::end));

  /** What is left when an import has come to its end. */
  private record End(
      ImportStatus.Name status,
      ImportProgress progress,
      List<Map<LeadField, String>> leads,
      List<ImportProblem> problems,
      long auditEntries,
      int events) {}

  /**
   * Imports the file in the background, and says its id and each number of rows that it sees done.
   */
  static final class Importer {
    public static void main(String[] arguments) {
      Crm crm = Crm.on(JooqStorage.open(KilledDatabases.settings(arguments))).start();
      KilledImports.tell(crm, begun(crm), ROWS);
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
                Importer.class, database, DONE_BEFORE_THE_KILL, ROWS, KilledImportTest::end))
        .isEqualTo(expected);

    assertThat(expected.status()).isEqualTo(ImportStatus.Name.COMPLETED_WITH_ERRORS);
    assertThat(expected.progress().rows()).isEqualTo(ROWS);
    assertThat(expected.progress().failed()).isGreaterThan(ROWS / 20);
    assertThat(expected.leads()).hasSize((int) expected.progress().created());
  }

  private static ImportId begun(Crm crm) {
    ImportId id =
        crm.as(Actor.SYSTEM)
            .imports()
            .upload("leads.csv", new ByteArrayInputStream(file()))
            .orElseThrow()
            .id();
    crm.as(Actor.SYSTEM).imports().start(id).orElseThrow();
    return id;
  }

  private static End end(Crm crm, Storage storage, ImportId id) {
    List<Map<LeadField, String>> leads = new ArrayList<>();
    crm.as(Actor.SYSTEM)
        .leadQueries()
        .export(ListQuery.all(LeadFields.CATALOGUE), lead -> leads.add(lead.values()))
        .orElseThrow();
    leads.sort(Comparator.comparing(lead -> lead.get(LeadField.EMAIL)));
    ImportView view = KilledImports.view(crm, id);
    return new End(
        view.status().name(),
        view.progress(),
        leads,
        KilledImports.problems(crm, id),
        KilledImports.entries(storage, "lead.capture"),
        storage.outbox().after(null, Integer.MAX_VALUE).size());
  }

  /** Some rows have no address, some that of the row before, and some a quote that does not end. */
  private static byte[] file() {
    StringBuilder file = new StringBuilder("givenName,familyName,company,email,country\n");
    List<LeadDraft> drafts = SampleLeads.drafts(11).limit(ROWS).toList();
    for (int i = 0; i < ROWS; i++) {
      Map<LeadField, String> v = drafts.get(i).values();
      String email = i % 17 == 5 ? "broken" : v.get(LeadField.EMAIL);
      if (i % 23 == 7) {
        email = drafts.get(i - 1).values().get(LeadField.EMAIL);
      }
      file.append(v.get(LeadField.GIVEN_NAME))
          .append(',')
          .append(v.get(LeadField.FAMILY_NAME))
          .append(",\"")
          .append(v.get(LeadField.COMPANY))
          .append(i % 31 == 3 ? "" : "\"")
          .append(',')
          .append(email)
          .append(',')
          .append(v.get(LeadField.COUNTRY))
          .append('\n');
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }
}
