package dev.kith.crm.application.account;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import dev.kith.crm.application.automation.FactConditions;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.automation.Condition;
import dev.kith.crm.domain.lifecycle.StageTransition;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the guards of ways, each of which is compiled once. */
final class Guards {

  private static final Logger LOG = LoggerFactory.getLogger(Guards.class);
  private static final int KEPT = 500;

  private final LoadingCache<String, Optional<Condition>> compiled =
      CacheBuilder.newBuilder().maximumSize(KEPT).build(CacheLoader.from(Guards::read));

  private static Optional<Condition> read(String guard) {
    Optional<Condition> condition = FactConditions.read(guard, AccountFacts.ALL);
    if (condition.isEmpty()) {
      // It was checked when it was written, by a version of the CRM that knew other facts.
      LOG.warn(
          "A guard of the lifecycle cannot be read any more, and lets nothing pass: {}", guard);
    }
    return condition;
  }

  /** Whether the way lets the account pass; one without a guard does. */
  boolean hold(StageTransition way, Account account) {
    return hold(way, () -> AccountFacts.known(AccountView.of(account, null)));
  }

  /**
   * The same.
   *
   * @param known what is known of the account, asked for only where there is a guard
   */
  boolean hold(StageTransition way, Supplier<Map<String, Object>> known) {
    String guard = way.guard();
    return guard == null
        || compiled
            .getUnchecked(guard)
            .filter(condition -> condition.holds(known.get()))
            .isPresent();
  }
}
