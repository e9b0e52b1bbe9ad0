package dev.kith.crm.application.lifecycle;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import java.util.List;
import java.util.Map;

/** Wires the lifecycle of accounts. */
public final class LifecycleFeature {

  private final Kernel kernel;
  private final Map<String, String> requirable;
  private final List<Fact> facts;
  private final AccountsOnWays accounts;

  /**
   * @param requirable fields of accounts that ways can ask for, with their names for people
   * @param facts what guards can ask for of accounts
   */
  public LifecycleFeature(
      Kernel kernel, Map<String, String> requirable, List<Fact> facts, AccountsOnWays accounts) {
    this.kernel = kernel;
    this.requirable = ImmutableMap.copyOf(requirable);
    this.facts = ImmutableList.copyOf(facts);
    this.accounts = accounts;
  }

  public Lifecycles lifecycles(Context context) {
    return new LifecycleService(kernel, context, requirable, facts, accounts);
  }

  public LifecycleAnalytics analytics(Context context) {
    return new LifecycleAnalyticsService(kernel, context);
  }
}
