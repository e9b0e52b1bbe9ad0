package dev.kith.crm.application.account;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.account.Stay;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.StageTransition;
import dev.kith.crm.domain.lifecycle.TimeInStage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Through which stages an account went, and where it can go from here.
 *
 * @param account as it is now
 * @param path all stages of the lifecycle in force, in their order
 * @param stays from its birth on, without gap or overlap
 * @param time how long it may stay where it is; null for as long as it likes, in the bin, and as of
 *     an earlier moment
 * @param next the ways on; none from the bin, and none as of an earlier moment
 */
public record AccountLifecycle(
    AccountView account, List<Stage> path, List<Stay> stays, @Nullable Time time, List<Way> next) {

  public AccountLifecycle {
    path = ImmutableList.copyOf(path);
    stays = ImmutableList.copyOf(stays);
    next = ImmutableList.copyOf(next);
  }

  /**
   * How long it may stay.
   *
   * @param upAt when that is up; null if business hours never last for so long
   * @param over whether it is up
   */
  public record Time(TimeInStage allowed, @Nullable Instant upAt, boolean over) {}

  /**
   * A way on.
   *
   * @param missing fields that must be filled before it can be taken
   * @param guardHolds whether its guard lets the account pass
   * @param permitted whether the reader may take it
   */
  public record Way(
      StageTransition transition,
      Stage to,
      List<String> missing,
      boolean guardHolds,
      boolean permitted) {

    public Way {
      missing = ImmutableList.copyOf(missing);
    }

    /** Whether it can be taken, at most with a reason. */
    public boolean isOpen() {
      return missing.isEmpty() && guardHolds && permitted;
    }
  }
}
