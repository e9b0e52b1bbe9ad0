package dev.kith.crm.http.intake.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.intake.contact.QuietHours.Settings;
import dev.kith.crm.domain.intake.contact.QuietHours.Window;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Quiet hours in JSON. */
final class QuietHoursJson {

  private static final Shape WINDOW =
      Shape.fields(
          "QuietWindow",
          Shape.required(
              "channels",
              Shape.listOf(Shape.choice(Channel.class), 1, Channel.values().length),
              "On which nobody is disturbed"),
          Shape.required(
              "days", Shape.listOf(Shape.choice(DayOfWeek.class), 1, 7), "On which it begins"),
          Shape.required("from", Shape.text(5, 8), "Time of the day, such as 21:00"),
          Shape.required(
              "to",
              Shape.text(5, 8),
              "Time of the day; if it is not later than from, of the day after"));

  static final Shape.Fields SETTINGS =
      Shape.fields(
          "QuietHoursSettings",
          Shape.required(
              "zone",
              Shape.text(1, 100),
              "Time zone of leads of whom it is not known where they are, such as"
                  + " Europe/Berlin"),
          Shape.required(
              "windows", Shape.listOf(WINDOW, 0, QuietHours.MOST_WINDOWS), "When it is quiet"));

  static final Shape.Fields HOURS =
      new Shape.Fields("QuietHours", SETTINGS.properties())
          .with(Shape.required("version", Shape.count(), "How often they were set, and one"))
          .with(Shape.required("updatedAt", Shape.instant(), "When they were set"));

  private QuietHoursJson() {}

  static Outcome<Settings> read(JsonNode json) {
    Checks checks = new Checks();
    List<Window> windows = new ArrayList<>();
    for (JsonNode window : json.path("windows")) {
      String below = "windows/" + windows.size();
      windows.add(
          new Window(
              set(window.path("channels"), Channel::valueOf),
              set(window.path("days"), DayOfWeek::valueOf),
              CivilTimes.time(checks, below + "/from", window.path("from").asText()),
              CivilTimes.time(checks, below + "/to", window.path("to").asText())));
    }
    return checks.orRefuse(() -> new Settings(json.path("zone").asText(), windows));
  }

  private static <T> Set<T> set(JsonNode json, Function<String, T> read) {
    Set<T> set = new LinkedHashSet<>();
    json.forEach(one -> set.add(read.apply(one.asText())));
    return set;
  }

  static ObjectNode of(QuietHours hours) {
    ObjectNode json = Json.object().put("zone", hours.settings().zone());
    ArrayNode windows = json.putArray("windows");
    for (Window window : hours.settings().windows()) {
      ObjectNode one = windows.addObject();
      one.set("channels", Json.of(window.channels()));
      one.set("days", Json.of(window.days()));
      one.put("from", window.from().toString()).put("to", window.to().toString());
    }
    return json.put("version", hours.revision().version())
        .put("updatedAt", hours.revision().updatedAt().toString());
  }
}
