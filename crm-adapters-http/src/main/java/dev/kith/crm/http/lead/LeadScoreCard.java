package dev.kith.crm.http.lead;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.scoring.card.LeadScores.At;
import dev.kith.crm.application.scoring.card.LeadScores.LeadScore;
import dev.kith.crm.domain.scoring.card.Part;
import dev.kith.crm.domain.scoring.card.ScoreExplanation.Line;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The score of a lead as its page shows it.
 *
 * @param value what was sent to be set by hand and refused; as the other two
 */
record LeadScoreCard(LeadScore score, String value, String reason, String until) {

  private static final int TOP = 5;
  private static final int WIDTH = 240;
  private static final int HEIGHT = 40;

  /** Null where the score is hidden from the person. */
  static @Nullable LeadScoreCard of(Visit visit, LeadView lead) {
    return switch (visit.crm().leadScores().of(lead.id(), null)) {
      case Outcome.Done<LeadScore>(var score) ->
          new LeadScoreCard(
              score, visit.form("value"), visit.form("scoreReason"), visit.form("scoreUntil"));
      case Outcome.Refused<LeadScore> hidden -> null;
    };
  }

  static Outcome<ScoreOverride> set(Visit visit, LeadView lead) {
    Checks checks = new Checks();
    Integer value = value(checks, visit.form("value"));
    Instant until = until(checks, visit.form("scoreUntil"));
    return checks
        .orRefuse(() -> true)
        .then(good ->
            visit
                .crm()
                .leadScores()
                .override(lead.id(), value == null ? -1 : value, visit.form("scoreReason"), until));
  }

  /** The page has other forms with such fields. */
  static Problems problems(Refusal refusal) {
    return Problems.of(refusal).calling("reason", "scoreReason").calling("until", "scoreUntil");
  }

  private static @Nullable Integer value(Checks checks, String text) {
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      checks.add("value", "number", "A score is a whole number from 0 to 100.");
      return null;
    }
  }

  /** To the end of the day that was chosen. */
  private static @Nullable Instant until(Checks checks, String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(text.strip()).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      checks.add("until", "date", "This is no date.");
      return null;
    }
  }

  /** The reasons that weigh most. */
  List<Line> reasons() {
    return score.explanation().lines().stream().limit(TOP).toList();
  }

  List<Line> more() {
    return score.explanation().lines().stream().skip(TOP).toList();
  }

  static String points(Line line) {
    return String.format(Locale.ROOT, "%+.1f", line.points()).replace('-', '−');
  }

  /** A part, in words. */
  record Shown(String label, String value) {}

  List<Shown> parts() {
    ImmutableList.Builder<Shown> shown = ImmutableList.builder();
    for (Part part : Part.values()) {
      Double value = score.parts().of(part);
      String label =
          switch (part) {
            case FIT -> "Fit";
            case ENGAGEMENT -> "Engagement";
            case PREDICTION -> "Prediction";
          };
      shown.add(
          new Shown(
              label,
              value == null
                  ? "not known"
                  : part == Part.PREDICTION
                      ? Math.round(value) + " % to be won"
                      : Math.round(value) + " of 100"));
    }
    return shown.build();
  }

  String trend() {
    Integer now = score.score();
    Integer before = score.before();
    if (now == null || before == null) {
      return "";
    }
    return now.equals(before)
        ? "as a week ago"
        : now > before
            ? (now - before) + " more than a week ago"
            : (before - now) + " less than a week ago";
  }

  /** The course of the last days as the points of a line, from the left to the right. */
  String line() {
    List<String> points = new ArrayList<>();
    List<At> course = score.course();
    for (int i = 0; i < course.size(); i++) {
      Integer at = course.get(i).score();
      if (at != null) {
        points.add(
            String.format(
                Locale.ROOT,
                "%.1f,%.1f",
                2 + i * (WIDTH - 4.0) / (course.size() - 1),
                HEIGHT - 2 - at * (HEIGHT - 4) / 100.0));
      }
    }
    return points.size() < 2 ? "" : String.join(" ", points);
  }
}
