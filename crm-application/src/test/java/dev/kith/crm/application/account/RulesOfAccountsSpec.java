package dev.kith.crm.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts.Create;
import dev.kith.crm.application.account.Accounts.Edit;
import dev.kith.crm.application.account.Accounts.Transition;
import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rules that look at accounts, and bring them to other stages. */
class RulesOfAccountsSpec {

  private static final String EDITED = "account.edited.v1";
  private static final String MOVED = "account.stage-changed.v1";

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @Nested
  class A_rule {

    @Test
    void brings_an_account_to_another_stage_and_stands_in_its_history() {
      Rule rule =
          active(
              EDITED,
              "account.stage == 'PROSPECT' && account.employees >= 100",
              to("TARGET", "{account.name} has {account.employees} people"));
      Account small = account("Small", "10");
      Account big = account("Big", "10");
      employ(big.id(), "250");
      employ(small.id(), "99");
      trial.crm.runDue();

      Account moved = trial.storage.accounts().find(big.id()).orElseThrow();
      assertThat(moved.stage().key()).isEqualTo("TARGET");
      assertThat(moved.stage().reason()).isEqualTo("Big has 250 people");
      assertThat(moved.stage().mover().name()).isEqualTo("Automation");
      assertThat(moved.stage().mover().cause()).isEqualTo("rule/" + rule.id() + "/1");
      assertThat(moved.stage().mover().event()).isNotNull();
      assertThat(trial.storage.accounts().find(small.id()).orElseThrow().stage().key())
          .isEqualTo("PROSPECT");
    }

    @Test
    void looks_at_where_an_account_went_and_why() {
      active(
          MOVED,
          "event.to == 'TARGET' && event.from == 'PROSPECT' && event.reason == 'They called.'",
          new RuleStep("account.note", Map.of("text", "Was {event.from}, is {account.stage}")));
      Account vogel = account("Vogel", "10");
      trial.as(ada).accounts().transition(vogel.id(), new Transition("TARGET", "They called."));
      trial.crm.runDue();

      assertThat(firings()).extracting(Firing::outcome).containsExactly(Firing.Result.FIRED);
      assertThat(trial.as(ada).accountQueries().timeline(vogel.id(), null, 10).orElseThrow())
          .anySatisfy(
              entry -> assertThat(entry.changes().toString()).contains("Was PROSPECT, is TARGET"));
    }

    @Test
    void that_finds_no_way_fails_and_says_why() {
      active(EDITED, "", to("CUSTOMER", "So."));
      Account vogel = account("Vogel", "10");
      employ(vogel.id(), "11");
      trial.crm.runDue();

      assertThat(firings())
          .singleElement()
          .satisfies(firing -> {
            assertThat(firing.outcome()).isEqualTo(Firing.Result.FAILED);
            assertThat(firing.reason())
                .isEqualTo(
                    "An account cannot go from PROSPECT to CUSTOMER; allowed from here: TARGET,"
                        + " DISQUALIFIED.");
          });
    }

    @Test
    void creates_a_task_about_the_account_for_its_owner() {
      active(
          MOVED,
          "event.to == 'TARGET'",
          new RuleStep("task.create", Map.of("subject", "Call {account.name}", "due", "P1D")));
      Account vogel = account("Vogel", "10");
      trial.as(ada).accounts().transition(vogel.id(), new Transition("TARGET", "They called."));
      trial.crm.runDue();

      assertThat(
              trial
                  .as(ada)
                  .taskQueries()
                  .list(ListQuery.all(TaskFields.CATALOGUE))
                  .orElseThrow()
                  .items())
          .singleElement()
          .satisfies(task -> {
            assertThat(task.content().subject()).isEqualTo("Call Vogel");
            assertThat(task.content().related()).isEqualTo(vogel.subject());
            assertThat(task.owner()).isEqualTo(vogel.owner());
          });
    }

    @Test
    void is_refused_where_it_asks_for_what_accounts_do_not_have() {
      assertThat(refused(draft("lead.captured.v1", "account.shoeSize > 1", to("TARGET", ""))))
          .extracting(Violation::code)
          .containsExactly("unknown-event", "condition");
    }

    @Test
    void is_refused_where_there_is_no_such_stage() {
      assertThat(refused(draft(EDITED, "", to("TARGETS", ""))))
          .containsExactly(
              Violation.at(
                  "then/0/parameters/to",
                  "unknown-stage",
                  "There is no stage TARGETS; there are PROSPECT, TARGET, ENGAGED, CUSTOMER,"
                      + " EXPANDING, AT_RISK, RENEWING, CHURNED, WON_BACK, DISQUALIFIED. Did you"
                      + " mean TARGET?"));
    }

    @Test
    void may_take_the_stage_from_the_account() {
      assertThat(refused(draft(EDITED, "", to("{account.stage}", "")))).isEmpty();
    }
  }

  private List<Violation> refused(RuleDraft draft) {
    return trial.as(ada).rules().write(draft) instanceof Outcome.Refused<Rule>(var refusal)
        ? refusal.violations()
        : List.of();
  }

  private static RuleStep to(String stage, String reason) {
    return new RuleStep("account.transition", Map.of("to", stage, "reason", reason));
  }

  private static RuleDraft draft(String event, String condition, RuleStep step) {
    return new RuleDraft(
        "Rule",
        AccountFacts.TYPE,
        List.of(event),
        condition,
        List.of(step),
        Repeat.ALWAYS,
        0,
        null,
        null);
  }

  private Rule active(String event, String condition, RuleStep step) {
    Rule rule = trial.as(ada).rules().write(draft(event, condition, step)).orElseThrow();
    return trial.as(ada).rules().activate(rule.id()).orElseThrow();
  }

  private Account account(String name, String employees) {
    return trial
        .as(ada)
        .accounts()
        .create(new Create(AccountDraft.named(name).with(AccountField.EMPLOYEES, employees)))
        .orElseThrow();
  }

  private void employ(AccountId id, String employees) {
    trial
        .as(ada)
        .accounts()
        .edit(id, new Edit(Map.of(AccountField.EMPLOYEES, Optional.of(employees))))
        .orElseThrow();
  }

  private List<Firing> firings() {
    return trial
        .as(ada)
        .rules()
        .firings(ListQuery.all(FiringView.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map(FiringView::firing)
        .toList();
  }
}
