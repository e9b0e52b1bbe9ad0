package dev.kith.crm.domain.account;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What only accounts refuse. */
public sealed interface AccountRefusal extends Refusal {

  /**
   * Another live account has this domain.
   *
   * @param holder the other account; null where the actor may not see it
   */
  record DomainTaken(String domain, @Nullable UUID holder) implements AccountRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "account-domain-taken";
    }

    @Override
    public String detail() {
      return "Another account already has the domain " + domain + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return holder == null
          ? ImmutableMap.of("domain", domain)
          : ImmutableMap.of("domain", domain, "holder", holder.toString());
    }
  }

  /**
   * Another live account has this id of the same other system.
   *
   * @param holder the other account; null where the actor may not see it
   */
  record ExternalIdTaken(String externalId, @Nullable UUID holder) implements AccountRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "account-external-id-taken";
    }

    @Override
    public String detail() {
      return "Another account already has the external id " + externalId + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return holder == null ? ImmutableMap.of() : ImmutableMap.of("holder", holder.toString());
    }
  }

  /** The account lies in the bin. */
  record AccountDeleted(UUID account) implements AccountRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "account-deleted";
    }

    @Override
    public String detail() {
      return "The account has been deleted; restore it first.";
    }
  }

  /** There is no live account that the actor can see to hang another below. */
  record UnknownParent(UUID parent) implements AccountRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "unknown-parent";
    }

    @Override
    public String detail() {
      return "There is no account " + parent + " that another can belong to.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("parent", parent.toString());
    }
  }

  /** The account would belong to itself, straight or through others. */
  record Circular(UUID parent) implements AccountRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "account-circular";
    }

    @Override
    public String detail() {
      return "An account cannot belong to itself, or to one that belongs to it.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("parent", parent.toString());
    }
  }

  /** The hierarchy would have too many levels. */
  record TooDeep(int most) implements AccountRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "account-too-deep";
    }

    @Override
    public String detail() {
      return "A hierarchy of accounts has at most " + most + " levels.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("most", most);
    }
  }

  /**
   * Others belong to the account that is to be deleted.
   *
   * @param children those of them that the actor may see
   * @param more whether there are others besides
   */
  record HasChildren(List<UUID> children, boolean more) implements AccountRefusal {
    public HasChildren {
      children = ImmutableList.copyOf(children);
    }

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "account-has-children";
    }

    @Override
    public String detail() {
      return "Other accounts belong to this one; let them belong to another first, or to none.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of(
          "children", children.stream().map(UUID::toString).toList(), "more", more);
    }
  }
}
