package dev.kith.crm.application.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.relationship.CommitteeTerms;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.StageNeeds;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnowingTheCommitteeSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Pipeline sales =
      trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
  private final OpportunityId deal =
      trial
          .as(ada)
          .opportunities()
          .create(
              new Opportunities.Create(
                  OpportunityDraft.named("Turbines").worth("10", "EUR").closing("2027-01-31")))
          .orElseThrow()
          .id();

  @Test
  void what_a_stage_needs_is_held_against_who_has_roles() {
    assertThat(committee(ada).coverage().percent()).isEqualTo(100);
    assertThat(committee(ada).coverage().isSingleThreaded()).isTrue();
    trial.as(ada).opportunities().move(deal, Move.to("negotiation")).orElseThrow();
    begin(contact("Mara"), "CHAMPION");
    begin(contact("Ben"), "LEGAL");

    CommitteeView committee = committee(ada);

    assertThat(committee.coverage().percent()).isEqualTo(33);
    assertThat(committee.missing()).containsExactly("Economic buyer", "Procurement");
    assertThat(committee.coverage().isSingleThreaded()).isFalse();
    assertThat(committee.seats().getFirst().held().getFirst().contactName()).isEqualTo("Mara");
  }

  @Test
  void who_lies_in_the_bin_does_not_count() {
    trial.as(ada).opportunities().move(deal, Move.to("qualification")).orElseThrow();
    ContactId mara = contact("Mara");
    begin(mara, "CHAMPION");
    assertThat(committee(ada).coverage().percent()).isEqualTo(100);

    trial.as(ada).people().delete(mara).orElseThrow();

    assertThat(committee(ada).missing()).containsExactly("Champion");
    assertThat(committee(ada).coverage().people()).isZero();
  }

  @Test
  void the_committee_of_a_past_moment_is_who_had_roles_in_the_stage_of_then() {
    Instant birth = trial.clock.instant();
    ContactId mara = contact("Mara");
    trial.as(ada).opportunities().move(deal, Move.to("qualification")).orElseThrow();
    Relationship champion = begin(mara, "CHAMPION");
    trial.clock.advance(Duration.ofDays(5));
    Instant then = trial.clock.instant();
    trial.clock.advance(Duration.ofDays(5));
    trial.as(ada).contactRoles().relationships().end(champion.id(), null).orElseThrow();
    trial.as(ada).opportunities().move(deal, Move.to("negotiation")).orElseThrow();
    trial.as(ada).people().delete(mara).orElseThrow();
    assertThat(committee(ada).coverage().filled()).isZero();

    CommitteeView past = committees(ada).of(deal, then).orElseThrow();

    assertThat(past.at().stage()).isEqualTo("qualification");
    assertThat(past.at().stageName()).isEqualTo("Qualification");
    assertThat(past.coverage().percent()).isEqualTo(100);
    assertThat(past.seats().getFirst().held().getFirst().contactName()).isEqualTo("Mara");
    assertThat(committees(ada).of(deal, trial.clock.instant()).orElseThrow().at().stage())
        .isEqualTo("negotiation");
    assertThat(committees(ada).of(deal, birth.minusSeconds(1))).isInstanceOf(Outcome.Refused.class);
    assertThat(committees(ada).of(deal, trial.clock.instant().plusSeconds(1)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void needs_are_data_of_each_pipeline() {
    CommitteeTerms wanted =
        new CommitteeTerms(
            List.of(new StageNeeds(sales.id(), "prospecting", List.of("TECHNICAL", "LEGAL"))));
    CommitteeTemplate template =
        trial.as(ada).expecting(1).contactRoles().committees().set(wanted).orElseThrow();

    assertThat(template.terms()).isEqualTo(wanted);
    assertThat(committees(ada).template()).isEqualTo(Outcome.done(template));
    assertThat(committee(ada).missing()).containsExactly("Technical", "Legal");
    assertThat(
            committees(ada)
                .set(
                    new CommitteeTerms(
                        List.of(new StageNeeds(sales.id(), "nowhere", List.of("KING"))))))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void permissions_follow_the_opportunity() {
    Actor viewer =
        Actors.named(
            "Vera",
            new Grants(
                Map.of(new Permission(Feature.OPPORTUNITY, Action.VIEW), Scope.OWN), Set.of()));

    assertThat(committees(viewer).of(deal))
        .isEqualTo(Outcome.refused(NotFound.of("opportunity", deal.value())));
    assertThat(committees(viewer).set(new CommitteeTerms(List.of())))
        .isEqualTo(
            Outcome.refused(
                new Forbidden(
                    "opportunity:administer",
                    "This needs the permission opportunity:administer on all records.")));
  }

  private CommitteeView committee(Actor actor) {
    return committees(actor).of(deal).orElseThrow();
  }

  private Committees committees(Actor actor) {
    return trial.as(actor).contactRoles().committees();
  }

  private Relationship begin(ContactId contact, String role) {
    return trial
        .as(ada)
        .contactRoles()
        .relationships()
        .begin(
            new Begin(
                contact,
                new Target(TargetKind.OPPORTUNITY, deal.value()),
                RelationshipDraft.of(role),
                false))
        .orElseThrow();
  }

  private ContactId contact(String name) {
    return trial
        .as(ada)
        .people()
        .create(new People.Create(ContactDraft.named(name, "")))
        .orElseThrow()
        .id();
  }
}
