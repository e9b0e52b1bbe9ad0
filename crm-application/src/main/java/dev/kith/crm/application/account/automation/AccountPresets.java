package dev.kith.crm.application.account.automation;

import dev.kith.crm.application.account.AccountFacts;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.automation.RulePreset;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.RuleStep;
import java.util.List;
import java.util.Map;

/** Common rules on accounts. */
public final class AccountPresets {

  private AccountPresets() {}

  public static List<RulePreset> all() {
    return List.of(
        new RulePreset(
            "account-at-risk",
            "Tell the owner that an account is at risk",
            "Whoever has the account hears of it while something can be done.",
            new RuleDraft(
                "Tell the owner of an account at risk",
                AccountFacts.TYPE,
                List.of("account.stage-changed.v1"),
                "account.stage == 'AT_RISK' && account.owner != ''",
                List.of(
                    new RuleStep(
                        "notify",
                        Map.of(
                            "to",
                            "owner",
                            "text",
                            "{account.name} is at risk",
                            "detail",
                            "{event.reason}"))),
                Repeat.ONCE_PER_STATE_ENTRY,
                0,
                null,
                null)),
        new RulePreset(
            "account-over-time",
            "Have the owner look after an account whose time in its stage is up",
            "Whoever has the account gets a task when it has been in a stage for longer than the"
                + " lifecycle allows.",
            new RuleDraft(
                "Look after accounts whose time in the stage is up",
                AccountFacts.TYPE,
                List.of("account.stage-overdue.v1"),
                "account.owner != ''",
                List.of(
                    new RuleStep(
                        "task.create",
                        Map.of(
                            "subject",
                            "{account.name} has been {account.stage} for too long",
                            "due",
                            "P1D"))),
                Repeat.ONCE_PER_STATE_ENTRY,
                0,
                null,
                null)));
  }
}
