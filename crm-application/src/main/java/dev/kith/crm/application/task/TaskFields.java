package dev.kith.crm.application.task;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.TaskStatus;
import java.util.List;

/** The fields by which tasks are listed, filtered and sorted. */
public final class TaskFields {

  /** Depends on the moment: stores never see it, see {@link TaskReads}. */
  static final String OVERDUE = "overdue";

  static final String OPEN = "open";
  static final String DUE_BY = "dueBy";

  private static final Field<TaskView> ID = Field.of("id", "Id", Type.ID, v -> v.id().value());

  public static final FieldCatalogue<TaskView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey(DUE_BY, false),
          List.of(
              ID,
              Field.of("type", "Type", Type.TEXT, v -> v.content().type().code()),
              Field.of("subject", "Subject", Type.TEXT, v -> v.content().subject()),
              Field.choice(
                  "status", "Status", TaskStatus.Name.class, v -> v.status().name().name()),
              Field.<TaskView>of(OPEN, "Open", Type.BOOLEAN, TaskView::isOpen),
              Field.of("statusSince", "In status since", Type.INSTANT, v -> v.status().since()),
              Field.choice(
                  "priority", "Priority", Priority.class, v -> v.content().priority().name()),
              Field.<TaskView>of(
                      "urgency",
                      "Urgency",
                      Type.NUMBER,
                      v -> (long) v.content().priority().urgency())
                  .sorted(),
              Field.<TaskView>of(DUE_BY, "Due by", Type.INSTANT, TaskView::dueBy).sorted(),
              Field.<TaskView>of(
                      "dueOn",
                      "Due on",
                      Type.TEXT,
                      v -> v.content().due() instanceof Due.On on ? on.date().toString() : null)
                  .shownOnly(),
              Field.<TaskView>of(OVERDUE, "Overdue", Type.BOOLEAN, TaskView::overdue),
              Field.of(
                  "relatedType",
                  "Related type",
                  Type.TEXT,
                  v -> v.content().related() == null ? null : v.content().related().type()),
              Field.of(
                  "relatedId",
                  "Related record",
                  Type.ID,
                  v -> v.content().related() == null ? null : v.content().related().id()),
              Field.<TaskView>of("relatedName", "Related to", Type.TEXT, TaskView::relatedName)
                  .shownOnly(),
              Field.of(
                  "owner", "Owner", Type.ID, v -> v.owner() == null ? null : v.owner().value()),
              Field.<TaskView>of("ownerName", "Owner name", Type.TEXT, TaskView::ownerName)
                  .shownOnly(),
              Field.<TaskView>of("recurring", "Recurring", Type.BOOLEAN, TaskView::recurring),
              Field.of(
                  "series",
                  "Series",
                  Type.ID,
                  v -> v.occurrence() == null ? null : v.occurrence().series().value()),
              Field.<TaskView>of(
                      "occurrence",
                      "Which of the series",
                      Type.NUMBER,
                      v -> v.occurrence() == null ? null : (long) v.occurrence().number())
                  .shownOnly(),
              Field.of("snoozedUntil", "Snoozed until", Type.INSTANT, TaskView::snoozedUntil),
              Field.of("origin", "Made by", Type.TEXT, TaskView::origin),
              Field.<TaskView>of(
                      "createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
                  .sorted(),
              Field.<TaskView>of(
                      "updatedAt", "Updated", Type.INSTANT, v -> v.revision().updatedAt())
                  .sorted(),
              Field.of("deletedAt", "Deleted", Type.INSTANT, v -> v.revision().deletedAt()),
              Field.<TaskView>of("version", "Version", Type.NUMBER, v -> v.revision().version())
                  .shownOnly()));

  private TaskFields() {}
}
