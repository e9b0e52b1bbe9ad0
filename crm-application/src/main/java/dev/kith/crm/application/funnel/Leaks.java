package dev.kith.crm.application.funnel;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.kith.crm.application.funnel.Asking.Asked;
import dev.kith.crm.application.funnel.FunnelReads.Lost;
import dev.kith.crm.application.funnel.Leakage.Cause;
import dev.kith.crm.application.funnel.Leakage.CauseKind;
import dev.kith.crm.application.funnel.Leakage.Cell;
import dev.kith.crm.application.funnel.Leakage.Leak;
import dev.kith.crm.application.funnel.Leakage.StageLeak;
import dev.kith.crm.application.funnel.PipelineAnalytics.Share;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where opportunities are lost, and why. */
record Leaks(Asked asked, boolean hidesReasons, boolean hidesCompetitors) {

  /** So many reasons, and so many competitors, are told apart. */
  private static final int MOST = 20;

  private static final Cause NONE = new Cause(CauseKind.NONE, "");
  private static final Cause OTHERS = new Cause(CauseKind.OTHERS, "");
  private static final Cause HIDDEN = new Cause(CauseKind.HIDDEN, "");

  /** The most frequent first; what stands for many is last. */
  private static final Comparator<Leak> MOST_FIRST =
      comparing((Leak leak) -> leak.cause().kind() == CauseKind.OTHERS)
          .thenComparing(comparingLong((Leak leak) -> leak.lost().count()).reversed())
          .thenComparing(leak -> leak.cause().name());

  Leakage of(Stages stages, List<Lost> lost) {
    Function<Lost, Cause> reason = told(lost, l -> cause(l.reason(), hidesReasons));
    Function<Lost, Cause> competitor = told(lost, l -> cause(l.competitor(), hidesCompetitors));
    List<Leak> reasons = leaks(lost, reason);
    List<StageName> from =
        stages.with(lost.stream().map(Lost::stage).distinct().toList()).stream()
            .filter(stage -> lost.stream().anyMatch(l -> l.stage().equals(stage.key())))
            .toList();
    List<Cell> cells = new ArrayList<>();
    for (Leak each : reasons) {
      for (StageName stage : from) {
        Share share =
            share(lost, l -> reason.apply(l).equals(each.cause()) && l.stage().equals(stage.key()));
        if (share.count() > 0) {
          cells.add(new Cell(each.cause(), stage.key(), share));
        }
      }
    }
    return new Leakage(
        asked.pipeline(),
        asked.question(),
        share(lost, l -> true),
        reasons,
        from.stream()
            .map(stage -> new StageLeak(stage, share(lost, l -> l.stage().equals(stage.key()))))
            .toList(),
        leaks(lost, competitor),
        cells);
  }

  private static Cause cause(@Nullable String name, boolean isHidden) {
    return isHidden
        ? HIDDEN
        : name == null || name.isEmpty() ? NONE : new Cause(CauseKind.NAMED, name);
  }

  /** The same, where the rare ones are no longer told apart. */
  private static Function<Lost, Cause> told(List<Lost> lost, Function<Lost, Cause> cause) {
    Map<Cause, Long> counts = new LinkedHashMap<>();
    lost.forEach(l -> counts.merge(cause.apply(l), l.part().opportunities(), Long::sum));
    if (counts.size() <= MOST) {
      return cause;
    }
    Set<Cause> kept =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Cause, Long>comparingByValue()
                    .reversed()
                    .thenComparing(e -> e.getKey().name()))
            .limit(MOST)
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(HashSet::new));
    return l -> kept.contains(cause.apply(l)) ? cause.apply(l) : OTHERS;
  }

  private List<Leak> leaks(List<Lost> lost, Function<Lost, Cause> cause) {
    return lost.stream()
        .map(cause)
        .distinct()
        .map(each -> new Leak(each, share(lost, l -> cause.apply(l).equals(each))))
        .sorted(MOST_FIRST)
        .toList();
  }

  private Share share(List<Lost> lost, Predicate<Lost> which) {
    return asked.sums().of(lost.stream().filter(which).map(Lost::part).toList());
  }
}
