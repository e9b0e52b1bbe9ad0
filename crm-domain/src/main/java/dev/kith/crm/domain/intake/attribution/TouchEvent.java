package dev.kith.crm.domain.intake.attribution;

import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.Map;

/** What happens to the touches of leads. */
public sealed interface TouchEvent extends DomainEvent {

  LeadId lead();

  @Override
  default Subject subject() {
    return Lead.subjectOf(lead());
  }

  /** Touches of a lead came in that were not known before. */
  record Recorded(LeadId lead, List<Touch> touches) implements TouchEvent {
    public Recorded {
      touches = List.copyOf(touches);
    }

    @Override
    public String type() {
      return "lead.touched.v1";
    }

    /** Only how many: what they say may be hidden from whoever reads the trail. */
    @Override
    public Map<String, String> remarks() {
      return Map.of("touches", Integer.toString(touches.size()));
    }
  }

  /** Touches that an import had brought are taken back with it. */
  record TakenBack(LeadId lead, List<Touch> touches) implements TouchEvent {
    public TakenBack {
      touches = List.copyOf(touches);
    }

    @Override
    public String type() {
      return "lead.touches-taken-back.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return Map.of("touchesTakenBack", Integer.toString(touches.size()));
    }
  }
}
