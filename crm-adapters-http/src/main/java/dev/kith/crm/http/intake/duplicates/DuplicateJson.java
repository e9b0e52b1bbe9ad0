package dev.kith.crm.http.intake.duplicates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck.Match;
import dev.kith.crm.application.intake.duplicates.Duplicates;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchReason;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** What looks alike, and what was told apart, in JSON. */
public final class DuplicateJson {

  public static final Shape REASONS =
      Shape.listOf(
          Shape.fields(
              "MatchReason",
              Shape.required(
                  "field",
                  Shape.text(),
                  "A field; name and address stand for several that are weighed together"),
              Shape.required(
                  "code", Shape.text(), "How the values compare, such as same or different"),
              Shape.required("similarity", Shape.whole(0, 100), "In percent"),
              Shape.required(
                  "weight",
                  Shape.whole(-1_000, 1_000),
                  "In bits: above 0 speaks for the same, below 0 against")));

  public static final Shape DECISION = Shape.choice(MatchDecision.class);

  public static final Shape.Fields CHECK =
      Shape.fields(
          "DuplicateCheck",
          Shape.required(
              "decision",
              DECISION,
              "The strongest of all: BLOCK is almost certainly the same, WARN is to be looked at"),
          Shape.required(
              "hidden",
              Shape.flag(),
              "Whether a record that the caller may not see is almost certainly the same"),
          Shape.required(
              "matches",
              Shape.listOf(
                  Shape.fields(
                      "DuplicateMatch",
                      Shape.required("id", Shape.uuid(), "Id of what looks alike"),
                      Shape.required(
                          "type", Shape.choice("lead", "account", "contact"), "What it is"),
                      Shape.required("name", Shape.text(), "How it is called"),
                      Shape.required(
                          "score", Shape.whole(0, 100), "How likely it is the same, in percent"),
                      Shape.required("decision", DECISION, "What to do about it"),
                      Shape.required("reasons", REASONS, "Field by field"))),
              "The likeliest first, at most " + Duplicates.MOST));

  static final Shape.Fields PAIR =
      Shape.fields(
          "DistinctPair",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.optional("leads", Shape.listOf(Shape.uuid()), "Ids of the two, if they are leads"),
          Shape.optional(
              "accounts", Shape.listOf(Shape.uuid()), "Ids of the two, if they are accounts"),
          Shape.optional(
              "contacts", Shape.listOf(Shape.uuid()), "Ids of the two, if they are contacts"),
          Shape.required("by", Shape.uuid(), "Who told them apart"),
          Shape.required("byName", Shape.text(), "Who, by the name they had then"),
          Shape.required("at", Shape.instant(), "When"));

  public static final Shape.Fields PAIRS =
      Shape.fields("DistinctPairs", Shape.required("items", Shape.listOf(PAIR), "Newest first"));

  /** One of these. */
  static final Shape.Fields TWO_RECORDS =
      Shape.fields(
          "DistinctPairOfRecords",
          Shape.optional(
              "leads", Shape.listOf(Shape.uuid(), 2, 2), "Ids of two leads, in either order"),
          Shape.optional(
              "accounts", Shape.listOf(Shape.uuid(), 2, 2), "Ids of two accounts, instead"),
          Shape.optional(
              "contacts", Shape.listOf(Shape.uuid(), 2, 2), "Ids of two contacts, instead"));

  private static final Shape BITS =
      Shape.whole(DuplicateThresholds.LEAST, DuplicateThresholds.MOST);

  static final Shape.Fields THRESHOLD_SETTINGS =
      Shape.fields(
          "DuplicateThresholdSettings",
          Shape.required(
              "warnFrom",
              BITS,
              "The weight in bits from which on a match is a WARN: 0 is as likely as not, and each"
                  + " bit more halves the odds of being wrong"),
          Shape.required(
              "blockFrom", BITS, "The weight from which on it is a BLOCK; not below warnFrom"));

  static final Shape.Fields THRESHOLDS =
      new Shape.Fields("DuplicateThresholds", THRESHOLD_SETTINGS.properties())
          .with(Shape.required("version", Shape.count(), "How often they were set, and one"))
          .with(Shape.required("updatedAt", Shape.instant(), "When they were set"));

  private DuplicateJson() {}

  static DuplicateThresholds.Settings thresholds(JsonNode json) {
    return new DuplicateThresholds.Settings(
        json.path("warnFrom").asInt(), json.path("blockFrom").asInt());
  }

  static ObjectNode of(DuplicateThresholds thresholds) {
    return Json.object()
        .put("warnFrom", thresholds.settings().warnFrom())
        .put("blockFrom", thresholds.settings().blockFrom())
        .put("version", thresholds.revision().version())
        .put("updatedAt", thresholds.revision().updatedAt().toString());
  }

  /**
   * @param type of the records: {@code lead}, {@code account} or {@code contact}
   */
  public static ObjectNode of(String type, DuplicateCheck check) {
    ObjectNode json =
        Json.object().put("decision", check.decision().name()).put("hidden", check.hidden());
    ArrayNode matches = json.putArray("matches");
    check.matches().forEach(match -> matches.add(of(type, match)));
    return json;
  }

  private static ObjectNode of(String type, Match match) {
    ObjectNode json =
        Json.object()
            .put("id", match.id().toString())
            .put("type", type)
            .put("name", match.name())
            .put("score", match.score())
            .put("decision", match.decision().name());
    json.set("reasons", of(match.reasons()));
    return json;
  }

  public static ArrayNode of(List<MatchReason> reasons) {
    ArrayNode json = Json.array();
    reasons.forEach(reason ->
        json.addObject()
            .put("field", reason.field())
            .put("code", reason.code())
            .put("similarity", Math.round(reason.similarity() * 100))
            .put("weight", Math.round(reason.weight())));
    return json;
  }

  public static ObjectNode of(DistinctPair pair) {
    ObjectNode json = Json.object().put("id", pair.id().toString());
    json.putArray(pair.kind().code() + "s")
        .add(pair.first().toString())
        .add(pair.second().toString());
    return json.put("by", pair.by().toString())
        .put("byName", pair.byName())
        .put("at", pair.at().toString());
  }
}
