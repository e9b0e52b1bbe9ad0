package dev.kith.crm.application.lifecycle;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.InTime;
import dev.kith.crm.application.lifecycle.LifecycleReads.Slice;
import dev.kith.crm.application.lifecycle.LifecycleReads.Span;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import dev.kith.crm.domain.lifecycle.TimeInStage;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which stays kept to the time that the lifecycle allows. By the clock that is told from lengths;
 * in business time from the full hours in which stays began and ended, for it depends on when they
 * did.
 */
record KeptTimes(Map<String, InTime> byStage) {

  KeptTimes {
    byStage = ImmutableMap.copyOf(byStage);
  }

  static KeptTimes of(
      Kernel kernel, LifecycleTerms terms, Slice slice, Map<String, List<Stayed>> lengths) {
    Map<String, InTime> all = new HashMap<>();
    Map<String, TimeInStage> ofBusiness = new HashMap<>();
    for (Stage stage : terms.inOrder()) {
      TimeInStage allowed = stage.slaInStage();
      if (allowed != null && allowed.businessTime()) {
        ofBusiness.put(stage.key(), allowed);
      } else if (allowed != null) {
        all.put(stage.key(), byTheClock(allowed, lengths.getOrDefault(stage.key(), List.of())));
      }
    }
    if (!ofBusiness.isEmpty()) {
      Map<String, List<Span>> spans = new HashMap<>();
      kernel
          .storage()
          .lifecycleReads()
          .spans(slice, ofBusiness.keySet())
          .forEach(span -> spans.computeIfAbsent(span.stage(), key -> new ArrayList<>()).add(span));
      BusinessHours hours = kernel.storage().businessCalendars().standard().hours();
      ofBusiness.forEach((stage, allowed) ->
          all.put(
              stage,
              inBusinessTime(allowed, spans.getOrDefault(stage, List.of()), hours, kernel.now())));
    }
    return new KeptTimes(all);
  }

  /** Null where stays may last for as long as they like. */
  @Nullable InTime of(String stage) {
    return byStage.get(stage);
  }

  private static InTime byTheClock(TimeInStage allowed, List<Stayed> lengths) {
    long within = 0;
    long over = 0;
    for (Stayed stayed : lengths) {
      if (stayed.hours() >= allowed.time().toHours()) {
        over += stayed.accounts();
      } else if (stayed.left()) {
        within += stayed.accounts();
      }
    }
    return new InTime(allowed, within, over);
  }

  private static InTime inBusinessTime(
      TimeInStage allowed, List<Span> spans, BusinessHours hours, Instant now) {
    Map<Long, Optional<Instant>> upAfter = new HashMap<>();
    long within = 0;
    long over = 0;
    for (Span span : spans) {
      Instant end = span.until() == null ? now : hour(span.until());
      boolean isOver =
          upAfter
              .computeIfAbsent(span.since(), since -> allowed.upAfter(hour(since), hours))
              .filter(up -> !up.isAfter(end))
              .isPresent();
      if (isOver) {
        over += span.stays();
      } else if (span.until() != null) {
        within += span.stays();
      }
    }
    return new InTime(allowed, within, over);
  }

  private static Instant hour(long sinceThen) {
    return Instant.EPOCH.plus(Duration.ofHours(sinceThen));
  }
}
