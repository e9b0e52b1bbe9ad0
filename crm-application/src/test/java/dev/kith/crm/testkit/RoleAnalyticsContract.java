package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.application.relationship.RoleAnalytics.Need;
import dev.kith.crm.application.relationship.RoleAnalytics.Question;
import dev.kith.crm.application.relationship.RoleAnalytics.Report;
import dev.kith.crm.application.relationship.RoleAnalytics.RoleRate;
import dev.kith.crm.application.relationship.RoleAnalytics.StageCoverage;
import dev.kith.crm.application.relationship.RoleReads;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the roles of contacts have to do with winning, told from every storage alike. */
public interface RoleAnalyticsContract extends StorageContract {

  @Test
  default void winning_is_told_by_who_had_a_role_when_it_was_decided() {
    AccessWorld world = new AccessWorld(storage());
    Workspace ada = world.asAda();
    ContactId mara = person(ada, "Mara");
    ContactId ben = person(ada, "Ben");
    OpportunityId won = deal(ada, "Won");
    begin(ada, won, mara, "CHAMPION");
    begin(ada, won, ben, "CHAMPION");
    OpportunityId lost = deal(ada, "Lost");
    begin(ada, lost, mara, "CHAMPION");
    Relationship former = begin(ada, lost, ben, "LEGAL");
    OpportunityId bare = deal(ada, "Bare");
    world.clock.advance(Duration.ofDays(1));
    ada.contactRoles().relationships().end(former.id(), null).orElseThrow();
    Instant before = world.clock.advance(Duration.ofDays(1));
    ada.opportunities().win(won, null).orElseThrow();
    ada.opportunities().lose(lost, new LossDraft("Price", null), null).orElseThrow();
    Instant between = world.clock.advance(Duration.ofDays(1));
    ada.opportunities().lose(bare, new LossDraft("Price", null), null).orElseThrow();
    world.clock.advance(Duration.ofDays(1));
    // Who came when it was over had no part in it.
    begin(ada, bare, mara, "CHAMPION");

    Report report = report(ada, Question.ALL);

    assertThat(List.of(report.won(), report.lost())).containsExactly(1L, 2L);
    assertThat(report.roles()).containsExactly(new RoleRate("CHAMPION", "Champion", 1, 1, 0, 1));
    assertThat(report.roles().getFirst().with()).isEqualTo(0.5);
    assertThat(report.roles().getFirst().without()).isEqualTo(0.0);
    assertThat(report(ada, new Question(between, null, "LEGAL")).lost()).isEqualTo(1);
    assertThat(report(ada, new Question(before, between, "LEGAL")).roles()).hasSize(1);
    assertThat(report(ada, new Question(null, before, "LEGAL")).roles()).isEmpty();
    assertThat(
            ada.contactRoles().analytics().of(new Question(between, before, "LEGAL"))
                    instanceof Outcome.Refused<Report>(Invalid invalid)
                && invalid.violations().size() == 1)
        .isTrue();
  }

  @Test
  default void open_opportunities_are_held_against_what_their_stage_needs() {
    AccessWorld world = new AccessWorld(storage());
    Workspace ada = world.asAda();
    ContactId mara = person(ada, "Mara");
    ContactId ben = person(ada, "Ben");
    OpportunityId first = deal(ada, "First");
    OpportunityId second = deal(ada, "Second");
    OpportunityId third = deal(ada, "Third");
    ada.opportunities().move(first, Move.to("proposal")).orElseThrow();
    ada.opportunities().move(second, Move.to("proposal")).orElseThrow();
    begin(ada, first, mara, "CHAMPION");
    begin(ada, first, ben, "ECONOMIC_BUYER");
    begin(ada, second, mara, "CHAMPION");
    begin(ada, second, mara, "LEGAL");
    ContactId gone = person(ada, "Gone");
    begin(ada, third, gone, "ECONOMIC_BUYER");
    ada.people().delete(gone).orElseThrow();

    Report report = report(ada, Question.ALL);

    assertThat(report.stages())
        .extracting(StageCoverage::stage, StageCoverage::opportunities, StageCoverage::needs)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("prospecting", 1L, List.of()),
            org.assertj.core.groups.Tuple.tuple(
                "proposal",
                2L,
                List.of(
                    new Need("CHAMPION", "Champion", 0),
                    new Need("ECONOMIC_BUYER", "Economic buyer", 1))));
    assertThat(report.stages()).extracting(StageCoverage::coverage).containsExactly(null, 0.75);
    assertThat(report.stages()).extracting(StageCoverage::singleThreaded).containsExactly(1L, 1L);
    assertThat(report.without()).isEqualTo(2);
    assertThat(report.first()).extracting(OpportunityView::id).containsExactly(second, third);
    assertThat(report.roleName()).isEqualTo("Economic buyer");
    assertThat(
            storage()
                .roleReads()
                .openWithout(
                    "ECONOMIC_BUYER",
                    new RoleReads.Scope(new Visibility.All(), new Visibility.All()),
                    1))
        .containsExactly(second);
  }

  @Test
  default void figures_are_of_what_one_sees() {
    AccessWorld world = new AccessWorld(storage());
    Workspace ada = world.asAda();
    User olga =
        world.userWith(
            "Olga",
            new Grants(
                Map.of(
                    new Permission(Feature.OPPORTUNITY, Action.VIEW), Scope.OWN,
                    new Permission(Feature.CONTACT, Action.VIEW), Scope.OWN),
                Set.of()));
    ContactId mara = person(ada, "Mara");
    OpportunityId hers = deal(ada, "Hers");
    ada.opportunities().assign(hers, olga.id()).orElseThrow();
    begin(ada, hers, mara, "ECONOMIC_BUYER");
    deal(ada, "Other");

    Workspace asOlga = world.as(olga);
    assertThat(report(asOlga, Question.ALL).first())
        .extracting(OpportunityView::id)
        .containsExactly(hers);
    assertThat(report(asOlga, Question.ALL).without()).isEqualTo(1);
    ada.people().assign(mara, olga.id()).orElseThrow();
    assertThat(report(asOlga, Question.ALL).without()).isZero();
    assertThat(report(ada, Question.ALL).without()).isEqualTo(1);
  }

  private static Report report(Workspace crm, Question question) {
    return crm.contactRoles().analytics().of(question).orElseThrow();
  }

  private static Relationship begin(
      Workspace crm, OpportunityId deal, ContactId contact, String role) {
    return crm.contactRoles()
        .relationships()
        .begin(
            new Begin(
                contact,
                new Target(TargetKind.OPPORTUNITY, deal.value()),
                RelationshipDraft.of(role),
                false))
        .orElseThrow();
  }

  private static ContactId person(Workspace crm, String name) {
    return crm.people().create(new People.Create(ContactDraft.named(name, ""))).orElseThrow().id();
  }

  private static OpportunityId deal(Workspace crm, String name) {
    return crm.opportunities()
        .create(
            new Opportunities.Create(
                OpportunityDraft.named(name).worth("10", "EUR").closing("2027-01-31")))
        .orElseThrow()
        .id();
  }
}
