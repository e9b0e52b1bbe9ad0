package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.source.csv.CsvText;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FailingImportsSpec {

  private static final Actor INA = Actors.administrator();

  private final DyingStorage dying = new DyingStorage();
  private final Storage storage = dying.asStorage();
  private final SettableClock clock = SettableClock.atStart();
  private final Crm crm = Crm.on(storage).clock(clock).background(false).jitter(() -> 0).start();
  private final Workspace workspace = crm.as(INA);
  private final ImportId id = started();

  @Nested
  class An_import_whose_last_attempt_failed {

    @Test
    void has_failed_and_says_why() {
      failForGood();

      ImportView failed = view();
      assertThat(failed.status())
          .isEqualTo(
              new ImportStatus.Failed(
                  failed.revision().updatedAt(),
                  "java.lang.IllegalStateException: no advance today",
                  ImportPhase.RUN));
      assertThat(workspace.jobs().get(job()).orElseThrow().state()).isEqualTo(JobState.DEAD);
      assertThat(leads()).isEmpty();
    }

    @Test
    void goes_on_when_its_job_is_retried() {
      failForGood();
      dying.mend();
      workspace.jobs().retry(job()).orElseThrow();
      assertThat(view().status()).isEqualTo(new ImportStatus.Running(clock.instant()));

      crm.runDue();
      assertCompleted();
    }

    @Test
    void goes_on_when_it_is_started_again() {
      failForGood();
      dying.mend();
      JobId first = job();
      workspace.imports().start(id).orElseThrow();
      assertThat(job()).isNotEqualTo(first);

      crm.runDue();
      assertCompleted();
    }

    @Test
    void is_no_longer_moved_by_the_job_of_its_first_start() {
      failForGood();
      dying.mend();
      JobId first = job();
      workspace.imports().start(id).orElseThrow();
      crm.runDue();
      workspace.jobs().retry(first).orElseThrow();
      workspace.jobs().cancel(first).orElseThrow();

      assertCompleted();
    }
  }

  @Test
  void an_import_whose_process_ended_in_the_last_attempt_has_failed() {
    var attempts = Set.of(ImportJob.KIND);
    for (int i = 0; i < JobRequest.USUAL_ATTEMPTS; i++) {
      storage
          .transactions()
          .always(() ->
              storage
                  .jobs()
                  .lease(
                      attempts,
                      "a process that is killed",
                      clock.instant(),
                      clock.instant().plusSeconds(60),
                      job -> {}));
      clock.advance(Duration.ofSeconds(60));
    }
    crm.runDue();

    assertThat(view().status())
        .isEqualTo(
            new ImportStatus.Failed(
                clock.instant(),
                "The process that ran it ended in the last attempt.",
                ImportPhase.RUN));
  }

  @Test
  void an_import_whose_waiting_job_is_cancelled_is_cancelled() {
    workspace.jobs().cancel(job()).orElseThrow();

    assertThat(view().status()).isEqualTo(new ImportStatus.Cancelled(clock.instant(), true));
    crm.runDue();
    assertThat(leads()).isEmpty();
  }

  private ImportId started() {
    ImportId uploaded =
        workspace
            .imports()
            .upload(
                "leads.csv",
                new ByteArrayInputStream(
                    CsvText.bytes("email\nada@engines.example\nbroken\ngrace@cobol.example\n")))
            .orElseThrow()
            .id();
    workspace.imports().start(uploaded).orElseThrow();
    return uploaded;
  }

  private void failForGood() {
    dying.failAlways("advance");
    for (int attempt = 0; attempt < JobRequest.USUAL_ATTEMPTS; attempt++) {
      crm.runDue();
      clock.advance(Duration.ofHours(1));
    }
  }

  private void assertCompleted() {
    ImportView done = view();
    assertThat(done.status().name()).isEqualTo(ImportStatus.Name.COMPLETED_WITH_ERRORS);
    assertThat(done.progress())
        .isEqualTo(new ImportProgress(3, 2, 0, 0, 0, 1, done.file().bytes()));
    assertThat(leads()).containsExactly("ada@engines.example", "grace@cobol.example");
  }

  private ImportView view() {
    return workspace.imports().get(id).orElseThrow();
  }

  private JobId job() {
    return new JobId(Objects.requireNonNull(view().job()));
  }

  private List<String> leads() {
    List<String> emails = new ArrayList<>();
    workspace
        .leadQueries()
        .export(
            ListQuery.all(LeadFields.CATALOGUE), l -> emails.add(l.values().get(LeadField.EMAIL)))
        .orElseThrow();
    return emails.stream().sorted().toList();
  }
}
