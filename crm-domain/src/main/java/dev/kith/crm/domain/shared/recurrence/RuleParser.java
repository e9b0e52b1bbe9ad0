package dev.kith.crm.domain.shared.recurrence;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule.Weekday;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads recurrence rules; goes on after each problem, so that all of them are told at once. */
final class RuleParser {

  private static final Splitter PARTS = Splitter.on(';').trimResults();
  private static final Splitter VALUES = Splitter.on(',').trimResults();
  private static final Pattern WEEKDAY = Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");
  private static final Pattern DATE = Pattern.compile("\\d{8}");
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final Set<String> TIMES = Set.of("BYHOUR", "BYMINUTE", "BYSECOND");
  private static final Set<String> TOO_FREQUENT = Set.of("HOURLY", "MINUTELY", "SECONDLY");

  private enum Part {
    FREQ,
    INTERVAL,
    COUNT,
    UNTIL,
    BYMONTH,
    BYWEEKNO,
    BYYEARDAY,
    BYMONTHDAY,
    BYDAY,
    BYSETPOS,
    WKST
  }

  private final Checks checks = new Checks();
  private final Map<Part, String> said = new EnumMap<>(Part.class);

  private RuleParser() {}

  static Outcome<RecurrenceRule> parse(String text) {
    return text.length() > RecurrenceRule.LONGEST_TEXT
        ? Outcome.refused(
            Invalid.of(
                new Violation(
                    "",
                    "too-long",
                    "A rule has at most " + RecurrenceRule.LONGEST_TEXT + " characters.")))
        : new RuleParser().read(Ascii.toUpperCase(text.strip()));
  }

  private Outcome<RecurrenceRule> read(String text) {
    for (String part : PARTS.split(text.startsWith("RRULE:") ? text.substring(6) : text)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        wrong("A rule is made of parts such as FREQ=WEEKLY, with ; between them.");
      } else {
        take(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    Frequency frequency = frequency();
    Integer interval = number(Part.INTERVAL, RecurrenceRule.LONGEST_INTERVAL);
    Integer count = number(Part.COUNT, RecurrenceRule.LARGEST_COUNT);
    LocalDate until = until();
    List<Integer> byMonth = numbers(Part.BYMONTH, 12, false);
    List<Integer> byWeekNo = numbers(Part.BYWEEKNO, 53, true);
    List<Integer> byYearDay = numbers(Part.BYYEARDAY, 366, true);
    List<Integer> byMonthDay = numbers(Part.BYMONTHDAY, 31, true);
    List<Weekday> byDay = weekdays();
    List<Integer> bySetPos = numbers(Part.BYSETPOS, 366, true);
    DayOfWeek weekStart = weekStart();
    if (frequency != null) {
      fit(frequency, byDay);
    }
    return checks.orRefuse(() ->
        new RecurrenceRule(
            Objects.requireNonNull(frequency),
            interval == null ? 1 : interval,
            count,
            until,
            byMonth,
            byWeekNo,
            byYearDay,
            byMonthDay,
            byDay,
            bySetPos,
            weekStart));
  }

  private void take(String name, String value) {
    if (TIMES.contains(name)) {
      wrong("The time of the day is that of the date: leave out " + name + ".");
      return;
    }
    Part part =
        Arrays.stream(Part.values()).filter(p -> p.name().equals(name)).findFirst().orElse(null);
    if (part == null) {
      wrong("A rule has no part " + Ascii.truncate(name, 30, "…") + ".");
    } else if (said.put(part, value) != null) {
      wrong(part + " stands there twice.");
    }
  }

  private @Nullable Frequency frequency() {
    String name = said.get(Part.FREQ);
    if (name == null) {
      wrong("FREQ is missing: DAILY, WEEKLY, MONTHLY or YEARLY.");
      return null;
    }
    if (TOO_FREQUENT.contains(name)) {
      note("too-frequent", "Nothing comes more than once a day: FREQ is DAILY at most.");
      return null;
    }
    Frequency found =
        Arrays.stream(Frequency.values())
            .filter(f -> f.name().equals(name))
            .findFirst()
            .orElse(null);
    if (found == null) {
      wrong("FREQ is DAILY, WEEKLY, MONTHLY or YEARLY.");
    }
    return found;
  }

  private @Nullable Integer number(Part part, int most) {
    String text = said.get(part);
    Integer number = text == null ? null : Ints.tryParse(text);
    if (text != null && (number == null || number < 1 || number > most)) {
      wrong(part + " is a number from 1 to " + most + ".");
      return null;
    }
    return number;
  }

  private @Nullable LocalDate until() {
    String text = said.get(Part.UNTIL);
    if (text == null) {
      return null;
    }
    try {
      if (DATE.matcher(text).matches()) {
        LocalDate day = LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        if (!day.isBefore(EARLIEST) && day.isBefore(Recurrences.LAST)) {
          return day;
        }
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    wrong("UNTIL is the last day, such as UNTIL=20271231.");
    return null;
  }

  private List<Integer> numbers(Part part, int most, boolean negative) {
    String text = said.get(part);
    if (text == null) {
      return List.of();
    }
    List<Integer> good = new ArrayList<>();
    for (String value : VALUES.split(text)) {
      Integer number = Ints.tryParse(value.startsWith("+") ? value.substring(1) : value);
      if (number == null
          || number == 0
          || Math.abs((long) number) > most
          || (number < 0 && !negative)) {
        wrong(
            part
                + " has numbers from 1 to "
                + most
                + (negative ? ", or from -1 to -" + most + " to count from the end." : "."));
        return List.of();
      }
      good.add(number);
    }
    return good.stream().distinct().sorted().toList();
  }

  private List<Weekday> weekdays() {
    String text = said.get(Part.BYDAY);
    if (text == null) {
      return List.of();
    }
    List<Weekday> good = new ArrayList<>();
    for (String value : VALUES.split(text)) {
      Matcher matcher = WEEKDAY.matcher(value);
      int ordinal =
          !matcher.matches() || matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
      if (!matcher.matches()
          || Math.abs(ordinal) > 53
          || (ordinal == 0 && matcher.group(1) != null)) {
        wrong("BYDAY has days such as MO or TH, or such as 1MO and -1FR for the first and last.");
        return List.of();
      }
      good.add(new Weekday(ordinal, day(matcher.group(2))));
    }
    return good.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Weekday::ordinal).thenComparing(Weekday::day))
        .toList();
  }

  private DayOfWeek weekStart() {
    String text = said.get(Part.WKST);
    if (text == null) {
      return DayOfWeek.MONDAY;
    }
    if (Arrays.stream(DayOfWeek.values()).noneMatch(d -> RecurrenceRule.code(d).equals(text))) {
      wrong("WKST is the day on which weeks begin, such as MO or SU.");
      return DayOfWeek.MONDAY;
    }
    return day(text);
  }

  private static DayOfWeek day(String code) {
    return Arrays.stream(DayOfWeek.values())
        .filter(d -> RecurrenceRule.code(d).equals(code))
        .findFirst()
        .orElseThrow();
  }

  /** Which parts RFC 5545 allows beside each other. */
  private void fit(Frequency frequency, List<Weekday> byDay) {
    if (said.containsKey(Part.COUNT) && said.containsKey(Part.UNTIL)) {
      wrong("A rule has COUNT or UNTIL, not both.");
    }
    if (said.containsKey(Part.BYWEEKNO) && frequency != Frequency.YEARLY) {
      wrong("BYWEEKNO goes with FREQ=YEARLY only.");
    }
    if (said.containsKey(Part.BYYEARDAY) && frequency != Frequency.YEARLY) {
      wrong("BYYEARDAY goes with FREQ=YEARLY only.");
    }
    if (said.containsKey(Part.BYMONTHDAY) && frequency == Frequency.WEEKLY) {
      wrong("BYMONTHDAY does not go with FREQ=WEEKLY.");
    }
    if (said.containsKey(Part.BYMONTHDAY)
        && frequency == Frequency.YEARLY
        && !said.containsKey(Part.BYMONTH)) {
      // Programs disagree on whether it means every month, or that in which the rule starts.
      wrong("With FREQ=YEARLY, BYMONTHDAY needs BYMONTH.");
    }
    boolean counted = byDay.stream().anyMatch(day -> day.ordinal() != 0);
    if (counted && frequency != Frequency.MONTHLY && frequency != Frequency.YEARLY) {
      wrong("The first or last Monday is one of a month or year: FREQ is MONTHLY or YEARLY.");
    }
    if (counted && said.containsKey(Part.BYWEEKNO)) {
      wrong("A week has each day once: BYWEEKNO goes with days such as MO only.");
    }
    if (said.containsKey(Part.BYSETPOS)
        && Stream.of(Part.BYMONTH, Part.BYWEEKNO, Part.BYYEARDAY, Part.BYMONTHDAY, Part.BYDAY)
            .noneMatch(said::containsKey)) {
      wrong("BYSETPOS chooses among the days that another part names.");
    }
  }

  private void wrong(String message) {
    note("rule-syntax", message);
  }

  private void note(String code, String message) {
    checks.addAll(List.of(new Violation("", code, message)));
  }
}
