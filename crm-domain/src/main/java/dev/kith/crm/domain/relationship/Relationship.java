package dev.kith.crm.domain.relationship;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A role that a contact has for an account or in an opportunity, for a time.
 *
 * <p>It begins when it does, or is told late; while it lasts, influence and stance change, and the
 * contact becomes the primary one of the target or ceases to be. It ends, and then changes no more:
 * whoever takes the role again begins a new one. Each change is a phase of its own, so that it can
 * be said how things stood at any moment. What was a mistake ends at the moment at which it began,
 * and so never held.
 *
 * @param role its key in the {@link RoleCatalogue}
 * @param confidence how sure it is, in percent
 * @param phases the first begins with the relationship, each of the others later than the one
 *     before
 * @param validTo the moment up to which it held; null while it does
 */
public record Relationship(
    RelationshipId id,
    Revision revision,
    ContactId contact,
    Target target,
    String role,
    RoleSource source,
    int confidence,
    List<Phase> phases,
    @Nullable Instant validTo)
    implements Aggregate {

  public Relationship {
    phases = ImmutableList.copyOf(phases);
  }

  /**
   * Refused with {@code invalid}.
   *
   * @param primarySince from when on the contact is the primary one; null if they are not
   */
  public static Outcome<Change<Relationship>> begin(
      RelationshipId id,
      ContactId contact,
      Target target,
      RelationshipDraft draft,
      @Nullable Instant primarySince,
      Instant now) {
    Checks checks = new Checks();
    draft.check(checks, now);
    return checks.orRefuse(() -> {
      Relationship plain =
          new Relationship(
              id,
              Revision.first(now),
              contact,
              target,
              draft.role(),
              Objects.requireNonNullElse(draft.source(), RoleSource.MANUAL),
              Objects.requireNonNullElse(draft.confidence(), RelationshipDraft.CERTAIN),
              List.of(draft.phase(now)),
              draft.to());
      Change<Relationship> begun =
          Change.of(
              plain,
              new RelationshipEvent.Began(
                  id, contact, target, plain.role, plain.source, plain.validFrom()));
      if (primarySince == null || plain.validTo != null) {
        return begun;
      }
      Instant since = later(primarySince, plain.validFrom());
      return new Change<>(
              plain.with(plain.revision, plain.primaryFrom(since, true), null), begun.events())
          .with(List.of(new RelationshipEvent.MadePrimary(id, contact, target, since)));
    });
  }

  /** Refused with {@code invalid}, {@code relationship-ended}. Null leaves as it is. */
  public Outcome<Change<Relationship>> weigh(
      @Nullable Integer influence, @Nullable Stance stance, Instant now) {
    Checks checks = new Checks();
    RelationshipDraft.influence(checks, influence);
    return checks
        .orRefuse(() -> this)
        .then(good -> lasting())
        .map(good -> {
          Phase next =
              new Phase(
                  now,
                  phase().primary(),
                  Objects.requireNonNullElse(influence, phase().influence()),
                  Objects.requireNonNullElse(stance, phase().stance()));
          return next.saysTheSameAs(phase())
              ? Change.none(this)
              : Change.of(
                  with(revision.next(now), merged(next), null),
                  new RelationshipEvent.Changed(id, next.influence(), next.stance()));
        });
  }

  /**
   * The contact is the primary one of the target; nobody else may be from then on. Refused with
   * {@code relationship-ended}.
   *
   * @param since from when on; not before it began
   */
  public Outcome<Change<Relationship>> makePrimary(Instant since, Instant now) {
    return lasting()
        .map(good ->
            isPrimary()
                ? Change.none(this)
                : Change.of(
                    with(revision.next(now), primaryFrom(later(since, validFrom()), true), null),
                    new RelationshipEvent.MadePrimary(
                        id, contact, target, later(since, validFrom()))));
  }

  /** What the contact, or the target, has become part of has the role; or they have it again. */
  public Change<Relationship> follow(ContactId newContact, Target newTarget, Instant now) {
    return newContact.equals(contact) && newTarget.equals(target)
        ? Change.none(this)
        : Change.of(
            new Relationship(
                id,
                revision.next(now),
                newContact,
                newTarget,
                role,
                source,
                confidence,
                phases,
                validTo));
  }

  /** Another contact is the primary one from now on. */
  public Change<Relationship> giveWay(Instant now) {
    return isPrimary()
        ? Change.of(with(revision.next(now), primaryFrom(now, false), null))
        : Change.none(this);
  }

  /**
   * Refused with {@code invalid}, {@code relationship-ended}.
   *
   * @param at null for now; not before it began
   */
  public Outcome<Change<Relationship>> end(@Nullable Instant at, Instant now) {
    Instant end = Objects.requireNonNullElse(at, now).truncatedTo(ChronoUnit.MICROS);
    Checks checks = new Checks();
    RelationshipDraft.moment(checks, "at", end, now);
    if (end.isBefore(validFrom())) {
      checks.add("at", "before-beginning", "It began on " + validFrom() + " only.");
    }
    return lasting()
        .then(good ->
            checks.orRefuse(() ->
                Change.of(
                    with(revision.next(now), before(end), end),
                    new RelationshipEvent.Ended(id, contact, target, role, end))));
  }

  /**
   * Lasts again: it was ended because the contact, or the target, had become part of one that has
   * the role already, and is separate again.
   *
   * @param primary whether the contact may be the primary one again, if they were
   */
  public Change<Relationship> resume(boolean primary, Instant now) {
    Relationship lasting = with(revision.next(now), phases, null);
    return validTo == null
        ? Change.none(this)
        : Change.of(
            primary || !phase().primary()
                ? lasting
                : lasting.with(lasting.revision, lasting.primaryFrom(now, false), null));
  }

  public Instant validFrom() {
    return phases.getFirst().from();
  }

  /** The last one. */
  public Phase phase() {
    return phases.getLast();
  }

  public boolean isLasting() {
    return validTo == null;
  }

  /** Whether the contact is the primary one of the target now. */
  public boolean isPrimary() {
    return isLasting() && phase().primary();
  }

  /** How things stood at a moment; empty before it began and after it ended. */
  public Optional<Phase> at(Instant moment) {
    return validTo != null && !moment.isBefore(validTo)
        ? Optional.empty()
        : phases.reversed().stream().filter(p -> !p.from().isAfter(moment)).findFirst();
  }

  /** Whether it held at a moment of this time. */
  public boolean overlaps(Instant from, @Nullable Instant to) {
    return (to == null || validFrom().isBefore(to)) && (validTo == null || from.isBefore(validTo));
  }

  /** Up to when the contact was the primary one; null if they never were. */
  public @Nullable Instant primaryUntil(Instant now) {
    for (int i = phases.size() - 1; i >= 0; i--) {
      if (phases.get(i).primary()) {
        return i + 1 < phases.size()
            ? phases.get(i + 1).from()
            : Objects.requireNonNullElse(validTo, now);
      }
    }
    return null;
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("contact", contact.toString());
    facts.put(target.kind().code(), target.id().toString());
    facts.put("role", role);
    facts.put("primary", String.valueOf(phase().primary()));
    facts.put("influence", String.valueOf(phase().influence()));
    facts.put("stance", phase().stance().name());
    facts.put("source", source.name());
    facts.put("confidence", String.valueOf(confidence));
    facts.put("validFrom", validFrom().toString());
    if (validTo != null) {
      facts.put("validTo", validTo.toString());
    }
    return facts.buildOrThrow();
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(RelationshipId id) {
    return new Subject("relationship", id.value());
  }

  private Outcome<Relationship> lasting() {
    return validTo == null
        ? Outcome.done(this)
        : Outcome.refused(new RelationshipRefusal.RelationshipEnded(validTo));
  }

  private Relationship with(
      Revision newRevision, List<Phase> newPhases, @Nullable Instant newValidTo) {
    return new Relationship(
        id, newRevision, contact, target, role, source, confidence, newPhases, newValidTo);
  }

  /** The phases with another as the last, which takes the place of one that began with it. */
  private List<Phase> merged(Phase last) {
    List<Phase> all = new ArrayList<>(phases);
    Instant from = later(last.from(), validFrom());
    all.removeIf(phase -> !phase.from().isBefore(from));
    all.add(last.at(from));
    return all;
  }

  /** The phases that began before a moment; the first in any case. */
  private List<Phase> before(Instant end) {
    return phases.stream()
        .filter(phase -> phase.equals(phases.getFirst()) || phase.from().isBefore(end))
        .toList();
  }

  private List<Phase> primaryFrom(Instant since, boolean primary) {
    List<Phase> all = new ArrayList<>();
    for (Phase phase : phases) {
      if (phase.from().isBefore(since)) {
        all.add(phase);
      } else {
        all.add(phase.primary(primary));
      }
    }
    Optional<Phase> before = at(since);
    if (before.isPresent() && before.get().from().isBefore(since)) {
      int place = phases.indexOf(before.get()) + 1;
      all.add(place, before.get().at(since).primary(primary));
    }
    return all;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
