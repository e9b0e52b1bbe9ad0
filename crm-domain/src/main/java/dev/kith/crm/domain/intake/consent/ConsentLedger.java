package dev.kith.crm.domain.intake.consent;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one person said to being contacted, over time. Lines are added and never changed or removed.
 *
 * <p>Of the lines about a channel and a purpose, the one that was said last counts, in whatever
 * order they were written down: an old form that arrives late does not undo a withdrawal. Of two
 * that were said at the same moment, a no counts. And a no stands until a consent with evidence
 * follows it, even where it came to light later than a yes on another basis.
 */
public record ConsentLedger(List<ConsentEntry> entries) {

  public static final ConsentLedger EMPTY = new ConsentLedger(List.of());

  private static final Comparator<ConsentEntry> BY_WEIGHT =
      Comparator.comparing(ConsentEntry::occurredAt).thenComparing(entry -> !entry.isGrant());

  public ConsentLedger {
    entries = List.copyOf(entries);
  }

  /**
   * The ledger with one more line. After a no, only a consent with evidence brings back a yes: no
   * other basis overrides what a person has said.
   */
  public Outcome<ConsentLedger> record(ConsentEntry entry) {
    boolean refusedBefore =
        lastOf(entry.channel(), entry.purpose(), entry.occurredAt())
            .filter(last -> !last.isGrant())
            .isPresent();
    if (refusedBefore && entry.isGrant() && !entry.isProven()) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "basis",
                  "consent-refused-before",
                  "This person has said no; only a consent with evidence brings back a yes.")));
    }
    return Outcome.done(
        new ConsentLedger(
            ImmutableList.<ConsentEntry>builder().addAll(entries).add(entry).build()));
  }

  /** What counts at a moment; empty if nothing has been said by then. */
  public Optional<ConsentEntry> lastOf(Channel channel, Purpose purpose, Instant at) {
    return entries.stream()
        .filter(entry -> entry.concerns(channel, purpose))
        .filter(entry -> !entry.occurredAt().isAfter(at))
        .sorted(BY_WEIGHT)
        .reduce(ConsentLedger::later);
  }

  /**
   * What counts at a moment for marketing, as leads show it in lists. A yes that has expired was
   * still the last thing said.
   */
  public ConsentSummary summary(Instant at) {
    return new ConsentSummary(
        summary(Channel.EMAIL, at),
        summary(Channel.PHONE, at),
        summary(Channel.WHATSAPP, at),
        evidence(at));
  }

  private @Nullable String evidence(Instant at) {
    String all =
        Stream.of(Channel.EMAIL, Channel.PHONE, Channel.WHATSAPP)
            .flatMap(channel -> lastOf(channel, Purpose.MARKETING, at).stream())
            .filter(ConsentEntry::isGrant)
            .map(ConsentEntry::provenBy)
            .distinct()
            .collect(joining("; "));
    if (all.isEmpty()) {
      return null;
    }
    return all.codePointCount(0, all.length()) <= ConsentSummary.LONGEST_EVIDENCE
        ? all
        : all.substring(0, all.offsetByCodePoints(0, ConsentSummary.LONGEST_EVIDENCE)).strip();
  }

  private Consent summary(Channel channel, Instant at) {
    return lastOf(channel, Purpose.MARKETING, at)
        .map(entry ->
            switch (entry.status()) {
              case GRANTED -> Consent.GRANTED;
              case DENIED -> Consent.DENIED;
              case WITHDRAWN -> Consent.WITHDRAWN;
            })
        .orElse(Consent.NOT_ASKED);
  }

  private static ConsentEntry later(ConsentEntry before, ConsentEntry entry) {
    return !before.isGrant() && entry.isGrant() && !entry.isProven() ? before : entry;
  }

  /**
   * The lines of both, such as of two leads that turned out to be one person. A no of either counts
   * until a consent with evidence follows it.
   */
  public ConsentLedger with(ConsentLedger other) {
    return new ConsentLedger(
        ImmutableList.<ConsentEntry>builder().addAll(entries).addAll(other.entries).build());
  }
}
