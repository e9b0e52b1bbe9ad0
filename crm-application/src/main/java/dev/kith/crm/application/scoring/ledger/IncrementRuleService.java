package dev.kith.crm.application.scoring.ledger;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.automation.ConditionProblem;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

final class IncrementRuleService implements IncrementRules {

  static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  static final Permission ADMINISTER = new Permission(Feature.LEAD, Action.ADMINISTER);

  private static final Changes.Kind<IncrementRuleId, IncrementRule> RULE =
      new Changes.Kind<>(
          Feature.LEAD,
          IncrementRule.class,
          IncrementRule::subjectOf,
          IncrementRule::facts,
          rule -> null);

  private static final Changes.Kind<UUID, ScoringSettings> SETTINGS =
      new Changes.Kind<>(
          Feature.LEAD,
          ScoringSettings.class,
          ScoringSettings::subjectOf,
          ScoringSettings::facts,
          settings -> null);

  private final Kernel kernel;
  private final Context context;
  private final Settling settling;
  private final IncrementRuleStore store;
  private final ScoringSettingsStore settingsStore;

  IncrementRuleService(Kernel kernel, Context context, Settling settling) {
    this.kernel = kernel;
    this.context = context;
    this.settling = settling;
    this.store = kernel.storage().incrementRules();
    this.settingsStore = kernel.storage().scoringSettings();
  }

  @Override
  public Outcome<List<IncrementRule>> list() {
    return viewing(() ->
        Outcome.done(
            store.all().stream()
                .sorted(
                    Comparator.comparing(IncrementRule::isRetired)
                        .thenComparing(rule -> rule.terms().name().toLowerCase(Locale.ROOT))
                        .thenComparing(IncrementRule::id))
                .toList()));
  }

  @Override
  public Outcome<IncrementRule> get(IncrementRuleId id) {
    return viewing(
        () -> Outcome.found(store.find(id), () -> NotFound.of("increment-rule", id.value())));
  }

  @Override
  public Outcome<IncrementRule> create(RuleTerms terms) {
    return administering(() ->
        rules()
            .create(
                Action.ADMINISTER,
                "increment-rule.create",
                terms,
                () ->
                    store.all().size() >= IncrementRule.MOST
                        ? Outcome.refused(
                            Invalid.of(
                                new Violation(
                                    "",
                                    "too-many",
                                    "There can be at most "
                                        + IncrementRule.MOST
                                        + " rules, retired ones included.")))
                        : understood(
                                terms,
                                IncrementRule.create(
                                    new IncrementRuleId(kernel.ids().next()), terms, kernel.now()))
                            .map(this::followed)));
  }

  @Override
  public Outcome<IncrementRule> change(IncrementRuleId id, RuleTerms terms) {
    return administering(() ->
        rules()
            .change(
                id,
                Action.ADMINISTER,
                "increment-rule.change",
                terms,
                rule -> understood(terms, rule.change(terms, kernel.now())).map(this::followed)));
  }

  /** Refuses what has a filter that means nothing, together with all else that is wrong. */
  private static <T> Outcome<T> understood(RuleTerms terms, Outcome<T> outcome) {
    List<Violation> wrong = EventFilters.problems(terms);
    return wrong.isEmpty()
        ? outcome
        : switch (outcome) {
          case Outcome.Done<T> done -> Outcome.refused(new Invalid(wrong));
          case Outcome.Refused<T>(Invalid invalid) ->
              Outcome.refused(
                  new Invalid(
                      ImmutableList.<Violation>builder()
                          .addAll(invalid.violations())
                          .addAll(wrong)
                          .build()));
          case Outcome.Refused<T> other -> other;
        };
  }

  @Override
  public List<Violation> problemsOf(RuleTerms terms) {
    Outcome<?> outcome =
        understood(
            terms,
            IncrementRule.create(new IncrementRuleId(ScoringSettings.ID), terms, kernel.now()));
    return outcome.violations();
  }

  @Override
  public List<Violation> problemsOf(ScoringSettings.Settings settings) {
    return ScoringSettings.problemsOf(settings);
  }

  @Override
  public List<Fact> facts() {
    return EventFilters.FACTS;
  }

  @Override
  public Outcome<List<ConditionProblem>> check(String filter) {
    return viewing(() -> Outcome.done(EventFilters.check(filter)));
  }

  @Override
  public Outcome<IncrementRule> retire(IncrementRuleId id) {
    return administering(() ->
        rules()
            .change(
                id,
                Action.ADMINISTER,
                "increment-rule.retire",
                "",
                rule -> rule.retire(kernel.now()).map(this::followed)));
  }

  @Override
  public Outcome<ScoringSettings> settings() {
    return viewing(() -> Outcome.done(settingsStore.find(ScoringSettings.ID).orElseThrow()));
  }

  @Override
  public Outcome<ScoringSettings> setSettings(ScoringSettings.Settings settings) {
    return administering(() ->
        new Changes<>(SETTINGS, settingsStore, kernel, context)
            .change(
                ScoringSettings.ID,
                Action.ADMINISTER,
                "scoring.set-settings",
                settings,
                before -> before.set(settings, kernel.now()).map(this::followed)));
  }

  private Changes<IncrementRuleId, IncrementRule> rules() {
    return new Changes<>(RULE, store, kernel, context);
  }

  private <A extends Aggregate> Change<A> followed(Change<A> change) {
    settling.settleAllSoon(change.next());
    return change;
  }

  private <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return Permits.require(context.actor(), VIEW, next);
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), ADMINISTER, next);
  }
}
