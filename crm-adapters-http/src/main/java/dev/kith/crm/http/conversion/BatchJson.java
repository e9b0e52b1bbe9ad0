package dev.kith.crm.http.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.conversion.batch.BatchItemView;
import dev.kith.crm.application.conversion.batch.BatchView;
import dev.kith.crm.application.conversion.batch.ConversionBatch;
import dev.kith.crm.application.conversion.batch.ConversionBatch.Settings;
import dev.kith.crm.application.conversion.batch.ConversionBatches;
import dev.kith.crm.application.conversion.batch.ConversionBatches.Start;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of batches of conversions. */
final class BatchJson {

  private static final String LEADS = "leads";
  private static final String FILTER = "filter";
  private static final String SEARCH = "q";
  private static final String DRY_RUN = "dryRun";
  private static final String OPPORTUNITY = "opportunity";
  private static final String OWNER = "owner";
  private static final String DUPLICATES = "duplicates";
  private static final int LONGEST_FILTER = 4_000;
  private static final int LONGEST_SEARCH = 200;

  private static final Shape.Property OPENED =
      Shape.optional(
          OPPORTUNITY,
          Shape.orNull(ConversionJson.DEAL),
          "An opportunity to open for each; usually none is. Without a name it is called like its"
              + " lead");

  private static final Shape.Property OWNED =
      Shape.optional(
          OWNER,
          Shape.orNull(Shape.uuid()),
          "Id of the user whose will be what is created; usually each lead's owner");

  private static final Shape.Property ON_DUPLICATES =
      Shape.optional(
          DUPLICATES,
          Shape.choice(DuplicatePolicy.class),
          "Where records may be the same. REVIEW, which is usual: somebody is to look; LINK: what"
              + " is certainly the same is linked, else somebody is to look; CREATE: what is"
              + " certainly the same is linked, else there is a new one");

  static final Shape.Fields START =
      Shape.fields(
          "ConversionBatchStart",
          Shape.optional(
              LEADS,
              Shape.listOf(Shape.uuid(), 1, ConversionBatches.MOST_LEADS),
              "Ids of leads; without them, all that filter and q find"),
          Shape.optional(
              FILTER,
              Shape.text(LONGEST_FILTER),
              "Which leads, as in the list of leads, such as status eq 'QUALIFIED'"),
          Shape.optional(SEARCH, Shape.text(LONGEST_SEARCH), "Fragments, as in the list of leads"),
          Shape.optional(DRY_RUN, Shape.flag(), "Only tell what would become of each lead"),
          OPENED,
          OWNED,
          ON_DUPLICATES);

  static final Shape.Fields RETRY = Shape.fields("ConversionBatchRetry", ON_DUPLICATES);

  private static final Shape.Fields COUNTS =
      Shape.fields(
          "ConversionBatchCounts",
          Shape.required("waiting", Shape.count(), "Leads of which nothing has become yet"),
          Shape.required("converted", Shape.count(), "Converted; in a dry run, would be"),
          Shape.required("skipped", Shape.count(), "There was nothing to convert"),
          Shape.required("failed", Shape.count(), "Could not be converted"),
          Shape.required("duplicate", Shape.count(), "Somebody is to look at similar records"));

  static final Shape.Fields BATCH =
      Shape.fields(
          "ConversionBatch",
          Shape.required("id", Shape.uuid(), "Id of the batch, and of its job"),
          Shape.required("state", Shape.choice(JobState.class), "Where its job stands"),
          Shape.required(
              "error", Shape.orNull(Shape.text()), "What its job failed of last, if it did"),
          Shape.required(DRY_RUN, Shape.flag(), "Whether it only tells what would be done"),
          Shape.required(LEADS, Shape.count(), "How many leads there are"),
          Shape.required("counts", COUNTS, "Leads by what became of them"),
          Shape.required(
              OPPORTUNITY, Shape.orNull(ConversionJson.DEAL), "What is opened for each lead"),
          Shape.required(OWNER, Shape.orNull(Shape.uuid()), "Whose will be what is created"),
          Shape.required(
              DUPLICATES, Shape.choice(DuplicatePolicy.class), "Where records may be the same"),
          Shape.required("by", Shape.uuid(), "Who began it"),
          Shape.required("byName", Shape.text(), "Who, by the name they had then"),
          Shape.required("startedAt", Shape.instant(), "When"),
          Shape.required("endedAt", Shape.orNull(Shape.instant()), "When it ended"));

  static final Shape.Fields LIST =
      Paging.AFTER.shape("ConversionBatchList", BATCH, "Newest first", Shape.uuid());

  static final Shape.Fields ITEM =
      Shape.fields(
          "ConversionBatchItem",
          Shape.required("place", Shape.count(), "Its place in the batch, from 1"),
          Shape.required("lead", Shape.uuid(), "Id of the lead"),
          Shape.required(
              "name", Shape.orNull(Shape.text()), "Of the lead; null where you do not see it"),
          Shape.required(
              "outcome",
              Shape.orNull(Shape.choice(Fate.class)),
              "What became of it; null while nothing has"),
          Shape.required(
              "code",
              Shape.orNull(Shape.text()),
              "Why it was not converted: a code of docs/problems.md or of a violation"),
          Shape.required("reason", Shape.orNull(Shape.text()), "The same for a person"),
          Shape.required(
              "conversion",
              Shape.orNull(Shape.uuid()),
              "Id of the conversion: its own, or the one that the lead had before or has had"
                  + " since"),
          Shape.required(
              "candidates",
              Shape.listOf(ConversionJson.CANDIDATE),
              "Records that may be the same, as far as you see them"),
          Shape.required("tries", Shape.count(), "How often it was taken up"),
          Shape.required("at", Shape.orNull(Shape.instant()), "When it was, last"));

  static final Shape.Fields ITEMS =
      Paging.AFTER.shape("ConversionBatchItems", ITEM, "In their order", Shape.count());

  private BatchJson() {}

  /** Refused with {@code invalid} where the filter cannot be read. */
  static Outcome<Start> start(Call call) {
    JsonNode body = call.body();
    Settings settings = settings(call);
    if (body.path(LEADS).isArray()) {
      ImmutableList.Builder<LeadId> leads = ImmutableList.builder();
      body.path(LEADS)
          .forEach(id -> ShapeCheck.uuid(id.asText()).map(LeadId::new).ifPresent(leads::add));
      return Outcome.done(asked(Start.of(leads.build()), body).with(settings));
    }
    return where(call.workspace().leadQueries(), call.crm().signingKey(), filter(body))
        .map(query -> asked(Start.where(query), body).with(settings));
  }

  /** What such parameters of the list of leads find. */
  static Outcome<ListQuery> where(
      LeadQueries leads, byte[] signingKey, Map<String, String> parameters) {
    return ListRequests.parse(leads.fields(), parameters, signingKey);
  }

  private static Map<String, String> filter(JsonNode body) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : List.of(FILTER, SEARCH)) {
      if (body.path(name).isTextual()) {
        parameters.put(name, body.path(name).asText());
      }
    }
    return parameters;
  }

  private static Start asked(Start start, JsonNode body) {
    return body.path(DRY_RUN).asBoolean() ? start.dry() : start;
  }

  private static Settings settings(Call call) {
    DuplicatePolicy policy = duplicates(call);
    return new Settings(
        ConversionJson.deal(call.body().path(OPPORTUNITY)),
        call.uuid(OWNER).map(UserId::new).orElse(null),
        policy == null ? Settings.USUAL.duplicates() : policy);
  }

  static @Nullable DuplicatePolicy duplicates(Call call) {
    String text = call.text(DUPLICATES);
    return text == null ? null : DuplicatePolicy.valueOf(text);
  }

  static ObjectNode of(BatchView view) {
    ConversionBatch batch = view.batch();
    ObjectNode json =
        Json.object()
            .put("id", batch.id().toString())
            .put("state", view.state().name())
            .put("error", view.error())
            .put(DRY_RUN, batch.dryRun())
            .put(LEADS, batch.leads());
    json.putObject("counts")
        .put("waiting", view.waiting())
        .put("converted", view.count(Fate.CONVERTED))
        .put("skipped", view.count(Fate.SKIPPED))
        .put("failed", view.count(Fate.FAILED))
        .put("duplicate", view.count(Fate.DUPLICATE));
    json.set(OPPORTUNITY, deal(batch.settings().opportunity()));
    json.set(
        OWNER, Json.of(batch.settings().owner() == null ? null : batch.settings().owner().value()));
    json.put(DUPLICATES, batch.settings().duplicates().name())
        .put("by", batch.asker().id().toString())
        .put("byName", batch.asker().name())
        .put("startedAt", batch.startedAt().toString());
    json.set("endedAt", Json.of(batch.endedAt()));
    return json;
  }

  private static JsonNode deal(@Nullable Deal deal) {
    if (deal == null) {
      return Json.of(null);
    }
    ObjectNode json = Json.object();
    json.set("pipeline", Json.of(deal.pipeline() == null ? null : deal.pipeline().value()));
    json.put("stage", deal.stage());
    json.set("fields", Json.of(deal.fields()));
    return json;
  }

  static ObjectNode of(BatchItemView view) {
    ObjectNode json =
        Json.object()
            .put("place", view.item().place())
            .put("lead", view.item().lead().toString())
            .put("name", view.name())
            .put("outcome", view.item().fate() == null ? null : view.item().fate().name())
            .put("code", view.item().code())
            .put("reason", view.item().detail())
            .put("conversion", view.conversion() == null ? null : view.conversion().toString());
    ArrayNode candidates = json.putArray("candidates");
    view.candidates().forEach(candidate -> candidates.add(ConversionJson.of(candidate)));
    json.put("tries", view.item().tries());
    json.set("at", Json.of(view.item().at()));
    return json;
  }
}
