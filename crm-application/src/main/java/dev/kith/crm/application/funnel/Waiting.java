package dev.kith.crm.application.funnel;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.funnel.Asking.Asked;
import dev.kith.crm.application.funnel.FunnelReads.Due;
import dev.kith.crm.application.funnel.FunnelReads.InStage;
import dev.kith.crm.application.funnel.FunnelReads.Since;
import dev.kith.crm.application.funnel.PipelineAnalytics.Aged;
import dev.kith.crm.application.funnel.PipelineAnalytics.Ageing;
import dev.kith.crm.application.funnel.PipelineAnalytics.Paging;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageAges;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageName;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageStuck;
import dev.kith.crm.application.funnel.PipelineAnalytics.Stuck;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.funnel.BusinessClock;
import dev.kith.crm.domain.funnel.StayNorms;
import dev.kith.crm.domain.funnel.StayNorms.Norm;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long open opportunities have been where they are, beside what was won.
 *
 * <p>Norms are of stays from a full hour to a full hour; so is what is held against them.
 */
final class Waiting {

  private static final int SECONDS_OF_HOUR = 3600;

  private final FunnelReads reads;
  private final Asked asked;
  private final BusinessCalendar calendar;
  private final Instant now;
  private final Function<Collection<OpportunityId>, List<OpportunityView>> views;
  private final List<Stage> stages;
  private final StayNorms norms;

  Waiting(
      FunnelReads reads,
      Asked asked,
      BusinessCalendar calendar,
      Instant now,
      Function<Collection<OpportunityId>, List<OpportunityView>> views) {
    this.reads = reads;
    this.asked = asked;
    this.calendar = calendar;
    this.now = now;
    this.views = views;
    this.stages = asked.pipeline().stages().stream().filter(Stage::isOpen).toList();
    this.norms = norms();
  }

  private StayNorms norms() {
    BusinessClock clock = new BusinessClock(calendar.hours());
    StayNorms all = new StayNorms();
    Set<String> keys = stages.stream().map(Stage::key).collect(ImmutableSet.toImmutableSet());
    reads.eachStayOfWon(
        asked.all(),
        keys,
        stay ->
            all.add(
                stay.stage(),
                stay.to() - stay.from(),
                clock.hoursBetween(stay.from(), stay.to()),
                stay.stays()));
    return all;
  }

  Ageing ageing(Paging paging) {
    List<Since> open = reads.open(asked.slice());
    Map<String, Long> usual = new LinkedHashMap<>();
    for (Stage stage : stages) {
      Duration ninetieth = norms.of(stage.key()).ninetieth();
      usual.put(stage.key(), ninetieth == null ? 0 : ninetieth.toSeconds());
    }
    return new Ageing(
        asked.pipeline(),
        asked.question(),
        calendar.name(),
        stages.stream()
            .map(stage ->
                ages(
                    name(stage),
                    norms.of(stage.key()),
                    open.stream().filter(s -> s.stage().equals(stage.key())).toList()))
            .toList(),
        page(usual, null, paging));
  }

  private StageAges ages(StageName stage, Norm norm, List<Since> open) {
    long[] counts = new long[4];
    Duration median = norm.calendar().percentile(50);
    Duration threeQuarters = norm.calendar().percentile(75);
    Duration ninetieth = norm.ninetieth();
    long all = 0;
    for (Since since : open) {
      all += since.opportunities();
      if (median != null && threeQuarters != null && ninetieth != null) {
        Duration age = Duration.ofHours(hour(now) - since.since());
        int part =
            age.compareTo(median) <= 0
                ? 0
                : age.compareTo(threeQuarters) <= 0 ? 1 : age.compareTo(ninetieth) <= 0 ? 2 : 3;
        counts[part] += since.opportunities();
      }
    }
    return new StageAges(stage, norm, all, counts[0], counts[1], counts[2], counts[3]);
  }

  Stuck stuck(Paging paging) {
    Map<String, Long> allowed = new LinkedHashMap<>();
    for (Stage stage : stages) {
      Duration most = allowed(stage);
      if (most != null) {
        allowed.put(stage.key(), most.toSeconds());
      }
    }
    long until = now.getEpochSecond();
    List<InStage> late =
        allowed.isEmpty() ? List.of() : reads.allDue(asked.slice(), allowed, until);
    return new Stuck(
        asked.pipeline(),
        asked.question(),
        calendar.name(),
        asked.sums().of(late.stream().map(InStage::part).toList()),
        stages.stream()
            .map(stage ->
                new StageStuck(
                    name(stage),
                    allowed(stage),
                    stage.rotDays(),
                    norms.of(stage.key()).ninetieth(),
                    asked
                        .sums()
                        .of(
                            late.stream()
                                .filter(group -> group.stage().equals(stage.key()))
                                .map(InStage::part)
                                .toList())))
            .toList(),
        allowed.isEmpty() ? new Page<>(List.of(), null, null) : page(allowed, until, paging));
  }

  /** The shorter of both; null where there is neither. */
  private @Nullable Duration allowed(Stage stage) {
    Integer rotDays = stage.rotDays();
    Duration rot = rotDays == null ? null : Duration.ofDays(rotDays);
    Duration ninetieth = norms.of(stage.key()).ninetieth();
    return rot == null
        ? ninetieth
        : ninetieth == null || rot.compareTo(ninetieth) < 0 ? rot : ninetieth;
  }

  private Page<Aged> page(Map<String, Long> allowed, @Nullable Long until, Paging paging) {
    Cursor after = paging.after();
    List<Due> found =
        reads.due(
            asked.slice(),
            allowed,
            until,
            after == null
                ? null
                : new Due(
                    new OpportunityId(after.id()),
                    (Long) Objects.requireNonNull(after.values().getFirst())),
            paging.limit() + 1);
    boolean isMore = found.size() > paging.limit();
    List<Due> shown = isMore ? found.subList(0, paging.limit()) : found;
    Map<OpportunityId, OpportunityView> byId =
        shown.isEmpty()
            ? Map.of()
            : views.apply(shown.stream().map(Due::id).toList()).stream()
                .collect(toImmutableMap(OpportunityView::id, view -> view));
    return new Page<>(
        shown.stream()
            .map(due -> byId.get(due.id()))
            .filter(Objects::nonNull)
            .map(this::aged)
            .toList(),
        isMore ? new Cursor(List.of(shown.getLast().due()), shown.getLast().id().value()) : null,
        null);
  }

  private Aged aged(OpportunityView view) {
    Instant since = view.where().since();
    Norm norm = norms.of(view.where().stage());
    Duration age = Duration.between(since, now);
    Duration ninetieth = norm.ninetieth();
    return new Aged(
        view,
        age,
        calendar.hours().between(since, now),
        norm.calendar().rank(Duration.ofHours(hour(now) - hour(since))),
        stages.stream()
            .anyMatch(
                stage -> stage.key().equals(view.where().stage()) && stage.isRotten(since, now)),
        ninetieth != null && age.compareTo(ninetieth) >= 0);
  }

  private static StageName name(Stage stage) {
    return new StageName(stage.key(), stage.name(), stage.type(), false);
  }

  private static long hour(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_HOUR);
  }
}
