package dev.kith.crm.domain.assignment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user among whom a pool chooses.
 *
 * @param weight of what comes in, so many parts are theirs
 * @param capacity how much they get on one day at most; null for any number
 * @param territories from where they take records; empty for everywhere
 * @param languages of which they take records; empty for all
 * @param calendar in whose hours they work; null for that of the pool
 * @param outOfOffice when they get nothing
 */
public record PoolMember(
    UserId user,
    int weight,
    @Nullable Integer capacity,
    Set<Country> territories,
    Set<Language> languages,
    @Nullable BusinessCalendarId calendar,
    List<OutOfOffice> outOfOffice) {

  public static final int MOST_WEIGHT = 1_000;
  public static final int MOST_CAPACITY = 10_000;
  public static final int MOST_TERRITORIES = 250;
  public static final int MOST_LANGUAGES = 50;
  public static final int MOST_ABSENCES = 100;

  public PoolMember {
    territories = ImmutableSet.copyOf(territories);
    languages = ImmutableSet.copyOf(languages);
    outOfOffice = ImmutableList.copyOf(outOfOffice);
  }

  /** The same with further absences, such as those that other pools know of. */
  PoolMember alsoAway(List<OutOfOffice> more) {
    return more.isEmpty()
        ? this
        : new PoolMember(
            user,
            weight,
            capacity,
            territories,
            languages,
            calendar,
            ImmutableList.<OutOfOffice>builder().addAll(outOfOffice).addAll(more).build());
  }

  /** Who takes everything, at any time. */
  public static PoolMember of(UserId user, int weight) {
    return new PoolMember(user, weight, null, Set.of(), Set.of(), null, List.of());
  }
}
