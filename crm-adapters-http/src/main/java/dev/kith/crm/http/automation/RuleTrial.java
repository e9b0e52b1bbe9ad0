package dev.kith.crm.http.automation;

import com.google.common.base.CharMatcher;
import dev.kith.crm.application.automation.Explanation;
import dev.kith.crm.application.automation.RuleView;
import dev.kith.crm.application.automation.TrialReport;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.stream.Collectors;

/**
 * What the rule would have done.
 *
 * @param days how far it was looked back
 */
record RuleTrial(RuleView rule, int days, TrialReport report) {

  static void show(Visit visit, RuleView rule) {
    String days = CharMatcher.inRange('0', '9').retainFrom(visit.query("days"));
    int back = days.isEmpty() || days.length() > 2 ? 7 : Integer.parseInt(days);
    visit.with(
        visit.crm().rules().test(rule.rule().id(), null, back),
        report ->
            visit.show(
                "automation/trial.jte",
                "Trial of " + rule.rule().name(),
                Section.RULES,
                new RuleTrial(rule, back, report)));
  }

  static String words(TrialReport.Verdict verdict) {
    return switch (verdict) {
      case WOULD_FIRE -> "Would fire";
      case CONDITION -> "Condition does not hold";
      case ONCE -> "Has acted on it already";
      case OUT_OF_TIME -> "Not active at that time";
      case ENDED -> "Something happened in time";
      case WAITING -> "Still waiting";
      case NOT_LOOKED_AT -> "Not looked at";
      case NO_RECORD -> "The record is gone";
    };
  }

  static String badge(TrialReport.Verdict verdict) {
    return verdict == TrialReport.Verdict.WOULD_FIRE ? "good" : "";
  }

  static String values(Explanation part) {
    return part.values().entrySet().stream()
        .map(v -> v.getKey() + " = " + (v.getValue().isEmpty() ? "–" : v.getValue()))
        .collect(Collectors.joining(", "));
  }
}
