package dev.kith.crm.http.lead;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.AwardId;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The points that were awarded to a lead, as its page shows them.
 *
 * @param awards the latest first, those that were withdrawn included
 * @param groups whose cap they can count under
 * @param giving whether the person may give and withdraw some
 * @param sent what was sent and refused
 */
record LeadAwards(
    List<Award> awards, List<String> groups, boolean giving, Map<String, String> sent) {

  private static final int TOP = 3;
  private static final String HALF_LIFE = "awardHalfLife";

  /** What the form calls the fields of an award; other forms of the page have such fields too. */
  private static final Map<String, String> NAMES =
      ImmutableMap.of(
          "points", "awardPoints",
          "reason", "awardReason",
          "group", "awardGroup",
          "halfLife", HALF_LIFE,
          "occurredAt", "awardDay");

  LeadAwards {
    awards = ImmutableList.copyOf(awards);
    groups = ImmutableList.copyOf(groups);
    sent = ImmutableMap.copyOf(sent);
  }

  /**
   * Null where the score is hidden from the person, and where there is nothing to see or do.
   *
   * @param editing whether the person may edit the lead
   */
  static @Nullable LeadAwards of(Visit visit, LeadView lead, boolean editing) {
    boolean giving = editing && !lead.revision().isDeleted();
    return visit.crm().scoreAwards().of(lead.id()) instanceof Outcome.Done<List<Award>>(var awards)
            && (giving || !awards.isEmpty())
        ? new LeadAwards(awards, groups(visit, awards), giving, visit.form())
        : null;
  }

  private static List<String> groups(Visit visit, List<Award> awards) {
    Stream<String> capped =
        visit.crm().incrementRules().settings()
                instanceof Outcome.Done<ScoringSettings>(var settings)
            ? settings.settings().groupCaps().keySet().stream()
            : Stream.of();
    return Stream.concat(
            capped, awards.stream().flatMap(award -> Stream.ofNullable(award.terms().group())))
        .distinct()
        .sorted()
        .toList();
  }

  static Outcome<Award> give(Visit visit, LeadView lead) {
    Checks checks = new Checks();
    Integer points = number(checks, "points", visit.form("awardPoints"), "Points are");
    String days = visit.form(HALF_LIFE);
    Integer halfLife = days.isBlank() ? null : number(checks, "halfLife", days, "The days are");
    Instant occurredAt = moment(checks, visit, visit.form("awardDay"));
    Award.Wish wish =
        new Award.Wish(
            points == null ? 1 : points,
            visit.form("awardGroup"),
            halfLife == null ? null : Duration.ofDays(halfLife),
            visit.form("awardReason"),
            occurredAt);
    checks.addAll(visit.crm().scoreAwards().problemsOf(wish));
    return checks
        .orRefuse(() -> wish)
        .then(good -> visit.crm().scoreAwards().give(lead.id(), good));
  }

  private static @Nullable Integer number(
      Checks checks, String field, String text, String subject) {
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      checks.add(field, "number", subject + " a whole number.");
      return null;
    }
  }

  /** The beginning of a day for whoever named it; null for now. */
  private static @Nullable Instant moment(Checks checks, Visit visit, String text) {
    LocalDate day = text.isBlank() ? null : CivilTimes.date(checks, "occurredAt", text);
    ZoneId zone = visit.zone().orElse(ZoneOffset.UTC);
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }

  static Problems problems(Refusal refusal) {
    Problems problems = Problems.of(refusal);
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      problems = problems.calling(name.getKey(), name.getValue());
    }
    return problems;
  }

  static Outcome<Award> withdraw(Visit visit, LeadView lead) {
    Optional<UUID> id = ShapeCheck.uuid(visit.form("award"));
    return id.isEmpty()
        ? Outcome.refused(NotFound.of("score-award", lead.id().value()))
        : visit.crm().scoreAwards().withdraw(new AwardId(id.get()), visit.form("withdrawReason"));
  }

  /** At the award that was to be withdrawn. */
  static Problems withdrawalProblems(Visit visit, Refusal refusal) {
    return Problems.of(refusal).calling("reason", "withdraw-" + visit.form("award"));
  }

  List<Award> latest() {
    return awards.stream().limit(TOP).toList();
  }

  List<Award> older() {
    return awards.stream().skip(TOP).toList();
  }

  String sent(String field) {
    return sent.getOrDefault(field, "");
  }

  /** What was typed as the reason to withdraw this very award. */
  String why(Award award) {
    return sent("award").equals(award.id().toString()) ? sent("withdrawReason") : "";
  }

  boolean isWrong(Problems problems) {
    return NAMES.values().stream().anyMatch(name -> !problems.at(name).isEmpty());
  }
}
