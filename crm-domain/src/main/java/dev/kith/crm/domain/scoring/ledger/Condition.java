package dev.kith.crm.domain.scoring.ledger;

import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of one fact of an event with a text, without regard to case. What an event does not
 * say meets only {@link Comparison#IS_NOT}.
 *
 * @param field {@code object}, or {@code properties.} and the name of a property
 */
public record Condition(String field, Comparison comparison, String text) implements EventFilter {

  public static final String OBJECT = "object";
  public static final String PROPERTY = "properties.";
  public static final int LONGEST_FIELD = 120;
  public static final int LONGEST_TEXT = 500;

  /** How a fact is compared. */
  public enum Comparison {
    IS,
    IS_NOT,
    CONTAINS,
    STARTS_WITH
  }

  @Override
  public boolean accepts(EngagementContent event) {
    String fact = fact(event);
    if (fact == null) {
      return comparison == Comparison.IS_NOT;
    }
    String said = fact.toLowerCase(Locale.ROOT);
    String wanted = text.toLowerCase(Locale.ROOT);
    return switch (comparison) {
      case IS -> said.equals(wanted);
      case IS_NOT -> !said.equals(wanted);
      case CONTAINS -> said.contains(wanted);
      case STARTS_WITH -> said.startsWith(wanted);
    };
  }

  private @Nullable String fact(EngagementContent event) {
    return field.equals(OBJECT)
        ? event.object()
        : event.properties().get(field.substring(PROPERTY.length()));
  }
}
