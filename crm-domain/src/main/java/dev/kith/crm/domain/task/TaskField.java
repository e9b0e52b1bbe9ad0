package dev.kith.crm.domain.task;

/** What of a task can be edited. */
public enum TaskField {
  TYPE("type"),
  SUBJECT("subject"),
  NOTES("notes"),
  PRIORITY("priority"),
  RELATED("related"),
  DUE("due"),
  CHECKLIST("checklist"),
  REMINDERS("reminders"),
  RECURRENCE("recurrence");

  private final String code;

  TaskField(String code) {
    this.code = code;
  }

  /** As in the API. */
  public String code() {
    return code;
  }
}
