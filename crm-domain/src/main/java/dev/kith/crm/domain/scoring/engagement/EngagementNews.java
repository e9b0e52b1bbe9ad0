package dev.kith.crm.domain.scoring.engagement;

import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the CRM tells of engagement. */
public sealed interface EngagementNews extends DomainEvent {

  LeadId lead();

  @Override
  default Subject subject() {
    return Lead.subjectOf(lead());
  }

  /**
   * A lead did something that was not known before.
   *
   * @param verdict as it is believed at first; it may be believed otherwise later
   */
  record Engaged(
      LeadId lead,
      EngagementId id,
      EngagementType what,
      @Nullable String name,
      @Nullable String object,
      Instant occurredAt,
      Verdict verdict)
      implements EngagementNews {

    public static Engaged of(EngagementEvent event) {
      return new Engaged(
          event.lead(),
          event.id(),
          event.content().type(),
          event.content().name(),
          event.content().object(),
          event.occurredAt(),
          event.verdict());
    }

    @Override
    public String type() {
      return "lead.engaged.v1";
    }
  }
}
