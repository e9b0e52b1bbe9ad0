package dev.kith.crm.domain.competitor;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;

/**
 * Somebody who sells to the same customers.
 *
 * <p>It is added, edited as more becomes known of it, and retired when nobody meets it any more. It
 * is never thrown away, for what was lost to it must be told by its name, but it can be reinstated.
 *
 * @param active whether opportunities can newly name it
 */
public record Competitor(
    CompetitorId id, Revision revision, CompetitorContent content, boolean active)
    implements Aggregate {

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

  /** Replaces what is known of it. Refused with {@code invalid}. */
  public Outcome<Change<Competitor>> edit(CompetitorDraft draft, Instant now) {
    return draft
        .read()
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
    return facts.put("active", String.valueOf(active)).buildOrThrow();
  }
}
