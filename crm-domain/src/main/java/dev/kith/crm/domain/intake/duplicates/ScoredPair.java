package dev.kith.crm.domain.intake.duplicates;

/** Two records and how much speaks for their being the same, as in {@link MatchScore#weight}. */
public record ScoredPair<K>(K first, K second, double weight) {}
