package dev.kith.crm.http.task;

import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.http.pages.Words;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a task, in words.
 *
 * @param did as it follows on the name: "started on it"
 * @param said with it
 */
record TaskHistory(
    String who, String did, String icon, String tone, Instant at, @Nullable String said) {

  /**
   * @param names of users, by their ids
   */
  static TaskHistory of(AuditEntry entry, Map<String, String> names) {
    return switch (entry.action()) {
      case "task.create" -> entry(entry, "created the task", "plus", "step", null);
      case "task.edit" -> entry(entry, "changed " + changed(entry), "edit", "", null);
      case "task.assign" -> entry(entry, assigned(entry, names), "user", "", null);
      case "task.start" -> entry(entry, "started on it", "play", "step", null);
      case "task.await" -> entry(entry, "let it wait", "clock", "", after(entry, "reason"));
      case "task.complete" ->
          entry(entry, "completed it", "check", "step", after(entry, "outcome"));
      case "task.cancel" -> entry(entry, "cancelled it", "close", "bad", after(entry, "reason"));
      case "task.reopen" -> entry(entry, "opened it again", "refresh", "", null);
      case "task.snooze" -> entry(entry, "snoozed it", "clock", "", null);
      case "task.delete" -> entry(entry, "moved it to the bin", "trash", "bad", null);
      case "task.restore" -> entry(entry, "restored it from the bin", "restore", "", null);
      default -> entry(entry, "did: " + Words.ofCode(entry.action()), "audit", "", null);
    };
  }

  private static TaskHistory entry(
      AuditEntry entry, String did, String icon, String tone, @Nullable String said) {
    return new TaskHistory(entry.actorName(), did, icon, tone, entry.at(), said);
  }

  private static String changed(AuditEntry entry) {
    return entry.changes().stream()
        .map(change -> Words.ofCode(change.field()).toLowerCase(Locale.ROOT))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String assigned(AuditEntry entry, Map<String, String> names) {
    return Optional.ofNullable(after(entry, "owner"))
        .map(id -> "gave it to " + names.getOrDefault(id, "a former user"))
        .orElse("took it from its owner");
  }

  private static @Nullable String after(AuditEntry entry, String field) {
    return entry.changes().stream()
        .filter(change -> change.field().equals(field))
        .findFirst()
        .map(FieldChange::after)
        .orElse(null);
  }
}
