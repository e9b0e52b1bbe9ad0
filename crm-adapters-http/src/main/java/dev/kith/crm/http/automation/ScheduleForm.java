package dev.kith.crm.http.automation;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Visit;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The times at which a rule looks, as somebody fills them in; what is wrong with them is found when
 * they are read.
 *
 * @param rhythm {@code daily}, {@code weekly} or {@code monthly}
 * @param days of a week, such as {@code MON}
 * @param day of a month
 */
record ScheduleForm(String rhythm, Set<String> days, String day, String time, String zone) {

  private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();
  private static final List<String> RHYTHMS = List.of("daily", "weekly", "monthly");

  ScheduleForm {
    days = ImmutableSet.copyOf(days);
  }

  /** What was sent, as text. */
  static String read(Visit visit) {
    String time = visit.form("time") + " " + visit.form("zone").strip();
    return switch (visit.form("rhythm")) {
      case "weekly" -> {
        String days = String.join(",", visit.ctx().formParams("days"));
        yield "weekly " + (days.isEmpty() ? "-" : days) + " " + time;
      }
      case "monthly" -> "monthly " + visit.form("day") + " " + time;
      default -> "daily " + time;
    };
  }

  /**
   * @param text which may be none that can be read
   * @param usual zone of the reader
   */
  static ScheduleForm of(String text, String usual) {
    List<String> words = BLANKS.splitToList(text);
    String rhythm = words.isEmpty() ? "daily" : words.getFirst();
    boolean plain = !rhythm.equals("weekly") && !rhythm.equals("monthly");
    int rest = plain ? 1 : 2;
    return new ScheduleForm(
        RHYTHMS.contains(rhythm) ? rhythm : "daily",
        rhythm.equals("weekly")
            ? Set.copyOf(Splitter.on(',').splitToList(word(words, 1)))
            : Set.of(),
        rhythm.equals("monthly") ? word(words, 1) : "1",
        words.isEmpty() ? "08:00" : word(words, rest),
        words.isEmpty() ? usual : word(words, rest + 1));
  }

  private static String word(List<String> words, int index) {
    return index < words.size() ? words.get(index) : "";
  }

  List<Choice> rhythms() {
    return List.of(
        new Choice("daily", "Every day", rhythm.equals("daily")),
        new Choice("weekly", "On days of the week", rhythm.equals("weekly")),
        new Choice("monthly", "On a day of the month", rhythm.equals("monthly")));
  }

  List<Choice> weekdays() {
    return Arrays.stream(DayOfWeek.values())
        .map(d -> {
          String code = d.name().substring(0, 3);
          return new Choice(
              code, d.getDisplayName(TextStyle.FULL, Locale.ENGLISH), days.contains(code));
        })
        .toList();
  }
}
