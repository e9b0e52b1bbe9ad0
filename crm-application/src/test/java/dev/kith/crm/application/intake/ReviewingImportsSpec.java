package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.review.ImportReviews.Answer;
import dev.kith.crm.application.intake.review.ImportReviews.Counts;
import dev.kith.crm.application.intake.review.ImportReviews.Decision;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReviewingImportsSpec {

  private static final String FILE =
      """
      E-mail,Company,City
      ada@engines.example,Engines Ltd,London
      grace@cobol.example,Cobol,
      new@new.example,New,York
      """;

  private final Crm crm =
      Crm.on(new MemoryStorage()).clock(SettableClock.atStart()).background(false).start();
  private final Actor ina = Actors.administrator();
  private final Workspace workspace = crm.as(ina);
  private final LeadId ada = lead("ada@engines.example", "Engines");
  private final LeadId grace = lead("grace@cobol.example", "Cobol");

  @AfterEach
  void close() {
    crm.close();
  }

  @Nested
  class Under_the_policy_review {

    @Test
    void rows_that_would_change_a_lead_are_put_aside_and_nothing_else() {
      ImportId id = imported();
      assertThat(workspace.imports().get(id).orElseThrow().progress())
          .isEqualTo(new ImportProgress(3, 1, 0, 1, 0, 0, 1, FILE.length()));
      assertThat(values(ada)).containsEntry(LeadField.COMPANY, "Engines");
      assertThat(workspace.importReviews().open(id, 0, 10).orElseThrow())
          .containsExactly(
              new ImportedRow(
                  1,
                  2,
                  RowFate.REVIEW,
                  ada.value(),
                  List.of(
                      new FieldChange("company", "Engines", "Engines Ltd"),
                      new FieldChange("city", null, "London")),
                  1));
      assertThat(workspace.imports().rows(id, RowFate.REVIEW, 0, 10).orElseThrow()).hasSize(1);
    }

    @Test
    void a_check_counts_them_and_shows_what_they_would_change() {
      ImportId id = upload(DeletedPolicy.NEW);
      workspace.imports().check(id).orElseThrow();
      crm.runDue();
      ImportView checked = workspace.imports().get(id).orElseThrow();
      assertThat(checked.check()).isEqualTo(new ImportProgress(3, 1, 0, 1, 0, 0, 1, FILE.length()));
      assertThat(checked.differences())
          .extracting(ImportedRow::fate)
          .containsExactly(RowFate.REVIEW);
      assertThat(workspace.importReviews().counts(id).orElseThrow()).isEqualTo(new Counts(0, 0, 0));

      workspace.imports().start(id).orElseThrow();
      crm.runDue();
      assertThat(workspace.imports().get(id).orElseThrow().differsFromCheck()).isFalse();
    }

    @Test
    void a_lead_in_the_bin_is_not_restored_by_itself() {
      workspace.leads().delete(ada).orElseThrow();
      ImportId id = upload(DeletedPolicy.RESTORE);
      workspace.imports().start(id).orElseThrow();
      crm.runDue();
      assertThat(workspace.imports().problems(id, RowFate.SKIPPED, 0, 10).orElseThrow())
          .extracting(ImportProblem::code)
          .containsExactly("lead-in-bin", "lead-unchanged");
    }
  }

  @Nested
  class Somebody_decides {

    private final ImportId id = imported();

    @Test
    void that_the_row_counts() {
      assertThat(decide(new Decision(1, ReviewDecision.TAKEN, Set.of())))
          .isEqualTo(new Answer(1, ReviewDecision.TAKEN, List.of()));
      assertThat(values(ada))
          .containsEntry(LeadField.COMPANY, "Engines Ltd")
          .containsEntry(LeadField.CITY, "London");
      assertThat(workspace.importReviews().counts(id).orElseThrow()).isEqualTo(new Counts(0, 1, 0));
      assertThat(workspace.imports().rows(id, RowFate.UPDATED, 0, 10).orElseThrow())
          .singleElement()
          .satisfies(row -> {
            assertThat(row.record()).isEqualTo(ada.value());
            assertThat(row.changes()).hasSize(2);
            assertThat(row.version()).isEqualTo(2);
          });
      assertThat(workspace.leadQueries().timeline(ada, null, 1).orElseThrow())
          .singleElement()
          .satisfies(entry -> {
            assertThat(entry.actorName()).isEqualTo(ina.name());
            assertThat(entry.cause()).isEqualTo("import/" + id);
          });
    }

    @Test
    void that_some_of_its_fields_count() {
      decide(new Decision(1, ReviewDecision.TAKEN, Set.of("city")));
      assertThat(values(ada))
          .containsEntry(LeadField.COMPANY, "Engines")
          .containsEntry(LeadField.CITY, "London");
    }

    @Test
    void that_the_lead_stays_as_it_is() {
      assertThat(decide(new Decision(1, ReviewDecision.KEPT, Set.of())))
          .isEqualTo(new Answer(1, ReviewDecision.KEPT, List.of()));
      assertThat(values(ada)).containsEntry(LeadField.COMPANY, "Engines");
      assertThat(workspace.importReviews().counts(id).orElseThrow()).isEqualTo(new Counts(0, 0, 1));
    }

    @Test
    void once_and_not_again() {
      decide(new Decision(1, ReviewDecision.KEPT, Set.of()));
      assertThat(decide(new Decision(1, ReviewDecision.TAKEN, Set.of())).problems())
          .extracting(Violation::code)
          .containsExactly("review-decided");
      assertThat(values(ada)).containsEntry(LeadField.COMPANY, "Engines");
    }

    @Test
    void and_what_was_edited_since_stays() {
      workspace
          .leads()
          .edit(ada, new Leads.Edit(Map.of(LeadField.COMPANY, Optional.of("Engines plc"))))
          .orElseThrow();
      Answer answer = decide(new Decision(1, ReviewDecision.TAKEN, Set.of()));
      assertThat(answer.decision()).isEqualTo(ReviewDecision.TAKEN);
      assertThat(answer.problems())
          .extracting(p -> p.pointer() + " " + p.code())
          .containsExactly("/company edited-since");
      assertThat(values(ada))
          .containsEntry(LeadField.COMPANY, "Engines plc")
          .containsEntry(LeadField.CITY, "London");
    }

    @Test
    void and_a_row_all_of_which_was_edited_since_stays_open() {
      workspace
          .leads()
          .edit(ada, new Leads.Edit(Map.of(LeadField.COMPANY, Optional.of("Engines plc"))))
          .orElseThrow();
      assertThat(decide(new Decision(1, ReviewDecision.TAKEN, Set.of("company"))).decision())
          .isNull();
      assertThat(workspace.importReviews().counts(id).orElseThrow().open()).isEqualTo(1);
    }

    @Test
    void only_on_fields_that_the_row_would_change() {
      assertThat(decide(new Decision(1, ReviewDecision.TAKEN, Set.of("phone"))).problems())
          .extracting(Violation::code)
          .containsExactly("unknown-field");
      assertThat(decide(new Decision(2, ReviewDecision.KEPT, Set.of())).problems())
          .extracting(Violation::code)
          .containsExactly("review-decided");
    }

    @Test
    void only_who_may_and_sees_only_what_is_not_hidden() {
      assertThat(crm.as(Actors.stranger()).importReviews().open(id, 0, 9))
          .isInstanceOf(Outcome.Refused.class);
      Workspace blinkered = crm.as(Actors.masked(ina, "lead.company"));
      assertThat(blinkered.importReviews().open(id, 0, 9).orElseThrow().getFirst().changes())
          .extracting(FieldChange::field)
          .containsExactly("city");
      assertThat(
              blinkered.imports().rows(id, RowFate.REVIEW, 0, 9).orElseThrow().getFirst().changes())
          .extracting(FieldChange::field)
          .containsExactly("city");
      blinkered
          .importReviews()
          .decide(id, List.of(new Decision(1, ReviewDecision.TAKEN, Set.of())))
          .orElseThrow();
      assertThat(values(ada)).containsEntry(LeadField.COMPANY, "Engines");
    }

    @Test
    void on_each_row_once_in_a_batch() {
      assertThat(
              workspace
                  .importReviews()
                  .decide(
                      id,
                      List.of(
                          new Decision(1, ReviewDecision.TAKEN, Set.of()),
                          new Decision(1, ReviewDecision.KEPT, Set.of()))))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void and_taking_the_import_back_takes_that_back_too_and_ends_the_review() {
      decide(new Decision(1, ReviewDecision.TAKEN, Set.of()));
      workspace.imports().revert(id).orElseThrow();
      crm.runDue();
      assertThat(workspace.imports().get(id).orElseThrow().status().name())
          .isEqualTo(ImportStatus.Name.REVERTED);
      assertThat(values(ada))
          .containsEntry(LeadField.COMPANY, "Engines")
          .doesNotContainKey(LeadField.CITY);
      assertThat(
              workspace
                  .importReviews()
                  .decide(id, List.of(new Decision(1, ReviewDecision.KEPT, Set.of()))))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isInstanceOf(InvalidTransition.class));
    }

    private Answer decide(Decision decision) {
      return workspace
          .importReviews()
          .decide(id, List.of(decision))
          .orElseThrow()
          .answers()
          .getFirst();
    }
  }

  private LeadId lead(String email, String company) {
    return workspace
        .leads()
        .capture(new Leads.Capture(LeadDraft.EMPTY.email(email).company(company)))
        .orElseThrow()
        .id();
  }

  private Map<LeadField, String> values(LeadId lead) {
    return workspace.leadQueries().get(lead).orElseThrow().values();
  }

  private ImportId imported() {
    ImportId id = upload(DeletedPolicy.NEW);
    workspace.imports().start(id).orElseThrow();
    crm.runDue();
    return id;
  }

  private ImportId upload(DeletedPolicy deleted) {
    ImportId id =
        workspace
            .imports()
            .upload("x.csv", new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();
    workspace
        .imports()
        .follow(id, new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.REVIEW, deleted))
        .orElseThrow();
    return id;
  }
}
