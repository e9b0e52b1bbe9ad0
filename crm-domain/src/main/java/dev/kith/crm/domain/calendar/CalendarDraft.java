package dev.kith.crm.domain.calendar;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.TimeZones;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.shared.worktime.SpecialDay;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A calendar as somebody wrote it down.
 *
 * @param week shifts by the day on which they begin
 */
public record CalendarDraft(
    @Nullable String name,
    String zone,
    Map<DayOfWeek, List<Shift>> week,
    List<SpecialDay> specialDays) {

  public static final int MOST_SHIFTS_A_DAY = 10;
  public static final int MOST_SPECIAL_DAYS = 1_000;

  public CalendarDraft {
    week = Maps.immutableEnumMap(week);
    specialDays = ImmutableList.copyOf(specialDays);
  }

  /** What is to be kept of a draft that is good. */
  record Read(String name, BusinessHours hours) {}

  /** Refused with {@code invalid}, every problem listed at its place. */
  Outcome<Read> read() {
    Checks checks = new Checks();
    String goodName = checks.text("name", name, BusinessCalendar.LONGEST_NAME, false);
    if (goodName == null) {
      checks.add("name", "required", "A calendar needs a name.");
    }
    ZoneId goodZone = checks.take("zone", TimeZones.parse(zone));
    for (DayOfWeek day : DayOfWeek.values()) {
      String field = "week/" + day;
      check(checks, field, week.getOrDefault(day, List.of()));
      if (spillsOver(day.minus(1), week.getOrDefault(day, List.of()))) {
        checks.add(
            field,
            "shifts-overlap",
            "A shift of "
                + day.minus(1).getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                + " is still on when this day's begins.");
      }
    }
    List<SpecialDay> goodDays = checkSpecialDays(checks);
    return checks.orRefuse(() ->
        new Read(
            Objects.requireNonNull(goodName),
            new BusinessHours(Objects.requireNonNull(goodZone), week, goodDays)));
  }

  private List<SpecialDay> checkSpecialDays(Checks checks) {
    if (specialDays.size() > MOST_SPECIAL_DAYS) {
      checks.add(
          "specialDays", "too-many", "At most " + MOST_SPECIAL_DAYS + " special days are kept.");
    }
    List<SpecialDay> good = new ArrayList<>();
    Set<LocalDate> seen = new HashSet<>();
    for (int i = 0; i < specialDays.size(); i++) {
      SpecialDay day = specialDays.get(i);
      String field = "specialDays/" + i;
      String name = checks.text(field + "/name", day.name(), SpecialDay.LONGEST_NAME, false);
      if (!seen.add(day.date())) {
        checks.add(field + "/date", "twice", "The day " + day.date() + " stands there twice.");
      }
      check(checks, field + "/shifts", day.shifts());
      good.add(new SpecialDay(day.date(), name == null ? "" : name, day.shifts()));
    }
    return good;
  }

  private static void check(Checks checks, String field, List<Shift> shifts) {
    if (shifts.size() > MOST_SHIFTS_A_DAY) {
      checks.add(field, "too-many", "At most " + MOST_SHIFTS_A_DAY + " shifts begin on a day.");
    }
    List<Shift> inOrder = shifts.stream().sorted((a, b) -> a.from().compareTo(b.from())).toList();
    for (int i = 1; i < inOrder.size(); i++) {
      Shift before = inOrder.get(i - 1);
      if (before.endsOnTheDayAfter() || before.to().isAfter(inOrder.get(i).from())) {
        checks.add(
            field,
            "shifts-overlap",
            "The shifts " + before + " and " + inOrder.get(i) + " overlap.");
      }
    }
  }

  /** Whether a shift of the day before ends behind the first of these. */
  private boolean spillsOver(DayOfWeek before, List<Shift> shifts) {
    return shifts.stream()
        .map(Shift::from)
        .min(LocalTime::compareTo)
        .filter(first ->
            week.getOrDefault(before, List.of()).stream()
                .anyMatch(shift -> shift.endsOnTheDayAfter() && shift.to().isAfter(first)))
        .isPresent();
  }
}
