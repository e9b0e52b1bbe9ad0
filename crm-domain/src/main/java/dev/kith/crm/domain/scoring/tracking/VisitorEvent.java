package dev.kith.crm.domain.scoring.tracking;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import java.time.Instant;
import java.util.Comparator;

/** A visitor did something; whoever they turn out to be, it stays theirs. */
public record VisitorEvent(
    EngagementId id, VisitorId visitor, EngagementContent content, Instant recordedAt) {

  public static final Comparator<VisitorEvent> ORDER =
      Comparator.comparing((VisitorEvent event) -> event.content().occurredAt())
          .thenComparing(VisitorEvent::id);

  /** How the events of a visitor are called: no two visitors can have the same. */
  public static EngagementId idOf(VisitorId visitor, String name) {
    return new EngagementId(EngagementId.OF_VISITORS + visitor + "/" + name);
  }

  /** The same, of the lead that the visitor turned out to be. */
  public EngagementEvent of(LeadId lead) {
    return EngagementEvent.reported(id, lead, content, recordedAt);
  }
}
