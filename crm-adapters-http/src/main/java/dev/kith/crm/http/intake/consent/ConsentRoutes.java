package dev.kith.crm.http.intake.consent;

import dev.kith.crm.application.intake.consent.Consents;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** The ledgers of leads over REST. */
public final class ConsentRoutes {

  private static final String TAG = "Consent";
  private static final String[] RECORDING = {
    "invalid", "not-found", "forbidden", "lead-deleted", "lead-merged", "too-many-consents"
  };

  private ConsentRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/leads/{id}/consents", "listConsents")
            .says(TAG, "List what a lead said to being contacted, and what counts of it now")
            .answers(200, ConsentJson.HISTORY, "The ledger of the lead")
            .refuses("not-found", "forbidden")
            .handledBy(call -> shown(consents(call).of(lead(call)))),
        Route.post("/leads/{id}/consents", "recordConsent")
            .says(TAG, "Record what a lead said; a line that is known already is kept once")
            .body(ConsentJson.DRAFT)
            .answers(200, ConsentJson.HISTORY, "The ledger of the lead as it is now")
            .refuses(RECORDING)
            .handledBy(
                call -> shown(consents(call).record(lead(call), ConsentJson.read(call.body())))),
        Route.post("/leads/{id}/consents:batch", "recordConsents")
            .says(TAG, "Record up to " + Consents.LARGEST_BATCH + " lines of a ledger, all or none")
            .body(ConsentJson.BATCH)
            .answers(200, ConsentJson.HISTORY, "The ledger of the lead as it is now")
            .refuses(RECORDING)
            .handledBy(call ->
                shown(
                    consents(call)
                        .recordAll(lead(call), ConsentJson.readAll(call.body().path("items"))))));
  }

  private static Outcome<Reply> shown(Outcome<ConsentHistory> outcome) {
    return outcome.map(history -> Reply.json(200, ConsentJson.of(history)));
  }

  private static Consents consents(Call call) {
    return call.workspace().consents();
  }

  private static LeadId lead(Call call) {
    return new LeadId(call.id("lead"));
  }
}
