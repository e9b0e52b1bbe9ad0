package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.opportunity.Opportunity.Transition;
import dev.kith.crm.domain.pipeline.Requirement;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.http.pages.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The form by which an opportunity is moved, lost or reopened, without a mouse and without scripts.
 *
 * @param stage the chosen one
 * @param typed what stands in the other fields
 * @param rivals names of competitors to whom it can be lost, those that bid for it first
 */
record MovePage(
    OpportunityView opportunity,
    List<Transition> transitions,
    String stage,
    Map<String, String> typed,
    List<String> rivals,
    Problems problems) {

  MovePage {
    transitions = ImmutableList.copyOf(transitions);
    rivals = ImmutableList.copyOf(rivals);
  }

  String get(String field) {
    return typed.getOrDefault(field, "");
  }

  /** Whether what is asked for a loss can be needed. */
  boolean asksWhy() {
    return opportunity.isOpen()
        && transitions.stream().anyMatch(t -> t.stage().type() == StageType.LOST)
        && (stage.isEmpty() || isLoss());
  }

  boolean isLoss() {
    return transitions.stream()
        .anyMatch(t -> t.stage().key().equals(stage) && t.stage().type() == StageType.LOST);
  }

  static String label(Transition transition) {
    return transition.missing().isEmpty()
        ? transition.stage().name()
        : transition.stage().name()
            + " (needs "
            + transition.missing().stream()
                .map(Requirement::label)
                .map(label -> label.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))
            + ")";
  }
}
