package dev.kith.crm.domain.automation;

import java.time.Instant;

/** Where a rule stands. */
public sealed interface RuleStatus {

  Instant since();

  /** The stable name, as stored and as shown in the API. */
  Name name();

  /** The names of all states. */
  enum Name {
    DRAFT,
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
