package dev.kith.crm.domain.assignment;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a record to choose who gets it.
 *
 * @param country from where it is; null if nobody knows
 * @param language of the people behind it; null if nobody knows
 * @param owner who has it now; null for nobody
 * @param ofCompany how many other records of its company each user has
 */
public record Candidate(
    @Nullable Country country,
    @Nullable Language language,
    @Nullable UserId owner,
    Map<UserId, Long> ofCompany) {

  /** Nothing is known of it. */
  public static final Candidate UNKNOWN = new Candidate(null, null, null, Map.of());

  public Candidate {
    ofCompany = ImmutableMap.copyOf(ofCompany);
  }

  public Candidate in(@Nullable Language newLanguage) {
    return newLanguage == null ? this : new Candidate(country, newLanguage, owner, ofCompany);
  }
}
