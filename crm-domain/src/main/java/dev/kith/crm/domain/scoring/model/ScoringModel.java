package dev.kith.crm.domain.scoring.model;

import dev.kith.crm.domain.scoring.model.ScoringModelStatus.Active;
import dev.kith.crm.domain.scoring.model.ScoringModelStatus.Draft;
import dev.kith.crm.domain.scoring.model.ScoringModelStatus.Retired;
import dev.kith.crm.domain.scoring.model.ScoringModelStatus.Shadow;
import dev.kith.crm.domain.scoring.prediction.measure.Drift.Extent;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model that predicts which leads are won.
 *
 * <p>It is born as a draft when a training ends, and what it has learned never changes. It can
 * predict in the shadow of the active one for a while. It becomes active if it was better than the
 * active one on examples that were kept back from it; that one is retired by this, and comes back
 * if the new one is given up. A model that is retired in any other way is gone for good, but stays
 * on record.
 *
 * @param number counts the models, from 1
 * @param drift how far the world had moved away from it when that was looked at last
 */
public record ScoringModel(
    ScoringModelId id,
    Revision revision,
    int number,
    Lessons lessons,
    Extent drift,
    ScoringModelStatus status)
    implements Aggregate {

  public static Change<ScoringModel> trained(
      ScoringModelId id, int number, Lessons lessons, Instant now) {
    Revision first = Revision.first(now);
    return Change.of(
        new ScoringModel(id, first, number, lessons, Extent.NONE, new Draft(first.createdAt())),
        new ScoringModelEvent.Trained(id, number, lessons.won(), lessons.lost()));
  }

  /** Has it predict beside the active one; nothing happens to one that does already. */
  public Outcome<Change<ScoringModel>> shadow(Instant now) {
    return switch (status) {
      case Draft draft ->
          entered(new Shadow(micros(now)), new ScoringModelEvent.Shadowed(id, number), now);
      case Shadow shadow -> Outcome.done(Change.none(this));
      case Active active -> refused(ScoringModelStatus.Name.SHADOW);
      case Retired retired -> refused(ScoringModelStatus.Name.SHADOW);
    };
  }

  /**
   * Makes it the one whose predictions count. Refused with {@link ScoringModelRefusal} unless it
   * was better than the one that is active now.
   *
   * @param incumbent the model that is active now; null for none
   */
  public Outcome<Change<ScoringModel>> activate(@Nullable ScoringModel incumbent, Instant now) {
    return switch (status) {
      case Draft draft -> activateAgainst(incumbent, now);
      case Shadow shadow -> activateAgainst(incumbent, now);
      case Active active -> Outcome.done(Change.none(this));
      case Retired retired -> refused(ScoringModelStatus.Name.ACTIVE);
    };
  }

  private Outcome<Change<ScoringModel>> activateAgainst(
      @Nullable ScoringModel incumbent, Instant now) {
    if (incumbent != null) {
      Optional<Lessons.Rival> rival = lessons.against(incumbent.id);
      if (rival.isEmpty()) {
        return Outcome.refused(new ScoringModelRefusal.NotCompared(number, incumbent.number));
      }
      if (lessons.heldOut() == 0 || lessons.logLoss() >= rival.get().logLoss()) {
        return Outcome.refused(
            new ScoringModelRefusal.NotBetter(
                number, lessons.logLoss(), incumbent.number, rival.get().logLoss()));
      }
    }
    ScoringModelId before = incumbent == null ? null : incumbent.id;
    return entered(
        new Active(micros(now), before), new ScoringModelEvent.Activated(id, number, before), now);
  }

  /** Takes the place again that it had, in spite of all comparisons. */
  public Outcome<Change<ScoringModel>> comeBack(ScoringModel givenUp, Instant now) {
    return status instanceof Retired retired && retired.wasActive()
        ? entered(
            new Active(micros(now), retired.before()),
            new ScoringModelEvent.Activated(id, number, givenUp.id),
            now)
        : refused(ScoringModelStatus.Name.ACTIVE);
  }

  /** Ends its use; nothing happens to one that is retired already. */
  public Outcome<Change<ScoringModel>> retire(Instant now) {
    return switch (status) {
      case Draft draft -> retired(null, false, now);
      case Shadow shadow -> retired(null, false, now);
      case Active active -> retired(active.before(), true, now);
      case Retired retired -> Outcome.done(Change.none(this));
    };
  }

  private Outcome<Change<ScoringModel>> retired(
      @Nullable ScoringModelId before, boolean wasActive, Instant now) {
    return entered(
        new Retired(micros(now), before, wasActive),
        new ScoringModelEvent.Retired(id, number),
        now);
  }

  /** Takes note of how far the world has moved; a move for the worse is told. */
  public Change<ScoringModel> drifted(Extent extent, Instant now) {
    if (extent == drift) {
      return Change.none(this);
    }
    ScoringModel next = new ScoringModel(id, revision.next(now), number, lessons, extent, status);
    return extent.compareTo(drift) > 0
        ? Change.of(next, new ScoringModelEvent.Drifted(id, number, extent))
        : Change.of(next);
  }

  /** The model whose place it took, if it is active and took one. */
  public Optional<ScoringModelId> before() {
    return status instanceof Active active
        ? Optional.ofNullable(active.before())
        : Optional.empty();
  }

  public boolean isActive() {
    return status instanceof Active;
  }

  /** Whether predictions are made by it: as the active one, or in its shadow. */
  public boolean predicts() {
    return status instanceof Active || status instanceof Shadow;
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(ScoringModelId id) {
    return new Subject("scoring-model", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("number", Integer.toString(number));
    facts.put("status", status.name().name());
    facts.put("method", lessons.method().name());
    facts.put("won", Integer.toString(lessons.won()));
    facts.put("lost", Integer.toString(lessons.lost()));
    facts.put("seed", Long.toString(lessons.seed()));
    facts.put("excluded", String.join(", ", lessons.excluded()));
    facts.put("trusted", String.join(", ", lessons.trusted()));
    facts.put("logLoss", String.format(Locale.ROOT, "%.4f", lessons.logLoss()));
    facts.put("drift", drift.name());
    return facts;
  }

  private Outcome<Change<ScoringModel>> entered(
      ScoringModelStatus next, DomainEvent event, Instant now) {
    return Outcome.done(
        Change.of(new ScoringModel(id, revision.next(now), number, lessons, drift, next), event));
  }

  private Outcome<Change<ScoringModel>> refused(ScoringModelStatus.Name wanted) {
    List<String> allowed =
        switch (status) {
          case Draft draft -> List.of("SHADOW", "ACTIVE", "RETIRED");
          case Shadow shadow -> List.of("ACTIVE", "RETIRED");
          case Active active -> List.of("RETIRED");
          case Retired retired -> List.of();
        };
    return Outcome.refused(
        new InvalidTransition("scoring model", status.name().name(), wanted.name(), allowed));
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
