package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Leads in the situations that rules are about. */
public final class Leads {

  /** When the leads here were captured. */
  public static final Instant CAPTURED = Instant.parse("2026-03-02T09:30:00.123456Z");

  private static final AtomicLong COUNTER = new AtomicLong();

  private Leads() {}

  public static Lead aNewLead() {
    return from(LeadDrafts.ada());
  }

  /** Captured from this draft, without an owner. */
  public static Lead from(LeadDraft draft) {
    return Lead.capture(anId(), LeadDrafts.content(draft), null, CAPTURED).next();
  }

  public static Lead ownedBy(@Nullable UserId owner, LeadDraft draft) {
    return Lead.capture(anId(), LeadDrafts.content(draft), owner, CAPTURED).next();
  }

  /** A new lead as if it had come into this state by itself. */
  public static Lead in(LeadStatus status) {
    return in(status, aNewLead());
  }

  public static Lead in(LeadStatus status, Lead lead) {
    return new Lead(lead.id(), lead.revision(), lead.content(), lead.owner(), status);
  }

  /** A lead in a state of that name, with some data that the state needs. */
  public static Lead in(LeadStatus.Name name) {
    return in(status(name, CAPTURED));
  }

  public static Lead captured(Lead lead, Instant at) {
    return new Lead(
        lead.id(), Revision.first(at), lead.content(), lead.owner(), new LeadStatus.New(at));
  }

  public static Lead deleted(Lead lead) {
    return lead.delete(CAPTURED.plusSeconds(60)).orElseThrow().next();
  }

  public static LeadStatus status(LeadStatus.Name name, Instant since) {
    return switch (name) {
      case NEW -> new LeadStatus.New(since);
      case WORKING -> new LeadStatus.Working(since);
      case NURTURING -> new LeadStatus.Nurturing(since);
      case QUALIFIED -> new LeadStatus.Qualified(since);
      case CONVERTED -> new LeadStatus.Converted(since);
      case DISQUALIFIED ->
          new LeadStatus.Disqualified(since, LeadStatus.Reason.NO_BUDGET, "asked twice");
      case RECYCLED -> new LeadStatus.Recycled(since, since.plus(Duration.ofDays(30)));
    };
  }

  /** An id that no other lead of this run of the tests has; later ones sort after earlier ones. */
  public static LeadId anId() {
    long number = COUNTER.incrementAndGet();
    return new LeadId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number));
  }
}
