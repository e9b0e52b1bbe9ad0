package dev.kith.crm.domain.intake.consent;

import dev.kith.crm.domain.intake.consent.ConsentEntry.Status;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.lead.LeadField;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the fields of a lead say of consent, as lines of its ledger: all of it is for marketing. */
public final class LeadStatements {

  private LeadStatements() {}

  /**
   * A line for each field that says something else than before.
   *
   * @param source where it was said
   * @param at when
   * @param proof of what is granted; null if there is none besides the evidence
   */
  public static List<ConsentEntry> lines(
      ConsentSummary before,
      ConsentSummary next,
      String source,
      Instant at,
      @Nullable ConsentProof proof) {
    // As every store keeps it: a line reads as it was written.
    Instant moment = at.truncatedTo(ChronoUnit.MICROS);
    return before.changed(next).entrySet().stream()
        .flatMap(answer -> line(answer, next.evidence(), source, moment, proof))
        .toList();
  }

  /** When that was said which counts now, by the fields that show it. */
  public static Map<LeadField, Instant> lastSaid(ConsentLedger ledger, Instant now) {
    Map<LeadField, Instant> said = new EnumMap<>(LeadField.class);
    for (LeadField field : ConsentSummary.NOT_ASKED.answers().keySet()) {
      ledger
          .lastOf(channel(field), Purpose.MARKETING, now)
          .ifPresent(entry -> said.put(field, entry.occurredAt()));
    }
    return said;
  }

  private static Stream<ConsentEntry> line(
      Map.Entry<LeadField, Consent> answer,
      @Nullable String evidence,
      String source,
      Instant now,
      @Nullable ConsentProof proof) {
    Channel channel = channel(answer.getKey());
    return switch (answer.getValue()) {
      case NOT_ASKED -> Stream.empty();
      case GRANTED -> Stream.of(entry(channel, Status.GRANTED, source, evidence, now, proof));
      case DENIED -> Stream.of(entry(channel, Status.DENIED, source, null, now, null));
      case WITHDRAWN -> Stream.of(entry(channel, Status.WITHDRAWN, source, null, now, null));
    };
  }

  private static ConsentEntry entry(
      Channel channel,
      Status status,
      String source,
      @Nullable String evidence,
      Instant now,
      @Nullable ConsentProof proof) {
    return new ConsentEntry(
        channel,
        Purpose.MARKETING,
        status,
        LawfulBasis.CONSENT,
        source,
        evidence,
        now,
        null,
        proof);
  }

  private static Channel channel(LeadField field) {
    return switch (field) {
      case EMAIL_CONSENT -> Channel.EMAIL;
      case PHONE_CONSENT -> Channel.PHONE;
      case WHATSAPP_CONSENT -> Channel.WHATSAPP;
      default -> throw new IllegalStateException(field + " says no consent");
    };
  }
}
