package dev.kith.crm.http.calendar;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.shared.worktime.SpecialDay;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A calendar as people write it into a form: the shifts of a day in a line, such as {@code
 * 9:00-12:30, 13:30-17:00}, and a line for each special day, such as {@code 2026-12-24 Christmas
 * Eve 9:00-12:00}.
 *
 * @param week the line of each day
 * @param specialDays the lines
 */
record CalendarForm(String name, String zone, Map<DayOfWeek, String> week, String specialDays) {

  static final CalendarForm EMPTY = new CalendarForm("", "", Map.of(), "");

  private static final String SPECIAL = "specialDays";
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();
  private static final Splitter LINES = Splitter.on('\n').trimResults();
  private static final Splitter STEPS = Splitter.on('/');
  private static final Pattern HOURS =
      Pattern.compile("(?:^|\\s)([0-9][0-9:]* *[-–—][-–—0-9:, ]*)$");
  private static final CharMatcher DASHES = CharMatcher.anyOf("-–—");

  CalendarForm {
    week = ImmutableMap.copyOf(week);
  }

  static CalendarForm of(BusinessCalendar calendar) {
    Map<DayOfWeek, String> week = new EnumMap<>(DayOfWeek.class);
    calendar.hours().week().forEach((day, shifts) -> week.put(day, text(shifts)));
    return new CalendarForm(
        calendar.name(),
        calendar.hours().zone().getId(),
        week,
        calendar.hours().specialDays().stream()
            .map(day ->
                (day.date() + " " + day.name()).strip()
                    + (day.shifts().isEmpty() ? "" : " " + text(day.shifts())))
            .collect(Collectors.joining("\n")));
  }

  static CalendarForm sent(Visit visit) {
    Map<DayOfWeek, String> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, visit.form(field(day)));
    }
    return new CalendarForm(
        visit.form("name"), visit.form("zone").strip(), week, visit.form(SPECIAL));
  }

  String of(DayOfWeek day) {
    return week.getOrDefault(day, "");
  }

  /** What the field of a day is called in the form. */
  static String field(DayOfWeek day) {
    return "week-" + day;
  }

  static String text(List<Shift> shifts) {
    return shifts.stream()
        .map(shift ->
            shift.from()
                + "–"
                + (shift.to().equals(LocalTime.MIDNIGHT) ? "24:00" : shift.to().toString()))
        .collect(Collectors.joining(", "));
  }

  /** The draft of all that can be read; what cannot is noted and left out. */
  CalendarDraft read(List<Violation> violations) {
    Map<DayOfWeek, List<Shift>> shifts = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, line) -> shifts.put(day, shifts("/week/" + day, line, violations)));
    List<SpecialDay> special = new ArrayList<>();
    for (String line : LINES.split(specialDays)) {
      if (!line.isEmpty()) {
        special.add(specialDay(special.size(), line, violations));
      }
    }
    return new CalendarDraft(name, zone, shifts, special);
  }

  private static List<Shift> shifts(String pointer, String line, List<Violation> violations) {
    List<Shift> shifts = new ArrayList<>();
    for (String part : COMMAS.split(line)) {
      List<String> ends = Splitter.on(DASHES).trimResults().splitToList(part);
      try {
        if (ends.size() == 2) {
          shifts.add(new Shift(time(ends.get(0)), time(ends.get(1))));
          continue;
        }
      } catch (DateTimeException e) {
        // Falls through to the same complaint as what is no pair of times.
      }
      violations.add(
          new Violation(
              pointer, "shift-syntax", "A shift is written 9:00-17:00, not “" + part + "”."));
    }
    return shifts;
  }

  /** As people write it: 9, 9:00, 09:00, and 24:00. */
  private static LocalTime time(String text) {
    String minutes = text.contains(":") ? text : text + ":00";
    return minutes.equals("24:00")
        ? LocalTime.MIDNIGHT
        : LocalTime.parse(minutes.indexOf(':') == 1 ? "0" + minutes : minutes);
  }

  private static SpecialDay specialDay(int index, String line, List<Violation> violations) {
    String pointer = "/" + SPECIAL + "/" + index;
    String date = line.substring(0, Math.min(10, line.length()));
    String rest = line.substring(date.length()).strip();
    int hours = beginOfHours(rest);
    LocalDate day = LocalDate.EPOCH.minusDays(index);
    try {
      day = LocalDate.parse(date);
    } catch (DateTimeException e) {
      violations.add(
          new Violation(
              pointer, "date-syntax", "A special day begins with its date, such as 2026-12-25."));
    }
    return new SpecialDay(
        day, rest.substring(0, hours).strip(), shifts(pointer, rest.substring(hours), violations));
  }

  /** Hours are at the end: a last part of the line that begins with a digit and has a dash. */
  private static int beginOfHours(String text) {
    Matcher hours = HOURS.matcher(text);
    return hours.find() ? hours.start(1) : text.length();
  }

  /** Each problem where it stands in the form; of special days the line is named. */
  static Problems problems(Refusal refusal) {
    Problems whole = Problems.of(refusal);
    Map<String, List<String>> fields = new LinkedHashMap<>(whole.byField());
    fields.remove("week");
    fields.remove(SPECIAL);
    for (Violation violation : refusal.violations()) {
      List<String> steps = STEPS.splitToList(violation.pointer());
      if (steps.size() > 2 && steps.get(1).equals("week")) {
        fields
            .computeIfAbsent("week-" + steps.get(2), f -> new ArrayList<>())
            .add(violation.message());
      } else if (steps.size() > 1 && steps.get(1).equals(SPECIAL)) {
        String line = steps.size() > 2 ? "Day " + (Integer.parseInt(steps.get(2)) + 1) + ": " : "";
        fields.computeIfAbsent(SPECIAL, f -> new ArrayList<>()).add(line + violation.message());
      }
    }
    return new Problems(fields, whole.general());
  }
}
