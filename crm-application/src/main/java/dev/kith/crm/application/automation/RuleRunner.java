package dev.kith.crm.application.automation;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.ActiveRules.Compiled;
import dev.kith.crm.application.automation.Firing.Result;
import dev.kith.crm.application.automation.Firing.Step;
import dev.kith.crm.application.automation.Firing.Trace;
import dev.kith.crm.application.automation.RecordKind.State;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Context.Causation;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.StorageUnavailableException;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.shared.CommonRefusal.BatchRefused;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets rules act. Each firing is a row that is unique for its rule, version, event and record, kept
 * in one run with everything that the rule does: however often an event is delivered, it has one
 * effect. Where an action is refused or breaks, that run is undone as a whole, the failure is kept
 * in its place, and other rules go on.
 *
 * <p>A rule in shadow does the same, and all of it is undone: only the firing stays, and says what
 * would have become of it.
 */
final class RuleRunner {

  private static final Logger LOG = LoggerFactory.getLogger(RuleRunner.class);
  private static final int LONGEST_REASON = 1_000;

  /** Why rules look at a record. */
  record Occasion(
      UUID event,
      String eventType,
      Instant at,
      String actor,
      Map<String, Object> told,
      @Nullable String requestId,
      Causation causation) {

    static Occasion of(EventEnvelope envelope, Map<String, Object> told) {
      return new Occasion(
          envelope.id(),
          envelope.event().type(),
          envelope.at(),
          envelope.actorName(),
          told,
          envelope.requestId(),
          envelope.next());
    }

    Occasion askedBy(@Nullable String request) {
      return new Occasion(event, eventType, at, actor, told, request, causation);
    }

    /** What conditions can ask for, with the state of the record. */
    Map<String, Object> facts(State state, Instant now) {
      return ImmutableMap.<String, Object>builder()
          .put("now", now)
          .put("event.type", eventType)
          .put("event.at", at)
          .put("event.actor", actor)
          .putAll(told)
          .putAll(state.facts())
          .buildKeepingLast();
    }
  }

  private final Kernel kernel;
  private final RuleReading reading;
  private final RuleSuspension suspension;

  RuleRunner(Kernel kernel, RuleReading reading, RuleSuspension suspension) {
    this.kernel = kernel;
    this.reading = reading;
    this.suspension = suspension;
  }

  /** Acts if the condition holds; in shadow, sees what would become of it. */
  void consider(Compiled compiled, Subject record, State state, Occasion occasion) {
    Rule rule = compiled.rule();
    Map<String, Object> facts = occasion.facts(state, kernel.now());
    if (!compiled.condition().holds(facts)) {
      return;
    }
    Attempt attempt = new Attempt(compiled, record, state, occasion, facts);
    String once = attempt.once();
    if (once != null && firings().hasHappened(once)) {
      // What does nothing goes in no circles either.
      return;
    }
    Optional<String> circle = Rule.circle(occasion.causation().depth() - 1, recent(rule, record));
    if (rule.isInShadow()) {
      watch(attempt, circle.orElse(null));
      return;
    }
    if (circle.isPresent()) {
      if (firings().add(attempt.firing(Result.CUT, circle.get(), List.of()))) {
        suspension.suspend(rule.id(), circle.get(), attempt.context());
      }
      return;
    }
    fire(attempt);
  }

  private long recent(Rule rule, Subject record) {
    Instant window = kernel.now().minus(Rule.WINDOW);
    Instant since = rule.status().since();
    return firings()
        .count(rule.id(), record, since.isAfter(window) ? since : window, rule.isInShadow());
  }

  /**
   * @param circle why it would have been suspended; null if it would not
   */
  private void watch(Attempt attempt, @Nullable String circle) {
    if (circle != null) {
      firings().add(attempt.firing(Result.WOULD_CUT, circle, List.of()));
      return;
    }
    Firing firing = attempt.firing(Result.WOULD_FIRE, null, List.of());
    Tried tried = tried(attempt, firing.id(), () -> firings().add(firing));
    if (tried.failure != null) {
      firings().add(attempt.failed(Result.WOULD_FAIL, tried.failure, tried.steps));
    } else if (tried.first) {
      firings().add(attempt.firing(Result.WOULD_FIRE, null, tried.steps));
    }
  }

  private void fire(Attempt attempt) {
    Firing firing = attempt.firing(Result.FIRED, null, List.of());
    Tried tried = tried(attempt, firing.id(), () -> firings().add(firing));
    if (tried.failure != null) {
      firings().add(attempt.failed(Result.FAILED, tried.failure, tried.steps));
    }
  }

  /**
   * Tries once more what failed, whether or not the condition holds; by a version of the rule that
   * came since, as a firing of that version.
   *
   * @return the firing that tells of it; empty if it has been done since
   */
  Optional<UUID> retry(Compiled compiled, Firing failed, State state, Occasion occasion) {
    Attempt attempt =
        new Attempt(
            compiled, failed.record(), state, occasion, occasion.facts(state, kernel.now()));
    boolean same = failed.number() == compiled.rule().number();
    Firing next = attempt.firing(Result.FIRED, null, List.of());
    UUID id = same ? failed.id() : next.id();
    Tried tried =
        tried(
            attempt,
            id,
            () -> same ? firings().reopen(failed.id(), attempt.once()) : firings().add(next));
    Failure failure = tried.failure;
    if (failure != null && same) {
      firings()
          .failAgain(id, attempt.cut(failure.reason()), failure.code(), attempt.trace(tried.steps));
    } else if (failure != null) {
      Firing again = attempt.failed(Result.FAILED, failure, tried.steps);
      firings().add(again);
      return Optional.of(again.id());
    }
    return tried.first ? Optional.of(id) : Optional.empty();
  }

  /**
   * What became of an attempt.
   *
   * @param first false if it was somebody else's already
   * @param failure why it failed; null if it did not
   */
  private record Tried(boolean first, @Nullable Failure failure, List<Step> steps) {}

  /** Why nothing was done. */
  private record Failure(String code, String reason) {}

  private Tried tried(Attempt attempt, UUID firing, BooleanSupplier opening) {
    List<Step> done = new ArrayList<>();
    Failure failure;
    try {
      Outcome<Boolean> outcome =
          kernel
              .transactions()
              .run(() -> {
                done.clear();
                Outcome<Boolean> acted = acted(attempt, firing, opening, done);
                return attempt.isInShadow() ? acted.then(first -> undone(first)) : acted;
              });
      if (outcome instanceof Outcome.Done<Boolean>(var first)) {
        return new Tried(first, null, done);
      }
      Refusal refusal = ((Outcome.Refused<Boolean>) outcome).refusal();
      if (refusal instanceof BatchRefused) {
        return new Tried(true, null, done);
      }
      failure = new Failure(code(refusal), refusal.detail());
    } catch (ConcurrentChangeException | StorageUnavailableException e) {
      // Nothing is wrong with the rule: the whole delivery is tried again.
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("The rule {} broke on {}", attempt.rule.rule().id(), attempt.record, e);
      failure = new Failure("internal-error", "It broke: " + e);
    }
    done.add(new Step(attempt.failing(done), failure.reason()));
    return new Tried(true, failure, done);
  }

  /** It would all have been done: so none of it is kept. */
  private static Outcome<Boolean> undone(boolean first) {
    return first ? Outcome.refused(new BatchRefused()) : Outcome.done(false);
  }

  /** What is wrong with the input says more than that something is. */
  private static String code(Refusal refusal) {
    return refusal.violations().isEmpty() ? refusal.code() : refusal.violations().getFirst().code();
  }

  private Outcome<Boolean> acted(
      Attempt attempt, UUID firing, BooleanSupplier opening, List<Step> done) {
    List<RuleStep> steps = attempt.rule.rule().content().then();
    // The row comes first: whoever is second waits here for the one who was first.
    if (!opening.getAsBoolean()) {
      return Outcome.done(false);
    }
    for (int i = 0; i < steps.size(); i++) {
      RuleStep step = steps.get(i);
      ActionKind action = reading.action(step.kind()).orElseThrow();
      Outcome<String> outcome = action.doing().run(attempt.run(firing, i, step));
      if (outcome instanceof Outcome.Refused<String>(var refusal)) {
        return Outcome.refused(refusal);
      }
      done.add(new Step(step.kind(), outcome.orElseThrow()));
    }
    firings().tell(firing, attempt.trace(done));
    return Outcome.done(true);
  }

  private FiringStore firings() {
    return kernel.storage().firings();
  }

  /** One rule at one record, on one occasion. */
  private final class Attempt {

    private final Compiled rule;
    private final Subject record;
    private final State state;
    private final Occasion occasion;
    private final Map<String, Object> facts;

    Attempt(
        Compiled rule, Subject record, State state, Occasion occasion, Map<String, Object> facts) {
      this.rule = rule;
      this.record = record;
      this.state = state;
      this.occasion = occasion;
      this.facts = facts;
    }

    Context context() {
      Context context =
          Context.of(Actor.AUTOMATION)
              .causedBy("rule/" + rule.rule().id() + "/" + rule.rule().number())
              .after(occasion.causation());
      String request = occasion.requestId();
      return request == null ? context : context.request(request);
    }

    ActionRun run(UUID firing, int index, RuleStep step) {
      return new ActionRun(
          context(),
          firing,
          index,
          rule.rule().id(),
          rule.rule().name(),
          rule.rule().number(),
          record,
          state.owner(),
          facts,
          step.parameters(),
          occasion.eventType(),
          kernel.now());
    }

    Trace trace(List<Step> done) {
      ImmutableMap.Builder<String, String> shown = ImmutableMap.builder();
      rule.condition().names().forEach(name -> shown.put(name, Texts.shown(facts.get(name))));
      return new Trace(shown.buildOrThrow(), done);
    }

    /** The action after those that were done. */
    String failing(List<Step> done) {
      List<RuleStep> steps = rule.rule().content().then();
      return steps.get(Math.min(done.size(), steps.size() - 1)).kind();
    }

    boolean isInShadow() {
      return rule.rule().isInShadow();
    }

    Firing failed(Result result, Failure failure, List<Step> done) {
      return firing(result, failure.reason(), failure.code(), done);
    }

    Firing firing(Result result, @Nullable String reason, List<Step> done) {
      return firing(result, reason, null, done);
    }

    private Firing firing(
        Result result, @Nullable String reason, @Nullable String code, List<Step> done) {
      return new Firing(
          kernel.ids().next(),
          rule.rule().id(),
          rule.rule().number(),
          record,
          occasion.event(),
          occasion.eventType(),
          kernel.now(),
          result,
          reason == null ? null : cut(reason),
          code,
          trace(done),
          switch (result) {
            case FIRED -> once();
            case WOULD_FIRE -> onceInShadow();
            case FAILED, CUT, WOULD_FAIL, WOULD_CUT -> null;
          });
    }

    /**
     * Another each time that the rule comes into the shadow; it never stands in a live one's way.
     */
    private @Nullable String onceInShadow() {
      String once = once();
      return once == null ? null : "shadow/" + rule.rule().status().since() + "/" + once;
    }

    String cut(String reason) {
      return Ascii.truncate(reason, LONGEST_REASON, "…");
    }

    @Nullable String once() {
      String one = rule.rule().id() + "/" + record.id();
      return switch (rule.rule().content().repeat()) {
        case ONCE_PER_RECORD -> one;
        case ONCE_PER_STATE_ENTRY -> one + "/" + state.stay();
        case ALWAYS -> null;
      };
    }
  }
}
