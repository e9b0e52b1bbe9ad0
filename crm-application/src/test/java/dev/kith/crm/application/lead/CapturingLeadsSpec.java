package dev.kith.crm.application.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.kernel.Context.Causation;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadRefusal.EmailTaken;
import dev.kith.crm.domain.lead.LeadRefusal.ExternalIdTaken;
import dev.kith.crm.domain.shared.CommonRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CapturingLeadsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Actor paul = Actors.salesRep("Paul", Scope.OWN);

  @Nested
  class A_captured_lead {

    @Test
    void is_kept_written_to_the_audit_trail_and_announced() {
      Lead lead =
          trial
              .as(ada)
              .request("request-1")
              .leads()
              .capture(new Capture(LeadDrafts.ada()))
              .orElseThrow();

      assertThat(trial.storage.leads().find(lead.id())).contains(lead);
      List<FieldChange> told = FieldChange.between(java.util.Map.of(), lead.facts());
      AuditEntry entry = trial.queries(ada).timeline(lead.id(), null, 10).orElseThrow().getFirst();
      assertThat(entry)
          .isEqualTo(
              AuditEntry.following(
                  AuditEntry.Head.START,
                  entry.id(),
                  lead.subject(),
                  trial.clock.instant(),
                  "USER",
                  ada.id().value(),
                  "Ada Admin",
                  "lead.capture",
                  told,
                  "request-1",
                  null));
      EventEnvelope event = trial.storage.outbox().after(null, 10).getFirst();
      assertThat(event)
          .isEqualTo(
              new EventEnvelope(
                  event.id(),
                  new LeadEvent.Captured(
                      lead.id(), lead.content().profile(), lead.content().attribution(), null),
                  1,
                  trial.clock.instant(),
                  ada.id().value(),
                  "Ada Admin",
                  "request-1",
                  null,
                  Causation.NONE));
    }

    @Test
    void has_a_national_telephone_number_read_by_its_country() {
      assertThat(
              capture(ada, LeadDrafts.company("A").phone("030 1234567"))
                  .orElseThrow()
                  .content()
                  .profile()
                  .phone())
          .isEqualTo(new PhoneNumber("+49301234567"));
      assertThat(
              capture(
                      ada,
                      LeadDrafts.company("B")
                          .phone("020 7946 0018")
                          .with(dev.kith.crm.domain.lead.LeadField.COUNTRY, "GB"))
                  .orElseThrow()
                  .content()
                  .profile()
                  .phone())
          .isEqualTo(new PhoneNumber("+442079460018"));
    }

    @Test
    void belongs_to_nobody_unless_its_creator_could_not_see_it_then() {
      assertThat(capture(ada, LeadDrafts.company("A")).orElseThrow().owner()).isNull();
      assertThat(capture(paul, LeadDrafts.company("B")).orElseThrow().owner()).isEqualTo(paul.id());
    }

    @Test
    void is_given_to_somebody_else_only_with_the_permission_to_assign() {
      Capture forOlga = new Capture(LeadDrafts.company("A"), Actors.userId("Olga"));
      assertThat(trial.leads(paul).capture(forOlga))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden(
                      "lead:assign",
                      "Giving a lead to somebody else needs the permission lead:assign.")));
      assertThat(trial.leads(ada).capture(forOlga).orElseThrow().owner())
          .isEqualTo(Actors.userId("Olga"));
    }
  }

  @Nested
  class A_refused_lead {

    @Test
    void leaves_no_trace() {
      capture(ada, LeadDrafts.ada()).orElseThrow();
      int events = trial.storage.outbox().after(null, 10).size();

      assertThat(capture(ada, LeadDraft.EMPTY)).isInstanceOf(Outcome.Refused.class);
      assertThat(capture(ada, LeadDrafts.ada())).isInstanceOf(Outcome.Refused.class);
      assertThat(trial.storage.outbox().after(null, 10)).hasSize(events);
      List<AuditEntry> trail = new ArrayList<>();
      trial.storage.audit().eachInChainOrder(trail::add);
      assertThat(trail).hasSize(1);
    }

    @Test
    void names_the_holder_of_its_email_address_only_to_those_who_may_see_them() {
      Lead holder = capture(ada, LeadDrafts.ada()).orElseThrow();
      Lead pauls = capture(paul, LeadDrafts.company("Paul's").email("p@x.example")).orElseThrow();
      LeadDraft same = LeadDrafts.ada();

      assertThat(capture(ada, same))
          .isEqualTo(Outcome.refused(new EmailTaken("ada@engines.example", holder.id().value())));
      assertThat(capture(paul, same))
          .isEqualTo(Outcome.refused(new EmailTaken("ada@engines.example", null)));
      assertThat(capture(paul, LeadDrafts.company("X").email("p@x.example")))
          .isEqualTo(Outcome.refused(new EmailTaken("p@x.example", pauls.id().value())));
    }

    @Test
    void needs_the_permission_to_create() {
      assertThat(capture(Actors.viewer(), LeadDrafts.ada()))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("lead:create", "This needs the permission lead:create.")));
    }
  }

  @Nested
  class A_batch {

    private final Capture good = new Capture(LeadDrafts.company("Good"));
    private final Capture bad = new Capture(LeadDraft.EMPTY);
    private final Outcome<Lead> nameless =
        Outcome.refused(
            Invalid.of(
                Violation.at(
                    "familyName",
                    "required",
                    "A lead needs a name, a company or an e-mail address.")));

    @Test
    void answers_for_each_lead_in_its_order() {
      List<Outcome<Lead>> outcomes =
          trial.leads(ada).captureAll(List.of(good, bad, good), false).orElseThrow();

      assertThat(outcomes.get(1)).isEqualTo(nameless);
      assertThat(List.of(outcomes.get(0), outcomes.get(2)))
          .allSatisfy(outcome -> {
            Lead lead = outcome.orElseThrow();
            assertThat(trial.storage.leads().find(lead.id())).contains(lead);
            AuditEntry entry = trial.storage.audit().history(lead.subject(), null, 10).getFirst();
            assertThat(entry.isIntactAfter(AuditEntry.Head.START)).isTrue();
          });
      assertThat(trial.storage.outbox().after(null, 10)).hasSize(2);
    }

    @Test
    void that_is_to_go_in_whole_or_not_at_all_does() {
      assertThat(trial.leads(ada).captureAll(List.of(good, bad), true))
          .isEqualTo(
              Outcome.done(List.of(Outcome.refused(new CommonRefusal.BatchRefused()), nameless)));
      assertThat(trial.storage.outbox().after(null, 10)).isEmpty();
      assertThat(trial.leads(ada).captureAll(List.of(good, good), true).orElseThrow()).hasSize(2);
    }

    @Test
    void refuses_an_email_address_that_is_taken_outside_or_earlier_in_it() {
      Lead holder = capture(ada, LeadDrafts.ada()).orElseThrow();
      Capture same = new Capture(LeadDrafts.company("S").email("ADA@engines.example"));
      Capture fresh = new Capture(LeadDrafts.company("F").email("f@x.example"));

      List<Outcome<Lead>> outcomes =
          trial.leads(ada).captureAll(List.of(same, fresh, fresh), false).orElseThrow();
      assertThat(outcomes.get(0))
          .isEqualTo(Outcome.refused(new EmailTaken("ADA@engines.example", holder.id().value())));
      assertThat(outcomes.get(2))
          .isEqualTo(
              Outcome.refused(
                  new EmailTaken("f@x.example", outcomes.get(1).orElseThrow().id().value())));
    }

    @Test
    void refuses_an_external_id_that_is_taken_outside_or_earlier_in_it() {
      LeadDraft known =
          LeadDrafts.company("K")
              .with(LeadField.EXTERNAL_SYSTEM, "hubspot")
              .with(LeadField.EXTERNAL_ID, "7");
      Lead holder = capture(ada, known).orElseThrow();
      Capture fresh = new Capture(known.with(LeadField.EXTERNAL_ID, "8"));

      List<Outcome<Lead>> outcomes =
          trial
              .leads(ada)
              .captureAll(List.of(new Capture(known), fresh, fresh), false)
              .orElseThrow();
      assertThat(outcomes.get(0))
          .isEqualTo(Outcome.refused(new ExternalIdTaken("7 of hubspot", holder.id().value())));
      assertThat(outcomes.get(2))
          .isEqualTo(
              Outcome.refused(
                  new ExternalIdTaken("8 of hubspot", outcomes.get(1).orElseThrow().id().value())));
    }

    @Test
    void has_its_limit() {
      assertThat(
              trial
                  .leads(ada)
                  .captureAll(Collections.nCopies(Leads.LARGEST_BATCH + 1, good), false))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      new Violation("", "too-many", "At most 1000 leads go into one batch."))));
    }

    @Test
    void may_be_empty() {
      assertThat(trial.leads(ada).captureAll(List.of(), true)).isEqualTo(Outcome.done(List.of()));
    }

    @Test
    void needs_the_permission_to_create() {
      Actor editor =
          Actors.named("Ed", Actors.onLeads(Scope.ALL, List.of(Action.VIEW, Action.EDIT)));
      assertThat(trial.leads(editor).captureAll(List.of(good), false))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("lead:create", "This needs the permission lead:create.")));
    }
  }

  private Outcome<Lead> capture(Actor actor, LeadDraft draft) {
    return trial.leads(actor).capture(new Capture(draft));
  }
}
