package dev.kith.crm.domain.competitor;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who sells to the same customers.
 *
 * <p>It is added, edited as more becomes known of it, and retired when nobody meets it any more. It
 * is never thrown away, for what was lost to it must be told by its name, but it can be reinstated.
 *
 * <p>Where two turn out to be one, the one becomes part of the other: it keeps its name, under
 * which it is still found, and from then on stands for the other.
 *
 * @param active whether opportunities can newly name it
 * @param mergedInto what it became part of; null for all that stand for themselves
 */
public record Competitor(
    CompetitorId id,
    Revision revision,
    CompetitorContent content,
    boolean active,
    @Nullable CompetitorId mergedInto)
    implements Aggregate {

  /** One that stands for itself. */
  public Competitor(CompetitorId id, Revision revision, CompetitorContent content, boolean active) {
    this(id, revision, content, active, null);
  }

  /** Refused with {@code invalid}. */
  public static Outcome<Change<Competitor>> add(
      CompetitorId id, CompetitorDraft draft, Instant now) {
    return draft
        .read()
        .map(good ->
            Change.of(
                new Competitor(id, Revision.first(now), good, true),
                new CompetitorEvent.Added(id, good.name())));
  }

  /** Replaces what is known of it. Refused with {@code invalid} and {@code competitor-merged}. */
  public Outcome<Change<Competitor>> edit(CompetitorDraft draft, Instant now) {
    return unlessMerged()
        .then(standing -> draft.read())
        .map(good ->
            good.equals(content)
                ? Change.none(this)
                : Change.of(
                    new Competitor(id, revision.next(now), good, active),
                    new CompetitorEvent.Edited(id, good.name())));
  }

  /** Nobody meets it any more. */
  public Change<Competitor> retire(Instant now) {
    return active
        ? Change.of(
            new Competitor(id, revision.next(now), content, false), new CompetitorEvent.Retired(id))
        : Change.none(this);
  }

  /** It is there again. */
  public Change<Competitor> reinstate(Instant now) {
    return active
        ? Change.none(this)
        : Change.of(
            new Competitor(id, revision.next(now), content, true),
            new CompetitorEvent.Reinstated(id));
  }

  /** Refused with {@code competitor-merged} where it stands for another. */
  public Outcome<Competitor> unlessMerged() {
    return mergedInto == null
        ? Outcome.done(this)
        : Outcome.refused(new CompetitorRefusal.Merged(id.value(), mergedInto.value()));
  }

  /** What becomes of two that are one: each of them is told. */
  public record Union(Change<Competitor> winner, Change<Competitor> loser) {}

  /**
   * Another becomes part of this one, which learns of it what it did not know itself. What has
   * become part of it already does so once more without a change. Refused with {@code invalid} and
   * {@code competitor-merged}.
   */
  public Outcome<Union> takeIn(Competitor loser, Instant now) {
    if (loser.id.equals(id)) {
      return Outcome.refused(
          Invalid.of(
              Violation.at("loser", "same-competitor", "A competitor is no part of itself.")));
    }
    if (id.equals(loser.mergedInto)) {
      return Outcome.done(new Union(Change.none(this), Change.none(loser)));
    }
    return unlessMerged()
        .then(winner -> loser.unlessMerged())
        .map(other -> {
          CompetitorEvent.Merging merging =
              new CompetitorEvent.Merging(id, loser.id, loser.content.name());
          return new Union(
              Change.of(
                  new Competitor(id, revision.next(now), content.with(loser.content), active),
                  new CompetitorEvent.Merged(id, merging)),
              Change.of(
                  new Competitor(loser.id, loser.revision.next(now), loser.content, false, id),
                  new CompetitorEvent.Merged(loser.id, merging)));
        });
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(CompetitorId id) {
    return new Subject("competitor", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("name", content.name());
    if (content.website() != null) {
      facts.put("website", content.website());
    }
    if (content.note() != null) {
      facts.put("note", content.note());
    }
    if (mergedInto != null) {
      facts.put("mergedInto", mergedInto.toString());
    }
    return facts.put("active", String.valueOf(active)).buildOrThrow();
  }
}
