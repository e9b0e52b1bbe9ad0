package dev.kith.crm.application.kernel;

import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Load, decide, save, announce: the one way in which a command changes an aggregate. In one
 * transaction it checks the permission and the expected version, lets the domain decide, saves the
 * next state, writes the audit entry and hands the events to the outbox. Under an idempotency key
 * all of that happens once.
 *
 * @param <I> the aggregate's id
 * @param <A> the aggregate
 */
public final class Changes<I, A extends Aggregate> {

  /**
   * What {@link Changes} must know about a kind of aggregate.
   *
   * @param facts every field as text, for the audit trail; leave secrets out
   * @param owner who owns the record; null for nobody, and for kinds that nobody owns
   */
  public record Kind<I, A extends Aggregate>(
      Feature feature,
      Class<A> type,
      Function<I, Subject> subject,
      Function<A, Map<String, String>> facts,
      Function<A, @Nullable UserId> owner) {}

  /** Of so many that change one record at once, each gets its turn. */
  private static final int REPETITIONS = 30;

  private final Kind<I, A> kind;
  private final AggregateStore<I, A> store;
  private final Kernel kernel;
  private final Context context;

  public Changes(Kind<I, A> kind, AggregateStore<I, A> store, Kernel kernel, Context context) {
    this.kind = kind;
    this.store = store;
    this.kernel = kernel;
    this.context = context;
  }

  /**
   * A command that gives birth to an aggregate.
   *
   * @param intention what is done, such as {@code lead.capture}: it stands in the audit trail and
   *     belongs to the idempotency key
   * @param command everything that the caller said; two commands are the same if their texts are
   */
  public Outcome<A> create(
      Action action, String intention, Object command, Supplier<Outcome<Change<A>>> birth) {
    return Permits.require(
        context.actor(),
        new Permission(kind.feature, action),
        () -> createOwn(intention, command, birth));
  }

  /**
   * As {@link #create}, for what everybody may have as a person, such as an API token of their own;
   * it needs no permission.
   */
  public Outcome<A> createOwn(
      String intention, Object command, Supplier<Outcome<Change<A>>> birth) {
    return untilNobodyIsFaster(() ->
        once(
            intention,
            command,
            () ->
                birth
                    .get()
                    .then(change ->
                        store
                            .add(change.next())
                            .map(added -> announced(intention, Map.of(), change)))));
  }

  /** A command on an aggregate that exists. See {@link #create} for the arguments. */
  public Outcome<A> change(
      I id,
      Action action,
      String intention,
      Object command,
      Function<A, Outcome<Change<A>>> decide) {
    return changeIf(
        (before, next) ->
            Permits.requireOn(
                context.actor(),
                kind.feature,
                action,
                before.subject(),
                kind.owner.apply(before),
                next),
        id,
        intention,
        command,
        decide);
  }

  /**
   * As {@link #change}, for what belongs to the actor as a person, such as their password: being
   * them is all the permission it needs. What belongs to somebody else is not found.
   */
  public Outcome<A> changeOwn(
      I id, String intention, Object command, Function<A, Outcome<Change<A>>> decide) {
    return changeIf(
        (before, next) ->
            context.actor().id().equals(kind.owner.apply(before))
                ? next.get()
                : Outcome.refused(notFound(id)),
        id,
        intention,
        command,
        decide);
  }

  private Outcome<A> changeIf(
      BiFunction<A, Supplier<Outcome<A>>, Outcome<A>> guard,
      I id,
      String intention,
      Object command,
      Function<A, Outcome<Change<A>>> decide) {
    return untilNobodyIsFaster(() ->
        once(
            intention + " " + kind.subject.apply(id),
            command,
            () -> {
              A before = store.find(id).orElse(null);
              return before == null
                  ? Outcome.refused(notFound(id))
                  : guard.apply(
                      before,
                      () ->
                          isExpected(before)
                              .then(decide)
                              .then(change -> saved(intention, before, change)));
            }));
  }

  /**
   * Repeats a command that was overtaken. What is refused twice with the same versions was not: the
   * command itself names one that is stale, of another record that it changes.
   */
  private Outcome<A> untilNobodyIsFaster(Supplier<Outcome<A>> attempt) {
    Outcome<A> outcome = attempt.get();
    for (int repeated = 0; repeated < REPETITIONS && isOvertaken(outcome); repeated++) {
      Outcome<A> next = attempt.get();
      if (next.equals(outcome)) {
        return next;
      }
      outcome = next;
    }
    return outcome;
  }

  /**
   * Whether somebody else saved between this command's load and its save, though the caller said
   * that any version would do: it then decides anew on what there is now.
   */
  private boolean isOvertaken(Outcome<A> outcome) {
    return context.expectedVersion() == null
        && outcome instanceof Outcome.Refused<A>(var refusal)
        && refusal instanceof StaleVersion;
  }

  private NotFound notFound(I id) {
    Subject subject = kind.subject.apply(id);
    return NotFound.of(subject.type(), subject.id());
  }

  private Outcome<A> once(String intention, Object command, Supplier<Outcome<A>> work) {
    return kernel.idempotency().once(context, intention, command, kind.type, work);
  }

  private Outcome<A> isExpected(A aggregate) {
    Long expected = context.expectedVersion();
    long actual = aggregate.revision().version();
    Subject subject = aggregate.subject();
    return expected == null || expected == actual
        ? Outcome.done(aggregate)
        : Outcome.refused(
            new StaleVersion(subject.type(), subject.id().toString(), expected, actual));
  }

  private Outcome<A> saved(String intention, A before, Change<A> change) {
    return change.next().equals(before)
        ? Outcome.done(before)
        : store
            .update(change.next())
            .map(updated -> announced(intention, kind.facts.apply(before), change));
  }

  private A announced(String intention, Map<String, String> before, Change<A> change) {
    A next = change.next();
    List<FieldChange> changes = Auditing.told(before, kind.facts.apply(next), change.events());
    kernel
        .auditing()
        .record(context, next.subject(), intention, changes, next.revision().updatedAt());
    kernel.announcing().append(context, change.events(), next.revision());
    return next;
  }
}
