package dev.kith.crm.http.conversion;

import dev.kith.crm.application.conversion.ConversionMappings;
import dev.kith.crm.application.conversion.Conversions;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Set;

/** What becomes of leads, over REST. */
public final class ConversionRoutes {

  private static final String TAG = "Conversion";
  private static final String MAPPING = "/conversion-mapping";

  private ConversionRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.post("/leads/{id}:convert", "convertLead")
            .says(
                TAG,
                "Make an account, a contact and, if wanted, an opportunity of a lead, or tell what"
                    + " that would do; a lead that was converted is answered as it was then")
            .body(ConversionJson.CONVERT)
            .versioned()
            .answers(200, ConversionJson.ANSWER, "The conversion, or what it would be")
            .refuses(
                "not-found",
                "forbidden",
                "invalid",
                "duplicate-candidates",
                "lead-deleted",
                "lead-merged",
                "lead-converted",
                "account-domain-taken",
                "account-external-id-taken",
                "contact-email-taken",
                "contact-external-id-taken",
                "unknown-owner",
                "unknown-account",
                "unknown-stage",
                "invalid-transition")
            .handledBy(ConversionRoutes::convert),
        Route.get("/conversions", "listConversions")
            .says(TAG, "List conversions, newest first")
            .query("lead", Shape.uuid(), "Only conversions of this lead")
            .query(
                "record",
                Shape.uuid(),
                "Only conversions into this account, contact or opportunity")
            .query(
                Paging.AFTER.parameters(Shape.uuid(), Conversions.LARGEST_LIST - 1, "conversions"))
            .answers(200, ConversionJson.LIST, "A page of conversions")
            .refuses("forbidden")
            .handledBy(ConversionRoutes::list),
        Route.get("/conversions/{id}", "getConversion")
            .says(TAG, "Read a conversion")
            .answers(200, ConversionJson.CONVERSION, "The conversion")
            .refuses("not-found")
            .handledBy(call -> shown(conversions(call).get(id(call)))),
        Route.post("/conversions/{id}:undo", "undoConversion")
            .says(
                TAG,
                "Undo a conversion: the lead is qualified again, what was created goes into the"
                    + " bin, tasks go back")
            .versioned()
            .answers(200, ConversionJson.CONVERSION, "The conversion")
            .refuses(
                "not-found",
                "forbidden",
                "conversion-undone",
                "undo-blocked",
                "lead-deleted",
                "lead-merged",
                "account-merged",
                "contact-merged",
                "account-has-children")
            .handledBy(call -> shown(conversions(call).undo(id(call)))),
        Route.get(MAPPING, "getConversionMapping")
            .says(TAG, "Read which fields of a lead fill what it becomes")
            .query(
                "version",
                Shape.whole(1, Integer.MAX_VALUE),
                "As it was at a version; usually the one in force")
            .answers(200, MappingJson.MAPPING, "The mapping")
            .refuses("forbidden", "not-found")
            .handledBy(call ->
                mapping(
                    call.query("version").isPresent()
                        ? mappings(call).version(call.number("version", 1))
                        : mappings(call).get())),
        Route.put(MAPPING, "setConversionMapping")
            .says(TAG, "Replace the mapping, as another version of it")
            .body(
                MappingJson.TERMS,
                (call, body) -> mappings(call).problemsOf(MappingJson.read(body)))
            .versioned()
            .answers(200, MappingJson.MAPPING, "The mapping in force")
            .refuses("forbidden", "invalid")
            .handledBy(call -> mapping(mappings(call).set(MappingJson.read(call.body())))));
  }

  private static Outcome<Reply> convert(Call call) {
    Convert command = ConversionJson.read(new LeadId(call.id("lead")), call);
    return ConversionJson.isPreview(call.body())
        ? conversions(call)
            .preview(command)
            .map(preview -> Reply.json(200, ConversionJson.of(preview)))
        : conversions(call)
            .convert(command)
            .map(converted ->
                Reply.json(200, ConversionJson.of(converted))
                    .version(converted.conversion().revision().version()));
  }

  private static Outcome<Reply> list(Call call) {
    int limit = Paging.limit(call);
    Which which =
        new Which(
            call.queryId("lead").map(LeadId::new).orElse(null),
            call.queryId("record").map(Set::of).orElse(Set.of()));
    return conversions(call)
        .list(which, call.queryId("after").map(ConversionId::new).orElse(null), limit + 1)
        .map(found ->
            Reply.json(
                200,
                Paging.AFTER.page(
                    found, limit, ConversionJson::of, conversion -> conversion.id().value())));
  }

  private static Outcome<Reply> shown(Outcome<Conversion> outcome) {
    return outcome.map(conversion ->
        Reply.json(200, ConversionJson.of(conversion)).version(conversion.revision().version()));
  }

  private static Outcome<Reply> mapping(Outcome<ConversionMapping> outcome) {
    return outcome.map(
        mapping -> Reply.json(200, MappingJson.of(mapping)).version(mapping.revision().version()));
  }

  private static Conversions conversions(Call call) {
    return call.workspace().conversions();
  }

  private static ConversionMappings mappings(Call call) {
    return call.workspace().conversionMapping();
  }

  private static ConversionId id(Call call) {
    return new ConversionId(call.id("conversion"));
  }
}
