package dev.kith.crm.domain.intake.attribution;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.lead.LeadStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The touches of a lead in the order in which they were, and three of them that reports ask for.
 * Those in quarantine are none of the three.
 *
 * @param first what brought the person
 * @param last what they met last
 * @param converting what they met last before the lead was won; null while it is not
 */
public record TouchHistory(
    List<Touch> touches, @Nullable Touch first, @Nullable Touch last, @Nullable Touch converting) {

  private static final Set<String> CAMPAIGN =
      ImmutableSet.of("utmSource", "utmMedium", "utmCampaign", "utmTerm", "utmContent");

  public TouchHistory {
    touches = List.copyOf(touches);
  }

  /**
   * @param touches in any order
   */
  public static TouchHistory of(List<Touch> touches, LeadStatus status) {
    List<Touch> sorted =
        touches.stream().sorted(Comparator.comparing(Touch::content, TouchContent.ORDER)).toList();
    List<Touch> counted = sorted.stream().filter(t -> t.content().counts()).toList();
    Instant won = wonAt(status);
    Touch converting =
        won == null
            ? null
            : counted.stream()
                .filter(t -> !t.content().at().isAfter(won))
                .reduce((earlier, later) -> later)
                .orElse(null);
    return new TouchHistory(
        sorted,
        counted.isEmpty() ? null : counted.getFirst(),
        counted.isEmpty() ? null : counted.getLast(),
        converting);
  }

  /**
   * When a lead was won: since when it is qualified, or converted. One that was taken up again
   * after that is not won.
   */
  private static @Nullable Instant wonAt(LeadStatus status) {
    return switch (status) {
      case LeadStatus.Qualified(Instant since) -> since;
      case LeadStatus.Converted(Instant since) -> since;
      case LeadStatus.New s -> null;
      case LeadStatus.Working s -> null;
      case LeadStatus.Nurturing s -> null;
      case LeadStatus.Disqualified s -> null;
      case LeadStatus.Recycled s -> null;
    };
  }

  /**
   * Without what is hidden of the campaign. Click ids and addresses of pages repeat it, and so do
   * the words of flaws.
   *
   * @param hidden names of fields of a lead
   */
  public TouchHistory without(Set<String> hidden) {
    return !isHidden(hidden)
        ? this
        : new TouchHistory(
            touches.stream().map(t -> t.without(hidden)).toList(),
            first == null ? null : first.without(hidden),
            last == null ? null : last.without(hidden),
            converting == null ? null : converting.without(hidden));
  }

  /** Whether anything of touches is hidden, given the names of the fields of a lead that are. */
  public static boolean isHidden(Set<String> hidden) {
    return !Collections.disjoint(hidden, CAMPAIGN);
  }

  public boolean isFirst(Touch touch) {
    return Objects.equals(first, touch);
  }

  public boolean isLast(Touch touch) {
    return Objects.equals(last, touch);
  }

  public boolean isConverting(Touch touch) {
    return Objects.equals(converting, touch);
  }
}
