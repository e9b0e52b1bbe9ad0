package dev.kith.crm.application.account.automation;

import com.google.common.base.Ascii;
import dev.kith.crm.application.account.AccountFacts;
import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.account.Accounts.Transition;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.ActionRun;
import dev.kith.crm.application.list.Suggestions;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.StageMove;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** What rules can do to accounts: what people can do with {@link Accounts}. */
public final class AccountActions {

  private static final Set<String> ACCOUNTS = Set.of(AccountFacts.TYPE);

  private AccountActions() {}

  public static List<ActionKind> all(AccountFeature accounts) {
    return List.of(
        action(
                "account.transition",
                "Have the account go to another stage",
                List.of(
                    Parameter.required(
                        "to", "Key of the stage, such as AT_RISK", Parameter.Type.TEXT),
                    Parameter.optional("reason", "Reason", Parameter.Type.TEXT)),
                "account.stage-changed.v1",
                accounts,
                (port, run) ->
                    port.transition(
                            account(run),
                            new Transition(
                                run.text("to").strip(),
                                Ascii.truncate(run.text("reason"), StageMove.LONGEST_REASON, "…")))
                        .map(account ->
                            "The account is in the stage " + account.stage().key() + "."))
            .checked((record, said, now) -> wrongStage(accounts, said)),
        action(
            "account.note",
            "Write a note on the account",
            List.of(Parameter.required("text", "Text", Parameter.Type.LINES)),
            "account.noted.v1",
            accounts,
            (port, run) ->
                port.note(account(run), Ascii.truncate(run.text("text"), Account.LONGEST_NOTE, ""))
                    .map(account -> "A note was written.")));
  }

  private static ActionKind action(
      String code,
      String label,
      List<Parameter> parameters,
      String emits,
      AccountFeature accounts,
      BiFunction<Accounts, ActionRun, Outcome<String>> step) {
    return new ActionKind(
        code,
        label,
        ACCOUNTS,
        parameters,
        Set.of(emits),
        run -> step.apply(accounts.accounts(run.context()), run));
  }

  /** A stage that comes out of the facts of the record is known only when the rule fires. */
  private static List<Violation> wrongStage(AccountFeature accounts, Map<String, String> said) {
    String to = said.getOrDefault("to", "").strip();
    List<String> stages = accounts.stages().stream().map(Stage::key).toList();
    return to.isEmpty() || to.contains("{") || stages.contains(to)
        ? List.of()
        : List.of(
            Violation.at(
                "to",
                "unknown-stage",
                "There is no stage "
                    + to
                    + "; there are "
                    + String.join(", ", stages)
                    + "."
                    + Suggestions.didYouMean(to, stages)));
  }

  private static AccountId account(ActionRun run) {
    return new AccountId(run.record().id());
  }
}
