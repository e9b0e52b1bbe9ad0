package dev.kith.crm.application.lifecycle;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lifecycle.LifecycleReads.Passage;
import dev.kith.crm.application.lifecycle.LifecycleReads.Slice;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.StageCategory;
import dev.kith.crm.domain.lifecycle.Survival;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class LifecycleAnalyticsService implements LifecycleAnalytics {

  /** Where a passage leads, seen from where it begins. */
  private enum Direction {
    NOWHERE,
    FORWARD,
    BACK,
    AT_RISK,
    ENDED
  }

  private final Kernel kernel;
  private final Context context;

  LifecycleAnalyticsService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
  }

  @Override
  public Outcome<Report> of(Question question) {
    return Permits.require(
        context.actor(),
        LifecycleService.VIEW,
        () ->
            context.actor().grants().maskedFieldsOf(Feature.ACCOUNT).contains("stage")
                ? Outcome.refused(
                    new Forbidden(LifecycleService.VIEW.code(), "Stages are hidden from you."))
                : question.from() != null
                        && question.before() != null
                        && !question.from().isBefore(question.before())
                    ? Outcome.refused(
                        Invalid.of(
                            Violation.at(
                                "before", "before-begin", "A period ends after it begins.")))
                    : Outcome.done(report(question)));
  }

  private Report report(Question question) {
    LifecycleReads reads = kernel.storage().lifecycleReads();
    LifecycleTerms terms = kernel.storage().lifecycle().current().terms();
    Slice slice =
        new Slice(
            question.from(),
            question.before(),
            Visibility.of(context.actor(), LifecycleService.VIEW));
    List<Passage> passages = reads.passages(slice);
    Map<String, Long> through = reads.accountsThrough(slice);
    Map<String, List<Stayed>> lengths = reads.lengths(slice, kernel.now());
    KeptTimes times = KeptTimes.of(kernel, terms, slice, lengths);
    Set<String> keys = new LinkedHashSet<>();
    terms.inOrder().forEach(stage -> keys.add(stage.key()));
    through.keySet().stream().sorted().forEach(keys::add);
    return new Report(
        question,
        keys.stream()
            .map(key ->
                figures(
                    key,
                    terms,
                    passages,
                    through.getOrDefault(key, 0L),
                    lengths.getOrDefault(key, ImmutableList.of()),
                    times.of(key)))
            .toList(),
        passages.stream()
            .filter(passage -> passage.to() != null)
            .sorted(
                comparingLong(Passage::stays)
                    .reversed()
                    .thenComparing(Passage::stage)
                    .thenComparing(comparing(passage -> String.valueOf(passage.to()))))
            .toList());
  }

  private static Figures figures(
      String key,
      LifecycleTerms terms,
      List<Passage> passages,
      long accounts,
      List<Stayed> lengths,
      @Nullable InTime inTime) {
    Map<Direction, Long> counted = new EnumMap<>(Direction.class);
    for (Passage passage : passages) {
      if (passage.stage().equals(key)) {
        counted.merge(direction(terms, key, passage.to()), passage.stays(), Long::sum);
      }
    }
    Stage stage = terms.find(key).orElse(null);
    return new Figures(
        key,
        stage == null ? key : stage.name(),
        stage == null ? null : stage.category(),
        accounts,
        counted.values().stream().mapToLong(Long::longValue).sum(),
        counted.getOrDefault(Direction.NOWHERE, 0L),
        counted.getOrDefault(Direction.FORWARD, 0L),
        counted.getOrDefault(Direction.BACK, 0L),
        counted.getOrDefault(Direction.AT_RISK, 0L),
        counted.getOrDefault(Direction.ENDED, 0L),
        Survival.of(lengths),
        inTime);
  }

  /** Whoever comes back from a risk, or from the end, goes forward. */
  private static Direction direction(LifecycleTerms terms, String from, @Nullable String to) {
    if (to == null) {
      return Direction.NOWHERE;
    }
    Stage next = terms.find(to).orElse(null);
    Stage last = terms.find(from).orElse(null);
    if (next == null) {
      return Direction.BACK;
    }
    if (next.category() == StageCategory.AT_RISK) {
      return Direction.AT_RISK;
    }
    if (next.category() == StageCategory.ENDED) {
      return Direction.ENDED;
    }
    return last == null || !last.category().isProgress() || next.order() > last.order()
        ? Direction.FORWARD
        : Direction.BACK;
  }
}
