package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.application.relationship.RelationshipStore;
import dev.kith.crm.application.relationship.RelationshipView;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.application.relationship.Relationships.Member;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.relationship.ContactRole;
import dev.kith.crm.domain.relationship.PortalPermission;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.RelationshipRefusal.RoleInUse;
import dev.kith.crm.domain.relationship.RelationshipRefusal.RoleTaken;
import dev.kith.crm.domain.relationship.RelationshipRefusal.UnknownRole;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Stance;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Relationships;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What the stores of contact roles promise, and what is held when many write at once. */
public interface RelationshipStoreContract extends StorageContract {

  Instant LATER = Relationships.BEGUN.plus(Duration.ofHours(1));

  @Test
  default void a_relationship_comes_back_as_it_was_version_by_version() {
    Target deal = Relationships.anOpportunity();
    Relationship mara = added(Relationships.of(deal, "CHAMPION", Relationships.BEGUN));
    Relationship ben = added(Relationships.of(deal, "LEGAL", null));
    added(Relationships.of(Relationships.anOpportunity(), "LEGAL", null));

    assertThat(store().find(mara.id())).contains(mara);
    assertThat(store().find(Relationships.anId())).isEmpty();
    Relationship weighed = updated(mara.weigh(3, Stance.SUPPORTER, LATER).orElseThrow().next());
    Relationship second = updated(weighed.giveWay(LATER).next());
    updated(ben.makePrimary(LATER, LATER).orElseThrow().next());
    Relationship ended = updated(second.end(null, LATER).orElseThrow().next());

    assertThat(storage().transactions().run(() -> store().update(weighed)))
        .isEqualTo(Outcome.refused(new StaleVersion("relationship", mara.id().toString(), 1, 4)));
    assertThat(store().ofTarget(deal).stream().map(Relationship::id))
        .containsExactly(mara.id(), ben.id());
    assertThat(store().ofContact(mara.contact())).containsExactly(ended);
    assertThat(store().countByRole()).isEqualTo(Map.of("CHAMPION", 1L, "LEGAL", 2L));
  }

  @Test
  default void the_catalogue_is_the_usual_one_until_it_is_replaced_and_keeps_what_is_in_use() {
    Workspace ada = new AccessWorld(storage()).asAda();
    RoleTerms usual = ada.contactRoles().catalogue().get().orElseThrow().terms();
    assertThat(usual).isEqualTo(RoleCatalogue.USUAL.terms());
    Target deal = deal(ada);
    begin(ada, deal, person(ada, 1), "LEGAL", false).orElseThrow();

    List<ContactRole> roles = new ArrayList<>(usual.roles());
    roles.removeIf(role -> role.key().equals("LEGAL") || role.key().equals("BLOCKER"));
    roles.add(
        new ContactRole(
            "SPONSOR",
            "Sponsor",
            Set.of(TargetKind.OPPORTUNITY),
            List.of("sponsor"),
            Set.of(PortalPermission.SIGN_ORDERS),
            false));
    assertThat(ada.contactRoles().catalogue().set(new RoleTerms(roles)))
        .isEqualTo(Outcome.refused(new RoleInUse(List.of("LEGAL"), 1)));
    roles.add(
        new ContactRole(
            "LEGAL", "Lawyer", Set.of(TargetKind.OPPORTUNITY), List.of(), Set.of(), true));
    RoleTerms next = new RoleTerms(roles);
    assertThat(ada.contactRoles().catalogue().set(next).orElseThrow().terms()).isEqualTo(next);
    assertThat(storage().contactRoles().current().revision().version()).isEqualTo(2);

    begin(ada, deal, person(ada, 2), "SPONSOR", false).orElseThrow();
    assertThat(begin(ada, deal, person(ada, 3), "BLOCKER", false))
        .isEqualTo(Outcome.refused(new UnknownRole("BLOCKER", TargetKind.OPPORTUNITY)));
    assertThat(begin(ada, deal, person(ada, 4), "LEGAL", false))
        .isEqualTo(Outcome.refused(new UnknownRole("LEGAL", TargetKind.OPPORTUNITY)));
    assertThat(now(ada, deal).stream().map(RelationshipView::roleName))
        .containsExactly("Lawyer", "Sponsor");
    List<ContactRole> again = new ArrayList<>(usual.roles());
    again.add(next.find("SPONSOR").orElseThrow());
    ada.contactRoles().catalogue().set(new RoleTerms(again)).orElseThrow();
  }

  @RepeatedTest(3)
  default void of_many_who_come_at_once_exactly_one_is_the_primary_contact() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Target deal = deal(ada);
    List<ContactId> people = IntStream.range(0, 8).mapToObj(i -> person(ada, i)).toList();

    List<Outcome<Relationship>> outcomes =
        Beside.all(people.size(), i -> begin(ada, deal, people.get(i), "CHAMPION", i % 2 == 1));

    assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
    assertThat(now(ada, deal)).hasSize(8);
    onePrimary(ada, deal);
  }

  @RepeatedTest(3)
  default void of_many_who_are_made_the_primary_contact_or_leave_at_once_exactly_one_is_it() {
    AccessWorld world = new AccessWorld(storage());
    Workspace ada = world.asAda();
    Target deal = deal(ada);
    List<RelationshipId> all =
        IntStream.range(0, 8)
            .mapToObj(i -> begin(ada, deal, person(ada, i), "CHAMPION", false).orElseThrow().id())
            .toList();
    world.clock.advance(Duration.ofSeconds(5));

    List<Outcome<Relationship>> outcomes =
        Beside.all(
            all.size(),
            i ->
                i % 3 == 0
                    ? ada.contactRoles().relationships().end(all.get(i), null)
                    : ada.contactRoles().relationships().makePrimary(all.get(i)));

    assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
    assertThat(now(ada, deal)).hasSize(5);
    onePrimary(ada, deal);
  }

  @RepeatedTest(3)
  default void of_many_who_give_a_contact_the_same_role_one_does_so() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Target deal = deal(ada);
    ContactId mara = person(ada, 1);

    List<Outcome<Relationship>> outcomes =
        Beside.all(6, i -> begin(ada, deal, mara, "CHAMPION", i % 2 == 1));

    List<RelationshipView> there = now(ada, deal);
    assertThat(there).hasSize(1);
    Outcome<Relationship> taken =
        Outcome.refused(new RoleTaken(there.getFirst().relationship().id().value()));
    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(outcomes.stream().filter(o -> o.equals(taken))).hasSize(5);
  }

  @RepeatedTest(3)
  default void a_role_is_not_taken_while_it_is_left_out() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Target deal = deal(ada);
    ContactId mara = person(ada, 1);
    RoleTerms without =
        new RoleTerms(
            RoleCatalogue.USUAL.terms().roles().stream()
                .filter(role -> !role.key().equals("BLOCKER"))
                .toList());

    List<Outcome<?>> outcomes =
        Beside.all(
            2,
            i ->
                i == 0
                    ? ada.contactRoles().catalogue().set(without)
                    : begin(ada, deal, mara, "BLOCKER", false));

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(outcomes)
        .containsAnyOf(
            Outcome.refused(new RoleInUse(List.of("BLOCKER"), 1)),
            Outcome.refused(new UnknownRole("BLOCKER", TargetKind.OPPORTUNITY)));
    ada.contactRoles().catalogue().set(RoleCatalogue.USUAL.terms()).orElseThrow();
  }

  @Test
  default void everybody_is_set_at_once() {
    AccessWorld world = new AccessWorld(storage());
    Workspace ada = world.asAda();
    Target deal = deal(ada);
    ContactId mara = person(ada, 1);
    ContactId ben = person(ada, 2);
    ContactId zoe = person(ada, 3);
    begin(ada, deal, mara, "CHAMPION", false).orElseThrow();
    begin(ada, deal, ben, "LEGAL", false).orElseThrow();
    world.clock.advance(Duration.ofSeconds(5));

    List<RelationshipView> after =
        ada.contactRoles()
            .relationships()
            .setAll(
                deal,
                List.of(
                    new Member(ben, "LEGAL", 2, Stance.DETRACTOR, false),
                    new Member(zoe, "ECONOMIC_BUYER", 3, null, true)))
            .orElseThrow();

    assertThat(after.stream().map(v -> v.relationship().contact())).containsExactly(zoe, ben);
    assertThat(after.get(1).phase().stance()).isEqualTo(Stance.DETRACTOR);
    onePrimary(ada, deal);
    assertThat(
            ada.contactRoles().queries().ofTarget(deal, Question.EVER).orElseThrow().stream()
                .map(v -> v.relationship().contact()))
        .containsExactly(zoe, ben, mara);
  }

  private static void onePrimary(Workspace crm, Target deal) {
    List<RelationshipView> ever =
        crm.contactRoles().queries().ofTarget(deal, Question.EVER).orElseThrow();
    assertThat(ever.stream().filter(v -> v.relationship().isPrimary())).hasSize(1);
    for (RelationshipView view : ever) {
      view.relationship()
          .phases()
          .forEach(phase ->
              assertThat(
                      ever.stream()
                          .flatMap(v -> v.relationship().at(phase.from()).stream())
                          .filter(p -> p.primary()))
                  .hasSizeLessThanOrEqualTo(1));
    }
  }

  private static List<RelationshipView> now(Workspace crm, Target deal) {
    return crm.contactRoles().queries().ofTarget(deal, Question.NOW).orElseThrow();
  }

  private static Outcome<Relationship> begin(
      Workspace crm, Target deal, ContactId contact, String role, boolean primary) {
    return crm.contactRoles()
        .relationships()
        .begin(new Begin(contact, deal, RelationshipDraft.of(role), primary));
  }

  private static ContactId person(Workspace crm, int number) {
    return crm.people()
        .create(new People.Create(ContactDraft.named("Person", "No. " + number)))
        .orElseThrow()
        .id();
  }

  private static Target deal(Workspace crm) {
    return new Target(
        TargetKind.OPPORTUNITY,
        crm.opportunities()
            .create(new Opportunities.Create(OpportunityDraft.named("Turbines")))
            .orElseThrow()
            .id()
            .value());
  }

  private Relationship added(Relationship relationship) {
    return kept(() -> store().add(relationship));
  }

  private Relationship updated(Relationship relationship) {
    Relationship updated = kept(() -> store().update(relationship));
    assertThat(store().find(relationship.id())).contains(relationship);
    return updated;
  }

  private RelationshipStore store() {
    return storage().relationships();
  }
}
