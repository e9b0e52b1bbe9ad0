package dev.kith.crm.application.job;

import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.domain.shared.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recurring job.
 *
 * @param name stable and unique, such as {@code lead.reawaken}
 * @param kind of the jobs that it brings about
 * @param nextRun when it is due; also kept while it is disabled
 * @param lastRun when it last brought about a job; null before the first time
 */
public record ScheduleView(
    String name,
    Schedule schedule,
    String kind,
    boolean enabled,
    Instant nextRun,
    @Nullable Instant lastRun) {

  /** Schedules go by their names, which are stable; the audit trail wants an id. */
  public Subject subject() {
    return new Subject(
        "schedule", UUID.nameUUIDFromBytes(("schedule/" + name).getBytes(StandardCharsets.UTF_8)));
  }
}
