package dev.kith.crm.domain.intake.consent;

import dev.kith.crm.domain.lead.LeadField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The ledger of a lead, the last thing said first, and what counts of it at a moment.
 *
 * @param standing a line for each channel and purpose about which something was said, in their
 *     order
 */
public record ConsentHistory(List<Consent> lines, List<Standing> standing) {

  /** What counts for one channel and one purpose. */
  public record Standing(ConsentEntry entry, State state) {}

  /** What follows from the line that counts. */
  public enum State {
    GRANTED,
    DENIED,
    WITHDRAWN,
    /** It was granted for a time that is over. */
    EXPIRED
  }

  private static final String EVIDENCE = LeadField.CONSENT_EVIDENCE.code();

  private static final Comparator<Consent> NEWEST_FIRST =
      Comparator.comparing((Consent line) -> line.entry().occurredAt())
          .thenComparing(Consent::recordedAt)
          .thenComparing(line -> line.id().toString())
          .reversed();

  public ConsentHistory {
    lines = List.copyOf(lines);
    standing = List.copyOf(standing);
  }

  /**
   * @param lines in any order
   * @param hidden names of the fields of a lead that are hidden: with the consent of a channel, its
   *     lines are; with the evidence, that of every line
   */
  public static ConsentHistory of(List<Consent> lines, Set<String> hidden, Instant now) {
    List<Consent> shown =
        lines.stream()
            .filter(line -> !isHidden(line.entry().channel(), hidden))
            .sorted(NEWEST_FIRST)
            .map(line -> hidden.contains(EVIDENCE) ? line.withoutEvidence() : line)
            .toList();
    ConsentLedger ledger = new ConsentLedger(lines.stream().map(Consent::entry).toList());
    List<Standing> standing = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      if (isHidden(channel, hidden)) {
        continue;
      }
      for (Purpose purpose : Purpose.values()) {
        ledger
            .lastOf(channel, purpose, now)
            .ifPresent(entry ->
                standing.add(
                    new Standing(
                        hidden.contains(EVIDENCE) ? entry.withoutEvidence() : entry,
                        state(entry, now))));
      }
    }
    return new ConsentHistory(shown, standing);
  }

  private static State state(ConsentEntry entry, Instant now) {
    return switch (entry.status()) {
      case GRANTED -> entry.isOver(now) ? State.EXPIRED : State.GRANTED;
      case DENIED -> State.DENIED;
      case WITHDRAWN -> State.WITHDRAWN;
    };
  }

  /** Whether what is said about a channel is hidden; a short message goes to a telephone. */
  public static boolean isHidden(Channel channel, Set<String> hidden) {
    return switch (channel) {
      case EMAIL -> hidden.contains(LeadField.EMAIL_CONSENT.code());
      case PHONE, SMS -> hidden.contains(LeadField.PHONE_CONSENT.code());
      case WHATSAPP -> hidden.contains(LeadField.WHATSAPP_CONSENT.code());
      case POST, WEB -> false;
    };
  }
}
