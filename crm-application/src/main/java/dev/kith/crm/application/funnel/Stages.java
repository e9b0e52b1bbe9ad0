package dev.kith.crm.application.funnel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageName;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a pipeline in their order, then those that it has no more.
 *
 * @param byKey in their order
 */
record Stages(Map<String, StageName> byKey) {

  Stages {
    byKey = ImmutableMap.copyOf(byKey);
  }

  static Stages of(Pipeline pipeline, List<Stage> former) {
    Map<String, StageName> all = new LinkedHashMap<>();
    pipeline.stages().forEach(stage -> all.put(stage.key(), name(stage, false)));
    former.forEach(stage -> all.putIfAbsent(stage.key(), name(stage, true)));
    return new Stages(all);
  }

  private static StageName name(Stage stage, boolean isFormer) {
    return new StageName(stage.key(), stage.name(), stage.type(), isFormer);
  }

  StageName of(String key) {
    return byKey.getOrDefault(key, new StageName(key, key, null, true));
  }

  /** Those that there are, and of the former and the unknown those that are named. */
  List<StageName> with(Collection<String> keys) {
    List<StageName> all = new ArrayList<>();
    byKey.values().stream()
        .filter(stage -> !stage.isFormer() || keys.contains(stage.key()))
        .forEach(all::add);
    keys.stream().filter(key -> !byKey.containsKey(key)).sorted().map(this::of).forEach(all::add);
    return all;
  }

  Set<String> open() {
    return byKey.values().stream()
        .filter(stage -> stage.type() == StageType.OPEN)
        .map(StageName::key)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Where a passage leads, seen from where it begins. */
  enum Direction {
    HERE,
    FORWARD,
    BACK,
    LOST,
    ELSEWHERE
  }

  Direction direction(String from, @Nullable String to, boolean lasts) {
    if (lasts) {
      return Direction.HERE;
    }
    StageName next = to == null ? null : byKey.get(to);
    if (next == null) {
      return Direction.ELSEWHERE;
    }
    if (next.type() == StageType.LOST) {
      return Direction.LOST;
    }
    StageName last = of(from);
    boolean wasDecided = last.type() == StageType.WON || last.type() == StageType.LOST;
    return next.type() == StageType.WON || (!wasDecided && place(next.key()) > place(from))
        ? Direction.FORWARD
        : Direction.BACK;
  }

  /** Of what is unknown, the last. */
  private int place(String key) {
    int place = List.copyOf(byKey.keySet()).indexOf(key);
    return place < 0 ? byKey.size() : place;
  }
}
