package dev.kith.crm.http.task.escalation;

import com.google.common.base.CharMatcher;
import com.google.common.base.Enums;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.domain.task.escalation.EscalationLevel;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import dev.kith.crm.domain.task.escalation.EscalationTerms.Since;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.Visit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A policy as people write it into a form.
 *
 * @param types separated by commas; empty for all
 * @param levels a row each; those without a time are left out
 */
record EscalationForm(
    String name,
    String types,
    Set<String> priorities,
    String since,
    String calendar,
    List<Row> levels) {

  private static final Splitter COMMAS =
      Splitter.on(CharMatcher.anyOf(",;")).trimResults().omitEmptyStrings();
  private static final Pattern LEVEL = Pattern.compile("/levels/(\\d+)(/.*)");
  private static final int FEWEST_ROWS = 3;
  private static final BigDecimal SECONDS = BigDecimal.valueOf(3_600);

  /**
   * @param hours of business time
   * @param to code of a target
   */
  record Row(String hours, String to, String deed, boolean raise) {
    static final Row EMPTY = new Row("", "", Deed.NOTIFY.name(), false);

    boolean isEmpty() {
      return hours.isBlank() && to.isBlank();
    }
  }

  EscalationForm {
    priorities = ImmutableSet.copyOf(priorities);
    levels = ImmutableList.copyOf(levels);
  }

  static EscalationForm empty() {
    return new EscalationForm("", "", Set.of(), Since.DUE.name(), "", List.of());
  }

  static EscalationForm of(EscalationPolicy policy) {
    EscalationTerms terms = policy.terms();
    return new EscalationForm(
        policy.name(),
        terms.types().stream().map(TaskType::code).collect(Collectors.joining(", ")),
        terms.priorities().stream().map(Enum::name).collect(Collectors.toSet()),
        terms.since().name(),
        terms.calendar() == null ? "" : terms.calendar().toString(),
        terms.levels().stream()
            .map(level ->
                new Row(
                    hours(level.after()),
                    level.to().code(),
                    level.deed().name(),
                    level.raisePriority()))
            .toList());
  }

  static EscalationForm sent(Visit visit) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < EscalationTerms.MOST_LEVELS; i++) {
      rows.add(
          new Row(
              visit.form("after-" + i).strip(),
              visit.form("to-" + i),
              visit.form("deed-" + i),
              !visit.form("raise-" + i).isEmpty()));
    }
    rows.removeIf(Row::isEmpty);
    return new EscalationForm(
        visit.form("name"),
        visit.form("types"),
        Set.copyOf(visit.ctx().formParams("priority")),
        visit.form("since"),
        visit.form("calendar"),
        rows);
  }

  /** What was written, and room for more. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>(levels);
    do {
      rows.add(Row.EMPTY);
    } while (rows.size() < FEWEST_ROWS);
    return rows.subList(0, Math.min(rows.size(), EscalationTerms.MOST_LEVELS));
  }

  /** The terms of all that can be read; what cannot is noted and left out. */
  EscalationTerms read(Checks checks) {
    Set<TaskType> good = new LinkedHashSet<>();
    for (String type : COMMAS.split(types)) {
      TaskType known = checks.take("types", TaskType.parse(type));
      if (known != null) {
        good.add(known);
      }
    }
    List<EscalationLevel> read = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      Row row = levels.get(i);
      Duration after = duration(checks, "levels/" + i + "/after", row.hours, read);
      EscalationTarget to = EscalationTarget.parse(row.to).orElse(null);
      if (to == null) {
        checks.add("levels/" + i + "/to", "required", "Say whom the task is brought before.");
      } else {
        read.add(
            new EscalationLevel(
                after, to, Enums.getIfPresent(Deed.class, row.deed).or(Deed.NOTIFY), row.raise));
      }
    }
    return new EscalationTerms(
        name,
        good,
        priorities.stream()
            .flatMap(p -> Enums.getIfPresent(Priority.class, p).asSet().stream())
            .collect(Collectors.toSet()),
        Enums.getIfPresent(Since.class, since).or(Since.DUE),
        ShapeCheck.uuid(calendar).map(BusinessCalendarId::new).orElse(null),
        read);
  }

  /**
   * As it is in the form, of one in the terms that were read: a row that names nobody is no level.
   */
  Violation inForm(Violation violation) {
    Matcher level = LEVEL.matcher(violation.pointer());
    if (!level.matches()) {
      return violation;
    }
    int row =
        IntStream.range(0, levels.size())
            .filter(i -> EscalationTarget.parse(levels.get(i).to).isPresent())
            .skip(Integer.parseInt(level.group(1)))
            .findFirst()
            .orElseThrow();
    return new Violation("/levels/" + row + level.group(2), violation.code(), violation.message());
  }

  /** What cannot be read is complained of once: any later time will do. */
  private static Duration duration(
      Checks checks, String field, String hours, List<EscalationLevel> before) {
    try {
      return Duration.ofSeconds(
          new BigDecimal(hours.replace(',', '.'))
              .multiply(SECONDS)
              .setScale(0, RoundingMode.HALF_UP)
              .longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      checks.add(field, "number-syntax", "A number of hours is written 4 or 1.5.");
      return before.isEmpty() ? Duration.ZERO : before.getLast().after().plusSeconds(1);
    }
  }

  private static String hours(Duration after) {
    return BigDecimal.valueOf(after.toSeconds())
        .divide(SECONDS, 4, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
