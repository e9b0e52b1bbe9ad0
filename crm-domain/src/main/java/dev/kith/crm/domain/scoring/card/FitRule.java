package dev.kith.crm.domain.scoring.card;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leads of which a condition holds fit better, or worse.
 *
 * @param name as it is read among the reasons of a score, such as “Decides on purchases”
 * @param condition in CEL over the facts of a lead
 * @param points given where it holds; taken where they are negative
 * @param group with which other rules it shares a cap; null for none
 */
public record FitRule(UUID id, String name, String condition, int points, @Nullable String group) {

  public static final int LONGEST_NAME = 100;
  public static final int LONGEST_CONDITION = 4_000;
  public static final int MOST_POINTS = 100;
}
