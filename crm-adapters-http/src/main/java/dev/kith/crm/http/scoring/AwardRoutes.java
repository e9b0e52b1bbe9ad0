package dev.kith.crm.http.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.scoring.ledger.ScoreAwards;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.AwardId;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points that are given besides what engagement earns, over REST. */
final class AwardRoutes {

  private static final String TAG = "Scoring";

  private static final Shape POINTS = Shape.whole(-RuleTerms.MOST_POINTS, RuleTerms.MOST_POINTS);

  private static final Shape HOURS = Shape.whole(1, RuleTerms.LONGEST_HALF_LIFE.toHours());

  private static final Shape.Fields DRAFT =
      Shape.fields(
          "ScoreAwardDraft",
          Shape.required("points", POINTS, "Points to give, or to take with a minus; not 0"),
          Shape.required("reason", Shape.text(Award.LONGEST_REASON), "Why"),
          Shape.optional(
              "group",
              Shape.orNull(Shape.text(ScoringSettings.LONGEST_NAME)),
              "The group of rules whose cap they count under"),
          Shape.optional(
              "halfLifeHours",
              Shape.orNull(HOURS),
              "After how many hours half of them is left; null: they last"),
          Shape.optional(
              "occurredAt",
              Shape.orNull(Shape.instant()),
              "When what they are given for was, from which on they fade; now if it is missing"));

  private static final Shape.Fields WITHDRAWAL =
      Shape.fields(
          "ScoreAwardWithdrawal",
          Shape.required("reason", Shape.text(Award.LONGEST_REASON), "Why"));

  private static final Shape.Fields AWARD =
      Shape.fields(
          "ScoreAward",
          Shape.required("id", Shape.uuid(), "Its id"),
          Shape.required("lead", Shape.uuid(), "Whose it is"),
          Shape.required("points", POINTS, "As they were given"),
          Shape.required("reason", Shape.text(), "Why"),
          Shape.required("group", Shape.orNull(Shape.text()), "Whose cap they count under"),
          Shape.required("halfLifeHours", Shape.orNull(HOURS), "Null where they last"),
          Shape.required("occurredAt", Shape.instant(), "From which on they fade"),
          Shape.required("awardedAt", Shape.instant(), "When they were given"),
          Shape.required("by", Shape.text(), "Who gave them: a person, or a rule"),
          Shape.required("rule", Shape.orNull(Shape.uuid()), "The rule that did, if one did"),
          Shape.required(
              "event", Shape.text(), "How the lines of the ledger name it, as their event"),
          Shape.required(
              "withdrawn",
              Shape.orNull(
                  Shape.fields(
                      null,
                      Shape.required("at", Shape.instant(), "When"),
                      Shape.required("by", Shape.text(), "By whom"),
                      Shape.required("reason", Shape.text(), "Why"))),
              "Null while it stands"));

  private static final Shape.Fields AWARDS =
      Shape.fields(
          "ScoreAwards",
          Shape.required("items", Shape.listOf(AWARD), "All of them, the latest first"));

  private AwardRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.post("/leads/{id}/score-awards", "awardPoints")
            .says(TAG, "Give a lead points, or take some, besides what engagement earns")
            .body(DRAFT, (call, body) -> awards(call).problemsOf(wish(body)))
            .answers(201, AWARD, "The award")
            .refuses("not-found", "forbidden", "invalid", "lead-deleted", "lead-merged")
            .handledBy(call ->
                awards(call)
                    .give(new LeadId(call.id("lead")), wish(call.body()))
                    .map(award -> Reply.json(201, json(award)))),
        Route.get("/leads/{id}/score-awards", "listAwards")
            .says(TAG, "List the awards of a lead, those that were withdrawn included")
            .answers(200, AWARDS, "The awards")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                awards(call)
                    .of(new LeadId(call.id("lead")))
                    .map(found -> {
                      ObjectNode json = Json.object();
                      ArrayNode items = json.putArray("items");
                      found.forEach(award -> items.add(json(award)));
                      return Reply.json(200, json);
                    })),
        Route.post("/scoring/awards/{id}:withdraw", "withdrawAward")
            .says(TAG, "Take an award back; the ledger keeps both lines")
            .body(WITHDRAWAL)
            .answers(200, AWARD, "The award as it is now")
            .refuses("not-found", "forbidden", "invalid", "lead-deleted", "lead-merged")
            .handledBy(call ->
                awards(call)
                    .withdraw(new AwardId(call.id("score-award")), reason(call))
                    .map(award -> Reply.json(200, json(award)))));
  }

  private static Award.Wish wish(JsonNode json) {
    return new Award.Wish(
        json.path("points").intValue(),
        json.path("group").textValue(),
        RuleJson.hours(json.path("halfLifeHours")),
        json.path("reason").asText(),
        ShapeCheck.instant(json.path("occurredAt").asText()).orElse(null));
  }

  private static String reason(Call call) {
    return call.body().path("reason").asText();
  }

  private static ObjectNode json(Award award) {
    ObjectNode json =
        Json.object()
            .put("id", award.id().toString())
            .put("lead", award.lead().toString())
            .put("points", award.points())
            .put("reason", award.reason())
            .put("group", award.terms().group())
            .put("halfLifeHours", hours(award.terms().halfLife()))
            .put("occurredAt", award.occurredAt().toString())
            .put("awardedAt", award.awardedAt().toString())
            .put("by", award.giver().name())
            .put("rule", award.giver().rule() == null ? null : award.giver().rule().toString())
            .put("event", award.event().value());
    Award.Withdrawal withdrawn = award.withdrawn();
    if (withdrawn == null) {
      json.putNull("withdrawn");
    } else {
      json.putObject("withdrawn")
          .put("at", withdrawn.at().toString())
          .put("by", withdrawn.byName())
          .put("reason", withdrawn.reason());
    }
    return json;
  }

  private static @Nullable Long hours(@Nullable Duration duration) {
    return duration == null ? null : duration.toHours();
  }

  private static ScoreAwards awards(Call call) {
    return call.workspace().scoreAwards();
  }
}
