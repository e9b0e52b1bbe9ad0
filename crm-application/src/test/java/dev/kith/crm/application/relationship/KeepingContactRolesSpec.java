package dev.kith.crm.application.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.application.relationship.Relationships.Member;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.RelationshipRefusal;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Stance;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepingContactRolesSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Actor olga = keeper("Olga");
  private final Target vogel = account("Vogel GmbH", null);
  private final ContactId mara = contact("Mara", null);
  private final ContactId ben = contact("Ben", null);

  @Nested
  class A_role {

    @Test
    void is_given_once_under_a_key() {
      Begin command = new Begin(mara, vogel, RelationshipDraft.of("CHAMPION"), false);
      Relationship first =
          trial
              .as(ada)
              .idempotent("key")
              .contactRoles()
              .relationships()
              .begin(command)
              .orElseThrow();

      assertThat(trial.as(ada).idempotent("key").contactRoles().relationships().begin(command))
          .isEqualTo(Outcome.done(first));
      assertThat(names(ada, Question.NOW)).containsExactly("Mara*");
    }

    @Test
    void is_not_given_again_while_it_lasts_but_after_it_has_ended() {
      Relationship first = begin(ada, mara, "CHAMPION", false).orElseThrow();
      Instant end = trial.clock.advance(Duration.ofDays(1));

      assertThat(begin(ada, mara, "CHAMPION", false))
          .isEqualTo(Outcome.refused(new RelationshipRefusal.RoleTaken(first.id().value())));
      assertThat(begin(ada, mara, "LEGAL", false)).isInstanceOf(Outcome.Done.class);
      relationships(ada).end(first.id(), null).orElseThrow();
      assertThat(
              relationships(ada)
                  .begin(
                      new Begin(
                          mara,
                          vogel,
                          RelationshipDraft.of("CHAMPION").valid(end.minusSeconds(60), null),
                          false)))
          .isEqualTo(Outcome.refused(new RelationshipRefusal.RoleTaken(first.id().value())));
      assertThat(begin(ada, mara, "CHAMPION", false)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void is_one_that_there_is_for_records_of_this_kind() {
      assertThat(begin(ada, mara, "EVALUATOR", false))
          .isEqualTo(
              Outcome.refused(
                  new RelationshipRefusal.UnknownRole("EVALUATOR", TargetKind.ACCOUNT)));
      assertThat(begin(ada, mara, "KING", false))
          .isEqualTo(
              Outcome.refused(new RelationshipRefusal.UnknownRole("KING", TargetKind.ACCOUNT)));
    }

    @Test
    void is_weighed_on_the_version_that_was_read() {
      RelationshipId id = begin(ada, mara, "CHAMPION", false).orElseThrow().id();

      assertThat(
              trial
                  .as(ada)
                  .expecting(2)
                  .contactRoles()
                  .relationships()
                  .weigh(id, 3, Stance.CHAMPION))
          .isEqualTo(Outcome.refused(new StaleVersion("relationship", id.toString(), 2, 1)));
      assertThat(relationships(ada).weigh(id, 3, null).orElseThrow().phase().influence())
          .isEqualTo(3);
    }

    @Test
    void stands_in_the_audit_trail_with_what_followed_from_it() {
      RelationshipId first = begin(ada, mara, "CHAMPION", false).orElseThrow().id();
      begin(ada, ben, "LEGAL", true).orElseThrow();

      assertThat(
              trial
                  .storage
                  .audit()
                  .histories(Set.of(Relationship.subjectOf(first)), null, 10)
                  .stream()
                  .map(AuditEntry::action))
          .containsExactly("relationship.give-way", "relationship.begin");
    }
  }

  @Nested
  class The_primary_contact {

    @Test
    void is_the_first_until_another_is_made_it() {
      begin(ada, mara, "CHAMPION", false).orElseThrow();
      RelationshipId second = begin(ada, ben, "LEGAL", false).orElseThrow().id();
      assertThat(names(ada, Question.NOW)).containsExactly("Mara*", "Ben");

      relationships(ada).makePrimary(second).orElseThrow();

      assertThat(names(ada, Question.NOW)).containsExactly("Ben*", "Mara");
    }

    @Test
    void is_whoever_has_been_there_the_longest_when_it_leaves() {
      RelationshipId first = begin(ada, mara, "CHAMPION", false).orElseThrow().id();
      trial.clock.advance(Duration.ofDays(1));
      begin(ada, ben, "LEGAL", false).orElseThrow();
      trial.clock.advance(Duration.ofDays(1));
      begin(ada, contact("Zoe", null), "TECHNICAL", false).orElseThrow();

      relationships(ada).end(first, null).orElseThrow();

      assertThat(names(ada, Question.NOW)).containsExactly("Ben*", "Zoe");
      assertThat(names(ada, Question.EVER)).containsExactly("Ben*", "Zoe", "Mara*");
    }

    @Test
    void is_nobody_where_all_is_over() {
      RelationshipId only = begin(ada, mara, "CHAMPION", false).orElseThrow().id();
      trial.clock.advance(Duration.ofDays(1));
      relationships(ada).end(only, null).orElseThrow();
      assertThat(names(ada, Question.NOW)).isEmpty();

      Begin over =
          new Begin(
              ben,
              vogel,
              RelationshipDraft.of("LEGAL")
                  .valid(RelationshipDraft.EARLIEST, trial.clock.instant()),
              true);
      assertThat(codes(relationships(ada).begin(over))).containsExactly("/primary ended");
    }
  }

  @Nested
  class At_any_moment {

    @Test
    void things_are_told_as_they_stood() {
      RelationshipId first = begin(ada, mara, "CHAMPION", false).orElseThrow().id();
      Instant one = trial.clock.instant();
      trial.clock.advance(Duration.ofDays(1));
      begin(ada, ben, "LEGAL", true).orElseThrow();
      Instant two = trial.clock.instant();
      trial.clock.advance(Duration.ofDays(1));
      relationships(ada).end(first, null).orElseThrow();

      assertThat(names(ada, new Question(one.minusSeconds(1), true))).isEmpty();
      assertThat(names(ada, new Question(one, false))).containsExactly("Mara*");
      assertThat(names(ada, new Question(two, false))).containsExactly("Ben*", "Mara");
      assertThat(names(ada, Question.NOW)).containsExactly("Ben*");
      assertThat(
              codes(
                  queries(ada)
                      .ofTarget(vogel, new Question(trial.clock.instant().plusSeconds(1), false))))
          .containsExactly("/asOf in-the-future");
    }
  }

  @Nested
  class Permissions {

    @Test
    void follow_the_contact_and_the_target() {
      ContactId hers = contact("Hers", olga.id());
      Target own = account("Own", olga.id());
      RelationshipId seen =
          relationships(ada)
              .begin(new Begin(hers, own, RelationshipDraft.of("CHAMPION"), false))
              .orElseThrow()
              .id();
      RelationshipId unseen =
          relationships(ada)
              .begin(new Begin(mara, own, RelationshipDraft.of("LEGAL"), false))
              .orElseThrow()
              .id();
      relationships(ada)
          .begin(new Begin(hers, vogel, RelationshipDraft.of("LEGAL"), false))
          .orElseThrow();

      assertThat(
              queries(olga).ofTarget(own, Question.EVER).orElseThrow().stream()
                  .map(v -> v.relationship().id()))
          .containsExactly(seen);
      assertThat(
              queries(olga).ofContact(hers, Question.EVER).orElseThrow().stream()
                  .map(v -> v.relationship().id()))
          .containsExactly(seen);
      Outcome<?> nothing = Outcome.refused(NotFound.of("relationship", unseen.value()));
      assertThat(queries(olga).get(unseen)).isEqualTo(nothing);
      assertThat(relationships(olga).end(unseen, null)).isEqualTo(nothing);
      assertThat(queries(olga).ofTarget(vogel, Question.NOW))
          .isEqualTo(Outcome.refused(NotFound.of("account", vogel.id())));
      assertThat(queries(olga).ofContact(mara, Question.NOW))
          .isEqualTo(Outcome.refused(NotFound.of("contact", mara.value())));
      assertThat(
              relationships(olga)
                  .begin(new Begin(mara, own, RelationshipDraft.of("TECHNICAL"), false)))
          .isEqualTo(Outcome.refused(new RelationshipRefusal.UnknownContact(mara.value())));
      assertThat(relationships(olga).weigh(seen, 3, null)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void to_edit_the_target_are_needed_to_change_who_has_roles() {
      Actor viewer =
          Actors.named(
              "Vera",
              new Grants(
                  Map.of(
                      new Permission(Feature.CONTACT, Action.VIEW), Scope.ALL,
                      new Permission(Feature.ACCOUNT, Action.VIEW), Scope.ALL),
                  Set.of()));
      RelationshipId id = begin(ada, mara, "CHAMPION", false).orElseThrow().id();

      Outcome<?> forbidden =
          Outcome.refused(new Forbidden("account:edit", "This needs the permission account:edit."));
      assertThat(begin(viewer, ben, "LEGAL", false)).isEqualTo(forbidden);
      assertThat(relationships(viewer).makePrimary(id)).isEqualTo(forbidden);
      assertThat(relationships(viewer).setAll(vogel, List.of())).isEqualTo(forbidden);
      assertThat(catalogue(viewer).set(new RoleTerms(List.of())))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden(
                      "contact:administer",
                      "This needs the permission contact:administer on all records.")));
      assertThat(catalogue(viewer).get()).isEqualTo(Outcome.done(RoleCatalogue.USUAL));
    }

    @Test
    void end_where_the_target_lies_in_the_bin() {
      RelationshipId id = begin(ada, mara, "CHAMPION", false).orElseThrow().id();
      trial.as(ada).accounts().delete(new AccountId(vogel.id())).orElseThrow();

      Outcome<?> deleted = Outcome.refused(new RelationshipRefusal.TargetDeleted(vogel.subject()));
      assertThat(begin(ada, ben, "LEGAL", false)).isEqualTo(deleted);
      assertThat(relationships(ada).end(id, null)).isEqualTo(deleted);
      assertThat(names(ada, Question.NOW)).containsExactly("Mara*");
    }

    @Test
    void of_a_contact_in_the_bin_are_kept_but_it_takes_none() {
      begin(ada, mara, "CHAMPION", false).orElseThrow();
      trial.as(ada).people().delete(mara).orElseThrow();

      assertThat(begin(ada, mara, "LEGAL", false))
          .isEqualTo(Outcome.refused(new RelationshipRefusal.UnknownContact(mara.value())));
      assertThat(queries(ada).ofTarget(vogel, Question.NOW).orElseThrow().getFirst().contactLive())
          .isFalse();
    }
  }

  @Nested
  class Setting_everybody {

    @Test
    void is_done_whole_or_not_at_all_and_says_every_problem() {
      begin(ada, mara, "CHAMPION", false).orElseThrow();
      ContactId nobody = new ContactId(new UUID(0, 7));

      assertThat(
              codes(
                  relationships(ada)
                      .setAll(
                          vogel,
                          List.of(
                              new Member(ben, "LEGAL", 9, null, true),
                              new Member(ben, "LEGAL", null, null, true),
                              new Member(nobody, "KING", null, null, false)))))
          .containsExactly(
              "/roles/0/influence out-of-range",
              "/roles/1/role twice",
              "/roles/1/primary several-primary",
              "/roles/2/contact unknown-contact",
              "/roles/2/role unknown-contact-role");
      assertThat(names(ada, Question.EVER)).containsExactly("Mara*");
    }

    @Test
    void leaves_alone_those_whom_one_does_not_see() {
      ContactId hers = contact("Hers", olga.id());
      Target own = account("Own", olga.id());
      relationships(ada)
          .begin(new Begin(mara, own, RelationshipDraft.of("LEGAL"), false))
          .orElseThrow();

      relationships(olga)
          .setAll(own, List.of(new Member(hers, "CHAMPION", null, null, false)))
          .orElseThrow();

      assertThat(
              queries(ada).ofTarget(own, Question.NOW).orElseThrow().stream()
                  .map(RelationshipView::contactName))
          .containsExactly("Mara", "Hers");
    }
  }

  private Outcome<Relationship> begin(
      Actor actor, ContactId contact, String role, boolean primary) {
    return relationships(actor)
        .begin(new Begin(contact, vogel, RelationshipDraft.of(role), primary));
  }

  /** A star stands at the primary contact. */
  private List<String> names(Actor actor, Question question) {
    return queries(actor).ofTarget(vogel, question).orElseThrow().stream()
        .map(view -> view.contactName() + (view.phase().primary() ? "*" : ""))
        .toList();
  }

  private static List<String> codes(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(Invalid(var violations))
        ? violations.stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }

  private Relationships relationships(Actor actor) {
    return trial.as(actor).contactRoles().relationships();
  }

  private RelationshipQueries queries(Actor actor) {
    return trial.as(actor).contactRoles().queries();
  }

  private RoleCatalogues catalogue(Actor actor) {
    return trial.as(actor).contactRoles().catalogue();
  }

  private ContactId contact(String name, @Nullable UserId owner) {
    return trial
        .as(ada)
        .people()
        .create(new People.Create(ContactDraft.named(name, ""), owner))
        .orElseThrow()
        .id();
  }

  private Target account(String name, @Nullable UserId owner) {
    return new Target(
        TargetKind.ACCOUNT,
        trial
            .as(ada)
            .accounts()
            .create(new Accounts.Create(AccountDraft.named(name), owner))
            .orElseThrow()
            .id()
            .value());
  }

  /** Who sees and changes but their own. */
  private static Actor keeper(String name) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      scopes.put(new Permission(Feature.CONTACT, action), Scope.OWN);
      scopes.put(new Permission(Feature.ACCOUNT, action), Scope.OWN);
    }
    return Actors.named(name, new Grants(scopes, Set.of()));
  }
}
