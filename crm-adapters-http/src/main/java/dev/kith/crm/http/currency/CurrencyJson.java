package dev.kith.crm.http.currency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.currency.Currencies;
import dev.kith.crm.application.currency.Currencies.Known;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.currency.RateDraft;
import dev.kith.crm.domain.currency.RateTable.Conversion;
import dev.kith.crm.domain.currency.ReportCurrency;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Currencies in JSON. Days, rates and amounts are texts. */
final class CurrencyJson {

  private static final Shape CODE = Shape.text(3, 3);
  private static final Shape DAY = Shape.text(10, 10);
  private static final int LONGEST_NUMBER = 40;

  static final Shape.Fields REPORT_CURRENCY =
      Shape.fields(
          "ReportCurrency",
          Shape.required("currency", Shape.text(), "Its code after ISO 4217"),
          Shape.required("version", Shape.count(), "How often it was set, and one"),
          Shape.required("updatedAt", Shape.instant(), "When it was set"));

  static final Shape.Fields SET =
      Shape.fields(
          "SetReportCurrency",
          Shape.required("currency", Shape.text(1, 10), "Its code after ISO 4217, such as EUR"));

  private static final Shape.Fields QUOTE =
      Shape.fields(
          "ExchangeRate",
          Shape.required("from", Shape.text(), "First day on which it counts, as 2026-03-02"),
          Shape.required(
              "rate", Shape.text(), "How many units of the quote one of the base is worth"));

  private static final Shape.Property BASE =
      Shape.required("base", Shape.text(), "Code of the currency of which there is one unit");
  private static final Shape.Property QUOTED =
      Shape.required("quote", Shape.text(), "Code of the currency in which it is expressed");

  static final Shape.Fields LIST =
      Shape.fields(
          "ExchangeRatePairs",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "ExchangeRatePair",
                      BASE,
                      QUOTED,
                      Shape.required("rates", Shape.count(), "How many rates there are of it"),
                      Shape.required(
                          "first", Shape.orNull(Shape.text()), "Day of the first; null for none"),
                      Shape.required(
                          "latest",
                          Shape.orNull(QUOTE),
                          "The latest, which may be of a day to come; null for none"))),
              "By pair"));

  static final Shape.Fields RATES =
      Shape.fields(
          "ExchangeRates",
          BASE,
          QUOTED,
          Shape.required("version", Shape.count(), "How often they were changed, and one"),
          Shape.required("updatedAt", Shape.instant(), "When they were changed"),
          Shape.required("rates", Shape.listOf(QUOTE), "By day, the latest first"));

  static final Shape.Fields BATCH =
      Shape.fields(
          "ExchangeRateBatch",
          Shape.required(
              "rates",
              Shape.listOf(
                  Shape.fields(
                      "ExchangeRateDraft",
                      Shape.required("base", Shape.text(1, 10), "Code of the one currency"),
                      Shape.required("quote", Shape.text(1, 10), "Code of the other"),
                      Shape.required("from", Shape.text(1, 20), "First day, as 2026-03-02"),
                      Shape.required(
                          "rate",
                          Shape.text(1, LONGEST_NUMBER),
                          "How many units of the quote one of the base is worth, as 1.0832")),
                  1,
                  Currencies.LARGEST_BATCH),
              "All are kept, or none"));

  static final Shape.Fields PUT =
      Shape.fields(
          "ExchangeRatesKept",
          Shape.required("kept", Shape.count(), "How many are new, or other than before"),
          Shape.required("same", Shape.count(), "How many were there already"));

  static final Shape.Fields QUESTION =
      Shape.fields(
          "ConversionQuestion",
          Shape.required("amount", Shape.text(1, LONGEST_NUMBER), "Such as 1250.50"),
          Shape.required("currency", Shape.text(1, 10), "Code of its currency"),
          Shape.optional("to", Shape.orNull(CODE), "Code of the other; usually that of reports"),
          Shape.optional("on", Shape.orNull(DAY), "By the rates of which day; usually today"));

  static final Shape.Fields CONVERSION =
      Shape.fields(
          "ConvertedAmount",
          Shape.required("amount", Shape.text(), "What it is worth"),
          Shape.required("currency", Shape.text(), "In which currency"),
          Shape.required("factor", Shape.text(), "How many units one of the given is worth"),
          Shape.required("rateDate", Shape.text(), "Day of the oldest rate that was used for it"));

  private CurrencyJson() {}

  static ObjectNode of(ReportCurrency reports) {
    return Json.object()
        .put("currency", reports.settings().currency())
        .put("version", reports.revision().version())
        .put("updatedAt", reports.revision().updatedAt().toString());
  }

  static ObjectNode list(List<Known> pairs) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (Known known : pairs) {
      ObjectNode item = pair(items.addObject(), known.pair()).put("rates", known.rates());
      item.put("first", known.first() == null ? null : known.first().toString());
      item.set(
          "latest",
          known.latest() == null
              ? null
              : rate(Json.object(), known.latest().from(), known.latest().rate()));
    }
    return json;
  }

  static ObjectNode of(ExchangeRates rates) {
    ObjectNode json =
        pair(Json.object(), rates.pair())
            .put("version", rates.revision().version())
            .put("updatedAt", rates.revision().updatedAt().toString());
    ArrayNode lines = json.putArray("rates");
    rates.rates().descendingMap().forEach((from, rate) -> rate(lines.addObject(), from, rate));
    return json;
  }

  private static ObjectNode pair(ObjectNode json, CurrencyPair pair) {
    return json.put("base", pair.base().getCurrencyCode())
        .put("quote", pair.quote().getCurrencyCode());
  }

  private static ObjectNode rate(ObjectNode json, LocalDate from, BigDecimal rate) {
    return json.put("from", from.toString()).put("rate", rate.toPlainString());
  }

  static ObjectNode of(Currencies.Put put) {
    return Json.object().put("kept", put.kept()).put("same", put.same());
  }

  static ObjectNode of(Conversion conversion) {
    Money to = conversion.to();
    return Json.object()
        .put("amount", to.amount().toPlainString())
        .put("currency", to.currency().getCurrencyCode())
        .put("factor", conversion.by().factor().toPlainString())
        .put("rateDate", conversion.by().rateDate().toString());
  }

  /** The days; what else is wrong with a rate is said by whoever keeps it. */
  static Outcome<List<RateDraft>> batch(JsonNode json) {
    Checks checks = new Checks();
    List<RateDraft> drafts = new ArrayList<>();
    for (JsonNode rate : json.path("rates")) {
      String below = "rates/" + drafts.size() + "/";
      LocalDate from = CivilTimes.date(checks, below + "from", rate.path("from").asText());
      RateDraft draft =
          new RateDraft(
              rate.path("base").asText(),
              rate.path("quote").asText(),
              Objects.requireNonNullElse(from, LocalDate.EPOCH),
              rate.path("rate").asText());
      drafts.add(draft);
    }
    if (!checks.passed()) {
      // Everything that is wrong is said at once.
      int number = 0;
      for (RateDraft draft : drafts) {
        draft.read(checks, "rates/" + number++ + "/");
      }
    }
    return checks.orRefuse(() -> drafts);
  }
}
