package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Tasks for tests. */
public final class Tasks {

  public static final Instant CREATED = Instant.parse("2026-11-02T10:00:00Z");
  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private Tasks() {}

  public static TaskId anId() {
    return new TaskId(Leads.anId().value());
  }

  public static Task of(TaskDraft draft) {
    return of(draft, null);
  }

  public static Task of(TaskDraft draft, @Nullable UserId owner) {
    return of(draft, owner, null);
  }

  public static Task of(TaskDraft draft, @Nullable UserId owner, @Nullable String origin) {
    return birth(draft, owner, origin).next();
  }

  public static Change<Task> birth(
      TaskDraft draft, @Nullable UserId owner, @Nullable String origin) {
    return Task.create(anId(), draft.read(BERLIN).orElseThrow(), owner, origin, CREATED);
  }
}
