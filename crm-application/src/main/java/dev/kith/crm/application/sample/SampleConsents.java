package dev.kith.crm.application.sample;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.ConsentEntry.Status;
import dev.kith.crm.domain.intake.consent.ConsentEvent;
import dev.kith.crm.domain.intake.consent.ConsentId;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.consent.LawfulBasis;
import dev.kith.crm.domain.intake.consent.LeadStatements;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What the leads of the sample say to being contacted, at first and later. */
final class SampleConsents {

  private static final int SALES_ONE_IN = 4;
  private static final int NO_ONE_IN = 10;
  private static final Duration NO_WITHIN = Duration.ofDays(20);

  private final ListMultimap<LeadId, Consent> ledgers = ArrayListMultimap.create();
  private final Ids ids;
  private final SplittableRandom random;

  SampleConsents(Ids ids, long seed) {
    this.ids = ids;
    this.random = new SplittableRandom(seed);
  }

  List<Consent> lines() {
    return ImmutableList.copyOf(ledgers.values());
  }

  /** A birth with what the lead says, which some say of a conversation too. */
  Change<Lead> heard(Change<Lead> birth, Instant now) {
    Lead lead = birth.next();
    ConsentSummary said = lead.content().consent();
    List<ConsentEntry> entries =
        new ArrayList<>(
            LeadStatements.lines(ConsentSummary.NOT_ASKED, said, "Web form", micros(now), null));
    if (lead.content().profile().phone() != null && random.nextInt(SALES_ONE_IN) == 0) {
      entries.add(
          entry(Channel.PHONE, Purpose.SALES, Status.GRANTED, "Trade fair", "Badge scan", now));
    }
    return entries.isEmpty()
        ? birth
        : new Change<>(
            lead,
            ImmutableList.<DomainEvent>builder()
                .addAll(birth.events())
                .add(recorded(lead.id(), entries, now))
                .build());
  }

  /** When a lead changes its mind; empty if it does not. */
  Optional<Instant> laterNo(LeadId lead, Instant now) {
    boolean agreed =
        ledgers.get(lead).stream()
            .anyMatch(line -> line.entry().channel() == Channel.EMAIL && line.entry().isGrant());
    return agreed && random.nextInt(NO_ONE_IN) == 0
        ? Optional.of(now.plusSeconds(600 + random.nextLong(NO_WITHIN.toSeconds())))
        : Optional.empty();
  }

  /** A lead that wants no more mails. */
  Outcome<Change<Lead>> no(Lead lead, Instant now) {
    ConsentEvent.Recorded said =
        recorded(
            lead.id(),
            List.of(
                entry(
                    Channel.EMAIL,
                    Purpose.MARKETING,
                    Status.WITHDRAWN,
                    "Unsubscribe link",
                    null,
                    now)),
            now);
    ConsentLedger ledger =
        new ConsentLedger(ledgers.get(lead.id()).stream().map(Consent::entry).toList());
    return lead.consent(ledger.summary(now), said, now);
  }

  private ConsentEvent.Recorded recorded(LeadId lead, List<ConsentEntry> entries, Instant now) {
    List<Consent> lines =
        entries.stream()
            .map(entry -> new Consent(new ConsentId(ids.next()), lead, micros(now), entry))
            .toList();
    ledgers.putAll(lead, lines);
    return new ConsentEvent.Recorded(lead, lines);
  }

  private static ConsentEntry entry(
      Channel channel,
      Purpose purpose,
      Status status,
      String source,
      @Nullable String evidence,
      Instant now) {
    return new ConsentEntry(
        channel, purpose, status, LawfulBasis.CONSENT, source, evidence, micros(now), null);
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
