package dev.kith.crm.domain.conversion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A record that may be what the lead would become.
 *
 * @param name as the reader knows it
 * @param score how likely it is the same, in percent
 * @param certain whether it has something that only one record can have, such as a domain
 * @param reasons codes of the fields that speak for it
 */
public record Candidate(
    Target target, UUID id, String name, int score, boolean certain, List<String> reasons) {

  /** The likeliest first. */
  public static final Comparator<Candidate> LIKELIEST_FIRST =
      Comparator.comparing(Candidate::certain)
          .thenComparingInt(Candidate::score)
          .reversed()
          .thenComparing(candidate -> candidate.id().toString());

  public Candidate {
    reasons = ImmutableList.copyOf(reasons);
  }

  Map<String, Object> facts() {
    return ImmutableMap.of(
        "type",
        target.code(),
        "id",
        id.toString(),
        "name",
        name,
        "score",
        score,
        "reasons",
        reasons);
  }
}
