package dev.kith.crm.domain.lead;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A person who may become a customer.
 *
 * <p>A lead is captured, from a form, a file or by hand, and is new until somebody works on it.
 * Working on it leads to a decision: it is nurtured until it is ready, qualified for an
 * opportunity, put aside for a while (recycled), or disqualified for a reason. A recycled lead
 * becomes new by itself when its time comes. A qualified lead is converted, which ends its life as
 * a lead. At any moment before that it can be edited, assigned to an owner, and noted on. A deleted
 * lead lies in the bin, unchangeable, until it is restored; its e-mail address is free for others
 * meanwhile. A lead that turns out to be the same person as another is merged into that one: it
 * stays as a tombstone that names the other, until the merge is undone.
 *
 * @param mergedInto the lead that this one became part of; null for all that stand for themselves
 */
public record Lead(
    LeadId id,
    Revision revision,
    LeadContent content,
    @Nullable UserId owner,
    LeadStatus status,
    @Nullable LeadId mergedInto)
    implements Aggregate {

  public static final int LONGEST_NOTE = 10_000;
  public static final int LONGEST_COMMENT = 1_000;
  public static final Duration LONGEST_REST = Duration.ofDays(3_650);

  /** A lead that stands for itself. */
  public Lead(
      LeadId id,
      Revision revision,
      LeadContent content,
      @Nullable UserId owner,
      LeadStatus status) {
    this(id, revision, content, owner, status, null);
  }

  public static Change<Lead> capture(
      LeadId id, LeadContent content, @Nullable UserId owner, Instant now) {
    Revision first = Revision.first(now);
    Lead lead = new Lead(id, first, content, owner, new LeadStatus.New(first.createdAt()));
    return Change.of(
        lead, new LeadEvent.Captured(id, content.profile(), content.attribution(), owner));
  }

  /**
   * Replaces the content; the event names the fields that are different now. What was said to being
   * contacted can be replaced, never forgotten; a tag or custom field that stays is written as
   * before.
   */
  public Outcome<Change<Lead>> edit(LeadContent wanted, Instant now) {
    LeadContent newContent = wanted.writtenAs(content);
    List<String> changed = content.changed(newContent);
    List<Violation> unsaid =
        content.consent().changed(newContent.consent()).entrySet().stream()
            .filter(answer -> answer.getValue() == Consent.NOT_ASKED)
            .map(answer ->
                Violation.at(
                    answer.getKey().code(),
                    "consent-cannot-be-unsaid",
                    "What was said stays said; it can be withdrawn."))
            .toList();
    return changeable(() ->
            changed.isEmpty()
                ? Change.none(this)
                : Change.of(
                        new Lead(id, revision.next(now), newContent, owner, status),
                        new LeadEvent.Edited(id, changed))
                    .with(content.tags().becoming(newContent.tags(), id)))
        .then(change ->
            unsaid.isEmpty() ? Outcome.done(change) : Outcome.refused(new Invalid(unsaid)));
  }

  /** The same state of the lead, with what counts of its ledger of consents. */
  public Lead saying(ConsentSummary said) {
    return new Lead(id, revision, content.saying(said), owner, status, mergedInto);
  }

  /** Gives the lead to somebody, or to nobody where {@code newOwner} is null. */
  public Outcome<Change<Lead>> assign(@Nullable UserId newOwner, Instant now) {
    return changeable(() ->
        Objects.equals(owner, newOwner)
            ? Change.none(this)
            : Change.of(
                new Lead(id, revision.next(now), content, newOwner, status),
                new LeadEvent.Assigned(id, owner, newOwner)));
  }

  /** Gives the lead more tags; those that it has stay as they are written. */
  public Outcome<Change<Lead>> tag(Tags more, Instant now) {
    return content.tags().with(more).allowed().then(all -> retag(all, now));
  }

  /** Takes tags from the lead; those that it does not have are none of its business. */
  public Outcome<Change<Lead>> untag(Tags gone, Instant now) {
    return retag(content.tags().without(gone), now);
  }

  private Outcome<Change<Lead>> retag(Tags tags, Instant now) {
    return changeable(() ->
        tags.equals(content.tags())
            ? Change.none(this)
            : new Change<>(
                new Lead(id, revision.next(now), content.tagged(tags), owner, status),
                content.tags().becoming(tags, id)));
  }

  public Outcome<Change<Lead>> note(@Nullable String text, Instant now) {
    Checks checks = new Checks();
    String good = checks.text("text", text, LONGEST_NOTE, true);
    if (good == null) {
      checks.add("text", "required", "A note needs a text.");
    }
    return checks
        .orRefuse(() -> Objects.requireNonNull(good))
        .then(note ->
            changeable(() ->
                Change.of(
                    new Lead(id, revision.next(now), content, owner, status),
                    new LeadEvent.Noted(id, note))));
  }

  public Outcome<Change<Lead>> startWork(Instant now) {
    return enter(new LeadStatus.Working(micros(now)), new LeadEvent.WorkStarted(id), now);
  }

  public Outcome<Change<Lead>> nurture(Instant now) {
    return enter(new LeadStatus.Nurturing(micros(now)), new LeadEvent.NurturingStarted(id), now);
  }

  public Outcome<Change<Lead>> qualify(Instant now) {
    return enter(new LeadStatus.Qualified(micros(now)), new LeadEvent.Qualified(id), now);
  }

  public Outcome<Change<Lead>> disqualify(
      LeadStatus.Reason reason, @Nullable String comment, Instant now) {
    Checks checks = new Checks();
    String good = checks.text("comment", comment, LONGEST_COMMENT, true);
    if (!checks.passed()) {
      return Outcome.refused(new Invalid(checks.violations()));
    }
    return enter(
        new LeadStatus.Disqualified(micros(now), reason, good),
        new LeadEvent.Disqualified(id, reason),
        now);
  }

  /**
   * Puts the lead aside until a moment, which must lie ahead, but no more than {@link
   * #LONGEST_REST}.
   */
  public Outcome<Change<Lead>> recycle(Instant until, Instant now) {
    if (until.isAfter(now.plus(LONGEST_REST))) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "until",
                  "too-far",
                  "A lead is put aside for at most " + LONGEST_REST.toDays() + " days.")));
    }
    if (!micros(until).isAfter(now)) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "until", "not-in-future", "The moment to come back must lie in the future.")));
    }
    return enter(
        new LeadStatus.Recycled(micros(now), micros(until)),
        new LeadEvent.Recycled(id, micros(until)),
        now);
  }

  /**
   * Makes a recycled lead new when its time has come; nothing happens to any other, so that it may
   * be asked twice.
   */
  public Change<Lead> reawaken(Instant now) {
    return status instanceof LeadStatus.Recycled recycled
            && !recycled.until().isAfter(now)
            && !revision.isDeleted()
        ? Change.of(
            new Lead(id, revision.next(now), content, owner, new LeadStatus.New(micros(now))),
            new LeadEvent.Reawakened(id))
        : Change.none(this);
  }

  /** Puts the lead into the bin; a deleted lead stays as it is. */
  public Outcome<Change<Lead>> delete(Instant now) {
    return unlessMerged(() ->
        revision.isDeleted()
            ? Change.none(this)
            : Change.of(
                new Lead(id, revision.deleted(now), content, owner, status),
                new LeadEvent.Deleted(id)));
  }

  /** Takes the lead out of the bin; a live lead stays as it is. */
  public Outcome<Change<Lead>> restore(Instant now) {
    return unlessMerged(() ->
        revision.isDeleted()
            ? Change.of(
                new Lead(id, revision.restored(now), content, owner, status),
                new LeadEvent.Restored(id))
            : Change.none(this));
  }

  /** Takes the lead out of the bin with another content, in one step. */
  public Outcome<Change<Lead>> restoreAs(LeadContent newContent, Instant now) {
    return restore(now)
        .then(back ->
            back.next()
                .edit(newContent, now)
                .map(edited -> inOneStep(back, edited, revision.restored(now))));
  }

  /** Puts the lead into the bin with another content, in one step. */
  public Outcome<Change<Lead>> deleteAs(LeadContent newContent, Instant now) {
    return edit(newContent, now)
        .then(edited ->
            edited.next().delete(now).map(gone -> inOneStep(edited, gone, revision.deleted(now))));
  }

  private static Change<Lead> inOneStep(Change<Lead> first, Change<Lead> second, Revision step) {
    Lead end = second.next();
    return new Change<>(
        new Lead(end.id, step, end.content, end.owner, end.status),
        ImmutableList.<DomainEvent>builder()
            .addAll(first.events())
            .addAll(second.events())
            .build());
  }

  /** Takes others in: they are the same person. The content is what was chosen from all of them. */
  public Outcome<Change<Lead>> absorb(
      Merging merging, LeadContent chosen, @Nullable UserId chosenOwner, Instant now) {
    return changeable(() ->
        Change.of(
            new Lead(id, revision.next(now), chosen, chosenOwner, status),
            new LeadEvent.Merged(id, merging)));
  }

  /** Becomes part of another: what is left is a tombstone. */
  public Outcome<Change<Lead>> mergeInto(Merging merging, Instant now) {
    return changeable(() ->
        Change.of(
            new Lead(
                id, revision.deleted(now), content, owner, status, new LeadId(merging.winner())),
            new LeadEvent.Merged(id, merging)));
  }

  /** Gives back those that it took in. The content is its own again, as far as that is wanted. */
  public Outcome<Change<Lead>> release(
      Merging merging, LeadContent own, @Nullable UserId formerOwner, Instant now) {
    return changeable(() ->
        Change.of(
            new Lead(id, revision.next(now), own, formerOwner, status),
            new LeadEvent.MergeUndone(id, merging)));
  }

  /**
   * Stands for itself again, as it was before it was merged.
   *
   * @throws IllegalStateException if it is not part of that winner
   */
  public Change<Lead> separate(Merging merging, Instant now) {
    if (!new LeadId(merging.winner()).equals(mergedInto)) {
      throw new IllegalStateException(id + " is part of " + mergedInto + ", not as " + merging);
    }
    return Change.of(
        new Lead(id, revision.restored(now), content, owner, status),
        new LeadEvent.MergeUndone(id, merging));
  }

  /** Becomes an account, a contact, an opportunity: its life as a lead is over. */
  public Outcome<Change<Lead>> convert(Becoming becoming, Instant now) {
    return enter(new LeadStatus.Converted(micros(now)), new LeadEvent.Converted(id, becoming), now);
  }

  /**
   * Is a qualified lead again, as it was before it was converted.
   *
   * @throws IllegalStateException if it is not converted
   */
  public Outcome<Change<Lead>> unconvert(Becoming becoming, Instant qualifiedSince, Instant now) {
    if (!(status instanceof LeadStatus.Converted)) {
      throw new IllegalStateException(id + " is " + status + ", not as " + becoming);
    }
    return attach(new LeadEvent.ConversionUndone(id, becoming), now)
        .map(change ->
            new Change<>(
                new Lead(
                    id,
                    revision.next(now),
                    content,
                    owner,
                    new LeadStatus.Qualified(qualifiedSince)),
                change.events()));
  }

  /**
   * Takes note of what was put to it from outside and is kept elsewhere; a converted lead still
   * does.
   */
  public Outcome<Change<Lead>> attach(DomainEvent attached, Instant now) {
    return attach(content, attached, now);
  }

  /**
   * As {@link #attach}, for what the lead said to being contacted.
   *
   * @param said what counts of its ledger now
   */
  public Outcome<Change<Lead>> consent(ConsentSummary said, DomainEvent recorded, Instant now) {
    return attach(content.saying(said), recorded, now);
  }

  private Outcome<Change<Lead>> attach(LeadContent next, DomainEvent attached, Instant now) {
    return unlessMerged(
            () -> Change.of(new Lead(id, revision.next(now), next, owner, status), attached))
        .then(change ->
            revision.isDeleted()
                ? Outcome.refused(new LeadRefusal.Deleted(id.value()))
                : Outcome.done(change));
  }

  /** Every field as text, for the audit trail; empty fields are left out. */
  public Map<String, String> facts() {
    return LeadFacts.of(this);
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(LeadId id) {
    return new Subject("lead", id.value());
  }

  private Outcome<Change<Lead>> enter(LeadStatus next, DomainEvent event, Instant now) {
    return changeable(
            () -> Change.of(new Lead(id, revision.next(now), content, owner, next), event))
        .then(change ->
            status.next().contains(next.name())
                ? Outcome.done(change)
                : Outcome.refused(
                    new InvalidTransition(
                        "lead",
                        status.name().name(),
                        next.name().name(),
                        status.next().stream().map(Enum::name).toList())));
  }

  private Outcome<Change<Lead>> changeable(Supplier<Change<Lead>> change) {
    return unlessMerged(change)
        .then(possible ->
            revision.isDeleted()
                ? Outcome.refused(new LeadRefusal.Deleted(id.value()))
                : status instanceof LeadStatus.Converted
                    ? Outcome.refused(new LeadRefusal.AlreadyConverted(id.value()))
                    : Outcome.done(possible));
  }

  private Outcome<Change<Lead>> unlessMerged(Supplier<Change<Lead>> change) {
    return mergedInto == null
        ? Outcome.done(change.get())
        : Outcome.refused(new LeadRefusal.Merged(id.value(), mergedInto.value()));
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
