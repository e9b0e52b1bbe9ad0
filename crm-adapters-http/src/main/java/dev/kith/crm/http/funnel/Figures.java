package dev.kith.crm.http.funnel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.funnel.PipelineAnalytics.Share;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageName;
import dev.kith.crm.domain.funnel.Worth;
import dev.kith.crm.domain.funnel.Worth.Unrated;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What several metrics have in common, in JSON. */
final class Figures {

  private static final int DIGITS = 4;

  private static final Shape.Fields UNRATED =
      Shape.fields(
          "UnratedOpportunities",
          Shape.required("currency", Shape.text(), "Code of a currency without a rate"),
          Shape.required("count", Shape.count(), "How many are worth something in it"),
          Shape.required("amount", Shape.text(), "What these add up to in it"));

  static final Shape WORTH =
      Shape.orNull(
          Shape.fields(
              "OpportunitiesWorth",
              Shape.required(
                  "amount", Shape.text(), "The sum of all that could be told in the currency"),
              Shape.required("currency", Shape.text(), "Code of the currency"),
              Shape.required("rateDate", Shape.date(), "Day of the oldest rate that was used"),
              Shape.required("rated", Shape.count(), "How many opportunities are in the sum"),
              Shape.required("withoutAmount", Shape.count(), "How many say no amount"),
              Shape.required(
                  "unrated",
                  Shape.listOf(UNRATED),
                  "Those that are not in the sum for want of a rate")));

  static final Shape.Fields SHARE =
      Shape.fields(
          "OpportunitiesShare",
          Shape.required("count", Shape.count(), "How many"),
          Shape.required("worth", WORTH, "What they are worth; null where amounts are hidden"));

  private Figures() {}

  static Shape.Fields ofStage(String name, Shape.Property... more) {
    return Shape.fields(
            name,
            Shape.required("stage", Shape.text(), "Key of the stage"),
            Shape.required("name", Shape.text(), "What it is called"),
            Shape.required(
                "type",
                Shape.orNull(Shape.choice(StageType.class)),
                "What it means; null where nothing is known of it"),
            Shape.required("former", Shape.flag(), "Whether the pipeline has it no more"))
        .with(more);
  }

  static ObjectNode of(StageName stage) {
    return Json.object()
        .put("stage", stage.key())
        .put("name", stage.name())
        .put("type", stage.type() == null ? null : stage.type().name())
        .put("former", stage.isFormer());
  }

  static ObjectNode of(Share share) {
    ObjectNode json = Json.object().put("count", share.count());
    json.set("worth", of(share.worth()));
    return json;
  }

  static JsonNode of(@Nullable Worth worth) {
    if (worth == null) {
      return Json.of(null);
    }
    ObjectNode json =
        Json.object()
            .put("amount", worth.sum().amount().toPlainString())
            .put("currency", worth.sum().currency().getCurrencyCode())
            .put("rateDate", worth.rateDate().toString())
            .put("rated", worth.rated())
            .put("withoutAmount", worth.withoutAmount());
    ArrayNode unrated = json.putArray("unrated");
    for (Unrated one : worth.unrated()) {
      unrated
          .addObject()
          .put("currency", one.amount().currency().getCurrencyCode())
          .put("count", one.opportunities())
          .put("amount", one.amount().amount().toPlainString());
    }
    return json;
  }

  static @Nullable BigDecimal rounded(@Nullable Double part) {
    return part == null ? null : rounded(BigDecimal.valueOf(part));
  }

  static @Nullable BigDecimal rounded(@Nullable BigDecimal part) {
    return part == null ? null : part.setScale(DIGITS, RoundingMode.HALF_UP);
  }

  static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.amount().toPlainString();
  }

  /** In whole seconds. */
  static @Nullable String text(@Nullable Duration duration) {
    return duration == null ? null : Duration.ofSeconds(duration.toSeconds()).toString();
  }
}
