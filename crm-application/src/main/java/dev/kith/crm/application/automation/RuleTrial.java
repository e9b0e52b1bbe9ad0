package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.kith.crm.application.automation.RecordKind.State;
import dev.kith.crm.application.automation.RuleRunner.Occasion;
import dev.kith.crm.application.automation.TrialReport.Case;
import dev.kith.crm.application.automation.TrialReport.Verdict;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.Trigger;
import dev.kith.crm.domain.automation.Trigger.OnAbsence;
import dev.kith.crm.domain.automation.Trigger.OnSchedule;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tries a rule on what has happened, without doing anything. Records are taken as they are now:
 * what they were then is not known.
 */
final class RuleTrial {

  private static final int AT_ONCE = 500;
  private static final int MOST = 20_000;
  private static final int SET = 200;
  private static final int SAMPLES = 10;

  private final Rule rule;
  private final RecordKind kind;
  private final Conditions.Explained condition;
  private final Instant now;
  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
  private final List<Case> samples = new ArrayList<>();
  private final Set<String> once = new HashSet<>();
  private long looked;

  RuleTrial(Rule rule, RecordKind kind, Conditions.Explained condition, Instant now) {
    this.rule = rule;
    this.kind = kind;
    this.condition = condition;
    this.now = now;
  }

  /** That the rule looks at a record, at a moment. */
  private record Look(Occasion occasion, Subject record, Instant at) {}

  private Look look(EventEnvelope event, Instant at) {
    return new Look(Occasion.of(event, kind.told(event.event())), event.event().subject(), at);
  }

  /** On one event. Of a rule that waits, as if nothing happened after it. */
  TrialReport on(EventEnvelope event) {
    Set<String> begin =
        switch (rule.content().when()) {
          case Trigger.OnEvent(var types) -> types;
          case OnAbsence absence -> absence.after();
          case OnSchedule schedule -> Set.of();
        };
    if (begin.contains(event.event().type())
        && event.event().subject().type().equals(rule.content().record())) {
      look(List.of(look(event, event.at())));
    } else {
      note(look(event, event.at()), Verdict.NOT_LOOKED_AT, null);
    }
    return report(true);
  }

  /** On everything from a moment on; of a rule that looks at times, as if its next were now. */
  TrialReport since(Instant from, Outbox outbox) {
    if (rule.content().when() instanceof OnSchedule) {
      return atOnce();
    }
    List<EventEnvelope> events = new ArrayList<>();
    UUID last = null;
    int found = AT_ONCE;
    while (found == AT_ONCE && events.size() < MOST) {
      List<EventEnvelope> page =
          outbox.since(from, rule.content().when().eventTypes(), last, AT_ONCE);
      events.addAll(page);
      found = page.size();
      last = page.isEmpty() ? null : page.getLast().id();
    }
    List<Look> looks =
        rule.content().when() instanceof OnAbsence absence
            ? waited(absence, events)
            : events.stream().map(e -> look(e, e.at())).toList();
    Lists.partition(looks, AT_ONCE).forEach(this::look);
    return report(found < AT_ONCE);
  }

  private TrialReport atOnce() {
    Occasion occasion = ScheduledLooks.occasion(rule, now);
    UUID last = null;
    int found = SET;
    while (found == SET && looked < MOST) {
      List<UUID> ids = kind.after(last, SET);
      look(ids.stream().map(id -> new Look(occasion, new Subject(kind.type(), id), now)).toList());
      found = ids.size();
      last = ids.isEmpty() ? null : ids.getLast();
    }
    return report(found < SET);
  }

  /** When it would have looked, of what happened in this order. */
  private List<Look> waited(OnAbsence absence, List<EventEnvelope> events) {
    List<Look> looks = new ArrayList<>();
    Map<Subject, EventEnvelope> waiting = new LinkedHashMap<>();
    for (EventEnvelope event : events) {
      Subject record = event.event().subject();
      EventEnvelope began = waiting.get(record);
      if (began != null && !event.at().isBefore(began.at().plus(absence.within()))) {
        looks.add(look(began, began.at().plus(absence.within())));
        waiting.remove(record);
        began = null;
      }
      if (absence.without().contains(event.event().type()) && began != null) {
        note(look(began, event.at()), Verdict.ENDED, null);
        waiting.remove(record);
      }
      if (absence.after().contains(event.event().type())) {
        waiting.put(record, event);
      }
    }
    for (EventEnvelope began : waiting.values()) {
      Look look = look(began, began.at().plus(absence.within()));
      if (look.at.isAfter(now)) {
        note(look, Verdict.WAITING, null);
      } else {
        looks.add(look);
      }
    }
    return looks;
  }

  private void look(List<Look> looks) {
    Map<UUID, State> states =
        kind.states(
            looks.stream().map(l -> l.record().id()).collect(ImmutableSet.toImmutableSet()));
    for (Look look : looks) {
      State state = states.get(look.record().id());
      if (state == null) {
        note(look, Verdict.NO_RECORD, null);
      } else {
        judge(look, state);
      }
    }
  }

  private void judge(Look look, State state) {
    if (!rule.content().isActiveAt(look.at)) {
      note(look, Verdict.OUT_OF_TIME, null);
      return;
    }
    Explanation why = condition.explain(look.occasion.facts(state, look.at));
    if (!why.holds()) {
      note(look, Verdict.CONDITION, why);
      return;
    }
    String key =
        switch (rule.content().repeat()) {
          case ONCE_PER_RECORD -> look.record().toString();
          case ONCE_PER_STATE_ENTRY -> look.record() + "/" + state.stay();
          case ALWAYS -> look.occasion.event() + "/" + look.record;
        };
    note(look, once.add(key) ? Verdict.WOULD_FIRE : Verdict.ONCE, why);
  }

  private void note(Look look, Verdict verdict, @Nullable Explanation why) {
    looked++;
    long count = counts.merge(verdict, 1L, Long::sum);
    if (count <= SAMPLES) {
      samples.add(
          new Case(
              look.occasion.event(),
              look.occasion.eventType(),
              look.record(),
              look.at,
              verdict,
              why));
    }
  }

  private TrialReport report(boolean complete) {
    return new TrialReport(looked, counts, samples, complete);
  }
}
