package dev.kith.crm.http.task;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.task.TaskStatus;
import dev.kith.crm.http.pages.EntryWords.Difference;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the history of a task reads. */
public final class TaskHistory {

  private TaskHistory() {}

  public static RecordWords words() {
    return RecordWords.of("task", "task")
        .at("/tasks/", new Permission(Feature.TASK, Action.VIEW))
        .title("subject")
        .field("type", "Type", new Reading.Spoken(Words::ofCode))
        .field("priority", "Priority", Reading.choice())
        .field("due", "Due", new Reading.Moment())
        .field("owner", "Owner", new Reading.Records("user"))
        .field("status", "Status", Reading.choice(TaskStatus.Name.class, Words::of))
        .field("snoozedUntil", "Snoozed until", new Reading.Moment())
        .field("recurrence", "Comes again", new Reading.Spoken(RecurrenceWords::ofText))
        .field("deleted", "In the bin", Reading.yesNo())
        .asides(Set.of("series", "occurrence"))
        .told(TaskHistory::deed)
        .build();
  }

  private static Deed deed(AuditEntry entry, List<Difference> shown) {
    return switch (entry.action()) {
      case "task.create" -> Deed.born("created the task").alone();
      case "task.recur" -> Deed.born("created it, as the one before had ended").alone();
      case "task.end-series" -> Deed.of("ended the series", "close", "").alone();
      case "task.edit" -> Deed.changed("changed " + changed(shown));
      case "task.assign" -> Deed.of(assigned(shown), "user", "").alone();
      case "task.start" -> Deed.of("started on it", "play", "step").alone();
      case "task.await" -> Deed.of("let it wait", "clock", "").saying("reason");
      case "task.complete" -> Deed.of("completed it", "check", "step").saying("outcome");
      case "task.cancel" -> Deed.of("cancelled it", "close", "bad").saying("reason");
      case "task.reopen" -> Deed.of("opened it again", "refresh", "").alone();
      case "task.snooze" -> Deed.of("snoozed it", "clock", "").alone();
      case "task.acknowledge" -> Deed.of("sees to it", "check", "step").alone();
      case "task.delete" -> Deed.gone("moved it to the bin").alone();
      case "task.restore" -> Deed.of("restored it from the bin", "restore", "").alone();
      default -> Deed.of("did: " + RecordWords.deed(entry), "audit", "");
    };
  }

  private static String changed(List<Difference> shown) {
    return shown.isEmpty()
        ? "the task"
        : shown.stream()
            .map(d -> d.label().toLowerCase(Locale.ROOT))
            .distinct()
            .collect(Collectors.joining(", "));
  }

  private static String assigned(List<Difference> shown) {
    @Nullable String to =
        shown.stream()
            .filter(d -> d.label().equals("Owner"))
            .findFirst()
            .map(d -> Difference.text(d.after()))
            .orElse(null);
    return to == null ? "took it from its owner" : "gave it to " + to;
  }
}
