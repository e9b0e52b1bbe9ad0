package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an opportunity was worth, when it was to be decided and whose it was, for a time. The first
 * counts from the beginning, also for stays that were told late.
 *
 * @param deleted whether it lay in the bin
 * @param from included
 * @param to not included; null for the present one
 */
public record Standing(
    @Nullable Money amount,
    @Nullable LocalDate closeDate,
    @Nullable UserId owner,
    boolean deleted,
    Instant from,
    @Nullable Instant to) {

  /**
   * How an opportunity stood first: since it came into its first stage, which may be before it was
   * written down.
   */
  public static Standing first(Opportunity made) {
    return now(made).since(made.since());
  }

  private static Standing now(Opportunity now) {
    return new Standing(
        now.content().amount(),
        now.content().closeDate(),
        now.owner(),
        now.revision().isDeleted(),
        now.revision().updatedAt(),
        null);
  }

  /** The standings of an opportunity, brought up to what is known now. */
  public static List<Standing> extended(List<Standing> standings, Opportunity now) {
    if (standings.isEmpty()) {
      return List.of(first(now));
    }
    Standing next = now(now);
    Standing last = standings.getLast();
    return last.until(null).equals(next.since(last.from))
        ? standings
        : ImmutableList.<Standing>builder()
            .addAll(standings.subList(0, standings.size() - 1))
            .add(last.until(next.from))
            .add(next)
            .build();
  }

  private Standing until(@Nullable Instant end) {
    return new Standing(amount, closeDate, owner, deleted, from, end);
  }

  private Standing since(Instant begin) {
    return new Standing(amount, closeDate, owner, deleted, begin, to);
  }
}
