package dev.kith.crm.domain.contact;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What only contacts refuse. */
public sealed interface ContactRefusal extends Refusal {

  /**
   * Another live contact has this address as its primary one.
   *
   * @param holder the other contact; null where the actor may not see it
   */
  record EmailTaken(String email, @Nullable UUID holder) implements ContactRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "contact-email-taken";
    }

    @Override
    public String detail() {
      return "Another contact already has the primary e-mail address " + email + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return holder == null
          ? ImmutableMap.of("email", email)
          : ImmutableMap.of("email", email, "holder", holder.toString());
    }
  }

  /**
   * Another live contact has this id of the same other system.
   *
   * @param holder the other contact; null where the actor may not see it
   */
  record ExternalIdTaken(String externalId, @Nullable UUID holder) implements ContactRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "contact-external-id-taken";
    }

    @Override
    public String detail() {
      return "Another contact already has the external id " + externalId + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return holder == null ? ImmutableMap.of() : ImmutableMap.of("holder", holder.toString());
    }
  }

  /** The contact lies in the bin. */
  record ContactDeleted(UUID contact) implements ContactRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "contact-deleted";
    }

    @Override
    public String detail() {
      return "The contact has been deleted; restore it first.";
    }
  }

  /** There is no live account that the actor can see for somebody to work at. */
  record UnknownAccount(UUID account) implements ContactRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "unknown-account";
    }

    @Override
    public String detail() {
      return "There is no account " + account + " that somebody can work at.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("account", account.toString());
    }
  }

  /**
   * The contact has been merged into another: what is meant for it is meant for that one.
   *
   * @param into the other, which may itself have been merged since
   */
  record Merged(UUID contact, UUID into) implements ContactRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "contact-merged";
    }

    @Override
    public String detail() {
      return "The contact has been merged into the contact " + into + "; use that one.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("into", into.toString());
    }
  }
}
