package dev.kith.crm.domain.task.escalation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.TaskType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says.
 *
 * @param types of the tasks that it is for; empty for all
 * @param priorities of those tasks; empty for all
 * @param since from when its time counts
 * @param calendar in whose hours; null for the default one
 * @param levels from the first to the last
 */
public record EscalationTerms(
    @Nullable String name,
    Set<TaskType> types,
    Set<Priority> priorities,
    Since since,
    @Nullable BusinessCalendarId calendar,
    List<EscalationLevel> levels) {

  public static final int LONGEST_NAME = 100;
  public static final int MOST_LEVELS = 10;
  public static final int MOST_TYPES = 50;
  public static final Duration LONGEST_AFTER = Duration.ofHours(10_000);

  /** From when the time of a ladder counts. */
  public enum Since {
    /** When it is overdue; tasks that are not due have no ladder. */
    DUE,
    /** When it was created. */
    CREATED,
    /** When anybody last did something to it. */
    TOUCHED
  }

  public EscalationTerms {
    types = ImmutableSet.copyOf(types);
    priorities = Sets.immutableEnumSet(priorities);
    levels = ImmutableList.copyOf(levels);
  }

  /** The same, tidied up. Refused with {@code invalid}, every problem listed. */
  public Outcome<EscalationTerms> read() {
    Checks checks = new Checks();
    String good = checks.text("name", name, LONGEST_NAME, false);
    if (good == null) {
      checks.add("name", "required", "A policy needs a name.");
    }
    if (types.size() > MOST_TYPES) {
      checks.add("types", "too-many", "At most " + MOST_TYPES + " types can be named.");
    }
    if (levels.isEmpty()) {
      checks.add("levels", "required", "A policy needs a level.");
    }
    if (levels.size() > MOST_LEVELS) {
      checks.add("levels", "too-many", "A policy has at most " + MOST_LEVELS + " levels.");
    }
    for (int i = 0; i < levels.size(); i++) {
      Duration after = levels.get(i).after();
      String field = "levels/" + i + "/after";
      if (after.isNegative() || after.compareTo(LONGEST_AFTER) > 0) {
        checks.add(
            field,
            "out-of-range",
            "A level comes 0 to " + LONGEST_AFTER.toHours() + " hours after the beginning.");
      } else if (i > 0 && after.compareTo(levels.get(i - 1).after()) <= 0) {
        checks.add(field, "not-ascending", "Each level comes after the one before it.");
      }
    }
    return checks.orRefuse(
        () -> new EscalationTerms(good, types, priorities, since, calendar, levels));
  }
}
