package dev.kith.crm.domain.lead;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to leads. */
public sealed interface LeadEvent extends DomainEvent {

  LeadId lead();

  @Override
  default Subject subject() {
    return Lead.subjectOf(lead());
  }

  record Captured(LeadId lead, LeadProfile profile, Attribution attribution, @Nullable UserId owner)
      implements LeadEvent {
    @Override
    public String type() {
      return "lead.captured.v1";
    }
  }

  /**
   * @param changed names of the fields that are different now, as in the API
   */
  record Edited(LeadId lead, List<String> changed) implements LeadEvent {
    public Edited {
      changed = List.copyOf(changed);
    }

    @Override
    public String type() {
      return "lead.edited.v1";
    }
  }

  record Assigned(LeadId lead, @Nullable UserId from, @Nullable UserId to) implements LeadEvent {
    @Override
    public String type() {
      return "lead.assigned.v1";
    }
  }

  record Noted(LeadId lead, String text) implements LeadEvent {
    @Override
    public String type() {
      return "lead.noted.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return Map.of("note", text);
    }
  }

  /**
   * @param tags those that it did not have before
   */
  record Tagged(LeadId lead, List<String> tags) implements LeadEvent {
    public Tagged {
      tags = List.copyOf(tags);
    }

    @Override
    public String type() {
      return "lead.tagged.v1";
    }
  }

  /**
   * @param tags those that it has no longer
   */
  record Untagged(LeadId lead, List<String> tags) implements LeadEvent {
    public Untagged {
      tags = List.copyOf(tags);
    }

    @Override
    public String type() {
      return "lead.untagged.v1";
    }
  }

  record WorkStarted(LeadId lead) implements LeadEvent {
    @Override
    public String type() {
      return "lead.work-started.v1";
    }
  }

  record NurturingStarted(LeadId lead) implements LeadEvent {
    @Override
    public String type() {
      return "lead.nurturing-started.v1";
    }
  }

  record Qualified(LeadId lead) implements LeadEvent {
    @Override
    public String type() {
      return "lead.qualified.v1";
    }
  }

  /** The lead became an account, a contact, an opportunity. */
  record Converted(LeadId lead, Becoming becoming) implements LeadEvent {
    @Override
    public String type() {
      return "lead.converted.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return becoming.remarks();
    }
  }

  /** The lead is one again. */
  record ConversionUndone(LeadId lead, Becoming becoming) implements LeadEvent {
    @Override
    public String type() {
      return "lead.conversion-undone.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return becoming.remarks();
    }
  }

  record Disqualified(LeadId lead, LeadStatus.Reason reason) implements LeadEvent {
    @Override
    public String type() {
      return "lead.disqualified.v1";
    }
  }

  record Recycled(LeadId lead, Instant until) implements LeadEvent {
    @Override
    public String type() {
      return "lead.recycled.v1";
    }
  }

  /** The time of being put aside is over; the lead is new again. */
  record Reawakened(LeadId lead) implements LeadEvent {
    @Override
    public String type() {
      return "lead.reawakened.v1";
    }
  }

  record Deleted(LeadId lead) implements LeadEvent {
    @Override
    public String type() {
      return "lead.deleted.v1";
    }
  }

  record Restored(LeadId lead) implements LeadEvent {
    @Override
    public String type() {
      return "lead.restored.v1";
    }
  }

  /** Several leads became one; each of them is told, the winner and those that it took in. */
  record Merged(LeadId lead, Merging merging) implements LeadEvent {
    @Override
    public String type() {
      return "lead.merged.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return merging.remarks();
    }
  }

  /** One lead became several again; each of them is told. */
  record MergeUndone(LeadId lead, Merging merging) implements LeadEvent {
    @Override
    public String type() {
      return "lead.merge-undone.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return merging.remarks();
    }
  }
}
