package dev.kith.crm.domain.automation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a rule stands. */
public sealed interface RuleStatus {

  Instant since();

  /** The stable name, as stored and as shown in the API. */
  Name name();

  /** The names of all states. */
  enum Name {
    DRAFT,
    SHADOW,
    ACTIVE,
    PAUSED,
    SUSPENDED
  }

  /** It is being written, and does nothing. */
  record Draft(Instant since) implements RuleStatus {
    @Override
    public Name name() {
      return Name.DRAFT;
    }
  }

  /**
   * It looks as if it acted, and what it would have done is kept; it does nothing.
   *
   * @param until it looks at nothing that happens then or later, and people are told; null for no
   *     such moment
   */
  record Shadow(Instant since, @Nullable Instant until) implements RuleStatus {
    @Override
    public Name name() {
      return Name.SHADOW;
    }

    public boolean isOverAt(Instant moment) {
      return until != null && !moment.isBefore(until);
    }
  }

  record Active(Instant since) implements RuleStatus {
    @Override
    public Name name() {
      return Name.ACTIVE;
    }
  }

  /** Somebody stopped it. */
  record Paused(Instant since) implements RuleStatus {
    @Override
    public Name name() {
      return Name.PAUSED;
    }
  }

  /** The CRM stopped it, because it ran in circles. */
  record Suspended(Instant since, String reason) implements RuleStatus {
    @Override
    public Name name() {
      return Name.SUSPENDED;
    }
  }
}
