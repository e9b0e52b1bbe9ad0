package dev.kith.crm.application.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.relationship.PortalRights.Answer;
import dev.kith.crm.application.relationship.PortalRights.Question;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.ContactRole;
import dev.kith.crm.domain.relationship.PortalPermission;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.RoleTerms;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RightsOfContactsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final AccountId vogel = account("Vogel GmbH");
  private final AccountId acme = account("Acme");
  private final ContactId mara =
      trial
          .as(ada)
          .people()
          .create(new People.Create(ContactDraft.named("Mara", "Meer")))
          .orElseThrow()
          .id();

  @Nested
  class What_a_contact_may_do {

    @Test
    void follows_from_the_roles_that_they_have_at_the_moment() {
      Instant before = trial.clock.instant();
      trial.clock.advance(Duration.ofHours(1));
      Relationship billing = begin(vogel, "BILLING");
      Instant during = trial.clock.advance(Duration.ofDays(1));
      trial.as(ada).contactRoles().relationships().end(billing.id(), null).orElseThrow();
      begin(acme, "END_USER");

      assertThat(told(ask(null, null, before))).isEmpty();
      assertThat(told(ask(null, null, during.minusSeconds(1))))
          .containsExactly(
              "see invoices of Vogel GmbH as Billing until " + during,
              "pay invoices of Vogel GmbH as Billing until " + during);
      assertThat(told(ask(null, null, null)))
          .containsExactly("see tickets of Acme as End user", "open tickets of Acme as End user");
      assertThat(told(ask(null, null, during.plus(Duration.ofDays(900)))))
          .isEqualTo(told(ask(null, null, null)));
    }

    @Test
    void is_answered_for_one_thing_at_one_record() {
      begin(vogel, "BILLING");

      assertThat(may(PortalPermission.PAY_INVOICES, vogel)).isTrue();
      assertThat(may(PortalPermission.PAY_INVOICES, acme)).isFalse();
      assertThat(may(PortalPermission.OPEN_TICKETS, vogel)).isFalse();
    }

    @Test
    void changes_at_once_with_what_the_catalogue_says() {
      begin(vogel, "BILLING");

      trial.as(ada).contactRoles().catalogue().set(billingMayOpenTickets()).orElseThrow();

      assertThat(told(ask(null, null, null)))
          .containsExactly("open tickets of Vogel GmbH as Billing");
      assertThat(
              trial
                  .storage
                  .audit()
                  .histories(Set.of(RoleCatalogue.subjectOf(RoleCatalogue.ID)), null, 10)
                  .stream()
                  .map(AuditEntry::action))
          .containsExactly("contact-roles.set");
    }

    @Test
    void is_nothing_while_they_or_the_record_are_in_the_bin() {
      begin(vogel, "BILLING");
      begin(acme, "END_USER");

      trial.as(ada).expecting(1).accounts().delete(vogel).orElseThrow();
      assertThat(told(ask(null, null, null)))
          .containsExactly("see tickets of Acme as End user", "open tickets of Acme as End user");
      trial.as(ada).expecting(1).people().delete(mara).orElseThrow();
      assertThat(told(ask(null, null, null))).isEmpty();
    }

    @Test
    void is_told_only_of_whom_and_what_one_sees() {
      begin(vogel, "BILLING");
      Actor contactsOnly = seeing(Feature.CONTACT);

      assertThat(rights(contactsOnly).of(mara, Question.NOW).orElseThrow().may()).isFalse();
      assertThat(
              rights(contactsOnly)
                  .of(mara, Question.whether(PortalPermission.SEE_INVOICES, target(vogel))))
          .isEqualTo(Outcome.refused(NotFound.of("account", vogel.value())));
      assertThat(rights(seeing(Feature.ACCOUNT)).of(mara, Question.NOW))
          .isEqualTo(Outcome.refused(NotFound.of("contact", mara.value())));
    }

    @Test
    void is_decided_by_administrators_of_all_contacts() {
      assertThat(
              trial
                  .as(seeing(Feature.CONTACT))
                  .contactRoles()
                  .catalogue()
                  .set(billingMayOpenTickets()))
          .isInstanceOf(Outcome.Refused.class)
          .extracting(refused -> ((Outcome.Refused<?>) refused).refusal())
          .isInstanceOf(Forbidden.class);
    }
  }

  private static RoleTerms billingMayOpenTickets() {
    return new RoleTerms(
        List.of(
            new ContactRole(
                "BILLING",
                "Billing",
                Set.of(TargetKind.ACCOUNT),
                List.of(),
                Set.of(PortalPermission.OPEN_TICKETS),
                true)));
  }

  private boolean may(PortalPermission permission, AccountId account) {
    return rights(ada).of(mara, Question.whether(permission, target(account))).orElseThrow().may();
  }

  private Answer ask(
      @Nullable Target target, @Nullable PortalPermission permission, @Nullable Instant at) {
    return rights(ada).of(mara, new Question(target, permission, at)).orElseThrow();
  }

  private static List<String> told(Answer answer) {
    return answer.rights().stream()
        .map(named ->
            named.right().permission().label()
                + " of "
                + named.targetName()
                + " as "
                + named.reasons().getFirst().roleName()
                + (named.right().until() == null ? "" : " until " + named.right().until()))
        .toList();
  }

  private PortalRights rights(Actor actor) {
    return trial.as(actor).contactRoles().rights();
  }

  private Relationship begin(AccountId account, String role) {
    return trial
        .as(ada)
        .contactRoles()
        .relationships()
        .begin(new Begin(mara, target(account), RelationshipDraft.of(role), false))
        .orElseThrow();
  }

  private static Target target(AccountId account) {
    return new Target(TargetKind.ACCOUNT, account.value());
  }

  private AccountId account(String name) {
    return trial
        .as(ada)
        .accounts()
        .create(new Accounts.Create(AccountDraft.named(name)))
        .orElseThrow()
        .id();
  }

  private static Actor seeing(Feature feature) {
    return Actors.named(
        "Olga", new Grants(Map.of(new Permission(feature, Action.VIEW), Scope.ALL), Set.of()));
  }
}
