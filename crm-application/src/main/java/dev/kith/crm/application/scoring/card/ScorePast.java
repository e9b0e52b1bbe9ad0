package dev.kith.crm.application.scoring.card;

import com.google.common.collect.Maps;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.scoring.card.LeadScoreStore.PastFit;
import dev.kith.crm.application.scoring.ledger.Settling;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.CombinedScore;
import dev.kith.crm.domain.scoring.card.Fit;
import dev.kith.crm.domain.scoring.card.FitRule;
import dev.kith.crm.domain.scoring.card.Part;
import dev.kith.crm.domain.scoring.card.Parts;
import dev.kith.crm.domain.scoring.card.ScoreExplanation;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.ScoreCurve;
import dev.kith.crm.domain.scoring.ledger.ScoreLedger;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that the score of one lead is made of, read once, for the scores of any moments. */
record ScorePast(
    CompiledCard compiled,
    Map<IncrementRuleId, IncrementRule> rules,
    Settings settings,
    List<Earning> earnings,
    Map<EngagementId, Award> awards,
    List<PastFit> fits,
    @Nullable Instant fitSince,
    @Nullable Fit fit,
    @Nullable Double prediction,
    Instant born,
    List<ScoreOverride> overrides) {

  /** What the score was at a moment. */
  record Then(Parts parts, Optional<CombinedScore> combined, @Nullable ScoreOverride override) {

    @Nullable Integer computed() {
      return combined.map(CombinedScore::value).orElse(null);
    }

    @Nullable Integer score() {
      return override == null ? computed() : (Integer) override.value();
    }

    Map<Part, Double> shares() {
      Map<Part, Double> shares = new EnumMap<>(Part.class);
      combined.ifPresent(
          score -> score.factors().keySet().forEach(part -> shares.put(part, score.share(part))));
      return shares;
    }
  }

  static ScorePast of(Kernel kernel, StoredScores stored, LeadId lead) {
    CompiledCard card = stored.card();
    LeadView view = kernel.storage().leadReads().find(lead, new Visibility.All()).orElseThrow();
    LeadScoreStore store = kernel.storage().leadScores();
    return new ScorePast(
        card,
        Settling.rules(kernel),
        kernel.storage().scoringSettings().settings(),
        new ScoreLedger(kernel.storage().ledger().of(List.of(lead))).earnings(),
        Maps.uniqueIndex(kernel.storage().ledger().awards().of(List.of(lead)), Award::event),
        store.pastFits(lead),
        fitSince(store, lead, view),
        card.fit(view),
        percent(kernel.storage().predictions().probabilities(List.of(lead)).get(lead)),
        view.revision().createdAt(),
        kernel.storage().scoreOverrides().of(lead));
  }

  /** Fit that is not stored yet is that of the lead since it was last written. */
  private static Instant fitSince(LeadScoreStore store, LeadId lead, LeadView view) {
    return store
        .find(lead)
        .map(LeadScoreStore.StoredScore::fitSince)
        .orElse(view.revision().updatedAt());
  }

  static @Nullable Double percent(@Nullable Double probability) {
    return probability == null ? null : Double.valueOf(100 * probability);
  }

  Card card() {
    return compiled.card();
  }

  Then at(Instant moment) {
    Parts parts = new Parts(fitAt(moment), curve(moment).at(moment), prediction);
    return new Then(
        parts,
        moment.isBefore(born) ? Optional.empty() : CombinedScore.of(parts, card().weights()),
        overrides.stream().filter(o -> o.stoodAt(moment)).findFirst().orElse(null));
  }

  private ScoreCurve curve(Instant moment) {
    return ScoreCurve.asOf(moment, earnings, rules, settings);
  }

  private boolean isFitOfNow(Instant moment) {
    return fit != null && fitSince != null && !moment.isBefore(fitSince);
  }

  private @Nullable Double fitAt(Instant moment) {
    return isFitOfNow(moment)
        ? Double.valueOf(Objects.requireNonNull(fit).points())
        : fits.stream()
            .filter(past -> !moment.isBefore(past.since()) && moment.isBefore(past.until()))
            .findFirst()
            .map(past -> (double) past.points())
            .orElse(null);
  }

  /**
   * @param hidden fields that the reasons must not tell
   */
  ScoreExplanation explanation(Instant moment, Set<String> hidden) {
    Then then = at(moment);
    Map<String, Double> engagement = new LinkedHashMap<>();
    curve(moment)
        .pointsByRule(moment)
        .forEach((rule, points) ->
            told(Objects.requireNonNull(rules.get(rule)), points, moment)
                .forEach((text, part) -> engagement.merge(text, part, Double::sum)));
    return ScoreExplanation.of(
        then.combined(),
        isFitOfNow(moment) && tellsNothingHidden(hidden) ? fit : null,
        engagement,
        then.override());
  }

  /** What the points of a rule are told as: those that were awarded each by its own reason. */
  private Map<String, Double> told(IncrementRule rule, double points, Instant moment) {
    List<Earning> awarded =
        earnings.stream()
            .filter(earning -> earning.rule().equals(rule.id()))
            .filter(earning -> awards.containsKey(earning.event()))
            .filter(earning -> !earning.occurredAt().isAfter(moment))
            .toList();
    if (awarded.isEmpty()) {
      return Map.of(rule.terms().name(), points);
    }
    double all = awarded.stream().mapToDouble(e -> ScoreCurve.left(e, rule, moment)).sum();
    // What the cap of their group takes, it takes from each by their ratio.
    double kept = all == 0 ? 1 : points / all;
    Map<String, Double> told = new LinkedHashMap<>();
    awarded.forEach(earning ->
        told.merge(
            Objects.requireNonNull(awards.get(earning.event())).words(),
            kept * ScoreCurve.left(earning, rule, moment),
            Double::sum));
    return told;
  }

  private boolean tellsNothingHidden(Set<String> hidden) {
    for (FitRule rule : Objects.requireNonNull(fit).held()) {
      if (hidden.stream().anyMatch(field -> rule.condition().contains("lead." + field))) {
        return false;
      }
    }
    return true;
  }
}
