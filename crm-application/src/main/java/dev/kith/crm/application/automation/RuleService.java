package dev.kith.crm.application.automation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.kith.crm.application.automation.webhook.Webhooks;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class RuleService implements Rules {

  static final Changes.Kind<RuleId, Rule> KIND =
      new Changes.Kind<>(
          Feature.AUTOMATION, Rule.class, Rule::subjectOf, Rule::facts, rule -> null);

  /** How the names of facts begin that an event tells. */
  private static final String TOLD = "event.";

  private static final Permission VIEW = new Permission(Feature.AUTOMATION, Action.VIEW);
  private static final Permission ADMINISTER =
      new Permission(Feature.AUTOMATION, Action.ADMINISTER);

  private final Kernel kernel;
  private final Context context;
  private final RuleStore store;
  private final RuleReading reading;
  private final ActiveRules active;
  private final RuleRunner runner;
  private final ScheduledLooks scheduled;
  private final ShadowEnds ends;
  private final List<RulePreset> presets;
  private final Changes<RuleId, Rule> changes;
  private final Function<String, Set<String>> hidden;

  RuleService(
      Kernel kernel,
      Context context,
      RuleReading reading,
      ActiveRules active,
      RuleRunner runner,
      ScheduledLooks scheduled,
      ShadowEnds ends,
      List<RulePreset> presets,
      Function<String, Set<String>> hidden) {
    this.hidden = hidden;
    this.scheduled = scheduled;
    this.ends = ends;
    this.runner = runner;
    this.presets = List.copyOf(presets);
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().rules();
    this.reading = reading;
    this.active = active;
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<Catalogue> catalogue() {
    return viewing(() ->
        Outcome.done(
            new Catalogue(
                reading.records().stream()
                    .map(r ->
                        new Words(r.type(), r.label(), r.plural(), r.events(), reading.facts(r)))
                    .collect(toImmutableList()),
                List.copyOf(reading.actions()),
                presets)));
  }

  @Override
  public Outcome<List<ConditionProblem>> check(String record, String condition) {
    return viewing(() ->
        Outcome.done(
            switch (reading.condition(record, condition)) {
              case Conditions.Good good -> List.of();
              case Conditions.Bad(var problems) -> problems;
            }));
  }

  @Override
  public List<Violation> problemsOf(RuleDraft draft) {
    List<Violation> problems = new ArrayList<>();
    if (Rule.write(new RuleId(kernel.ids().next()), draft.name(), draft.content(), kernel.now())
        instanceof Outcome.Refused<Change<Rule>>(var refusal)) {
      problems.addAll(refusal.violations());
    }
    if (draft.mixes()) {
      problems.add(
          Violation.at(
              "schedule",
              "events-and-schedule",
              "A rule looks because of events, or at times; write another rule for the other."));
    }
    problems.addAll(reading.problems(draft.content(), kernel.now()));
    return problems;
  }

  @Override
  public Outcome<Rule> write(RuleDraft draft) {
    return administering(() ->
        changes.create(
            Action.ADMINISTER,
            "rule.write",
            draft,
            () ->
                good(
                    draft,
                    () ->
                        Rule.write(
                            new RuleId(kernel.ids().next()),
                            draft.name(),
                            draft.content(),
                            kernel.now()))));
  }

  @Override
  public Outcome<Rule> rewrite(RuleId id, RuleDraft draft) {
    return changed(
        id,
        "rule.rewrite",
        draft,
        rule -> good(draft, () -> rule.rewrite(draft.name(), draft.content(), kernel.now())));
  }

  @Override
  public Outcome<Rule> activate(RuleId id) {
    return changed(id, "rule.activate", "", rule -> rule.activate(kernel.now()));
  }

  @Override
  public Outcome<Rule> shadow(RuleId id, @Nullable Instant until) {
    return changed(
        id,
        "rule.shadow",
        String.valueOf(until),
        rule ->
            rule.shadow(until, kernel.now())
                .map(change -> {
                  ends.plan(change.next());
                  return change;
                }));
  }

  @Override
  public Outcome<Rule> pause(RuleId id) {
    return changed(id, "rule.pause", "", rule -> rule.pause(kernel.now()));
  }

  @Override
  public Outcome<Rule> delete(RuleId id) {
    return changed(id, "rule.delete", "", rule -> Outcome.done(rule.delete(kernel.now())));
  }

  @Override
  public Outcome<RuleView> get(RuleId id) {
    return viewing(() -> Outcome.found(store.view(id), () -> notFound(id)));
  }

  @Override
  public Outcome<List<RuleStore.Version>> versions(RuleId id) {
    return get(id).map(rule -> store.versions(id));
  }

  @Override
  public Outcome<List<List<String>>> circles(RuleId id) {
    return get(id)
        .map(view ->
            new RuleCircles(reading, store.looking().stream().filter(Rule::isActive).toList())
                .of(view.rule()));
  }

  @Override
  public Outcome<String> webhookSecret(RuleId id) {
    return administering(() -> get(id).map(rule -> Webhooks.secret(kernel, id).text()));
  }

  @Override
  public Outcome<TrialReport> test(RuleId id, @Nullable UUID event, int days) {
    return get(id)
        .then(view ->
            tried(view.rule(), event, days)
                .map(report -> report.without(hiding(view.rule().content().record()))));
  }

  private Outcome<TrialReport> tried(Rule rule, @Nullable UUID event, int days) {
    RecordKind kind = reading.record(rule.content().record()).orElseThrow();
    if (!(reading.condition(rule.content()) instanceof Conditions.Good(var condition))) {
      return Outcome.refused(new Invalid(reading.problems(rule.content(), kernel.now())));
    }
    RuleTrial trial = new RuleTrial(rule, kind, condition, kernel.now());
    Outbox outbox = kernel.storage().outbox();
    if (event != null) {
      return outbox
          .find(event)
          .map(found -> Outcome.done(trial.on(found)))
          .orElseGet(() -> Outcome.refused(NotFound.of("event", event)));
    }
    return days < 1 || days > LONGEST_TRIAL
        ? Outcome.refused(
            Invalid.of(
                Violation.at("days", "out-of-range", "The days are 1 to " + LONGEST_TRIAL + ".")))
        : Outcome.done(trial.since(kernel.now().minus(Duration.ofDays(days)), outbox));
  }

  @Override
  public FieldCatalogue<RuleView> fields() {
    return RuleView.CATALOGUE;
  }

  @Override
  public Outcome<Page<RuleView>> list(ListQuery query) {
    return viewing(() -> Outcome.done(store.list(query)));
  }

  @Override
  public Outcome<Page<FiringView>> firings(ListQuery query) {
    return viewing(() -> Outcome.done(kernel.storage().firings().list(query).map(this::shown)));
  }

  private FiringView shown(FiringView view) {
    return view.without(hiding(view.firing().record().type()));
  }

  /**
   * Which facts are hidden from the reader: those of hidden fields, and where there are any, what
   * an event tells, such as who was the owner before.
   */
  private Predicate<String> hiding(String record) {
    Set<String> fields = hidden.apply(record);
    return fact ->
        !fields.isEmpty()
            && (fact.startsWith(TOLD)
                ? !RuleReading.isCommon(fact)
                : fields.contains(fact.substring(fact.indexOf('.') + 1)));
  }

  @Override
  public Outcome<FiringView> retry(UUID firing) {
    return administering(() ->
        kernel
            .idempotency()
            .once(
                context,
                "rule.retry " + firing,
                "",
                FiringView.class,
                () -> new FiringRetry(kernel, context, reading, runner).retry(firing))
            .map(this::shown));
  }

  private Outcome<Change<Rule>> good(RuleDraft draft, Supplier<Outcome<Change<Rule>>> decide) {
    List<Violation> problems = problemsOf(draft);
    return problems.isEmpty() ? decide.get() : Outcome.refused(new Invalid(problems));
  }

  private Outcome<Rule> changed(
      RuleId id, String intention, Object command, Function<Rule, Outcome<Change<Rule>>> decide) {
    return administering(() -> {
      Outcome<Rule> outcome =
          kernel
              .transactions()
              .run(() ->
                  changes
                      .change(
                          id,
                          Action.ADMINISTER,
                          intention,
                          command,
                          rule ->
                              rule.revision().isDeleted()
                                  ? Outcome.refused(notFound(id))
                                  : decide.apply(rule))
                      .map(rule -> {
                        scheduled.plan(rule);
                        return rule;
                      }));
      kernel.transactions().afterCommit(active::forget);
      return outcome;
    });
  }

  private static NotFound notFound(RuleId id) {
    return NotFound.of("rule", id.value());
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), ADMINISTER, next);
  }

  private <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), VIEW, next);
  }
}
