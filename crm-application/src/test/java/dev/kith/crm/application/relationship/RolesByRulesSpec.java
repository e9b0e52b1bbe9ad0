package dev.kith.crm.application.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolesByRulesSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final AccountId vogel =
      trial
          .as(ada)
          .accounts()
          .create(new Accounts.Create(AccountDraft.named("Vogel GmbH")))
          .orElseThrow()
          .id();
  private final ContactId mara = contact("Mara", "Leiterin Einkauf");

  @Test
  void a_rule_gives_the_roles_that_are_sure_enough_when_an_opportunity_comes_to_a_stage() {
    contact("Ben", "Chief Financial Officer");
    OpportunityId deal = deal();
    active(
        "opportunity",
        "opportunity.moved.v1",
        "event.to == 'qualification' && opportunity.amount >= 1000",
        Map.of("confidence", "80"));
    Target target = new Target(TargetKind.OPPORTUNITY, deal.value());
    trial.crm.runDue();
    assertThat(roles(target)).isEmpty();

    trial.as(ada).opportunities().move(deal, Move.to("qualification")).orElseThrow();
    trial.crm.runDue();

    assertThat(roles(target)).containsExactly("Ben ECONOMIC_BUYER RULE 95");
  }

  @Test
  void a_rule_gives_but_one_role_and_not_what_was_declined() {
    contact("Zoe", "Head of Procurement");
    Target target = new Target(TargetKind.ACCOUNT, vogel.value());
    trial.as(ada).contactRoles().suggestions().decline(target, mara, "PROCUREMENT").orElseThrow();
    active("account", "account.noted.v1", "", Map.of("confidence", "55", "role", "PROCUREMENT"));

    trial.as(ada).accounts().note(vogel, "Look at their people").orElseThrow();
    trial.crm.runDue();
    trial.as(ada).accounts().note(vogel, "Once more").orElseThrow();
    trial.crm.runDue();

    assertThat(roles(target)).containsExactly("Zoe PROCUREMENT RULE 65");
  }

  private List<String> roles(Target target) {
    return trial
        .as(ada)
        .contactRoles()
        .queries()
        .ofTarget(target, Question.EVER)
        .orElseThrow()
        .stream()
        .map(v ->
            v.contactName()
                + " "
                + v.relationship().role()
                + " "
                + v.relationship().source()
                + " "
                + v.relationship().confidence())
        .toList();
  }

  private void active(
      String record, String event, String condition, Map<String, String> parameters) {
    Rule rule =
        trial
            .as(ada)
            .rules()
            .write(
                new RuleDraft(
                    "Roles",
                    record,
                    List.of(event),
                    condition,
                    List.of(new RuleStep("contact.role", parameters)),
                    Repeat.ALWAYS,
                    0,
                    null,
                    null))
            .orElseThrow();
    trial.as(ada).rules().activate(rule.id()).orElseThrow();
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

  private OpportunityId deal() {
    trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    return trial
        .as(ada)
        .opportunities()
        .create(
            new Opportunities.Create(
                OpportunityDraft.named("Turbines").account(vogel).worth("5000", "EUR")))
        .orElseThrow()
        .id();
  }
}
