package dev.kith.crm.domain.task;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody has to do.
 *
 * <p>A task is created by a person or by a rule, often about a record such as a lead, and has an
 * owner or waits for one. It is open until somebody starts on it, may wait for others meanwhile,
 * and ends by being done, with its outcome, or cancelled, with the reason. Until then it can be
 * edited, given to somebody else, and snoozed: it is then left out of its owner's day until a
 * moment. What has ended can be reopened. A deleted task lies in the bin, unchangeable, until it is
 * restored.
 *
 * <p>A task with a recurrence is the present one of a series, and has the recurrence in its
 * keeping: when it ends, it hands it on to the {@link #next} one.
 *
 * @param snoozedUntil until when its owner does not want to see it; null if they do
 * @param origin what made it, such as {@code rule/…}, under which there is no other task; null if a
 *     person did
 * @param occurrence which time of a series it is; null if it never came again
 */
public record Task(
    TaskId id,
    Revision revision,
    TaskContent content,
    @Nullable UserId owner,
    TaskStatus status,
    @Nullable Instant snoozedUntil,
    @Nullable String origin,
    @Nullable Occurrence occurrence)
    implements Aggregate {

  public static final int LONGEST_REMARK = 1_000;
  public static final int LONGEST_ORIGIN = 300;
  public static final Duration LONGEST_SNOOZE = Duration.ofDays(3_650);

  public static Change<Task> create(
      TaskId id,
      TaskContent content,
      @Nullable UserId owner,
      @Nullable String origin,
      Instant now) {
    Revision first = Revision.first(now);
    return Change.of(
        new Task(
            id,
            first,
            content,
            owner,
            new TaskStatus.Open(first.createdAt()),
            null,
            origin,
            SeriesEdit.begun(id, null, content)),
        new TaskEvent.Created(id, content.type(), content.related(), owner, content.due()));
  }

  /**
   * Replaces the content; the event names the fields that are different now. What has ended keeps
   * its date, by which it was on time or late, and no longer has a recurrence.
   *
   * @param range whether the times behind this one change likewise
   */
  public Outcome<Change<Task>> edit(TaskContent newContent, OccurrenceRange range, Instant now) {
    Set<TaskField> changed =
        Arrays.stream(TaskField.values())
            .filter(f -> !Objects.equals(content.textOf(f), newContent.textOf(f)))
            .collect(Sets.toImmutableEnumSet());
    if (changed.isEmpty()) {
      return live(() -> Change.none(this));
    }
    Checks checks = new Checks();
    boolean onlyThis = content.recurrence() != null && range == OccurrenceRange.THIS;
    if (!status.name().isOpen() && changed.contains(TaskField.DUE)) {
      checks.add("due", "ended", "The task has ended; reopen it to give it another date.");
    }
    if (!status.name().isOpen() && changed.contains(TaskField.RECURRENCE)) {
      checks.add("recurrence", "ended", "The task has ended: what comes next is another one.");
    }
    for (TaskField field : List.of(TaskField.RECURRENCE, TaskField.RELATED)) {
      if (onlyThis && changed.contains(field)) {
        checks.add(field.code(), "of-all", "This can be changed only for this and future times.");
      }
    }
    return live(() -> Change.none(this))
        .then(live ->
            checks.orRefuse(() ->
                Change.of(
                    edited(
                        onlyThis
                            ? SeriesEdit.alone(this, newContent)
                            : SeriesEdit.withFuture(this, newContent, changed),
                        now),
                    new TaskEvent.Edited(id, changed.stream().map(TaskField::code).toList()))));
  }

  /**
   * Whether the schedule of its series begins on the day on which it is due then; otherwise it goes
   * on.
   */
  public boolean beginsAnew(TaskContent newContent) {
    return SeriesEdit.beginsAnew(this, newContent);
  }

  private Task edited(SeriesEdit edit, Instant now) {
    return new Task(
        id,
        revision.next(now),
        edit.content(),
        owner,
        status,
        snoozedUntil,
        origin,
        edit.occurrence());
  }

  /** Lets it be the last of its series; one that does not come again stays as it is. */
  public Outcome<Change<Task>> endSeries(Instant now) {
    return edit(content.recurring(null), OccurrenceRange.THIS_AND_FUTURE, now);
  }

  /**
   * The next task of its series, if there is one, for when this one ends: it is like this one, but
   * for what was meant for this one only, and has the same owner.
   */
  public Optional<Change<Task>> next(TaskId nextId, Recurrences recurrences, Instant now) {
    Recurrence recurrence = content.recurrence();
    if (recurrence == null || occurrence == null) {
      return Optional.empty();
    }
    TaskContent rest = occurrence.rest(content);
    return occurrence
        .next(recurrence, recurrences, now)
        .map(next -> {
          TaskContent anew =
              rest.about(content.related())
                  .recurring(recurrence)
                  .anew(
                      ChronoUnit.DAYS.between(occurrence.day(), next.day()),
                      next.schedule().zone(),
                      next.day(),
                      next.due());
          Revision first = Revision.first(now);
          return Change.of(
              new Task(
                  nextId,
                  first,
                  anew,
                  owner,
                  new TaskStatus.Open(first.createdAt()),
                  null,
                  "series/" + next.series() + "/" + next.number(),
                  next.following(null)),
              new TaskEvent.Created(nextId, anew.type(), anew.related(), owner, anew.due()));
        });
  }

  /** Gives the task to somebody, or to nobody where {@code newOwner} is null. */
  public Outcome<Change<Task>> assign(@Nullable UserId newOwner, Instant now) {
    return live(() ->
        Objects.equals(owner, newOwner)
            ? Change.none(this)
            : Change.of(
                // What was out of somebody's sight is not out of everybody's.
                new Task(
                    id, revision.next(now), content, newOwner, status, null, origin, occurrence),
                new TaskEvent.Assigned(id, owner, newOwner)));
  }

  public Outcome<Change<Task>> start(Instant now) {
    return enter(new TaskStatus.InProgress(micros(now)), new TaskEvent.Started(id), now);
  }

  /**
   * @param reason what it waits for
   */
  public Outcome<Change<Task>> await(@Nullable String reason, Instant now) {
    return remark("reason", reason)
        .then(good ->
            enter(
                new TaskStatus.Waiting(micros(now), good.text()),
                new TaskEvent.WaitingBegun(id),
                now));
  }

  /**
   * @param outcome how it went
   */
  public Outcome<Change<Task>> complete(@Nullable String outcome, Instant now) {
    Due due = content.due();
    return remark("outcome", outcome)
        .then(good ->
            enter(
                new TaskStatus.Done(micros(now), good.text()),
                new TaskEvent.Completed(
                    id,
                    content.type(),
                    content.related(),
                    owner,
                    good.text(),
                    due == null || !due.isOver(now)),
                now));
  }

  /**
   * @param reason why nobody is going to do it
   */
  public Outcome<Change<Task>> cancel(@Nullable String reason, Instant now) {
    return remark("reason", reason)
        .then(good ->
            enter(
                new TaskStatus.Cancelled(micros(now), good.text()),
                new TaskEvent.Cancelled(id),
                now));
  }

  public Outcome<Change<Task>> reopen(Instant now) {
    return enter(
        new TaskStatus.Open(micros(now)), new TaskEvent.Reopened(id, status.remark()), now);
  }

  /**
   * Leaves it out of its owner's day until a moment, which must lie ahead, but no more than {@link
   * #LONGEST_SNOOZE}; when it is due stays as it is.
   */
  public Outcome<Change<Task>> snooze(Instant until, Instant now) {
    if (until.isAfter(now.plus(LONGEST_SNOOZE))) {
      return invalid(
          "until",
          "too-far",
          "A task is snoozed for at most " + LONGEST_SNOOZE.toDays() + " days.");
    }
    if (!micros(until).isAfter(now)) {
      return invalid("until", "not-in-future", "The moment to come back must lie in the future.");
    }
    return live(() ->
            Change.of(
                new Task(
                    id,
                    revision.next(now),
                    content,
                    owner,
                    status,
                    micros(until),
                    origin,
                    occurrence),
                new TaskEvent.Snoozed(id, micros(until))))
        .then(change ->
            status.name().isOpen()
                ? Outcome.done(change)
                : Outcome.refused(
                    new InvalidTransition("task", status.name().name(), "SNOOZED", allowed())));
  }

  /** Puts the task into the bin; a deleted task stays as it is. */
  public Change<Task> delete(Instant now) {
    return revision.isDeleted()
        ? Change.none(this)
        : Change.of(at(revision.deleted(now)), new TaskEvent.Deleted(id));
  }

  /** Takes the task out of the bin; a live task stays as it is. */
  public Change<Task> restore(Instant now) {
    return revision.isDeleted()
        ? Change.of(at(revision.restored(now)), new TaskEvent.Restored(id))
        : Change.none(this);
  }

  private Task at(Revision other) {
    return new Task(id, other, content, owner, status, snoozedUntil, origin, occurrence);
  }

  /** The same task about another record, into which its own was merged, or out of it again. */
  public Task about(Subject other) {
    Revision next =
        new Revision(
            revision.version() + 1,
            revision.createdAt(),
            revision.updatedAt(),
            revision.deletedAt());
    return new Task(
        id, next, content.about(other), owner, status, snoozedUntil, origin, occurrence);
  }

  /** Whether it should have been done by now. */
  public boolean isOverdue(Instant now) {
    return status.name().isOpen() && content.due() != null && content.due().isOver(now);
  }

  /** Every field as text, for the audit trail; empty fields are left out. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.putAll(content.facts());
    if (owner != null) {
      facts.put("owner", owner.toString());
    }
    facts.put("status", status.name().name());
    String remark = status.remark();
    if (remark != null) {
      facts.put(status instanceof TaskStatus.Done ? "outcome" : "reason", remark);
    }
    if (snoozedUntil != null) {
      facts.put("snoozedUntil", snoozedUntil.toString());
    }
    if (origin != null) {
      facts.put("origin", origin);
    }
    if (occurrence != null) {
      facts.put("series", occurrence.series().toString());
      facts.put("occurrence", String.valueOf(occurrence.number()));
    }
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
    }
    return facts.buildOrThrow();
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(TaskId id) {
    return new Subject("task", id.value());
  }

  private Outcome<Change<Task>> enter(TaskStatus next, DomainEvent event, Instant now) {
    return live(() ->
            Change.of(
                new Task(
                    id,
                    revision.next(now),
                    next.name().isOpen() ? content : content.recurring(null),
                    owner,
                    next,
                    next.name().isOpen() ? snoozedUntil : null,
                    origin,
                    next.name().isOpen() || occurrence == null
                        ? occurrence
                        : occurrence.following(null)),
                event))
        .then(change ->
            status.next().contains(next.name())
                ? Outcome.done(change)
                : Outcome.refused(
                    new InvalidTransition(
                        "task", status.name().name(), next.name().name(), allowed())));
  }

  private List<String> allowed() {
    return status.next().stream().map(Enum::name).toList();
  }

  private Outcome<Change<Task>> live(Supplier<Change<Task>> change) {
    return revision.isDeleted()
        ? Outcome.refused(new TaskRefusal.TaskDeleted(id.value()))
        : Outcome.done(change.get());
  }

  private record Remark(@Nullable String text) {}

  private static Outcome<Remark> remark(String field, @Nullable String text) {
    Checks checks = new Checks();
    String good = checks.text(field, text, LONGEST_REMARK, true);
    return checks.orRefuse(() -> new Remark(good));
  }

  private static Outcome<Change<Task>> invalid(String field, String code, String message) {
    return Outcome.refused(Invalid.of(Violation.at(field, code, message)));
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
