package dev.kith.crm.http.assignment;

import com.google.common.base.CharMatcher;
import com.google.common.base.Enums;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.OutOfOffice;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.PoolTerms.Matching;
import dev.kith.crm.domain.assignment.PoolTerms.Strategy;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.Visit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pool as people write it into a form.
 *
 * @param members a row each; those without a user are left out
 */
record PoolForm(
    String name,
    boolean active,
    String strategy,
    boolean stickyOwner,
    String territory,
    String language,
    String calendar,
    String fallback,
    List<Row> members) {

  private static final Splitter COMMAS =
      Splitter.on(CharMatcher.anyOf(",;")).trimResults().omitEmptyStrings();
  private static final Splitter LINES = Splitter.on('\n').trimResults().omitEmptyStrings();

  /** A day, perhaps another, perhaps a note. */
  private static final Pattern ABSENCE =
      Pattern.compile("(\\S+)(?:\\s+(?:to|until|-|–)\\s+(\\d\\S*|further notice))?(?:\\s+(.*))?");

  private static final String OPEN = "further notice";
  private static final int FEWEST_ROWS = 3;

  /**
   * @param territories separated by commas, as are languages
   * @param away one a line
   */
  record Row(
      String user,
      String weight,
      String capacity,
      String territories,
      String languages,
      String calendar,
      String away) {
    static final Row EMPTY = new Row("", "1", "", "", "", "", "");

    boolean isEmpty() {
      return user.isBlank();
    }

    /** Whether more is said of the member than how much they get. */
    boolean hasMore() {
      return !(territories + languages + calendar + away).isBlank();
    }
  }

  PoolForm {
    members = ImmutableList.copyOf(members);
  }

  static PoolForm empty() {
    return new PoolForm(
        "",
        true,
        Strategy.WEIGHTED_ROUND_ROBIN.name(),
        false,
        Matching.OFF.name(),
        Matching.OFF.name(),
        "",
        "",
        List.of());
  }

  static PoolForm of(AssignmentPool pool) {
    PoolTerms terms = pool.terms();
    return new PoolForm(
        pool.name(),
        terms.active(),
        terms.strategy().name(),
        terms.stickyOwner(),
        terms.territory().name(),
        terms.language().name(),
        text(terms.calendar()),
        text(terms.fallback()),
        terms.members().stream().map(PoolForm::row).toList());
  }

  private static Row row(PoolMember member) {
    return new Row(
        member.user().toString(),
        String.valueOf(member.weight()),
        text(member.capacity()),
        member.territories().stream().map(Country::code).collect(Collectors.joining(", ")),
        member.languages().stream().map(Language::code).collect(Collectors.joining(", ")),
        text(member.calendar()),
        member.outOfOffice().stream().map(PoolForm::line).collect(Collectors.joining("\n")));
  }

  private static String line(OutOfOffice absence) {
    String note = absence.note() == null ? "" : " " + absence.note();
    return absence.from() + " to " + (absence.until() == null ? OPEN : absence.until()) + note;
  }

  static PoolForm sent(Visit visit) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PoolTerms.MOST_MEMBERS; i++) {
      rows.add(
          new Row(
              visit.form("user-" + i),
              visit.form("weight-" + i).strip(),
              visit.form("capacity-" + i).strip(),
              visit.form("territories-" + i),
              visit.form("languages-" + i),
              visit.form("calendar-" + i),
              visit.form("away-" + i).replace("\r\n", "\n")));
    }
    rows.removeIf(Row::isEmpty);
    return new PoolForm(
        visit.form("name"),
        !visit.form("active").isEmpty(),
        visit.form("strategy"),
        !visit.form("stickyOwner").isEmpty(),
        visit.form("territory"),
        visit.form("language"),
        visit.form("calendar"),
        visit.form("fallback"),
        rows);
  }

  /** What was written, and room for one more. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>(members);
    do {
      rows.add(Row.EMPTY);
    } while (rows.size() < FEWEST_ROWS);
    return rows.subList(0, Math.min(rows.size(), PoolTerms.MOST_MEMBERS));
  }

  /** The terms of all that can be read; what cannot is noted and left out. */
  PoolTerms read(Checks checks) {
    List<PoolMember> read = new ArrayList<>();
    for (Row row : members) {
      read.add(member(checks, "members/" + read.size(), row));
    }
    return new PoolTerms(
        name,
        active,
        Enums.getIfPresent(Strategy.class, strategy).or(Strategy.WEIGHTED_ROUND_ROBIN),
        stickyOwner,
        Enums.getIfPresent(Matching.class, territory).or(Matching.OFF),
        Enums.getIfPresent(Matching.class, language).or(Matching.OFF),
        calendarOf(calendar),
        ShapeCheck.uuid(fallback).map(UserId::new).orElse(null),
        read);
  }

  private static PoolMember member(Checks checks, String at, Row row) {
    Integer weight = number(checks, at + "/weight", row.weight.isEmpty() ? "1" : row.weight);
    return new PoolMember(
        new UserId(ShapeCheck.uuid(row.user).orElseThrow()),
        weight == null ? 1 : weight,
        row.capacity.isEmpty() ? null : number(checks, at + "/capacity", row.capacity),
        words(checks, at + "/territories", row.territories, Country::parse),
        words(checks, at + "/languages", row.languages, Language::parse),
        calendarOf(row.calendar),
        LINES
            .splitToStream(row.away)
            .flatMap(line -> absence(checks, at + "/outOfOffice", line).stream())
            .toList());
  }

  private static List<OutOfOffice> absence(Checks checks, String field, String line) {
    Matcher parts = ABSENCE.matcher(line);
    if (!parts.matches()) {
      return List.of();
    }
    LocalDate from = CivilTimes.date(checks, field, parts.group(1));
    String last = parts.group(2);
    // A single day is the first and the last.
    LocalDate until =
        last == null ? from : last.equals(OPEN) ? null : CivilTimes.date(checks, field, last);
    return from == null ? List.of() : List.of(new OutOfOffice(from, until, parts.group(3)));
  }

  private static @Nullable Integer number(Checks checks, String field, String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      checks.add(field, "number-syntax", "A whole number is needed here.");
      return null;
    }
  }

  private static <T> Set<T> words(
      Checks checks, String field, String text, Function<String, Outcome<T>> parse) {
    Set<T> words = new LinkedHashSet<>();
    for (String word : COMMAS.split(text)) {
      T good = checks.take(field, parse.apply(word));
      if (good != null) {
        words.add(good);
      }
    }
    return words;
  }

  private static @Nullable BusinessCalendarId calendarOf(String text) {
    return ShapeCheck.uuid(text).map(BusinessCalendarId::new).orElse(null);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
