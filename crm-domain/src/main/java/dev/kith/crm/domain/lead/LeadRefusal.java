package dev.kith.crm.domain.lead;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What only leads refuse. */
public sealed interface LeadRefusal extends Refusal {

  /**
   * Another live lead has this e-mail address.
   *
   * @param holder the other lead; null where the actor may not see it
   */
  record EmailTaken(String email, @Nullable UUID holder) implements LeadRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "lead-email-taken";
    }

    @Override
    public String detail() {
      return "Another lead already has the e-mail address " + email + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return holder == null ? ImmutableMap.of() : ImmutableMap.of("holder", holder.toString());
    }
  }

  /**
   * Another live lead has this id of the same other system.
   *
   * @param holder the other lead; null where the actor may not see it
   */
  record ExternalIdTaken(String externalId, @Nullable UUID holder) implements LeadRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "lead-external-id-taken";
    }

    @Override
    public String detail() {
      return "Another lead already has the external id " + externalId + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return holder == null ? ImmutableMap.of() : ImmutableMap.of("holder", holder.toString());
    }
  }

  /** What is brought in has the telephone number of a lead that the actor may not see. */
  record PhoneTaken(String phone) implements LeadRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "lead-phone-taken";
    }

    @Override
    public String detail() {
      return "Another lead already has the telephone number " + phone + ".";
    }
  }

  /** What is brought in matches several leads, so that it cannot be told which of them it is. */
  record AmbiguousMatch(List<String> fields) implements LeadRefusal {
    public AmbiguousMatch {
      fields = List.copyOf(fields);
    }

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "lead-match-ambiguous";
    }

    @Override
    public String detail() {
      return "Several leads match by "
          + String.join(", ", fields)
          + "; it cannot be told which one"
          + " is meant.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("fields", fields);
    }
  }

  /** The lead is in the bin; restore it first. */
  record Deleted(UUID lead) implements LeadRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "lead-deleted";
    }

    @Override
    public String detail() {
      return "The lead has been deleted; restore it first.";
    }
  }

  /**
   * The lead has been merged into another: what is meant for it is meant for that one.
   *
   * @param into the other, which may itself have been merged since
   */
  record Merged(UUID lead, UUID into) implements LeadRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "lead-merged";
    }

    @Override
    public String detail() {
      return "The lead has been merged into the lead " + into + "; use that one.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("into", into.toString());
    }
  }

  /**
   * A converted lead is closed: what happens now happens to its account, contact and opportunity.
   */
  record AlreadyConverted(UUID lead) implements LeadRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "lead-converted";
    }

    @Override
    public String detail() {
      return "The lead has been converted and can no longer be changed.";
    }
  }
}
