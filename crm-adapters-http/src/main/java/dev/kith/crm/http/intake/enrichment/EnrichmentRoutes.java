package dev.kith.crm.http.intake.enrichment;

import dev.kith.crm.application.intake.enrichment.Enrichments;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** Finding out more about leads, over REST. */
public final class EnrichmentRoutes {

  private static final String TAG = "Enrichment";
  private static final String[] ON_A_LEAD = {
    "invalid", "not-found", "forbidden", "lead-deleted", "lead-merged", "lead-converted"
  };

  private EnrichmentRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/leads/{id}/enrichment", "getProvenance")
            .says(TAG, "Read what was found out about a lead, from whom, how sure and when")
            .answers(200, EnrichmentJson.PROVENANCE, "What was found out")
            .refuses("not-found")
            .handledBy(call ->
                enrichments(call)
                    .of(lead(call))
                    .map(provenance -> Reply.json(200, EnrichmentJson.of(provenance)))),
        Route.post("/leads/{id}:enrich", "enrichLead")
            .says(TAG, "Ask sources about a lead, and fill its fields by what they are sure of")
            .body(EnrichmentJson.WISH)
            .answers(200, EnrichmentJson.ENRICHED, "What came of it")
            .refuses(ON_A_LEAD)
            .handledBy(call ->
                enrichments(call)
                    .enrich(lead(call), EnrichmentJson.wish(call.body()))
                    .map(done ->
                        Reply.json(200, EnrichmentJson.of(done))
                            .version(done.lead().revision().version()))),
        Route.post("/leads/{id}:preview-enrichment", "previewEnrichment")
            .says(TAG, "Ask sources about a lead, and what its fields would be; nothing is kept")
            .body(EnrichmentJson.WISH)
            .asking()
            .answers(200, EnrichmentJson.ENRICHED, "What would come of it")
            .refuses(ON_A_LEAD)
            .handledBy(call ->
                enrichments(call)
                    .preview(lead(call), EnrichmentJson.wish(call.body()))
                    .map(done -> Reply.json(200, EnrichmentJson.of(done)))),
        Route.post("/leads:enrich", "enrichLeads")
            .says(TAG, "Enrich up to " + Enrichments.LARGEST_BATCH + " leads, each by itself")
            .body(EnrichmentJson.BATCH)
            .answers(200, EnrichmentJson.BATCH_RESULT, "What came of each")
            .refuses("invalid", "forbidden")
            .handledBy(call ->
                enrichments(call)
                    .enrichAll(EnrichmentJson.leads(call.body()), EnrichmentJson.mode(call.body()))
                    .map(outcomes -> Reply.json(200, EnrichmentJson.of(outcomes)))),
        Route.get("/enrichment/sources", "listEnrichmentSources")
            .says(TAG, "List the sources that are asked about leads")
            .answers(200, EnrichmentJson.SOURCES, "Their names")
            .handledBy(call ->
                Outcome.done(
                    Reply.json(200, EnrichmentJson.sources(enrichments(call).sources())))));
  }

  private static Enrichments enrichments(Call call) {
    return call.workspace().enrichments();
  }

  private static LeadId lead(Call call) {
    return new LeadId(call.id("lead"));
  }
}
