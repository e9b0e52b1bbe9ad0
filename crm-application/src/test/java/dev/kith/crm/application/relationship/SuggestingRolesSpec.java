package dev.kith.crm.application.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipRefusal;
import dev.kith.crm.domain.relationship.RoleSource;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuggestingRolesSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final AccountId vogel =
      trial
          .as(ada)
          .accounts()
          .create(new Accounts.Create(AccountDraft.named("Vogel GmbH")))
          .orElseThrow()
          .id();
  private final Target account = new Target(TargetKind.ACCOUNT, vogel.value());
  private final ContactId mara = contact("Mara", "Leiterin Einkauf");
  private final ContactId ben = contact("Ben", "Chief Financial Officer");
  private final Target deal = deal();

  @Test
  void people_at_the_account_are_suggested_by_their_titles_the_surest_first() {
    contact("Paul", "Poet");
    assertThat(suggested(account))
        .containsExactly("Ben ECONOMIC_BUYER 95", "Mara DECISION_MAKER 55", "Mara PROCUREMENT 55");
    assertThat(suggested(deal)).isEqualTo(suggested(account));
    contact("Zoe", "Business Analyst");
    assertThat(suggested(deal)).contains("Zoe EVALUATOR 55");
    assertThat(suggested(account)).doesNotContain("Zoe EVALUATOR 55");
  }

  @Test
  void what_is_accepted_is_a_role_that_was_concluded() {
    Relationship accepted = suggestions(ada).accept(account, ben, "ECONOMIC_BUYER").orElseThrow();

    assertThat(accepted.source()).isEqualTo(RoleSource.INFERRED);
    assertThat(accepted.confidence()).isEqualTo(95);
    assertThat(accepted.isPrimary()).isTrue();
    assertThat(suggested(account)).containsExactly("Mara DECISION_MAKER 55", "Mara PROCUREMENT 55");
    assertThat(suggestions(ada).accept(account, ben, "ECONOMIC_BUYER"))
        .isEqualTo(Outcome.refused(new NotFound("role suggestion", ben + " ECONOMIC_BUYER")));
  }

  @Test
  void what_is_declined_is_not_suggested_again_there_but_elsewhere() {
    suggestions(ada).decline(account, mara, "DECISION_MAKER").orElseThrow();

    assertThat(suggested(account)).containsExactly("Ben ECONOMIC_BUYER 95", "Mara PROCUREMENT 55");
    assertThat(suggested(deal)).contains("Mara DECISION_MAKER 55");
    assertThat(suggestions(ada).decline(account, mara, "DECISION_MAKER"))
        .isEqualTo(Outcome.refused(new NotFound("role suggestion", mara + " DECISION_MAKER")));
  }

  @Test
  void what_becomes_of_a_suggestion_is_told_in_the_audit_trail() {
    suggestions(ada).accept(account, ben, "ECONOMIC_BUYER").orElseThrow();
    suggestions(ada).decline(account, mara, "DECISION_MAKER").orElseThrow();
    suggestions(ada).acceptAll(account, 50, null).orElseThrow();

    List<AuditEntry> told = trial.storage.audit().history(account.suggestions(), null, 10);
    assertThat(told)
        .extracting(AuditEntry::action)
        .containsExactly(
            "role-suggestion.accept", "role-suggestion.decline", "role-suggestion.accept");
    assertThat(told.get(1).actorName()).isEqualTo(ada.name());
    assertThat(told.get(1).changes())
        .containsExactlyInAnyOrder(
            new FieldChange("account", null, vogel.toString()),
            new FieldChange("contact", null, mara.toString()),
            new FieldChange("role", null, "DECISION_MAKER"),
            new FieldChange("confidence", null, "55"));
  }

  @Test
  void what_is_answered_under_a_key_is_answered_once() {
    RoleSuggestions asked = trial.as(ada).idempotent("yes").contactRoles().suggestions();
    Relationship accepted = asked.accept(account, ben, "ECONOMIC_BUYER").orElseThrow();
    assertThat(asked.accept(account, ben, "ECONOMIC_BUYER")).isEqualTo(Outcome.done(accepted));

    RoleSuggestions declining = trial.as(ada).idempotent("no").contactRoles().suggestions();
    RoleSuggestions.Suggested declined =
        declining.decline(account, mara, "PROCUREMENT").orElseThrow();
    assertThat(declining.decline(account, mara, "PROCUREMENT")).isEqualTo(Outcome.done(declined));
  }

  @Test
  void permissions_follow_the_target() {
    Actor viewer =
        Actors.named(
            "Vera",
            new Grants(
                Map.of(
                    new Permission(Feature.ACCOUNT, Action.VIEW), Scope.ALL,
                    new Permission(Feature.CONTACT, Action.VIEW), Scope.OWN),
                Set.of()));
    Outcome<?> forbidden =
        Outcome.refused(new Forbidden("account:edit", "This needs the permission account:edit."));

    assertThat(suggestions(viewer).of(account)).isEqualTo(Outcome.done(List.of()));
    assertThat(suggestions(viewer).decline(account, mara, "DECISION_MAKER")).isEqualTo(forbidden);
    assertThat(suggestions(viewer).of(deal))
        .isEqualTo(Outcome.refused(NotFound.of("opportunity", deal.id())));
    trial.as(ada).accounts().delete(vogel).orElseThrow();
    assertThat(suggestions(ada).accept(account, mara, "PROCUREMENT"))
        .isEqualTo(Outcome.refused(new RelationshipRefusal.TargetDeleted(account.subject())));
  }

  private List<String> suggested(Target target) {
    return suggestions(ada).of(target).orElseThrow().stream()
        .map(s -> s.contactName() + " " + s.role() + " " + s.confidence())
        .toList();
  }

  private RoleSuggestions suggestions(Actor actor) {
    return trial.as(actor).contactRoles().suggestions();
  }

  private ContactId contact(String name, String title) {
    return trial
        .as(ada)
        .people()
        .create(
            new People.Create(
                ContactDraft.named(name, "").with(ContactField.TITLE, title).at(vogel)))
        .orElseThrow()
        .id();
  }

  private Target deal() {
    trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    return new Target(
        TargetKind.OPPORTUNITY,
        trial
            .as(ada)
            .opportunities()
            .create(new Opportunities.Create(OpportunityDraft.named("Turbines").account(vogel)))
            .orElseThrow()
            .id()
            .value());
  }
}
