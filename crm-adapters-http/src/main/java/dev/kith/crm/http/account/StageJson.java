package dev.kith.crm.http.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.account.AccountLifecycle;
import dev.kith.crm.application.account.AccountLifecycle.Way;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.account.StageMove;
import dev.kith.crm.domain.account.Stay;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.lifecycle.LifecycleJson;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stages of an account in JSON. */
final class StageJson {

  static final Shape.Fields TRANSITION =
      Shape.fields(
          "AccountTransition",
          Shape.required(
              "to", Shape.text(1, LifecycleTerms.LONGEST_KEY), "Key of the stage to go to"),
          Shape.optional(
              "reason",
              Shape.orNull(Shape.text(StageMove.LONGEST_REASON)),
              "Why; some ways ask for it"));

  private static final Shape.Fields STAY =
      Shape.fields(
          "AccountStay",
          Shape.required("number", Shape.count(), "How many there were before"),
          Shape.required("stage", Shape.text(), "Key of the stage"),
          Shape.required("from", Shape.instant(), "When it began"),
          Shape.required(
              "to",
              Shape.orNull(Shape.instant()),
              "When the next began, which does not belong to it; null while it lasts"),
          Shape.required("by", Shape.uuid(), "Id of who brought the account there"),
          Shape.required("byName", Shape.text(), "As they were called then"),
          Shape.required(
              "cause",
              Shape.orNull(Shape.text()),
              "What made the CRM do it by itself, such as rule/…/1; null for people and programs"),
          Shape.required(
              "event", Shape.orNull(Shape.uuid()), "Id of the event that led to it, if one did"),
          Shape.required("reason", Shape.orNull(Shape.text()), "Why, if it was said"),
          Shape.required("lifecycleVersion", Shape.count(), "By which version of the lifecycle"));

  private static final Shape.Fields WAY =
      Shape.fields(
          "AccountWay",
          Shape.required("to", Shape.text(), "Key of the stage"),
          Shape.required("name", Shape.text(), "What it is called"),
          Shape.required("requiresReason", Shape.flag(), "Whether one must say why"),
          Shape.required(
              "missing", Shape.listOf(Shape.text()), "Fields that must be filled before"),
          Shape.required("guard", Shape.orNull(Shape.text()), "A condition, if there is one"),
          Shape.required("guardHolds", Shape.flag(), "Whether the account fulfils it"),
          Shape.required("permitted", Shape.flag(), "Whether the caller may take it"),
          Shape.required("open", Shape.flag(), "Whether the caller can, at most with a reason"));

  static final Shape.Fields LIFECYCLE =
      Shape.fields(
          "AccountLifecycle",
          Shape.required("account", Shape.uuid(), "Id of the account"),
          Shape.required(
              "stage", Shape.orNull(Shape.text()), "Where it is now; null where it is hidden"),
          Shape.required(
              "highWaterMark", Shape.orNull(Shape.text()), "The highest stage it ever came to"),
          Shape.required(
              "slaInStage",
              Shape.orNull(LifecycleJson.SLA),
              "How long it may stay where it is; null for as long as it likes, in the bin, and as"
                  + " of an earlier moment"),
          Shape.required("dueAt", Shape.orNull(Shape.instant()), "When that time is up"),
          Shape.required("overdue", Shape.flag(), "Whether it is up"),
          Shape.required("stays", Shape.listOf(STAY), "From its birth on, without gap or overlap"),
          Shape.required(
              "next",
              Shape.listOf(WAY),
              "The ways on; none from the bin, and none as of an earlier moment"));

  private StageJson() {}

  static ObjectNode of(AccountLifecycle lifecycle) {
    AccountStage stage = lifecycle.account().stage();
    ObjectNode json =
        Json.object()
            .put("account", lifecycle.account().id().toString())
            .put("stage", stage == null ? null : stage.key())
            .put("highWaterMark", stage == null ? null : stage.highest());
    AccountLifecycle.Time time = lifecycle.time();
    json.set("slaInStage", LifecycleJson.of(time == null ? null : time.allowed()));
    json.put("dueAt", time == null || time.upAt() == null ? null : time.upAt().toString())
        .put("overdue", time != null && time.over());
    ArrayNode stays = json.putArray("stays");
    for (Stay stay : lifecycle.stays()) {
      stays
          .addObject()
          .put("number", stay.number())
          .put("stage", stay.stage())
          .put("from", stay.from().toString())
          .put("to", stay.to() == null ? null : stay.to().toString())
          .put("by", stay.mover().id().toString())
          .put("byName", stay.mover().name())
          .put("cause", stay.mover().cause())
          .put("event", text(stay.mover().event()))
          .put("reason", stay.reason())
          .put("lifecycleVersion", stay.version());
    }
    ArrayNode next = json.putArray("next");
    for (Way way : lifecycle.next()) {
      ObjectNode one =
          next.addObject()
              .put("to", way.to().key())
              .put("name", way.to().name())
              .put("requiresReason", way.transition().requiresReason());
      way.missing().forEach(one.putArray("missing")::add);
      one.put("guard", way.transition().guard())
          .put("guardHolds", way.guardHolds())
          .put("permitted", way.permitted())
          .put("open", way.isOpen());
    }
    return json;
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}
