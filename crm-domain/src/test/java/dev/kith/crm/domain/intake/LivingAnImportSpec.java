package dev.kith.crm.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LivingAnImportSpec {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.000123Z");
  private static final UpsertRules FILLS =
      new UpsertRules(Set.of(MatchKey.PHONE), ConflictPolicy.FILL_EMPTY);
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final UserId OWNER = Actors.userId("Ina Importer");
  private static final ImportMapping MAPPING =
      ImportMapping.ofFields(
          HeaderRow.PRESENT, Map.of(1, LeadField.FAMILY_NAME, 2, LeadField.EMAIL));
  private static final ImportStart START = start(ImportPhase.RUN, OWNER, new UUID(7, 7));

  private static final ImportStart CHECK = start(ImportPhase.CHECK, OWNER, new UUID(6, 6));
  private static final ImportStart REVERT = start(ImportPhase.REVERT, OWNER, new UUID(9, 9));

  private static final Import UPLOADED = uploaded(MAPPING);

  private static ImportStart start(ImportPhase phase, UserId by, UUID job) {
    return new ImportStart(
        phase,
        LATER,
        Actor.Kind.USER,
        by,
        "Ina Importer",
        true,
        Scope.ALL,
        Scope.ALL,
        Set.of(),
        job);
  }

  private static Import uploaded(ImportMapping guess) {
    return Import.upload(
            new ImportId(new UUID(1, 1)),
            new ImportFile("leads.csv", 1_000, "ab".repeat(32)),
            FileFormat.Csv.STANDARD,
            List.of("name", "email", "city"),
            guess,
            UpsertRules.USUAL,
            OWNER,
            NOW)
        .next();
  }

  private static Import running() {
    return next(UPLOADED.start(START, LATER));
  }

  private static Import next(Outcome<Change<Import>> outcome) {
    return outcome.orElseThrow().next();
  }

  @Nested
  class An_uploaded_import {

    @Test
    void takes_another_mapping() {
      ImportMapping other =
          ImportMapping.ofFields(HeaderRow.NONE, Map.of(3, LeadField.CITY, 1, LeadField.COMPANY));
      Import mapped = next(UPLOADED.map(other, LATER));
      assertThat(mapped.mapping()).isEqualTo(other);
      assertThat(mapped.revision().version()).isEqualTo(2);
    }

    @Test
    void lists_every_problem_of_a_mapping_at_its_column() {
      ImportMapping bad =
          ImportMapping.ofFields(
              HeaderRow.PRESENT, Map.of(1, LeadField.EMAIL, 2, LeadField.EMAIL, 4, LeadField.CITY));
      assertThat(UPLOADED.map(bad, LATER))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "columns/2",
                          "doubled-target",
                          "The field E-mail is filled by column 1 already."),
                      Violation.at(
                          "columns/4",
                          "unknown-column",
                          "The file has the columns 1 to 3, not 4."))));
    }

    @Test
    void takes_a_full_name_only_where_no_other_column_fills_a_part_of_it() {
      ImportMapping bad =
          new ImportMapping(
              HeaderRow.PRESENT,
              Map.of(1, ImportTarget.FULL_NAME, 2, ImportTarget.of(LeadField.FAMILY_NAME)));
      assertThat(UPLOADED.map(bad, LATER))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "columns/2",
                          "doubled-target",
                          "The field Family name is filled by column 1 already."))));
    }

    @Test
    void takes_each_part_of_a_touch_and_each_moment_from_one_column() {
      ImportTarget gclid = ImportTarget.named("gclid").orElseThrow();
      ImportMapping bad =
          new ImportMapping(
              HeaderRow.PRESENT, Map.of(1, ImportTarget.of(LeadField.EMAIL), 2, gclid, 3, gclid));
      assertThat(UPLOADED.map(bad, LATER))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "columns/3",
                          "doubled-target",
                          "The field Click id gclid is filled by column 2 already."))));
    }

    @Test
    void lets_every_row_say_the_same_in_a_field_that_no_column_fills() {
      ImportMapping mapping =
          new ImportMapping(
              HeaderRow.PRESENT,
              Map.of(2, ImportTarget.of(LeadField.EMAIL)),
              Map.of(LeadField.SOURCE, "Fair"));
      assertThat(next(UPLOADED.map(mapping, LATER)).mapping()).isEqualTo(mapping);

      ImportMapping bad =
          new ImportMapping(
              HeaderRow.PRESENT,
              Map.of(1, ImportTarget.of(LeadField.SOURCE)),
              Map.of(LeadField.SOURCE, "Fair", LeadField.EMAIL, "a@example.com"));
      assertThat(UPLOADED.map(bad, LATER))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "constants/email",
                          "constant-of-unique",
                          "No two leads can have the same E-mail, so not every row can."),
                      Violation.at(
                          "constants/source",
                          "doubled-target",
                          "The field Source is filled by column 1 already."))));
    }

    @Test
    void takes_mapping_and_rules_together_as_they_were_said_before() {
      ImportMapping mapping = ImportMapping.ofFields(HeaderRow.PRESENT, Map.of(2, LeadField.EMAIL));
      Import planned = next(UPLOADED.plan(mapping, UpsertRules.ALL_NEW, LATER));
      assertThat(planned.mapping()).isEqualTo(mapping);
      assertThat(planned.rules()).isEqualTo(UpsertRules.ALL_NEW);
      assertThat(planned.plan(mapping, UpsertRules.ALL_NEW, LATER))
          .isEqualTo(Outcome.done(Change.none(planned)));
      assertThat(running().plan(mapping, UpsertRules.ALL_NEW, LATER))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void needs_at_least_one_column_that_fills_a_field() {
      Outcome<Change<Import>> refused =
          Outcome.refused(
              Invalid.of(
                  Violation.at("columns", "required", "At least one column must fill a field.")));
      ImportMapping empty = ImportMapping.ofFields(HeaderRow.PRESENT, Map.of());
      assertThat(UPLOADED.map(empty, LATER)).isEqualTo(refused);
      assertThat(uploaded(empty).start(START, LATER)).isEqualTo(refused);
    }

    @Test
    void does_not_start_before_somebody_says_whether_there_is_a_header() {
      Import unsure = uploaded(new ImportMapping(HeaderRow.UNDECIDED, MAPPING.targets()));
      assertThat(unsure.start(START, LATER))
          .isEqualTo(Outcome.refused(new IntakeRefusal.HeaderUndecided()));
      assertThat(next(next(unsure.map(MAPPING, LATER)).start(START, LATER)).isAtWork()).isTrue();
    }

    @Test
    void remembers_who_started_it() {
      Import running = running();
      assertThat(running.start()).isEqualTo(START);
      assertThat(running.status()).isEqualTo(new ImportStatus.Running(LATER));
    }

    @Test
    void can_be_given_up() {
      assertThat(next(UPLOADED.cancel(LATER)).status())
          .isEqualTo(new ImportStatus.Cancelled(LATER, false));
    }

    @Test
    void says_what_happens_to_leads_that_are_there_already() {
      assertThat(UPLOADED.rules()).isEqualTo(UpsertRules.USUAL);
      Import fills = next(UPLOADED.follow(FILLS, LATER));
      assertThat(fills.rules()).isEqualTo(FILLS);
      assertThat(fills.follow(FILLS, LATER)).isEqualTo(Outcome.done(Change.none(fills)));
    }
  }

  @Nested
  class A_check {

    private final Import checking = next(UPLOADED.check(CHECK, LATER));
    private final Import checked = next(checking.checked(LATER));

    @Test
    void ends_with_the_import_checked_which_can_then_run() {
      assertThat(checking.isWorkOf(CHECK.job())).isTrue();
      assertThat(checked.status()).isEqualTo(new ImportStatus.Checked(LATER));
      assertThat(next(checked.start(START, LATER)).isWorkOf(START.job())).isTrue();
    }

    @Test
    void counts_no_more_once_the_mapping_or_the_rules_are_others() {
      ImportMapping other = ImportMapping.ofFields(HeaderRow.NONE, Map.of(1, LeadField.COMPANY));
      assertThat(next(checked.map(other, LATER)).status())
          .isEqualTo(new ImportStatus.Uploaded(LATER));
      assertThat(next(checked.follow(FILLS, LATER)).status())
          .isEqualTo(new ImportStatus.Uploaded(LATER));
      assertThat(checked.map(MAPPING, LATER)).isEqualTo(Outcome.done(Change.none(checked)));
    }

    @Test
    void that_is_stopped_leaves_the_import_as_it_was() {
      assertThat(next(checking.cancel(LATER)).status()).isEqualTo(new ImportStatus.Uploaded(LATER));
    }

    @Test
    void that_failed_can_be_made_again_or_left_out() {
      Import failed = next(checking.fail("the disk is full", LATER));
      assertThat(failed.status())
          .isEqualTo(new ImportStatus.Failed(LATER, "the disk is full", ImportPhase.CHECK));
      assertThat(next(failed.check(CHECK, LATER)).status().name())
          .isEqualTo(ImportStatus.Name.CHECKING);
      assertThat(next(failed.start(START, LATER)).status().name())
          .isEqualTo(ImportStatus.Name.RUNNING);
      assertThat(next(failed.resume(LATER)).status().name()).isEqualTo(ImportStatus.Name.CHECKING);
    }

    @Test
    void keeps_the_mapping_from_being_changed_meanwhile() {
      assertThat(checking.map(MAPPING, LATER))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition(
                      "import", "CHECKING", "UPLOADED", List.of("CHECKED", "UPLOADED", "FAILED"))));
    }
  }

  @Nested
  class A_paused_import {

    private final Import paused = next(running().pause(LATER));

    @Test
    void goes_on_by_another_job() {
      Import again = next(paused.start(start(ImportPhase.RUN, OWNER, new UUID(8, 8)), LATER));
      assertThat(again.isWorkOf(new UUID(8, 8))).isTrue();
      assertThat(again.isWorkOf(START.job())).isFalse();
    }

    @Test
    void can_be_stopped_and_taken_back() {
      Import cancelled = next(paused.cancel(LATER));
      assertThat(cancelled.status()).isEqualTo(new ImportStatus.Cancelled(LATER, true));
      assertThat(next(cancelled.revert(REVERT, LATER)).status().name())
          .isEqualTo(ImportStatus.Name.REVERTING);
    }

    @Test
    void can_be_neither_mapped_nor_checked() {
      List<String> allowed = List.of("RUNNING", "CANCELLED");
      assertThat(paused.map(MAPPING, LATER))
          .isEqualTo(
              Outcome.refused(new InvalidTransition("import", "PAUSED", "UPLOADED", allowed)));
      assertThat(paused.check(CHECK, LATER))
          .isEqualTo(
              Outcome.refused(new InvalidTransition("import", "PAUSED", "CHECKING", allowed)));
    }
  }

  @Nested
  class Taking_back {

    private final Import reverting =
        next(next(running().complete(true, LATER)).revert(REVERT, LATER));

    @Test
    void ends_with_the_import_taken_back_for_good() {
      Import reverted = next(reverting.reverted(LATER));
      assertThat(reverted.status()).isEqualTo(new ImportStatus.Reverted(LATER));
      assertThat(reverted.start(START, LATER))
          .isEqualTo(
              Outcome.refused(new InvalidTransition("import", "REVERTED", "RUNNING", List.of())));
    }

    @Test
    void cannot_be_stopped_but_goes_on_when_it_failed() {
      assertThat(reverting.cancel(LATER))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition(
                      "import", "REVERTING", "CANCELLED", List.of("REVERTED", "FAILED"))));
      Import failed = next(reverting.fail("the disk is full", LATER));
      assertThat(next(failed.revert(REVERT, LATER)).status().name())
          .isEqualTo(ImportStatus.Name.REVERTING);
      assertThat(next(failed.resume(LATER)).status().name()).isEqualTo(ImportStatus.Name.REVERTING);
    }

    @Test
    void is_not_for_an_import_that_never_ran() {
      assertThat(UPLOADED.revert(REVERT, LATER))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition(
                      "import",
                      "UPLOADED",
                      "REVERTING",
                      List.of("CHECKING", "RUNNING", "CANCELLED"))));
    }
  }

  @Nested
  class A_running_import {

    @Test
    void completes_fails_or_is_cancelled() {
      assertThat(next(running().complete(false, LATER)).status())
          .isEqualTo(new ImportStatus.Completed(LATER));
      assertThat(next(running().complete(true, LATER)).status())
          .isEqualTo(new ImportStatus.CompletedWithErrors(LATER));
      assertThat(next(running().fail("the disk is full", LATER)).status())
          .isEqualTo(new ImportStatus.Failed(LATER, "the disk is full", ImportPhase.RUN));
      assertThat(next(running().cancel(LATER)).status())
          .isEqualTo(new ImportStatus.Cancelled(LATER, true));
    }

    @Test
    void can_be_neither_mapped_nor_started_again() {
      List<String> allowed =
          List.of("PAUSED", "COMPLETED", "COMPLETED_WITH_ERRORS", "FAILED", "CANCELLED");
      assertThat(running().map(MAPPING, LATER))
          .isEqualTo(
              Outcome.refused(new InvalidTransition("import", "RUNNING", "UPLOADED", allowed)));
      assertThat(running().start(START, LATER))
          .isEqualTo(
              Outcome.refused(new InvalidTransition("import", "RUNNING", "RUNNING", allowed)));
    }
  }

  @Nested
  class A_failed_import {

    private final Import failed = next(running().fail("the disk is full", LATER));

    @Test
    void goes_on_as_it_was_started() {
      Instant muchLater = LATER.plusSeconds(60);
      Import resumed = next(failed.resume(muchLater));
      assertThat(resumed.status()).isEqualTo(new ImportStatus.Running(muchLater));
      assertThat(resumed.start()).isEqualTo(START);
    }

    @Test
    void is_started_again_by_somebody_else() {
      ImportStart again = start(ImportPhase.RUN, Actors.userId("Ben Beside"), new UUID(8, 8));
      assertThat(next(failed.start(again, LATER)).start()).isEqualTo(again);
    }

    @Test
    void can_be_neither_mapped_nor_cancelled() {
      assertThat(failed.map(MAPPING, LATER))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition(
                      "import", "FAILED", "UPLOADED", List.of("RUNNING", "REVERTING"))));
      assertThat(failed.cancel(LATER))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition(
                      "import", "FAILED", "CANCELLED", List.of("RUNNING", "REVERTING"))));
    }
  }

  @Nested
  class An_import_that_has_ended {

    @Test
    void stays_as_it_is() {
      Import completed = next(running().complete(false, LATER));
      assertThat(completed.cancel(LATER))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition("import", "COMPLETED", "CANCELLED", List.of("REVERTING"))));
      assertThat(completed.resume(LATER))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition("import", "COMPLETED", "RUNNING", List.of("REVERTING"))));
    }
  }
}
