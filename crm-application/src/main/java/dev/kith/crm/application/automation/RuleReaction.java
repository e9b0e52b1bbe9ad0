package dev.kith.crm.application.automation;

import dev.kith.crm.application.automation.ActiveRules.Compiled;
import dev.kith.crm.application.automation.RuleRunner.Occasion;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.Trigger;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.Optional;

/** Lets the rules that act, or are in shadow, look at events. */
final class RuleReaction {

  private final RuleReading reading;
  private final ActiveRules active;
  private final RuleRunner runner;
  private final Absences absences;

  RuleReaction(RuleReading reading, ActiveRules active, RuleRunner runner, Absences absences) {
    this.reading = reading;
    this.active = active;
    this.runner = runner;
    this.absences = absences;
  }

  /** Lets every rule look at an event; within the run of its delivery. */
  void react(EventEnvelope envelope) {
    List<Compiled> rules = active.of(envelope.event().type());
    RecordKind kind = reading.record(envelope.event().subject().type()).orElse(null);
    if (rules.isEmpty() || kind == null) {
      return;
    }
    Occasion occasion = Occasion.of(envelope, kind.told(envelope.event()));
    for (Compiled rule : rules) {
      if (looksAt(rule.rule(), envelope)) {
        switch (rule.rule().content().when()) {
          case Trigger.OnEvent event -> look(rule, kind, envelope.event().subject(), occasion);
          case Trigger.OnAbsence absence -> absences.note(rule, absence, envelope);
          case Trigger.OnSchedule schedule -> {
            // It waits for no event.
          }
        }
      }
    }
  }

  /** The record is loaded anew for each rule: the one before may have changed it. */
  private void look(Compiled rule, RecordKind kind, Subject record, Occasion occasion) {
    Optional.ofNullable(kind.states(List.of(record.id())).get(record.id()))
        .ifPresent(state -> runner.consider(rule, record, state, occasion));
  }

  static boolean looksAt(Rule rule, EventEnvelope envelope) {
    return rule.content().record().equals(envelope.event().subject().type())
        && rule.looksAt(envelope.at())
        && !envelope.at().isBefore(rule.status().since());
  }
}
