package dev.kith.crm.http.lifecycle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.lifecycle.Simulation;
import dev.kith.crm.application.lifecycle.Simulation.ChangedWay;
import dev.kith.crm.application.lifecycle.Simulation.Dropped;
import dev.kith.crm.application.lifecycle.Simulation.Named;
import dev.kith.crm.application.lifecycle.Simulation.Unmet;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** What a draft of the lifecycle would mean for accounts, in JSON. */
final class SimulationJson {

  private static final Shape SAMPLE =
      Shape.listOf(
          Shape.fields(
              "SimulatedAccount",
              Shape.required("id", Shape.uuid(), "Id of the account"),
              Shape.required("name", Shape.text(), "As far as the caller may see it")),
          0,
          Simulation.SAMPLES);

  private static final Shape.Fields DROPPED =
      Shape.fields(
          "DroppedStage",
          Shape.required("stage", Shape.text(), "Its key"),
          Shape.required("name", Shape.text(), "As it is called in the lifecycle in force"),
          Shape.required("accounts", Shape.count(), "How many are in it, with those in the bin"),
          Shape.required("deleted", Shape.count(), "How many of them are in the bin"),
          Shape.required("sample", SAMPLE, "Live ones that the caller sees"));

  private static final Shape.Fields UNMET =
      Shape.fields(
          "UnmetStage",
          Shape.required("stage", Shape.text(), "Its key"),
          Shape.required("name", Shape.text(), "As the draft calls it"),
          Shape.required(
              "accounts", Shape.count(), "How many are in it and meet none of the ways into it"),
          Shape.required(
              "already", Shape.count(), "How many of them meet none that is in force, either"),
          Shape.required("sample", SAMPLE, "Ones that the caller sees"));

  private static final Shape.Fields WAY =
      Shape.fields(
          "ChangedWay",
          Shape.required("from", Shape.text(), "Key of a stage"),
          Shape.required("to", Shape.text(), "Key of another"),
          Shape.required("before", Shape.count(), "How many accounts meet the way in force"),
          Shape.required("after", Shape.count(), "How many meet the way of the draft"),
          Shape.required("opened", Shape.count(), "How many meet only that of the draft"),
          Shape.required("closed", Shape.count(), "How many meet only that in force"),
          Shape.required("openedSample", SAMPLE, "Ones that the caller sees"),
          Shape.required("closedSample", SAMPLE, "Ones that the caller sees"));

  static final Shape.Fields SIMULATION =
      Shape.fields(
          "LifecycleSimulation",
          Shape.required("accounts", Shape.count(), "How many live accounts were looked at"),
          Shape.required(
              "savable", Shape.flag(), "Whether no account has to move before it can be saved"),
          Shape.required(
              "dropped", Shape.listOf(DROPPED), "Stages that it leaves out, with accounts in them"),
          Shape.required(
              "unmet",
              Shape.listOf(UNMET),
              "Stages with accounts that no way of the draft would let in; they stay"),
          Shape.required(
              "ways",
              Shape.listOf(WAY),
              "Ways that other accounts meet than before, by fields and guards"));

  private SimulationJson() {}

  static ObjectNode of(Simulation simulation) {
    ObjectNode json =
        Json.object().put("accounts", simulation.accounts()).put("savable", simulation.isSavable());
    ArrayNode dropped = json.putArray("dropped");
    for (Dropped stage : simulation.dropped()) {
      ObjectNode one =
          dropped
              .addObject()
              .put("stage", stage.stage())
              .put("name", stage.name())
              .put("accounts", stage.accounts())
              .put("deleted", stage.deleted());
      put(one.putArray("sample"), stage.sample());
    }
    ArrayNode unmet = json.putArray("unmet");
    for (Unmet stage : simulation.unmet()) {
      ObjectNode one =
          unmet
              .addObject()
              .put("stage", stage.stage())
              .put("name", stage.name())
              .put("accounts", stage.accounts())
              .put("already", stage.already());
      put(one.putArray("sample"), stage.sample());
    }
    ArrayNode ways = json.putArray("ways");
    for (ChangedWay way : simulation.ways()) {
      ObjectNode one =
          ways.addObject()
              .put("from", way.from())
              .put("to", way.to())
              .put("before", way.before())
              .put("after", way.after())
              .put("opened", way.opened())
              .put("closed", way.closed());
      put(one.putArray("openedSample"), way.openedSample());
      put(one.putArray("closedSample"), way.closedSample());
    }
    return json;
  }

  private static void put(ArrayNode json, List<Named> sample) {
    sample.forEach(
        account -> json.addObject().put("id", account.id().toString()).put("name", account.name()));
  }
}
