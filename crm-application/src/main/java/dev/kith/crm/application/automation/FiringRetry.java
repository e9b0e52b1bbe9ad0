package dev.kith.crm.application.automation;

import dev.kith.crm.application.automation.ActiveRules.Compiled;
import dev.kith.crm.application.automation.RecordKind.State;
import dev.kith.crm.application.automation.RuleRunner.Occasion;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Context.Causation;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Lets a rule look once more at what it failed on: the rule as it is now, at the record as it is
 * now, because of the same event. Within one run.
 */
final class FiringRetry {

  private final Kernel kernel;
  private final Context context;
  private final RuleReading reading;
  private final RuleRunner runner;

  FiringRetry(Kernel kernel, Context context, RuleReading reading, RuleRunner runner) {
    this.kernel = kernel;
    this.context = context;
    this.reading = reading;
    this.runner = runner;
  }

  Outcome<FiringView> retry(UUID id) {
    Firing failed = store().find(id).map(FiringView::firing).orElse(null);
    if (failed == null) {
      return Outcome.refused(NotFound.of("firing", id));
    }
    if (failed.outcome() != Firing.Result.FAILED) {
      return Outcome.refused(isDone(failed.outcome()));
    }
    Rule rule =
        kernel
            .storage()
            .rules()
            .find(failed.rule())
            .filter(r -> !r.revision().isDeleted())
            .orElse(null);
    if (rule == null) {
      return Outcome.refused(NotFound.of("rule", failed.rule().value()));
    }
    if (rule.isInShadow()) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "rule",
                  "in-shadow",
                  "The rule is in shadow, where nothing is kept of what it does: activate it"
                      + " first.")));
    }
    RecordKind kind = reading.record(failed.record().type()).orElseThrow();
    State state = kind.states(List.of(failed.record().id())).get(failed.record().id());
    if (state == null) {
      return Outcome.refused(NotFound.of(failed.record().type(), failed.record().id()));
    }
    return reading.condition(rule.content()) instanceof Conditions.Good(var condition)
        ? looked(new Compiled(rule, condition), failed, state, occasion(failed, kind))
        : Outcome.refused(new Invalid(reading.problems(rule.content(), kernel.now())));
  }

  private Outcome<FiringView> looked(
      Compiled compiled, Firing failed, State state, Occasion occasion) {
    Explanation why = compiled.condition().explain(occasion.facts(state, kernel.now()));
    if (!why.holds()) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "condition",
                  "does-not-hold",
                  "The condition does not hold any more: "
                      + why.culprits().map(Explanation::text).collect(Collectors.joining("; ")))));
    }
    Optional<UUID> told = runner.retry(compiled, failed, state, occasion);
    if (told.isEmpty()) {
      return Outcome.refused(isDone(Firing.Result.FIRED));
    }
    kernel
        .auditing()
        .record(
            context,
            compiled.rule().subject(),
            "rule.retry",
            List.of(new FieldChange("firing", null, failed.id().toString())),
            kernel.now());
    return Outcome.done(store().find(told.get()).orElseThrow());
  }

  /** The event may be gone, or the rule have looked without one. */
  private Occasion occasion(Firing failed, RecordKind kind) {
    Occasion at =
        kernel
            .storage()
            .outbox()
            .find(failed.event())
            .map(event -> Occasion.of(event, kind.told(event.event())))
            .orElseGet(() ->
                new Occasion(
                    failed.event(),
                    failed.eventType(),
                    failed.at(),
                    "",
                    Map.of(),
                    null,
                    new Causation(failed.event(), 1)));
    return at.askedBy(context.requestId());
  }

  private static InvalidTransition isDone(Firing.Result outcome) {
    return new InvalidTransition("firing", outcome.name(), Firing.Result.FIRED.name(), List.of());
  }

  private FiringStore store() {
    return kernel.storage().firings();
  }
}
