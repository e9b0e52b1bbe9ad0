package dev.kith.crm.application.scoring.card;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.automation.FactConditions;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.automation.LeadRecords;
import dev.kith.crm.domain.automation.Condition;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Fit;
import dev.kith.crm.domain.scoring.card.FitRule;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A card whose conditions can be asked. */
record CompiledCard(Card card, Map<FitRule, Condition> conditions) {

  private static final Logger LOG = LoggerFactory.getLogger(CompiledCard.class);

  /** All that is known of a lead, but the score, which cannot hang on itself. */
  static final List<Fact> FACTS =
      LeadRecords.OF_LEAD.stream()
          .filter(fact -> !Set.of("lead.score", "lead.grade").contains(fact.name()))
          .collect(ImmutableList.toImmutableList());

  CompiledCard {
    conditions = ImmutableMap.copyOf(conditions);
  }

  /** Every place of every condition that means nothing. */
  static List<Violation> problems(Card card) {
    List<Violation> problems = new ArrayList<>();
    for (int i = 0; i < card.rules().size(); i++) {
      String at = "rules/" + i + "/condition";
      String condition = card.rules().get(i).condition();
      if (condition.length() <= FitRule.LONGEST_CONDITION) {
        FactConditions.problems(condition, FACTS)
            .forEach(p -> problems.add(Violation.at(at, "condition", p.text())));
      }
    }
    return problems;
  }

  static CompiledCard of(Card card) {
    ImmutableMap.Builder<FitRule, Condition> read = ImmutableMap.builder();
    for (FitRule rule : card.rules()) {
      FactConditions.read(rule.condition(), FACTS)
          .ifPresentOrElse(
              condition -> read.put(rule, condition),
              // It was checked when it was written, by a version of the CRM that knew other facts.
              () -> LOG.warn("A fit rule cannot be read any more: {}", rule.condition()));
    }
    return new CompiledCard(card, read.buildKeepingLast());
  }

  /** Null where there are no rules. */
  @Nullable Fit fit(LeadView lead) {
    if (card.rules().isEmpty()) {
      return null;
    }
    Map<String, Object> facts = LeadRecords.known(lead);
    return Fit.of(
        card,
        rule -> {
          Condition condition = conditions.get(rule);
          return condition != null && condition.holds(facts);
        });
  }
}
