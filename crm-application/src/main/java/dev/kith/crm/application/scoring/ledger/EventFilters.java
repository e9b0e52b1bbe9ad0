package dev.kith.crm.application.scoring.ledger;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.automation.ConditionProblem;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.automation.FactConditions;
import dev.kith.crm.domain.automation.Condition;
import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import dev.kith.crm.domain.scoring.ledger.EventFilter;
import dev.kith.crm.domain.scoring.ledger.Filters;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.shared.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads filters of rules as conditions over the facts of an event. */
final class EventFilters implements Filters {

  private static final Logger LOG = LoggerFactory.getLogger(EventFilters.class);

  private static final String OBJECT = "event.object";
  private static final String NAME = "event.name";
  private static final String AT = "event.at";
  private static final String MAIL = "event.mail";
  private static final String PROPERTIES = "event.properties";

  static final List<Fact> FACTS =
      ImmutableList.of(
          Fact.of(OBJECT, "What it was done with: a page, a mail, a file", Fact.Type.TEXT),
          Fact.of(NAME, "Of a custom event: what was done", Fact.Type.TEXT),
          Fact.of(AT, "When it was", Fact.Type.INSTANT),
          Fact.of(MAIL, "Which mail it belongs to", Fact.Type.TEXT),
          Fact.of(PROPERTIES, "More about it, by name", Fact.Type.TEXTS_BY_NAME));

  /** Rules are few, and all of them are asked for each lead. */
  private final LoadingCache<String, EventFilter> read =
      CacheBuilder.newBuilder().maximumSize(1_000).build(CacheLoader.from(EventFilters::read));

  @Override
  public EventFilter of(String text) {
    return read.getUnchecked(text);
  }

  private static EventFilter read(String text) {
    return FactConditions.read(text, FACTS)
        .<EventFilter>map(condition -> event -> holds(condition, event))
        .orElseGet(() -> {
          // It was checked when it was written, by a version of the CRM that knew other facts.
          LOG.warn("A rule for points has a filter that cannot be read any more: {}", text);
          return event -> false;
        });
  }

  private static boolean holds(Condition condition, EngagementContent event) {
    Map<String, Object> facts = new HashMap<>();
    put(facts, OBJECT, event.object());
    put(facts, NAME, event.name());
    put(facts, AT, event.occurredAt());
    put(facts, MAIL, event.traces().mail());
    put(facts, PROPERTIES, event.properties());
    return condition.holds(facts);
  }

  private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value);
    }
  }

  static List<ConditionProblem> check(String text) {
    return FactConditions.problems(text, FACTS);
  }

  /** What keeps terms from being understood, at the field of the filter. */
  static List<Violation> problems(RuleTerms terms) {
    String filter = terms.filter();
    return filter == null || filter.isBlank() || filter.length() > RuleTerms.LONGEST_FILTER
        ? List.of()
        : check(filter.replace("\r\n", "\n").strip()).stream()
            .map(problem -> Violation.at("filter", "condition", problem.text()))
            .toList();
  }
}
