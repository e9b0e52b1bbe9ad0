package dev.kith.crm.domain.account;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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

  /**
   * The way to the stage is there, but not open.
   *
   * @param missing fields that must be filled first
   * @param unreasoned whether a reason must be said
   * @param guard the condition that does not hold; null where it is none of that
   */
  record TransitionRequirements(
      String from, String to, List<String> missing, boolean unreasoned, @Nullable String guard)
      implements AccountRefusal {
    public TransitionRequirements {
      missing = ImmutableList.copyOf(missing);
    }

    @Override
    public Kind kind() {
      return Kind.INVALID;
    }

    @Override
    public String code() {
      return "transition-requirements";
    }

    @Override
    public String detail() {
      return "To go from "
          + from
          + " to "
          + to
          + " more is needed: "
          + violations().stream().map(Violation::message).collect(Collectors.joining(" "));
    }

    @Override
    public Map<String, Object> facts() {
      ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
      facts.put("from", from).put("to", to).put("missing", missing).put("unreasoned", unreasoned);
      if (guard != null) {
        facts.put("guard", guard);
      }
      return facts.buildOrThrow();
    }

    @Override
    public List<Violation> violations() {
      ImmutableList.Builder<Violation> violations = ImmutableList.builder();
      if (unreasoned) {
        violations.add(Violation.at("reason", "required", "Say why."));
      }
      for (String field : missing) {
        String label = AccountField.named(field).map(AccountField::label).orElse("Owner");
        violations.add(
            new Violation("", "missing-" + field, label + " must be filled in the account."));
      }
      if (guard != null) {
        violations.add(new Violation("", "guard", "It must hold that " + guard + "."));
      }
      return violations.build();
    }
  }

  /**
   * The account has been merged into another: what is meant for it is meant for that one.
   *
   * @param into the other, which may itself have been merged since
   */
  record Merged(UUID account, UUID into) implements AccountRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "account-merged";
    }

    @Override
    public String detail() {
      return "The account has been merged into the account " + into + "; use that one.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("into", into.toString());
    }
  }
}
