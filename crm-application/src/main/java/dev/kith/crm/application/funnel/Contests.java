package dev.kith.crm.application.funnel;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.kith.crm.application.funnel.Asking.Asked;
import dev.kith.crm.application.funnel.FunnelReads.Contested;
import dev.kith.crm.application.funnel.FunnelReads.Decided;
import dev.kith.crm.application.funnel.PipelineAnalytics.Competition;
import dev.kith.crm.application.funnel.PipelineAnalytics.Contest;
import dev.kith.crm.application.funnel.PipelineAnalytics.Share;
import dev.kith.crm.domain.competitor.CompetitorId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How deals went in which others bid. */
record Contests(Asked asked) {

  private static final Comparator<Contest> MOST_MET_FIRST =
      comparingLong((Contest contest) -> contest.won().count() + contest.lost().count())
          .reversed()
          .thenComparing(comparing(Contest::name));

  Competition of(List<Decided> decided, List<Contested> contested) {
    Map<CompetitorId, List<Contested>> byCompetitor =
        contested.stream().collect(Collectors.groupingBy(Contested::competitor));
    return new Competition(
        asked.pipeline(),
        asked.question(),
        all(decided, true),
        all(decided, false),
        byCompetitor.values().stream().map(this::contest).sorted(MOST_MET_FIRST).toList());
  }

  private Share all(List<Decided> decided, boolean won) {
    return asked
        .sums()
        .of(decided.stream().filter(d -> d.won() == won).map(Decided::part).toList());
  }

  private Contest contest(List<Contested> groups) {
    Contested any = groups.getFirst();
    return new Contest(
        any.competitor(),
        any.name(),
        share(groups, Contested::won),
        share(groups, group -> !group.won()),
        share(groups, Contested::gotIt));
  }

  private Share share(List<Contested> groups, Predicate<Contested> which) {
    return asked.sums().of(groups.stream().filter(which).map(Contested::part).toList());
  }
}
