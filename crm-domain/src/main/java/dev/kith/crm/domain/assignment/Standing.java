package dev.kith.crm.domain.assignment;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the members of a pool stand at a moment.
 *
 * @param able who of them, and whether the fallback, can own records at all
 * @param hours of each member who works by a calendar; whoever has none works at any time
 * @param zone on whose clock the days of all others begin
 * @param today how much each got from this pool since the day began
 * @param open how many records of the kind each has that are not done with
 * @param turns those of a {@linkplain Turns#lane lane}
 */
public record Standing(
    Set<UserId> able,
    Map<UserId, BusinessHours> hours,
    ZoneId zone,
    Map<UserId, Long> today,
    Map<UserId, Long> open,
    Function<String, Turns> turns) {

  public Standing {
    able = ImmutableSet.copyOf(able);
    hours = ImmutableMap.copyOf(hours);
    today = ImmutableMap.copyOf(today);
    open = ImmutableMap.copyOf(open);
  }

  boolean canOwn(@Nullable UserId user) {
    return user != null && able.contains(user);
  }

  long today(UserId user) {
    return today.getOrDefault(user, 0L);
  }

  long open(UserId user) {
    return open.getOrDefault(user, 0L);
  }
}
