package dev.kith.crm.persistence.scoring.card;

import static java.util.stream.Collectors.joining;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Fading;
import dev.kith.crm.domain.scoring.ledger.FormulaTerms;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The formula of the domain as one statement of PostgreSQL: the points of the ledger fade, are cut
 * at the caps of rules and groups, and become engagement; engagement, fit and prediction are
 * combined, graded, and replaced where somebody set a score by hand; and it is said when the score
 * can be another at the earliest. What {@code CombinedScore}, {@code ScoreCurve} and {@code Fading}
 * say of one lead this says of many, which a contract holds it to.
 *
 * <p>Each step stands behind {@code offset 0}, which keeps PostgreSQL from writing the formula of
 * one step into the next wherever it is named there: an exponential would be computed dozens of
 * times.
 *
 * <p>The moment is a subquery of its own, which is asked once and not for every row; of a moment
 * {@code date_part} makes a double at once, {@code extract} a decimal.
 *
 * <p>Numbers are cast, since a literal is no double; exponents and logarithms are kept within what
 * a double can hold, since PostgreSQL refuses the rest.
 */
final class ScoreSql {

  /** What has no limit: nothing in a score comes near it. */
  private static final double UNLIMITED = 1e300;

  private static final UUID NOBODY = new UUID(0, 0);

  private ScoreSql() {}

  /** Of these leads, which the run holds. */
  static Query combining(
      DSLContext dsl,
      Collection<LeadId> leads,
      Card card,
      FormulaTerms terms,
      Instant now,
      @Nullable Long pass) {
    return dsl.query(
        update(pass, scores(card, terms, now, "= any({0})", "")),
        DSL.val(leads.stream().map(LeadId::value).toArray(UUID[]::new)),
        moment(now));
  }

  /**
   * Of the leads between two ids, where nothing but the formula has changed. The run holds none of
   * them: whoever has written one of them since the statement began has made another version of its
   * row, by which it is passed over. Of one that is due, the reason may not be visible yet.
   *
   * @param last the last of them, also a lead
   */
  static Query combiningAfter(
      DSLContext dsl,
      @Nullable LeadId after,
      LeadId last,
      Card card,
      FormulaTerms terms,
      Instant now,
      long pass) {
    String open =
        " and s.pass <> %d and s.fit_key = %d and (s.due is null or s.due > %d)"
            .formatted(pass, card.fitKey(), now.getEpochSecond());
    return dsl.query(
        update(pass, scores(card, terms, now, "between {0} and {2}", open))
            + " and t.xmin = x.version",
        DSL.val(after == null ? NOBODY : next(after.value())),
        moment(now),
        DSL.val(last.value()));
  }

  private static UUID next(UUID id) {
    long low = id.getLeastSignificantBits() + 1;
    return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
  }

  private static Field<OffsetDateTime> moment(Instant now) {
    return DSL.val(
        OffsetDateTime.ofInstant(now, ZoneOffset.UTC), SQLDataType.TIMESTAMPWITHTIMEZONE(6));
  }

  private static String update(@Nullable Long pass, String scores) {
    return "update lead_score t set engagement = x.engagement, score = x.score, grade = x.grade, due = x.due%s from (%s) x where t.lead_id = x.lead_id"
        .formatted(pass == null ? "" : ", pass = " + pass, scores);
  }

  /**
   * @param these the leads, as what follows their column
   * @param open what else is to be true of their scores
   */
  private static String scores(
      Card card, FormulaTerms terms, Instant now, String these, String open) {
    double second = now.getEpochSecond() + now.getNano() / 1e9;
    String weights =
        "(case when fit is null then 0 else %d end + %d + case when prediction is null then 0 else %d end)"
            .formatted(
                card.weights().fit(), card.weights().engagement(), card.weights().prediction());
    String combined =
        "select p.*, case when weights = 0 then null else greatest(%s, least(%s, (%d * coalesce(fit, 0) + %d * engagement + %d * coalesce(prediction, %s)) / weights)) end as exact from (select q.*, %s as weights from (%s offset 0) q offset 0) p"
            .formatted(
                number(0),
                number(100),
                card.weights().fit(),
                card.weights().engagement(),
                card.weights().prediction(),
                number(0),
                weights,
                parts(terms, second, these, open));
    String rounded =
        "select c.*, floor(exact + %s) as computed from (%s offset 0) c"
            .formatted(number(0.5), combined);
    String set =
        "select r.*, coalesce(override_value, cast(computed as bigint)) as score from (%s offset 0) r"
            .formatted(rounded);
    return "select lead_id, version, engagement, score, case when score >= %d then 'A' when score >= %d then 'B' when score >= %d then 'C' when score is not null then 'D' end as grade, %s as due from (%s offset 0) s"
        .formatted(
            card.grades().a(), card.grades().b(), card.grades().c(), due(card, terms, now), set);
  }

  /** The parts of a score, and what is to be known of points to tell how they fade. */
  private static String parts(FormulaTerms terms, double second, String these, String open) {
    return "select s.lead_id, s.xmin as version, s.fit, coalesce(t.points, %1$s) as points, coalesce(t.given, %1$s) as given, coalesce(t.taken, %1$s) as taken, case when t.points > 0 then %2$s * (%3$s - exp(-least(t.points / %4$d, %5$s))) else %1$s end as engagement, %6$s as prediction, o.points as override_value, o.until_at as override_until from lead_score s left join (%7$s) t on t.lead_id = s.lead_id left join lead_prediction m on m.lead_id = s.lead_id and m.model_id = (select id from scoring_model where active) left join score_override o on o.lead_id = s.lead_id and o.ended_at is null and (o.until_at is null or o.until_at > (select {1})) where s.lead_id %8$s%9$s"
        .formatted(
            number(0),
            number(100),
            number(1),
            terms.saturation(),
            number(700),
            number(100) + " * m.probability",
            points(terms, second, these),
            these,
            open);
  }

  /** The points of the ledger that count, of each lead that has lines. */
  private static String points(FormulaTerms terms, double second, String these) {
    String lines =
        "select e.lead_id, e.rule_id, e.points * power(%s, greatest(%s, (date_part('epoch', e.occurred_at) - %s) / l.seconds)) as rest from score_entry e join (%s) l on l.rule_id = e.rule_id and l.rule_version = e.rule_version where e.lead_id %s and e.occurred_at <= (select {1}) offset 0"
            .formatted(
                number(2), number(-1000), number(second), halfLives(terms.halfLives()), these);
    String byRule =
        "select n.lead_id, c.grp, min(c.most_of_group) as most, greatest(-min(c.most), least(min(c.most), sum(n.rest))) as points, sum(greatest(n.rest, %1$s)) as given, sum(greatest(-n.rest, %1$s)) as taken from (%2$s) n join (%3$s) c on c.rule_id = n.rule_id group by n.lead_id, n.rule_id, c.grp"
            .formatted(number(0), lines, caps(terms.caps()));
    String byGroup =
        "select lead_id, greatest(-min(most), least(min(most), sum(points))) as points, sum(given) as given, sum(taken) as taken from (%s) g group by lead_id, grp"
            .formatted(byRule);
    return "select lead_id, sum(points) as points, sum(given) as given, sum(taken) as taken from (%s) a group by lead_id"
        .formatted(byGroup);
  }

  private static String halfLives(List<FormulaTerms.HalfLife> halfLives) {
    return halfLives.stream()
        .map(life ->
            " union all select %s, %d, %s"
                .formatted(id(life.rule().value()), life.version(), number(life.seconds())))
        .collect(
            joining(
                "",
                "select %s as rule_id, 0 as rule_version, %s as seconds"
                    .formatted(id(NOBODY), number(1)),
                ""));
  }

  private static String caps(List<FormulaTerms.Cap> caps) {
    return caps.stream()
        .map(cap ->
            " union all select %s, %s, %d, %s"
                .formatted(
                    id(cap.rule().value()),
                    number(cap.points()),
                    cap.group(),
                    number(cap.pointsOfGroup())))
        .collect(
            joining(
                "",
                "select %s as rule_id, %2$s as most, -1 as grp, %2$s as most_of_group"
                    .formatted(id(NOBODY), number(0)),
                ""));
  }

  /** In seconds; see {@link Fading}. */
  private static String due(Card card, FormulaTerms terms, Instant now) {
    double halfLife = terms.shortestHalfLife();
    int weight = card.weights().engagement();
    String ofOverride =
        "case when override_until is null then null else cast(ceiling(date_part('epoch',"
            + " override_until)) as bigint) end";
    if (Double.isInfinite(halfLife) || weight == 0) {
      return "case when override_value is null then null else " + ofOverride + " end";
    }
    String below =
        "(engagement - (exact - (computed - %s)) * weights / %d)".formatted(number(0.5), weight);
    String above =
        "(engagement + (computed + %s - exact) * weights / %d)".formatted(number(0.5), weight);
    String fall = faded("points - " + pointsAt(below, terms), "given", halfLife);
    String rise = faded(pointsAt(above, terms) + " - points", "taken", halfLife);
    String seconds =
        "least(case when %s < 0 then %s else %s end, case when %s >= 100 then %s else %s end)"
            .formatted(below, number(UNLIMITED), fall, above, number(UNLIMITED), rise);
    return "case when override_value is not null then %s when exact is null or %s >= %s then null else %d + cast(greatest(%d, least(%d, %s)) as bigint) end"
        .formatted(
            ofOverride,
            seconds,
            number(UNLIMITED),
            now.getEpochSecond(),
            Fading.SHORTEST.toSeconds(),
            Fading.LONGEST.toSeconds(),
            seconds);
  }

  private static String pointsAt(String engagement, FormulaTerms terms) {
    return "%d * -ln(greatest(%s, %s - %s / 100))"
        .formatted(terms.saturation(), number(1e-15), number(1), engagement);
  }

  private static String faded(String difference, String amount, double halfLife) {
    return "case when %1$s >= %2$s then %3$s else %4$s * -ln(greatest(%5$s, %6$s - greatest(%7$s, %1$s) / %2$s)) end"
        .formatted(
            difference,
            amount,
            number(UNLIMITED),
            number(halfLife / Math.log(2)),
            number(1e-15),
            number(1),
            number(0));
  }

  private static String id(UUID id) {
    return "cast('" + id + "' as uuid)";
  }

  private static String number(double value) {
    double finite = Math.clamp(value, -UNLIMITED, UNLIMITED);
    return String.format(Locale.ROOT, "cast('%s' as double precision)", finite);
  }
}
