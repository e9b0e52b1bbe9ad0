package dev.kith.crm.application.funnel;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.funnel.Asking.Asked;
import dev.kith.crm.application.funnel.FunnelReads.CountedPassage;
import dev.kith.crm.application.funnel.FunnelReads.Entered;
import dev.kith.crm.application.funnel.FunnelReads.Passage;
import dev.kith.crm.application.funnel.PipelineAnalytics.Funnel;
import dev.kith.crm.application.funnel.PipelineAnalytics.Matrix;
import dev.kith.crm.application.funnel.PipelineAnalytics.Row;
import dev.kith.crm.application.funnel.PipelineAnalytics.Share;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageFlow;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageName;
import dev.kith.crm.application.funnel.Stages.Direction;
import dev.kith.crm.domain.funnel.Worth.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How opportunities go through the stages. */
final class Flows {

  private Flows() {}

  static Funnel funnel(Asked asked, Stages stages, List<Entered> entered) {
    Set<String> keys = entered.stream().map(e -> e.passage().stage()).collect(toImmutableSet());
    return new Funnel(
        asked.pipeline(),
        asked.question(),
        stages.with(keys).stream()
            .map(stage ->
                flow(
                    asked.sums(),
                    stages,
                    stage,
                    entered.stream().filter(e -> e.passage().stage().equals(stage.key())).toList()))
            .toList());
  }

  private static StageFlow flow(Sums sums, Stages stages, StageName stage, List<Entered> entered) {
    Map<Direction, List<Part>> ways = new EnumMap<>(Direction.class);
    for (Entered group : entered) {
      Passage passage = group.passage();
      ways.computeIfAbsent(
              stages.direction(passage.stage(), passage.to(), passage.lasts()),
              way -> new ArrayList<>())
          .add(group.part());
    }
    return new StageFlow(
        stage,
        sums.of(entered.stream().map(Entered::part).toList()),
        share(sums, ways, Direction.HERE),
        share(sums, ways, Direction.FORWARD),
        share(sums, ways, Direction.BACK),
        share(sums, ways, Direction.LOST),
        share(sums, ways, Direction.ELSEWHERE));
  }

  private static Share share(Sums sums, Map<Direction, List<Part>> ways, Direction way) {
    return sums.of(ways.getOrDefault(way, List.of()));
  }

  static Matrix matrix(Asked asked, Stages stages, List<CountedPassage> passages) {
    Set<String> keys =
        passages.stream()
            .map(CountedPassage::passage)
            .flatMap(p -> p.to() == null ? Stream.of(p.stage()) : Stream.of(p.stage(), p.to()))
            .collect(toImmutableSet());
    List<StageName> all = stages.with(keys);
    return new Matrix(
        asked.pipeline(),
        asked.question(),
        all,
        all.stream()
            .map(stage ->
                row(
                    stage,
                    passages.stream()
                        .filter(p -> p.passage().stage().equals(stage.key()))
                        .collect(toImmutableList())))
            .toList());
  }

  private static Row row(StageName from, List<CountedPassage> passages) {
    Map<String, Long> to = new LinkedHashMap<>();
    long here = 0;
    long elsewhere = 0;
    for (CountedPassage counted : passages) {
      String next = counted.passage().to();
      if (next != null) {
        to.merge(next, counted.stays(), Long::sum);
      } else if (counted.passage().lasts()) {
        here += counted.stays();
      } else {
        elsewhere += counted.stays();
      }
    }
    return new Row(
        from,
        here + elsewhere + to.values().stream().mapToLong(Long::longValue).sum(),
        to,
        here,
        elsewhere);
  }
}
