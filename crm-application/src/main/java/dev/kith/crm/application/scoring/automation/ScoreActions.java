package dev.kith.crm.application.scoring.automation;

import com.google.common.base.Ascii;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.ActionRun;
import dev.kith.crm.application.scoring.ledger.LedgerFeature;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.AwardTerms;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What rules can do with scores: award points. */
public final class ScoreActions {

  private ScoreActions() {}

  public static List<ActionKind> all(LedgerFeature ledger) {
    return List.of(
        new ActionKind(
                "score.add",
                "Award points",
                Set.of("lead"),
                List.of(
                    Parameter.required(
                        "points", "Points, with a minus to take them", Parameter.Type.POINTS),
                    Parameter.required("reason", "Why", Parameter.Type.TEXT),
                    Parameter.optional(
                        "group", "Group whose cap they count under", Parameter.Type.TEXT),
                    Parameter.optional(
                        "halfLife", "Half of them is left after", Parameter.Type.DURATION)),
                Set.of("score.threshold-crossed.v1"),
                run -> award(ledger, run))
            .checked((record, said, now) -> problems(said)));
  }

  private static List<Violation> problems(Map<String, String> said) {
    Checks checks = new Checks();
    String halfLife = said.get("halfLife");
    AwardTerms.read(checks, said.get("group"), halfLife == null ? null : Duration.parse(halfLife));
    return checks.violations();
  }

  private static Outcome<String> award(LedgerFeature ledger, ActionRun run) {
    Award.Wish wish =
        new Award.Wish(
            Integer.parseInt(Objects.requireNonNull(run.said("points"))),
            // As it is said: a group for each record would be a cap for none.
            run.said("group"),
            run.said("halfLife") == null ? null : run.duration("halfLife"),
            Ascii.truncate(run.text("reason"), Award.LONGEST_REASON, "…"),
            null);
    return ledger
        .award(
            run.context(),
            new LeadId(run.record().id()),
            wish,
            run.once(),
            run.rule().value(),
            run.ruleName())
        .map(award ->
            award.points() > 0
                ? award.points() + " points were given."
                : -award.points() + " points were taken.");
  }
}
