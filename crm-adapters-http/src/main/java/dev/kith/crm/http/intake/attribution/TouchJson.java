package dev.kith.crm.http.intake.attribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.intake.attribution.Touches;
import dev.kith.crm.domain.intake.attribution.ClickId;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchContent;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.intake.attribution.TouchVerdict;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Touches in JSON. */
public final class TouchJson {

  /** Parameters of links by their names in JSON. */
  private static final Map<String, String> PARAMETERS =
      ImmutableMap.of(
          "utmSource", "utm_source",
          "utmMedium", "utm_medium",
          "utmCampaign", "utm_campaign",
          "utmTerm", "utm_term",
          "utmContent", "utm_content");

  private static final List<String> CLICK_IDS = ImmutableList.copyOf(ClickId.NAMES);

  public static final Shape.Fields DRAFT =
      Shape.fields(
          "TouchDraft",
          Shape.optional(
              "key",
              Shape.orNull(Shape.text(200)),
              "By which whoever delivers it knows it; the same key is the same touch"),
          Shape.optional("at", Shape.orNull(Shape.instant()), "When it was; now if it is missing"),
          part("utmSource"),
          part("utmMedium"),
          part("utmCampaign"),
          part("utmTerm"),
          part("utmContent"),
          Shape.optional(
              "clickIds",
              new Shape.MapOf(CLICK_IDS, Shape.text(ClickId.LONGEST)),
              "Click ids of advertising networks, by the names of their parameters"),
          Shape.optional(
              "landingPage",
              Shape.orNull(Shape.text(2_000)),
              "The page that was reached. What its query says counts where nothing else is said"),
          Shape.optional("referrer", Shape.orNull(Shape.text(2_000)), "The page that led there"));

  /** Beside the fields of a lead that is captured. */
  public static final Shape.Property OF_A_LEAD =
      Shape.optional(
          "touches",
          Shape.listOf(DRAFT, 0, Touches.LARGEST_BATCH),
          "What brought the lead here, in any order");

  static final Shape.Fields BATCH =
      Shape.fields(
          "TouchBatch",
          Shape.required(
              "items", Shape.listOf(DRAFT, 1, Touches.LARGEST_BATCH), "Touches, in any order"));

  private static final Shape.Property FLAWS =
      Shape.required(
          "flaws",
          Shape.listOf(
              Shape.fields(
                  "TouchFlaw",
                  Shape.required("pointer", Shape.text(), "JSON Pointer to what it is about"),
                  Shape.required("code", Shape.text(), "Stable name"),
                  Shape.required("message", Shape.text(), "In words"))),
          "Why it does not count");

  private static final Shape.Fields CONTENT =
      Shape.fields(
          "TouchContent",
          Shape.required("at", Shape.instant(), "When it was"),
          Shape.required("utmSource", Shape.orNull(Shape.text()), "Normalised"),
          Shape.required("utmMedium", Shape.orNull(Shape.text()), "Normalised"),
          Shape.required("utmCampaign", Shape.orNull(Shape.text()), "In lower case"),
          Shape.required("utmTerm", Shape.orNull(Shape.text()), "In lower case"),
          Shape.required("utmContent", Shape.orNull(Shape.text()), "In lower case"),
          Shape.required("clickIds", new Shape.MapOf(CLICK_IDS, Shape.text()), "As they came"),
          Shape.required("landingPage", Shape.orNull(Shape.text()), "As it came"),
          Shape.required("referrer", Shape.orNull(Shape.text()), "As it came"));

  private static final Shape.Fields TOUCH =
      new Shape.Fields("Touch", CONTENT.properties())
          .with(Shape.required("id", Shape.uuid(), "Id"))
          .with(Shape.required("recordedAt", Shape.instant(), "When the CRM heard of it"))
          .with(
              Shape.required(
                  "quarantined",
                  Shape.flag(),
                  "Whether it is kept without counting as first or last"))
          .with(FLAWS);

  public static final Shape.Fields HISTORY =
      Shape.fields(
          "TouchHistory",
          Shape.required("items", Shape.listOf(TOUCH), "In the order in which they were"),
          Shape.required("first", Shape.orNull(Shape.uuid()), "Id of the first that counts"),
          Shape.required("last", Shape.orNull(Shape.uuid()), "Id of the last that counts"),
          Shape.required(
              "converting",
              Shape.orNull(Shape.uuid()),
              "Id of the last that counts before the lead was qualified or converted; null while"
                  + " it is not"));

  static final Shape.Fields QUESTION =
      Shape.fields(
          "AttributionQuestion",
          Shape.optional(
              "rules", Shape.orNull(RulesJson.SETTINGS), "The rules; those in force if missing"),
          Shape.required("touch", DRAFT, "The touch that would come in"));

  static final Shape.Fields VERDICT =
      Shape.fields(
          "TouchVerdict",
          Shape.required(
              "verdict",
              Shape.choice("COUNTS", "QUARANTINED", "REFUSED"),
              "Whether it would count, be kept without counting, or not be kept"),
          Shape.required(
              "touch", Shape.orNull(CONTENT), "What would be kept of it; null if nothing"),
          FLAWS);

  private TouchJson() {}

  private static Shape.Property part(String name) {
    return Shape.optional(
        name,
        Shape.orNull(Shape.text(Attribution.LONGEST_PART)),
        "The parameter " + PARAMETERS.get(name));
  }

  public static TouchDraft read(JsonNode json) {
    TouchDraft draft =
        TouchDraft.EMPTY
            .deliveredAs(json.path("key").textValue())
            .from(json.path("referrer").textValue());
    String at = json.path("at").textValue();
    draft = at == null ? draft : draft.at(ShapeCheck.instant(at).orElseThrow());
    for (var parameter : PARAMETERS.entrySet()) {
      draft = draft.with(parameter.getValue(), json.path(parameter.getKey()).textValue());
    }
    for (String name : CLICK_IDS) {
      draft = draft.with(name, json.path("clickIds").path(name).textValue());
    }
    return draft.onto(json.path("landingPage").textValue());
  }

  /** The touches in a list; none where it is missing. */
  public static List<TouchDraft> readAll(JsonNode list) {
    List<TouchDraft> drafts = new ArrayList<>();
    list.forEach(one -> drafts.add(read(one)));
    return drafts;
  }

  public static ObjectNode of(TouchHistory history) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    history.touches().forEach(touch -> items.add(of(touch)));
    Touch first = history.first();
    Touch last = history.last();
    Touch converting = history.converting();
    return json.put("first", first == null ? null : first.id().toString())
        .put("last", last == null ? null : last.id().toString())
        .put("converting", converting == null ? null : converting.id().toString());
  }

  private static ObjectNode of(Touch touch) {
    ObjectNode json =
        of(touch.content())
            .put("id", touch.id().toString())
            .put("recordedAt", touch.recordedAt().toString())
            .put("quarantined", !touch.content().counts());
    json.set("flaws", flaws(touch.content().flaws()));
    return json;
  }

  private static ObjectNode of(TouchContent content) {
    Attribution campaign = content.campaign();
    ObjectNode json =
        Json.object()
            .put("at", content.at().toString())
            .put("utmSource", campaign.utmSource())
            .put("utmMedium", campaign.utmMedium())
            .put("utmCampaign", campaign.utmCampaign())
            .put("utmTerm", campaign.utmTerm())
            .put("utmContent", campaign.utmContent());
    ObjectNode clickIds = json.putObject("clickIds");
    content.clickIds().forEach(id -> clickIds.put(id.name(), id.value()));
    return json.put("landingPage", content.landingPage()).put("referrer", content.referrer());
  }

  private static ArrayNode flaws(List<Violation> flaws) {
    ArrayNode json = Json.array();
    flaws.forEach(flaw ->
        json.addObject()
            .put("pointer", flaw.pointer())
            .put("code", flaw.code())
            .put("message", flaw.message()));
    return json;
  }

  static ObjectNode of(TouchVerdict verdict) {
    return switch (verdict) {
      case TouchVerdict.Counts(var content) -> verdict("COUNTS", content, List.of());
      case TouchVerdict.Quarantined(var content) ->
          verdict("QUARANTINED", content, content.flaws());
      case TouchVerdict.Refused(var violations) -> verdict("REFUSED", null, violations);
    };
  }

  private static ObjectNode verdict(
      String verdict, @Nullable TouchContent content, List<Violation> flaws) {
    ObjectNode json = Json.object().put("verdict", verdict);
    json.set("touch", content == null ? NullNode.getInstance() : of(content));
    json.set("flaws", flaws(flaws));
    return json;
  }
}
