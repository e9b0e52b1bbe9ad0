package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds rules that set each other off: the actions of one bring about events that another looks at.
 * Conditions are not looked at, so it finds every circle and warns of some that never close.
 */
final class RuleCircles {

  private static final int MOST = 5;

  private final RuleReading reading;
  private final List<Rule> active;

  RuleCircles(RuleReading reading, List<Rule> active) {
    this.reading = reading;
    this.active = active;
  }

  private record Way(Rule end, List<String> names) {
    Way to(Rule next) {
      return new Way(next, ImmutableList.<String>builder().addAll(names).add(next.name()).build());
    }
  }

  /** The shortest circles through the rule, each by the names on the way. */
  List<List<String>> of(Rule rule) {
    List<List<String>> circles = new ArrayList<>();
    Set<RuleId> seen = new HashSet<>();
    Deque<Way> ways = new ArrayDeque<>();
    ways.add(new Way(rule, List.of(rule.name())));
    while (!ways.isEmpty() && circles.size() < MOST) {
      Way way = ways.removeFirst();
      if (setsOff(way.end, rule)) {
        circles.add(way.to(rule).names);
      }
      for (Rule next : active) {
        if (!next.id().equals(rule.id()) && setsOff(way.end, next) && seen.add(next.id())) {
          ways.add(way.to(next));
        }
      }
    }
    return circles;
  }

  private boolean setsOff(Rule first, Rule second) {
    Set<String> looked = second.content().when().eventTypes();
    return first.content().then().stream()
        .flatMap(step -> reading.action(step.kind()).stream())
        .anyMatch(action -> !Sets.intersection(action.emits(), looked).isEmpty());
  }
}
