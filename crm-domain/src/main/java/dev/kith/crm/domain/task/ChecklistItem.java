package dev.kith.crm.domain.task;

/** A step of a task. */
public record ChecklistItem(String text, boolean done) {

  public static final int LONGEST_TEXT = 300;
}
