package dev.kith.crm.application.lifecycle;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.UUID;

/**
 * What a draft of the lifecycle would mean for the accounts that there are, were it in force.
 * Counts are of all accounts; samples are of those that the reader sees.
 *
 * @param accounts how many live accounts there are
 * @param dropped stages that the draft leaves out while accounts are in them, by their order
 * @param unmet stages that live accounts are in though no way of the draft would let them in, by
 *     their order
 * @param ways those that more or fewer live accounts could take, in the order of the stages
 */
public record Simulation(
    long accounts, List<Dropped> dropped, List<Unmet> unmet, List<ChangedWay> ways) {

  /** So many accounts are named at most, wherever accounts are counted. */
  public static final int SAMPLES = 20;

  public Simulation {
    dropped = ImmutableList.copyOf(dropped);
    unmet = ImmutableList.copyOf(unmet);
    ways = ImmutableList.copyOf(ways);
  }

  /** Whether no account has to move before the draft can be saved. */
  public boolean isSavable() {
    return dropped.isEmpty();
  }

  /** Whether every account stands as before, and can go where it could. */
  public boolean isQuiet() {
    return dropped.isEmpty() && unmet.isEmpty() && ways.isEmpty();
  }

  /** An account, by its name as far as the reader may see it. */
  public record Named(UUID id, String name) {}

  /**
   * A stage that is left out. Its accounts have to go to another before.
   *
   * @param stage its key
   * @param name as it is called in the lifecycle in force
   * @param accounts how many are in it, those in the bin included
   * @param deleted how many of them are in the bin
   * @param sample live ones
   */
  public record Dropped(
      String stage, String name, long accounts, long deleted, List<Named> sample) {
    public Dropped {
      sample = ImmutableList.copyOf(sample);
    }
  }

  /**
   * A stage with accounts that lack what every way into it asks for. They stay.
   *
   * @param stage its key
   * @param name as the draft calls it
   * @param already how many of them lack that by the lifecycle in force as well
   */
  public record Unmet(String stage, String name, long accounts, long already, List<Named> sample) {
    public Unmet {
      sample = ImmutableList.copyOf(sample);
    }
  }

  /**
   * A way that asks for something else than before, or is new, or gone. What it asks of those who
   * take it, a reason or a permission, does not count.
   *
   * @param from key of a stage
   * @param to key of another
   * @param before how many accounts have what it asks for by the lifecycle in force
   * @param after how many do by the draft
   * @param opened how many do by the draft only
   * @param closed how many do by the lifecycle in force only
   */
  public record ChangedWay(
      String from,
      String to,
      long before,
      long after,
      long opened,
      long closed,
      List<Named> openedSample,
      List<Named> closedSample) {
    public ChangedWay {
      openedSample = ImmutableList.copyOf(openedSample);
      closedSample = ImmutableList.copyOf(closedSample);
    }
  }
}
