package dev.kith.crm.application.lifecycle;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.kith.crm.application.lifecycle.AccountsOnWays.Traveller;
import dev.kith.crm.application.lifecycle.Simulation.ChangedWay;
import dev.kith.crm.application.lifecycle.Simulation.Dropped;
import dev.kith.crm.application.lifecycle.Simulation.Named;
import dev.kith.crm.application.lifecycle.Simulation.Unmet;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.StageTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds accounts, one after the other, against the lifecycle in force and against a draft. */
final class Simulating {

  private final LifecycleTerms inForce;
  private final LifecycleTerms draft;
  private final Map<String, Tally> dropped = new HashMap<>();
  private final Map<String, Entrance> entrances = new LinkedHashMap<>();
  private final List<Pair> pairs;
  private long accounts;

  Simulating(LifecycleTerms inForce, LifecycleTerms draft) {
    this.inForce = inForce;
    this.draft = draft;
    for (Stage stage : draft.inOrder()) {
      List<StageTransition> into = into(draft, stage.key());
      if (!stage.equals(draft.first()) && !into.isEmpty()) {
        entrances.put(stage.key(), new Entrance(into, into(inForce, stage.key())));
      }
    }
    pairs = changed();
  }

  private static List<StageTransition> into(LifecycleTerms terms, String stage) {
    return terms.transitions().stream().filter(way -> way.to().equals(stage)).toList();
  }

  /** From stages that stay; where the others' accounts go is not for ways to say. */
  private List<Pair> changed() {
    List<String> targets =
        Stream.concat(draft.inOrder().stream(), inForce.inOrder().stream())
            .map(Stage::key)
            .distinct()
            .toList();
    return draft.inOrder().stream()
        .flatMap(from ->
            targets.stream().map(to -> new Pair(way(inForce, from, to), way(draft, from, to))))
        .filter(Pair::isChanged)
        .collect(toImmutableList());
  }

  private static @Nullable StageTransition way(LifecycleTerms terms, Stage from, String to) {
    return terms.transitions().stream()
        .filter(way -> way.from().equals(from.key()) && way.to().equals(to))
        .findFirst()
        .orElse(null);
  }

  void look(Traveller account) {
    accounts++;
    if (draft.find(account.stage()).isEmpty()) {
      dropped.computeIfAbsent(account.stage(), stage -> new Tally()).count(account);
      return;
    }
    Optional.ofNullable(entrances.get(account.stage())).ifPresent(into -> into.look(account));
    pairs.stream()
        .filter(pair -> pair.from().equals(account.stage()))
        .forEach(pair -> pair.look(account));
  }

  /**
   * @param inStages how many accounts are in each stage, those in the bin included
   */
  Simulation done(Map<String, Long> inStages) {
    return new Simulation(
        accounts,
        inForce.inOrder().stream()
            .filter(stage -> draft.find(stage.key()).isEmpty())
            .filter(stage -> inStages.getOrDefault(stage.key(), 0L) > 0)
            .map(stage ->
                dropped(
                    stage,
                    inStages.getOrDefault(stage.key(), 0L),
                    dropped.getOrDefault(stage.key(), new Tally())))
            .toList(),
        draft.inOrder().stream()
            .flatMap(stage ->
                Stream.ofNullable(entrances.get(stage.key()))
                    .filter(entrance -> !entrance.unmet.isEmpty())
                    .map(entrance -> entrance.told(stage)))
            .toList(),
        pairs.stream()
            .filter(pair -> !pair.opened.isEmpty() || !pair.closed.isEmpty())
            .map(Pair::told)
            .toList());
  }

  private static Dropped dropped(Stage stage, long all, Tally live) {
    return new Dropped(stage.key(), stage.name(), all, Math.max(0, all - live.count), live.sample);
  }

  /** Counts accounts, and remembers the first that are seen. */
  private static final class Tally {
    private long count;
    private final List<Named> sample = new ArrayList<>();

    void count(Traveller account) {
      count++;
      if (account.isSeen() && sample.size() < Simulation.SAMPLES) {
        sample.add(new Named(account.id(), account.name()));
      }
    }

    boolean isEmpty() {
      return count == 0;
    }
  }

  /** The ways into a stage. */
  private static final class Entrance {
    private final List<StageTransition> then;
    private final List<StageTransition> now;
    private final Tally unmet = new Tally();
    private long already;

    Entrance(List<StageTransition> then, List<StageTransition> now) {
      this.then = then;
      this.now = now;
    }

    void look(Traveller account) {
      if (then.stream().noneMatch(account::meets)) {
        unmet.count(account);
        if (!now.isEmpty() && now.stream().noneMatch(account::meets)) {
          already++;
        }
      }
    }

    Unmet told(Stage stage) {
      return new Unmet(stage.key(), stage.name(), unmet.count, already, unmet.sample);
    }
  }

  /** A way as it is, and as it would be; null where there is none. */
  private static final class Pair {
    private final @Nullable StageTransition now;
    private final @Nullable StageTransition then;
    private final Tally opened = new Tally();
    private final Tally closed = new Tally();
    private long before;
    private long after;

    Pair(@Nullable StageTransition now, @Nullable StageTransition then) {
      this.now = now;
      this.then = then;
    }

    private StageTransition either() {
      return then != null ? then : Objects.requireNonNull(now);
    }

    String from() {
      return either().from();
    }

    /** Whether it asks for anything else of accounts. */
    boolean isChanged() {
      if (now == null || then == null) {
        return now != null || then != null;
      }
      return !Objects.equals(now.guard(), then.guard())
          || !now.requiredFields().equals(then.requiredFields());
    }

    void look(Traveller account) {
      boolean could = now != null && account.meets(now);
      boolean can = then != null && account.meets(then);
      before += could ? 1 : 0;
      after += can ? 1 : 0;
      if (can && !could) {
        opened.count(account);
      } else if (could && !can) {
        closed.count(account);
      }
    }

    ChangedWay told() {
      return new ChangedWay(
          from(),
          either().to(),
          before,
          after,
          opened.count,
          closed.count,
          opened.sample,
          closed.sample);
    }
  }
}
