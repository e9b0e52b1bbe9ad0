package dev.kith.crm.application.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.lead.Leads.Edit;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.LeadRefusal.EmailTaken;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EditingLeadsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Lead lead = trial.leads(ada).capture(new Capture(LeadDrafts.ada())).orElseThrow();

  @Nested
  class An_edit {

    @Test
    void sets_clears_and_leaves_fields() {
      trial.clock.advance(Duration.ofMinutes(1));
      Lead edited =
          trial
              .leads(ada)
              .edit(
                  lead.id(),
                  new Edit(
                      Map.of(
                          LeadField.TITLE,
                          Optional.of("Countess"),
                          LeadField.PHONE,
                          Optional.empty())))
              .orElseThrow();

      assertThat(edited)
          .isEqualTo(
              new Lead(
                  lead.id(),
                  lead.revision().next(trial.clock.instant()),
                  LeadDrafts.content(
                      LeadDrafts.ada()
                          .with(LeadField.TITLE, "Countess")
                          .with(LeadField.PHONE, null)),
                  null,
                  lead.status()));
      assertThat(newestEntry().changes())
          .containsExactlyInAnyOrder(
              new FieldChange("title", null, "Countess"),
              new FieldChange("phone", "+442079460018", null));
      assertThat(newestEntry().action()).isEqualTo("lead.edit");
    }

    @Test
    void that_changes_nothing_leaves_no_trace() {
      assertThat(edit(LeadField.COMPANY, " Analytical Engines Ltd ")).isEqualTo(Outcome.done(lead));
      assertThat(history()).hasSize(1);
      assertThat(trial.storage.outbox().after(null, 10)).hasSize(1);
    }

    @Test
    void is_refused_with_all_its_problems() {
      assertThat(
              trial
                  .leads(ada)
                  .edit(
                      lead.id(),
                      new Edit(
                          Map.of(
                              LeadField.EMAIL,
                              Optional.of("x"),
                              LeadField.COUNTRY,
                              Optional.of("ZZ")))))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("email", "email-syntax", "An e-mail address needs an @."),
                      Violation.at(
                          "country",
                          "country-unknown",
                          "A country is an ISO 3166-1 code, such as DE, or the name of a"
                              + " country."))));
    }

    @Test
    void to_an_address_of_somebody_unseen_does_not_tell_who() {
      Actor paul = Actors.salesRep("Paul", Scope.OWN);
      Lead pauls = trial.leads(paul).capture(new Capture(LeadDrafts.company("P"))).orElseThrow();
      assertThat(
              trial
                  .leads(paul)
                  .edit(
                      pauls.id(),
                      new Edit(Map.of(LeadField.EMAIL, Optional.of("ada@engines.example")))))
          .isEqualTo(Outcome.refused(new EmailTaken("ada@engines.example", null)));
    }
  }

  @Nested
  class An_expected_version {

    @Test
    void lets_the_change_pass_when_it_is_the_present_one() {
      assertThat(trial.as(ada).expecting(1).leads().startWork(lead.id()))
          .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refuses_the_change_otherwise() {
      trial.leads(ada).startWork(lead.id()).orElseThrow();
      assertThat(trial.as(ada).expecting(1).leads().qualify(lead.id()))
          .isEqualTo(Outcome.refused(new StaleVersion("lead", lead.id().toString(), 1, 2)));
      assertThat(trial.as(ada).expecting(7).leads().qualify(lead.id()))
          .isEqualTo(Outcome.refused(new StaleVersion("lead", lead.id().toString(), 7, 2)));
    }
  }

  @Nested
  class The_timeline {

    @Test
    void tells_everything_that_happened_newest_first_in_an_intact_chain() {
      Leads leads = trial.leads(ada);
      leads.note(lead.id(), "called").orElseThrow();
      leads.startWork(lead.id()).orElseThrow();
      leads.assign(lead.id(), ada.id()).orElseThrow();
      leads.recycle(lead.id(), trial.clock.instant().plusSeconds(60)).orElseThrow();
      leads.delete(lead.id()).orElseThrow();
      leads.restore(lead.id()).orElseThrow();

      assertThat(history().stream().map(AuditEntry::action))
          .containsExactly(
              "lead.restore",
              "lead.delete",
              "lead.recycle",
              "lead.assign",
              "lead.start-work",
              "lead.note",
              "lead.capture");
      AuditEntry.Head head = AuditEntry.Head.START;
      for (AuditEntry entry : history().reversed()) {
        assertThat(entry.isIntactAfter(head)).isTrue();
        head = entry.head();
      }
    }

    @Test
    void keeps_what_a_note_said() {
      trial.leads(ada).note(lead.id(), " called,\nno answer ").orElseThrow();
      assertThat(newestEntry().changes())
          .containsExactly(new FieldChange("note", null, "called,\nno answer"));
    }

    @Test
    void is_read_page_by_page() {
      trial.leads(ada).note(lead.id(), "one").orElseThrow();
      trial.leads(ada).note(lead.id(), "two").orElseThrow();
      List<AuditEntry> all = history();
      assertThat(trial.queries(ada).timeline(lead.id(), null, 2))
          .isEqualTo(Outcome.done(all.subList(0, 2)));
      assertThat(trial.queries(ada).timeline(lead.id(), all.get(1).id(), 2))
          .isEqualTo(Outcome.done(all.subList(2, 3)));
    }
  }

  @Nested
  class The_bin {

    @Test
    void refuses_changes_until_the_lead_is_restored() {
      trial.leads(ada).delete(lead.id()).orElseThrow();
      assertThat(trial.leads(ada).startWork(lead.id()))
          .isEqualTo(Outcome.refused(new LeadRefusal.Deleted(lead.id().value())));
      trial.leads(ada).restore(lead.id()).orElseThrow();
      assertThat(trial.leads(ada).startWork(lead.id())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void does_not_give_back_an_address_that_somebody_took_meanwhile() {
      trial.leads(ada).delete(lead.id()).orElseThrow();
      Lead heir =
          trial
              .leads(ada)
              .capture(new Capture(LeadDraft.EMPTY.email("ada@engines.example")))
              .orElseThrow();
      assertThat(trial.leads(ada).restore(lead.id()))
          .isEqualTo(Outcome.refused(new EmailTaken("ada@engines.example", heir.id().value())));
    }
  }

  @Nested
  class A_recycled_lead {

    @Test
    void becomes_new_by_itself_when_its_moment_has_come() {
      LeadFeature feature = feature();
      Instant until = trial.clock.instant().plusSeconds(60);
      trial.leads(ada).startWork(lead.id()).orElseThrow();
      trial.leads(ada).recycle(lead.id(), until).orElseThrow();

      assertThat(feature.reawakenDue("job/7")).isZero();
      trial.clock.set(until);
      assertThat(feature.reawakenDue("job/7")).isEqualTo(1);
      assertThat(feature.reawakenDue("job/7")).isZero();
      assertThat(trial.storage.leads().find(lead.id()).orElseThrow().status())
          .isEqualTo(new LeadStatus.New(until));
      assertThat(List.of(newestEntry().actorName(), newestEntry().cause()))
          .containsExactly("Kith", "job/7");
    }

    private LeadFeature feature() {
      var kernel =
          new dev.kith.crm.application.kernel.Kernel(
              trial.storage,
              trial.clock,
              dev.kith.crm.application.kernel.Ids.timeOrdered(),
              new dev.kith.crm.application.idempotency.Idempotency(
                  trial.storage.transactions(), trial.storage.idempotencyKeys(), trial.clock),
              new dev.kith.crm.application.audit.Auditing(
                  trial.storage.audit(), dev.kith.crm.application.kernel.Ids.timeOrdered()),
              new dev.kith.crm.application.event.Announcing(
                  trial.storage.outbox(),
                  trial.storage.transactions(),
                  dev.kith.crm.application.kernel.Ids.timeOrdered(),
                  List.of(),
                  () -> {}));
      return new LeadFeature(
          kernel,
          LeadDrafts.PHONES,
          user -> true,
          Births.UNWATCHED,
          Births.UNWATCHED,
          SaidByLeads.UNHEARD,
          BroughtAlong.NOTHING,
          () -> {
            throw new AssertionError("nobody assigns from pools here");
          });
    }
  }

  @Nested
  class Somebody_who_reaches_less {

    @Test
    void finds_no_lead_that_they_may_not_see() {
      assertThat(trial.leads(Actors.salesRep("Paul", Scope.OWN)).startWork(lead.id()))
          .isEqualTo(Outcome.refused(NotFound.of("lead", lead.id().value())));
    }

    @Test
    void is_told_which_permission_is_missing_where_they_see_the_lead() {
      assertThat(trial.leads(Actors.viewer()).startWork(lead.id()))
          .isEqualTo(
              Outcome.refused(new Forbidden("lead:edit", "This needs the permission lead:edit.")));
      Actor narrow =
          Actors.named(
              "Nora",
              Actors.onLeads(Scope.ALL, List.of(Action.VIEW))
                  .or(Actors.onLeads(Scope.OWN, List.of(Action.EDIT))));
      assertThat(trial.leads(narrow).startWork(lead.id()))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden(
                      "lead:edit", "Your permission lead:edit does not reach this lead.")));
    }
  }

  private Outcome<Lead> edit(LeadField field, String text) {
    return trial.leads(ada).edit(lead.id(), new Edit(Map.of(field, Optional.of(text))));
  }

  private List<AuditEntry> history() {
    return trial.queries(ada).timeline(lead.id(), null, 100).orElseThrow();
  }

  private AuditEntry newestEntry() {
    return history().getFirst();
  }
}
