package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.source.csv.CsvText;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.sample.SampleLeads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ResumingImportsSpec {

  private static final int ROWS = 2_100;
  private static final Actor INA = Actors.administrator();
  private static final byte[] FILE = file(ROWS);
  private static final byte[] FEW = file(400);

  /** What is left when an import has come to its end, or was taken back. */
  private record End(
      ImportStatus.Name status,
      ImportProgress progress,
      @Nullable ImportProgress check,
      @Nullable RevertProgress reverted,
      List<Map<LeadField, String>> leads,
      List<ImportProblem> problems,
      long auditEntries) {}

  @Test
  void an_import_that_dies_anywhere_ends_as_if_it_had_not() {
    Import first = new Import(Integer.MAX_VALUE);
    End undisturbed = first.untilDone();
    assertThat(undisturbed.status()).isEqualTo(ImportStatus.Name.COMPLETED_WITH_ERRORS);
    assertThat(undisturbed.progress().rows()).isEqualTo(ROWS);
    assertThat(undisturbed.leads()).hasSize((int) undisturbed.progress().created());
    assertThat(undisturbed.progress().failed()).isGreaterThan(100);

    int steps = first.stepsUntilDone;
    assertThat(steps).isGreaterThan(8);
    for (int fatal = 1; fatal <= steps; fatal++) {
      Import dying = new Import(fatal);
      assertThat(dying.untilDone())
          .as("died at step %d of %d", fatal, steps)
          .isEqualTo(undisturbed);
      assertThat(dying.storage.died).as("died at step %d", fatal).isTrue();
    }
  }

  @Test
  void a_check_a_run_and_taking_it_back_that_die_anywhere_end_as_if_they_had_not() {
    Import first = new Import(Integer.MAX_VALUE, FEW);
    List<End> undisturbed = first.wholeLife();
    assertThat(undisturbed)
        .extracting(End::status)
        .containsExactly(
            ImportStatus.Name.CHECKED,
            ImportStatus.Name.COMPLETED_WITH_ERRORS,
            ImportStatus.Name.REVERTED);
    assertThat(undisturbed.get(1).progress()).isEqualTo(undisturbed.get(0).check());
    assertThat(undisturbed.get(1).progress().updated()).isGreaterThan(100);
    assertThat(undisturbed.get(2).leads()).isEqualTo(undisturbed.get(0).leads());

    int steps = first.storage.steps;
    for (int fatal = 1; fatal <= steps; fatal++) {
      assertThat(new Import(fatal, FEW).wholeLife())
          .as("died at step %d of %d", fatal, steps)
          .isEqualTo(undisturbed);
    }
  }

  @Test
  void an_import_told_to_stop_is_cancelled_with_its_job_and_keeps_what_it_brought() {
    Import running = new Import(Integer.MAX_VALUE);
    running.storage.between = () -> running.crm.as(INA).imports().cancel(running.id).orElseThrow();
    End end = running.untilDone();
    assertThat(end.status()).isEqualTo(ImportStatus.Name.CANCELLED);
    assertThat(end.progress().rows()).isEqualTo(1_000);
    assertThat(end.leads()).hasSize((int) end.progress().created());
  }

  @Test
  void an_import_whose_job_is_cancelled_while_it_runs_is_cancelled_and_keeps_what_it_brought() {
    Import running = new Import(Integer.MAX_VALUE);
    running.storage.between =
        () -> running.crm.as(INA).jobs().cancel(new JobId(running.view().job())).orElseThrow();
    End end = running.untilDone();
    assertThat(end.status()).isEqualTo(ImportStatus.Name.CANCELLED);
    assertThat(end.progress().rows()).isEqualTo(2_000);
    assertThat(end.leads()).hasSize((int) end.progress().created());
  }

  @Test
  void an_import_told_to_stop_behind_its_last_row_is_cancelled_and_its_job_does_not_fail() {
    Import running = new Import(Integer.MAX_VALUE, FEW);
    running.storage.between = () -> running.crm.as(INA).imports().cancel(running.id).orElseThrow();
    JobId job = new JobId(running.view().job());
    running.crm.runDue();
    assertThat(running.view().status().name()).isEqualTo(ImportStatus.Name.CANCELLED);
    assertThat(running.view().progress().rows()).isEqualTo(400);
    JobView ended = running.crm.as(INA).jobs().get(job).orElseThrow();
    assertThat(ended.error()).isNull();
    assertThat(ended.state().isFinished()).isTrue();
  }

  /** One import on a storage of its own that dies once. */
  private static final class Import {

    final DyingStorage storage;
    final Storage opened;
    final SettableClock clock = SettableClock.atStart();
    final Crm crm;
    ImportId id;
    int stepsUntilDone;

    Import(int fatalStep) {
      this(fatalStep, FILE);
    }

    Import(int fatalStep, byte[] file) {
      storage = new DyingStorage();
      opened = storage.asStorage();
      crm = Crm.on(opened).clock(clock).background(false).jitter(() -> 0).start();
      id =
          crm.as(INA)
              .imports()
              .upload("leads.csv", new ByteArrayInputStream(file))
              .orElseThrow()
              .id();
      crm.as(INA).imports().start(id).orElseThrow();
      storage.fatalStep = fatalStep;
      storage.steps = 0;
    }

    /** Checked, run and taken back, on leads some of which the file knows better. */
    List<End> wholeLife() {
      storage.counts = false;
      Imports imports = crm.as(INA).imports();
      crm.runDue();
      imports.cancel(id);
      ImportId second = again(imports);
      imports
          .follow(
              second, new UpsertRules(Set.of(UpsertRules.MatchKey.EMAIL), ConflictPolicy.OVERWRITE))
          .orElseThrow();
      id = second;
      List<End> ends = new ArrayList<>();
      imports.check(id).orElseThrow();
      ends.add(atRest());
      imports.start(id).orElseThrow();
      ends.add(atRest());
      imports.revert(id).orElseThrow();
      ends.add(atRest());
      return ends;
    }

    private static ImportId again(Imports imports) {
      return imports
          .upload("leads.csv", new ByteArrayInputStream(changedFile()))
          .orElseThrow()
          .id();
    }

    private End atRest() {
      for (int attempt = 0; attempt < 5 && isAtWork(); attempt++) {
        storage.counts = true;
        crm.runDue();
        storage.counts = false;
        clock.advance(Duration.ofHours(1));
      }
      return end();
    }

    private boolean isAtWork() {
      return switch (view().status().name()) {
        case CHECKING, RUNNING, REVERTING -> true;
        default -> false;
      };
    }

    End untilDone() {
      for (int attempt = 0;
          attempt < 5 && view().status() instanceof ImportStatus.Running;
          attempt++) {
        crm.runDue();
        clock.advance(Duration.ofHours(1));
      }
      stepsUntilDone = storage.steps;
      storage.fatalStep = Integer.MAX_VALUE;
      return end();
    }

    private End end() {
      List<Map<LeadField, String>> leads = new ArrayList<>();
      crm.as(INA)
          .leadQueries()
          .export(ListQuery.all(LeadFields.CATALOGUE), l -> leads.add(l.values()))
          .orElseThrow();
      leads.sort(Comparator.comparing(String::valueOf));
      List<ImportProblem> problems = new ArrayList<>();
      crm.as(INA).imports().errors(id, problems::add).orElseThrow();
      long[] entries = {0};
      opened.audit().eachInChainOrder(e -> entries[0] += e.action().equals("lead.capture") ? 1 : 0);
      ImportView view = view();
      return new End(
          view.status().name(),
          view.progress(),
          view.check(),
          view.reverted(),
          leads,
          problems,
          entries[0]);
    }

    ImportView view() {
      return crm.as(INA).imports().get(id).orElseThrow();
    }
  }

  /** The same people half of whom have moved to another company, and as many again. */
  private static byte[] changedFile() {
    StringBuilder file = new StringBuilder("givenName,familyName,company,email\n");
    SampleLeads.drafts(11)
        .limit(1_200)
        .map(LeadDraft::values)
        .forEach(v ->
            file.append(v.get(LeadField.GIVEN_NAME))
                .append(',')
                .append(v.get(LeadField.FAMILY_NAME))
                .append(",New Company,")
                .append(file.length() % 13 == 5 ? "broken" : v.get(LeadField.EMAIL))
                .append('\n'));
    return CsvText.bytes(file.toString());
  }

  private static byte[] file(int rows) {
    StringBuilder file = new StringBuilder("givenName,familyName,company,email,country\n");
    List<LeadDraft> drafts = SampleLeads.drafts(11).limit(rows).toList();
    for (int i = 0; i < rows; i++) {
      Map<LeadField, String> v = drafts.get(i).values();
      String email =
          i % 17 == 5
              ? "broken"
              : i % 23 == 7
                  ? drafts.get(i - 1).values().get(LeadField.EMAIL)
                  : v.get(LeadField.EMAIL);
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
    return CsvText.bytes(file.toString());
  }
}
