package dev.kith.crm.application.sample;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountLifecycle.Way;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.Accounts.Transition;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.TimeInStage;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Lets accounts go through their lifecycle for half a year, day by day. */
public final class SampleStages {

  private static final int DAYS = 178;

  /** On one day of so many something happens to an account. */
  private static final int ONE_IN = 30;

  private SampleStages() {}

  /**
   * @param crm whose clock stands half a year ago
   * @param nextDay moves that clock on
   */
  public static void fill(Workspace crm, Runnable nextDay) {
    allow(crm);
    SplittableRandom random = new SplittableRandom(SampleData.USUAL_SEED);
    List<AccountId> accounts =
        crm
            .accountQueries()
            .list(ListQuery.all(AccountFields.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT))
            .orElseThrow()
            .items()
            .stream()
            .map(AccountView::id)
            .toList();
    for (int day = 0; day < DAYS; day++) {
      nextDay.run();
      for (AccountId account : accounts) {
        if (random.nextInt(ONE_IN) == 0) {
          step(crm, account, random);
        }
      }
    }
  }

  /** How long accounts may stay in stages in which somebody should do something. */
  private static void allow(Workspace crm) {
    Map<String, TimeInStage> times =
        ImmutableMap.of(
            "PROSPECT", TimeInStage.days(60),
            "TARGET", TimeInStage.days(45),
            "ENGAGED", TimeInStage.businessHours(240),
            "AT_RISK", TimeInStage.businessHours(80),
            "RENEWING", TimeInStage.days(30));
    LifecycleTerms usual = crm.lifecycle().get().orElseThrow().terms();
    crm.lifecycle()
        .set(
            new LifecycleTerms(
                usual.stages().stream().map(stage -> stage.within(times.get(stage.key()))).toList(),
                usual.transitions()))
        .orElseThrow();
  }

  private static void step(Workspace crm, AccountId account, SplittableRandom random) {
    List<Way> open =
        crm.accountQueries().lifecycle(account, null).orElseThrow().next().stream()
            .filter(Way::isOpen)
            .toList();
    List<Way> good = open.stream().filter(way -> !way.transition().requiresReason()).toList();
    List<Way> chosen = good.isEmpty() || random.nextInt(5) == 0 ? open : good;
    boolean patient = good.isEmpty() && random.nextInt(4) != 0;
    if (!chosen.isEmpty() && !patient) {
      Way way = chosen.get(random.nextInt(chosen.size()));
      crm.accounts()
          .transition(
              account,
              new Transition(
                  way.to().key(), way.transition().requiresReason() ? reason(way) : null))
          .orElseThrow();
    }
  }

  private static String reason(Way way) {
    return switch (way.to().category()) {
      case PRE_SALE -> "They want to talk again next quarter.";
      case ACTIVE -> "They signed for another year.";
      case AT_RISK -> "They use it less from week to week.";
      case ENDED -> "They decided for somebody else.";
    };
  }
}
