package dev.kith.crm.application.intake.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.LeadFacts;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValidatingLeadsSpec {

  private static final LeadDraft ADA = LeadDraft.named("Ada", "Byron");

  private final TrialCrm trial = new TrialCrm();
  private final Validation validation = trial.as(Actor.SYSTEM).validation();

  @Nested
  class A_draft {

    @Test
    void is_told_everything_that_capturing_would_refuse_at_once() {
      Checked<LeadFacts> checked =
          ask(ADA.email("nobody").phone("call me").with(LeadField.COUNTRY, "Atlantis"));
      assertThat(places(checked))
          .containsExactly(
              "/email email-syntax", "/country country-unknown", "/phone phone-syntax");
      assertThat(checked.facts()).isEqualTo(new LeadFacts(false, null, null));
    }

    @Test
    void can_be_captured_though_a_part_of_it_is_invalid() {
      Checked<LeadFacts> checked = ask(ADA.phone("+971 2 234 567"));
      assertThat(places(checked)).containsExactly("/phone phone-unassigned");
      assertThat(checked.facts().capturable()).isTrue();
    }

    @Test
    void is_warned_of_a_number_from_another_country_than_its_address() {
      Checked<LeadFacts> checked =
          ask(ADA.phone("+44 20 7946 0018").with(LeadField.COUNTRY, "Germany"));
      assertThat(checked.verdict().findings())
          .containsExactly(
              Finding.warning(
                  "phone",
                  "phone-country-differs",
                  "The telephone number belongs to United Kingdom, the address to Germany."));
    }

    @Test
    void reads_a_national_number_in_the_country_of_its_address() {
      assertThat(ask(ADA.phone("020 7946 0018").with(LeadField.COUNTRY, "GB")).facts().phone())
          .extracting("number")
          .isEqualTo(new PhoneNumber("+442079460018"));
    }

    @Test
    void is_not_stored() {
      ask(ADA);
      var leads = trial.queries(Actor.SYSTEM);
      assertThat(leads.list(ListQuery.all(leads.fields())).orElseThrow().items()).isEmpty();
    }
  }

  @Nested
  class Many_drafts {

    @Test
    void are_answered_in_their_order() {
      List<Checked<LeadFacts>> answers =
          validation
              .leads(List.of(ADA, ADA.email("nobody"), LeadDraft.EMPTY, ADA.phone("030 901820")))
              .orElseThrow();
      assertThat(answers.stream().map(ValidatingLeadsSpec::places))
          .containsExactly(
              List.of(),
              List.of("/email email-syntax"),
              List.of("/familyName required"),
              List.of());
      assertThat(answers.getLast().facts().phone().number())
          .isEqualTo(new PhoneNumber("+4930901820"));
    }

    @Test
    void are_refused_as_a_whole_where_there_are_too_many() {
      assertThat(validation.leads(Collections.nCopies(501, ADA)))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      new Violation("", "too-many", "At most 500 questions go into one batch."))));
    }
  }

  @Nested
  class Whoever {

    @Test
    void may_capture_or_edit_leads_may_ask() {
      for (Action action : List.of(Action.CREATE, Action.EDIT)) {
        Actor actor = Actors.named("Erin", Actors.onLeads(Scope.OWN, List.of(action)));
        assertThat(trial.as(actor).validation().lead(ADA)).isInstanceOf(Outcome.Done.class);
      }
    }

    @Test
    void may_do_neither_may_not_ask() {
      assertThat(trial.as(Actors.viewer()).validation().email("ada@example.com"))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("lead:create", "This needs the permission lead:create.")));
    }
  }

  private Checked<LeadFacts> ask(LeadDraft draft) {
    return validation.lead(draft).orElseThrow();
  }

  private static List<String> places(Checked<LeadFacts> checked) {
    return checked.verdict().findings().stream().map(f -> f.pointer() + " " + f.code()).toList();
  }
}
