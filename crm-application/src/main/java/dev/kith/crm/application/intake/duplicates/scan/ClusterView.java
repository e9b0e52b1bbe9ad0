package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchReason;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind that are probably one and the same, as far as somebody may see them, and as
 * they are now.
 *
 * @param score of the likeliest pair
 * @param decision of the likeliest pair
 * @param members at least two, in the order of their ids
 * @param pairs those of them that look alike, the likeliest first
 */
public record ClusterView(
    ClusterId id,
    MergeKind kind,
    int score,
    MatchDecision decision,
    List<Member> members,
    List<Pair> pairs) {

  public ClusterView {
    members = List.copyOf(members);
    pairs = List.copyOf(pairs);
  }

  /**
   * @param name how it is called, as far as the actor may see it
   * @param company of a lead; where an account is, and where a contact works; null where it has
   *     none, or the actor may not see it
   */
  public record Member(UUID record, String name, @Nullable String company) {}

  /**
   * @param score the probability that they are the same, in percent
   * @param reasons field by field
   */
  public record Pair(
      UUID first, UUID second, int score, MatchDecision decision, List<MatchReason> reasons) {

    public Pair {
      reasons = List.copyOf(reasons);
    }
  }

  /** A page of clusters; {@code next} is where the page after it begins, null on the last. */
  public record Page(List<ClusterView> items, @Nullable ClusterId next) {
    public Page {
      items = List.copyOf(items);
    }
  }
}
