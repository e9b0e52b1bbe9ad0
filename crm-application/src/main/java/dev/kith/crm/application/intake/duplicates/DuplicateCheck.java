package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchReason;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which records look like what was asked about.
 *
 * @param decision the strongest of all matches, those included that the actor may not see
 * @param matches the likeliest first
 * @param hidden whether a record that the actor may not see is almost certainly the same
 */
public record DuplicateCheck(MatchDecision decision, List<Match> matches, boolean hidden) {

  public static final DuplicateCheck NOTHING =
      new DuplicateCheck(MatchDecision.NONE, List.of(), false);

  /**
   * A record that looks alike.
   *
   * @param id of the lead, account or contact
   * @param name how it is called, as far as the actor may see it
   * @param company null where it has none, or the actor may not see it
   * @param weight in bits, see {@link dev.kith.crm.domain.intake.duplicates.MatchScore}
   * @param score the probability that it is the same, in percent
   * @param reasons field by field
   */
  public record Match(
      UUID id,
      String name,
      @Nullable String company,
      double weight,
      int score,
      MatchDecision decision,
      List<MatchReason> reasons) {

    public Match {
      reasons = List.copyOf(reasons);
    }
  }

  public DuplicateCheck {
    matches = List.copyOf(matches);
  }
}
