package dev.kith.crm.http.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.calendar.BusinessCalendars.Reckoning;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.shared.worktime.SpecialDay;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Business calendars in JSON. */
final class CalendarJson {

  private static final Shape SHIFT =
      Shape.fields(
          "Shift",
          Shape.required("from", Shape.text(5, 8), "Time of the day, such as 09:00"),
          Shape.required(
              "to",
              Shape.text(5, 8),
              "Time of the day; if it is not later than from, of the day after"));

  private static final Shape SHIFTS = Shape.listOf(SHIFT, 0, CalendarDraft.MOST_SHIFTS_A_DAY);

  private static final Shape WEEK =
      new Shape.MapOf(Arrays.stream(DayOfWeek.values()).map(Enum::name).toList(), SHIFTS);

  private static final Shape SPECIAL_DAY =
      Shape.fields(
          "SpecialDay",
          Shape.required("date", Shape.text(10, 10), "The day, such as 2026-12-25"),
          Shape.optional("name", Shape.text(SpecialDay.LONGEST_NAME), "What it is"),
          Shape.optional("shifts", SHIFTS, "That begin on this day; usually none: a day off"));

  static final Shape.Fields DRAFT =
      Shape.fields(
          "CalendarDraft",
          Shape.required("name", Shape.text(1, BusinessCalendar.LONGEST_NAME), "Name"),
          Shape.required(
              "zone", Shape.text(1, 100), "Time zone of the clock, such as Europe/Berlin"),
          Shape.required(
              "week", WEEK, "Shifts by the day on which they begin; without any it is closed"),
          Shape.optional(
              "specialDays",
              Shape.listOf(SPECIAL_DAY, 0, CalendarDraft.MOST_SPECIAL_DAYS),
              "Days that are not like the others of their week"));

  static final Shape.Fields CALENDAR =
      Shape.fields(
          "BusinessCalendar",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("name", Shape.text(), "Name"),
          Shape.required("isDefault", Shape.flag(), "Whether it counts where none is named"),
          Shape.required("zone", Shape.text(), "Time zone of the clock"),
          Shape.required("week", WEEK, "Shifts by the day on which they begin"),
          Shape.required("specialDays", Shape.listOf(SPECIAL_DAY), "In the order of their dates"),
          Shape.required("createdAt", Shape.instant(), "When it was drawn up"),
          Shape.required("updatedAt", Shape.instant(), "When it was last changed"),
          Shape.required("version", Shape.count(), "Stands in the ETag as well"));

  static final Shape.Fields LIST =
      Shape.fields(
          "BusinessCalendarList",
          Shape.required("items", Shape.listOf(CALENDAR), "In the order of their names"));

  static final Shape.Fields RECKONING =
      Shape.fields(
          "BusinessTime",
          Shape.required("at", Shape.instant(), "The moment that was asked about"),
          Shape.required("open", Shape.flag(), "Whether the business is at work then"),
          Shape.required(
              "nextOpening", Shape.orNull(Shape.instant()), "Behind that moment; null: never"),
          Shape.required(
              "nextClosing", Shape.orNull(Shape.instant()), "Behind that moment; null: never"),
          Shape.optional("end", Shape.instant(), "The moment that is plus away"),
          Shape.optional("elapsed", Shape.text(), "The business time to until, such as PT6H30M"));

  private CalendarJson() {}

  /** The draft of all that can be read; what cannot is noted and left out. */
  static CalendarDraft read(Checks checks, JsonNode json) {
    Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, shifts(checks, "week/" + day, json.path("week").path(day.name())));
    }
    List<SpecialDay> specialDays = new ArrayList<>();
    for (JsonNode day : json.path("specialDays")) {
      int at = specialDays.size();
      String field = "specialDays/" + at;
      LocalDate date = CivilTimes.date(checks, field + "/date", day.path("date").asText());
      specialDays.add(
          new SpecialDay(
              date == null ? LocalDate.EPOCH.minusDays(at) : date,
              day.path("name").asText(),
              shifts(checks, field + "/shifts", day.path("shifts"))));
    }
    return new CalendarDraft(
        json.path("name").asText(), json.path("zone").asText(), week, specialDays);
  }

  private static List<Shift> shifts(Checks checks, String field, JsonNode json) {
    List<Shift> shifts = new ArrayList<>();
    int at = 0;
    for (JsonNode shift : json) {
      String below = field + "/" + at++;
      int problems = checks.violations().size();
      Shift read =
          new Shift(
              CivilTimes.time(checks, below + "/from", shift.path("from").asText()),
              CivilTimes.time(checks, below + "/to", shift.path("to").asText()));
      if (checks.violations().size() == problems) {
        shifts.add(read);
      }
    }
    return shifts;
  }

  static ObjectNode of(BusinessCalendar calendar, BusinessCalendarId standard) {
    BusinessHours hours = calendar.hours();
    ObjectNode json =
        Json.object()
            .put("id", calendar.id().toString())
            .put("name", calendar.name())
            .put("isDefault", calendar.id().equals(standard))
            .put("zone", hours.zone().getId());
    ObjectNode week = json.putObject("week");
    hours.week().forEach((day, shifts) -> add(week.putArray(day.name()), shifts));
    ArrayNode special = json.putArray("specialDays");
    for (SpecialDay day : hours.specialDays()) {
      ObjectNode one =
          special.addObject().put("date", day.date().toString()).put("name", day.name());
      add(one.putArray("shifts"), day.shifts());
    }
    return json.put("createdAt", calendar.revision().createdAt().toString())
        .put("updatedAt", calendar.revision().updatedAt().toString())
        .put("version", calendar.revision().version());
  }

  private static void add(ArrayNode json, List<Shift> shifts) {
    shifts.forEach(shift ->
        json.addObject().put("from", shift.from().toString()).put("to", shift.to().toString()));
  }

  static ObjectNode of(Reckoning reckoning) {
    ObjectNode json =
        Json.object().put("at", reckoning.at().toString()).put("open", reckoning.open());
    json.set("nextOpening", Json.of(reckoning.nextOpening()));
    json.set("nextClosing", Json.of(reckoning.nextClosing()));
    if (reckoning.end() != null) {
      json.put("end", reckoning.end().toString());
    }
    if (reckoning.elapsed() != null) {
      json.put("elapsed", reckoning.elapsed().toString());
    }
    return json;
  }
}
