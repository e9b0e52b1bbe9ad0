package dev.kith.crm.http.conversion;

import dev.kith.crm.application.conversion.batch.BatchView;
import dev.kith.crm.application.conversion.batch.ConversionBatches;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** Converting many leads, over REST. */
public final class BatchRoutes {

  private static final String TAG = "Conversion";
  private static final String BATCHES = "/conversion-batches";
  private static final String ONE = BATCHES + "/{id}";

  private BatchRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.post("/conversions:batch", "convertLeads")
            .says(
                TAG,
                "Let a job convert many leads alike, each by itself, or tell what that would do;"
                    + " follow the job at the Location, and what becomes of each lead at"
                    + " /conversion-batches")
            .body(BatchJson.START)
            .answers(202, BatchJson.BATCH, "The batch; its job stands at the Location")
            .refuses("forbidden", "invalid")
            .handledBy(BatchRoutes::start),
        Route.get(BATCHES, "listConversionBatches")
            .says(TAG, "List batches of conversions, newest first")
            .query(
                Paging.AFTER.parameters(
                    Shape.uuid(), ConversionBatches.LARGEST_LIST - 1, "batches"))
            .answers(200, BatchJson.LIST, "A page of batches")
            .handledBy(BatchRoutes::list),
        Route.get(ONE, "getConversionBatch")
            .says(TAG, "Read a batch: how far it is, and how many leads became what")
            .answers(200, BatchJson.BATCH, "The batch")
            .refuses("not-found")
            .handledBy(call ->
                batches(call).get(id(call)).map(view -> Reply.json(200, BatchJson.of(view)))),
        Route.get(ONE + "/items", "listConversionBatchItems")
            .says(TAG, "List the leads of a batch with what became of each, and why")
            .query("outcome", Shape.choice(Fate.class), "Only leads of which that became")
            .query(
                Paging.AFTER.parameters(
                    Shape.whole(0, ConversionBatches.MOST_LEADS),
                    ConversionBatches.LARGEST_LIST - 1,
                    "leads"))
            .answers(200, BatchJson.ITEMS, "A page of leads")
            .refuses("not-found")
            .handledBy(BatchRoutes::items),
        Route.post(ONE + "/items/{leadId}:retry", "retryConversionBatchItem")
            .says(TAG, "Take one lead up again, now and in your own name")
            .body(BatchJson.RETRY)
            .answers(200, BatchJson.ITEM, "The lead with what became of it now")
            .refuses("not-found", "forbidden", "invalid-transition")
            .handledBy(call ->
                batches(call)
                    .retry(
                        id(call), new LeadId(call.id("leadId", "lead")), BatchJson.duplicates(call))
                    .map(item -> Reply.json(200, BatchJson.of(item)))),
        Route.get(ONE + "/failures.csv", "getConversionBatchFailures")
            .says(TAG, "The leads that failed or are to be looked at, with code and reason")
            .answersRaw(200, "text/csv", "A CSV file in UTF-8")
            .refuses("not-found")
            .handledBy(call ->
                call.download(
                    "text/csv; charset=utf-8",
                    "failures.csv",
                    out -> batches(call).failuresAsCsv(id(call), out))));
  }

  private static Outcome<Reply> start(Call call) {
    return BatchJson.start(call)
        .then(start -> batches(call).start(start))
        .map(view ->
            Reply.json(202, BatchJson.of(view))
                .header("Location", call.link("/jobs/" + view.batch().id())));
  }

  private static Outcome<Reply> list(Call call) {
    int limit = Paging.limit(call);
    return batches(call)
        .list(call.queryId("after").map(JobId::new).orElse(null), limit + 1)
        .map(found ->
            Reply.json(
                200,
                Paging.AFTER.page(
                    found, limit, BatchJson::of, (BatchView view) -> view.batch().id().value())));
  }

  private static Outcome<Reply> items(Call call) {
    int limit = Paging.limit(call);
    return batches(call)
        .items(
            id(call),
            call.query("outcome").map(Fate::valueOf).orElse(null),
            call.number("after", 0),
            limit + 1)
        .map(found ->
            Reply.json(
                200, Paging.AFTER.page(found, limit, BatchJson::of, view -> view.item().place())));
  }

  private static ConversionBatches batches(Call call) {
    return call.workspace().conversionBatches();
  }

  private static JobId id(Call call) {
    return new JobId(call.id("conversion-batch"));
  }
}
