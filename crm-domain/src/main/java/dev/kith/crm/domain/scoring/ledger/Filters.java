package dev.kith.crm.domain.scoring.ledger;

/** Understands the {@linkplain RuleTerms#filter() filters} that rules have as texts. */
@FunctionalInterface
public interface Filters {

  /** Where no rule has a filter. */
  Filters NONE =
      text -> {
        throw new IllegalArgumentException("nobody is there to read the filter " + text);
      };

  /** What a text means; one that means nothing accepts no event. */
  EventFilter of(String text);
}
