package dev.kith.crm.http.intake.attribution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.intake.attribution.Touches;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** Touches of leads over REST, and the rules by which they are read. */
public final class TouchRoutes {

  private static final String TAG = "Attribution";
  private static final String[] RECORDING = {
    "invalid", "not-found", "forbidden", "lead-deleted", "lead-merged", "too-many-touches"
  };

  private TouchRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/leads/{id}/touches", "listTouches")
            .says(TAG, "List what brought a lead here, with the first, last and converting touch")
            .answers(200, TouchJson.HISTORY, "The touches of the lead")
            .refuses("not-found")
            .handledBy(call -> shown(touches(call).of(lead(call)))),
        Route.post("/leads/{id}/touches", "recordTouch")
            .says(TAG, "Record a touch of a lead; one that is known already is kept once")
            .body(TouchJson.DRAFT)
            .answers(200, TouchJson.HISTORY, "The touches of the lead as they are now")
            .refuses(RECORDING)
            .handledBy(
                call -> shown(touches(call).record(lead(call), TouchJson.read(call.body())))),
        Route.post("/leads/{id}/touches:batch", "recordTouches")
            .says(TAG, "Record up to " + Touches.LARGEST_BATCH + " touches of a lead, all or none")
            .body(TouchJson.BATCH)
            .answers(200, TouchJson.HISTORY, "The touches of the lead as they are now")
            .refuses(RECORDING)
            .handledBy(call ->
                shown(
                    touches(call)
                        .recordAll(lead(call), TouchJson.readAll(call.body().path("items"))))),
        Route.get("/attribution/rules", "getAttributionRules")
            .says(TAG, "Read the rules by which touches are read")
            .answers(200, RulesJson.RULES, "The rules in force")
            .refuses("forbidden")
            .handledBy(call -> rules(touches(call).rules())),
        Route.put("/attribution/rules", "setAttributionRules")
            .says(TAG, "Replace the rules, for touches that come in from now on")
            .body(RulesJson.SETTINGS)
            .versioned()
            .answers(200, RulesJson.RULES, "The rules in force")
            .refuses("forbidden", "invalid")
            .handledBy(call -> rules(touches(call).setRules(RulesJson.read(call.body())))),
        Route.post("/attribution/rules:preview", "previewAttributionRules")
            .says(TAG, "Ask what would become of a touch under certain rules; nothing is kept")
            .body(TouchJson.QUESTION)
            .asking()
            .answers(200, TouchJson.VERDICT, "What would become of it")
            .refuses("forbidden", "invalid")
            .handledBy(TouchRoutes::preview));
  }

  private static Outcome<Reply> preview(Call call) {
    Touches touches = touches(call);
    JsonNode rules = call.body().path("rules");
    TouchDraft draft = TouchJson.read(call.body().path("touch"));
    return touches
        .rules()
        .map(AttributionRules::settings)
        .then(now ->
            below("rules", touches.preview(rules.isObject() ? RulesJson.read(rules) : now, draft)))
        .map(verdict -> Reply.json(200, TouchJson.of(verdict)));
  }

  private static <T> Outcome<T> below(String parent, Outcome<T> outcome) {
    return outcome instanceof Outcome.Refused<T>(Invalid(var violations))
        ? Outcome.refused(new Invalid(violations.stream().map(v -> v.below(parent)).toList()))
        : outcome;
  }

  private static Outcome<Reply> shown(Outcome<TouchHistory> outcome) {
    return outcome.map(history -> Reply.json(200, TouchJson.of(history)));
  }

  private static Outcome<Reply> rules(Outcome<AttributionRules> outcome) {
    return outcome.map(
        rules -> Reply.json(200, RulesJson.of(rules)).version(rules.revision().version()));
  }

  private static Touches touches(Call call) {
    return call.workspace().touches();
  }

  private static LeadId lead(Call call) {
    return new LeadId(call.id("lead"));
  }
}
