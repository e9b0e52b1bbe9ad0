package dev.kith.crm.http.conversion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Converting;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Deals;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Report;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The JSON of the figures of conversions. */
final class AnalyticsJson {

  private static final int DIGITS = 4;

  private static final Shape.Fields CONVERTING =
      Shape.fields(
          "ConvertingFigures",
          Shape.required("leads", Shape.count(), "How many there are"),
          Shape.required("converted", Shape.count(), "How many of them were converted"),
          Shape.required(
              "rate",
              Shape.orNull(Shape.decimal()),
              "converted by leads, from 0 to 1 to four digits; null if there are none"),
          Shape.required(
              "median",
              Shape.orNull(Shape.text()),
              "Time from capture after which half are converted, by Kaplan and Meier, as ISO 8601;"
                  + " null where that cannot be said yet"),
          Shape.required(
              "p90", Shape.orNull(Shape.text()), "After which nine of ten are, likewise"));

  private static final Shape.Fields DEALS =
      Shape.fields(
          "ConversionResults",
          Shape.required("won", Shape.count(), "Conversions with an opportunity that was won"),
          Shape.required("open", Shape.count(), "With one that is open, and none that was won"),
          Shape.required("lost", Shape.count(), "With none but such as were lost"),
          Shape.required("none", Shape.count(), "Without any opportunity"),
          Shape.required(
              "precision",
              Shape.orNull(Shape.decimal()),
              "won by won and lost, from 0 to 1 to four digits; null where none is decided"));

  static final Shape.Fields REPORT =
      Shape.fields(
          "ConversionAnalytics",
          Shape.required("total", CONVERTING, "All leads"),
          Shape.required(
              "groups",
              Shape.listOf(
                  Shape.fields(
                      "ConversionGroup",
                      Shape.required(
                          "key",
                          Shape.text(),
                          "The source, the campaign, the id of the owner or of the rule; empty for"
                              + " leads without"),
                      Shape.required("name", Shape.orNull(Shape.text()), "Of the rule"),
                      Shape.required("leads", CONVERTING, "Its leads"),
                      Shape.required("results", DEALS, "What came of those that were converted"))),
              "The largest first; by rule only leads that were converted"),
          Shape.required(
              "cohorts",
              Shape.listOf(
                  Shape.fields(
                      "ConversionCohort",
                      Shape.required(
                          "begins",
                          Shape.date(),
                          "The first day, UTC, of the week or month of the capture"),
                      Shape.required("leads", CONVERTING, "Its leads"))),
              "In the order of time"),
          Shape.required(
              "rules",
              Shape.listOf(
                  Shape.fields(
                      "ConvertingRule",
                      Shape.required("id", Shape.uuid(), "Id of the rule"),
                      Shape.required("name", Shape.text(), "As it is called now"),
                      Shape.required("converted", Shape.count(), "Conversions that hold"),
                      Shape.required("results", DEALS, "What came of them"))),
              "Rules that converted leads, the most first"),
          Shape.required(
              "shadows",
              Shape.listOf(
                  Shape.fields(
                      "ForeseeingRule",
                      Shape.required("id", Shape.uuid(), "Id of the rule"),
                      Shape.required("name", Shape.text(), "As it is called now"),
                      Shape.required(
                          "leads", Shape.count(), "Leads that it would have converted in shadow"),
                      Shape.required("disqualified", Shape.count(), "Of these, disqualified since"),
                      Shape.required(
                          "pending", Shape.count(), "Neither converted nor disqualified"),
                      Shape.required(
                          "results", DEALS, "Of those that were converted since, by whomever"),
                      Shape.required(
                          "precision",
                          Shape.orNull(Shape.decimal()),
                          "won by won, lost and disqualified, from 0 to 1 to four digits; null"
                              + " where none is decided"))),
              "Rules that would have converted leads in shadow, the most first"),
          Shape.required(
              "funnel",
              Shape.fields(
                  "ConversionFunnel",
                  Shape.required("captured", Shape.count(), "All leads"),
                  Shape.required(
                      "taken",
                      Shape.count(),
                      "Worked on, nurtured, qualified or converted, as they stand now"),
                  Shape.required("qualified", Shape.count(), "Qualified or converted"),
                  Shape.required("converted", Shape.count(), "Converted"),
                  Shape.required("recycled", Shape.count(), "Put aside"),
                  Shape.required(
                      "dropped",
                      Shape.listOf(
                          Shape.fields(
                              "DroppedLeads",
                              Shape.required(
                                  "reason", Shape.choice(LeadStatus.Reason.class), "Why"),
                              Shape.required("leads", Shape.count(), "How many"))),
                      "Disqualified, the most frequent reason first")),
              "How far leads have come"),
          Shape.required(
              "errors",
              Shape.listOf(
                  Shape.fields(
                      "ConversionError",
                      Shape.required("code", Shape.text(), "Of the refusal"),
                      Shape.required("batches", Shape.count(), "Leads of batches"),
                      Shape.required("rules", Shape.count(), "Firings of rules"))),
              "What kept leads from being converted, the most frequent first"));

  private AnalyticsJson() {}

  static ObjectNode of(Report report) {
    ObjectNode json = Json.object();
    json.set("total", of(report.total()));
    ArrayNode groups = json.putArray("groups");
    report
        .groups()
        .forEach(group -> {
          ObjectNode one = groups.addObject().put("key", group.key()).put("name", group.name());
          one.set("leads", of(group.converting()));
          one.set("results", of(group.deals()));
        });
    ArrayNode cohorts = json.putArray("cohorts");
    report
        .cohorts()
        .forEach(cohort ->
            cohorts
                .addObject()
                .put("begins", cohort.begins().toString())
                .set("leads", of(cohort.converting())));
    ArrayNode rules = json.putArray("rules");
    report
        .rules()
        .forEach(rule ->
            rules
                .addObject()
                .put("id", rule.id().toString())
                .put("name", rule.rule())
                .put("converted", rule.converted())
                .set("results", of(rule.deals())));
    ArrayNode shadows = json.putArray("shadows");
    report
        .foresights()
        .forEach(rule ->
            shadows
                .addObject()
                .put("id", rule.id().toString())
                .put("name", rule.rule())
                .put("leads", rule.leads())
                .put("disqualified", rule.dropped())
                .put("pending", rule.pending())
                .put("precision", rounded(rule.precision()))
                .set("results", of(rule.deals())));
    ObjectNode funnel =
        json.putObject("funnel")
            .put("captured", report.funnel().captured())
            .put("taken", report.funnel().taken())
            .put("qualified", report.funnel().qualified())
            .put("converted", report.funnel().converted())
            .put("recycled", report.funnel().recycled());
    ArrayNode dropped = funnel.putArray("dropped");
    report
        .funnel()
        .dropped()
        .forEach(one ->
            dropped.addObject().put("reason", one.reason().name()).put("leads", one.leads()));
    ArrayNode errors = json.putArray("errors");
    report
        .errors()
        .forEach(error ->
            errors
                .addObject()
                .put("code", error.code())
                .put("batches", error.batches())
                .put("rules", error.rules()));
    return json;
  }

  private static ObjectNode of(Converting converting) {
    return Json.object()
        .put("leads", converting.leads())
        .put("converted", converting.converted())
        .put("rate", rounded(converting.rate()))
        .put("median", text(converting.time().median()))
        .put("p90", text(converting.time().ninetieth()));
  }

  private static ObjectNode of(Deals deals) {
    return Json.object()
        .put("won", deals.won())
        .put("open", deals.open())
        .put("lost", deals.lost())
        .put("none", deals.none())
        .put("precision", rounded(deals.precision()));
  }

  private static @Nullable BigDecimal rounded(@Nullable Double part) {
    return part == null ? null : BigDecimal.valueOf(part).setScale(DIGITS, RoundingMode.HALF_UP);
  }

  private static @Nullable String text(@Nullable Duration duration) {
    return duration == null ? null : duration.toString();
  }
}
