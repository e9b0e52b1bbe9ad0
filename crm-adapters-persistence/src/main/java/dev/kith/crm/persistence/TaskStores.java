package dev.kith.crm.persistence;

import dev.kith.crm.application.assignment.AssignmentPoolStore;
import dev.kith.crm.application.assignment.AssignmentStore;
import dev.kith.crm.application.calendar.BusinessCalendarStore;
import dev.kith.crm.application.task.TaskReads;
import dev.kith.crm.application.task.TaskStore;
import dev.kith.crm.application.task.escalation.EscalationPolicyStore;
import dev.kith.crm.application.task.escalation.EscalationStore;
import dev.kith.crm.application.task.reminder.ReminderStore;
import dev.kith.crm.persistence.assignment.JooqAssignmentPoolStore;
import dev.kith.crm.persistence.assignment.JooqAssignmentStore;
import dev.kith.crm.persistence.calendar.JooqBusinessCalendarStore;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.task.JooqTaskReads;
import dev.kith.crm.persistence.task.JooqTaskStore;
import dev.kith.crm.persistence.task.escalation.JooqEscalationPolicyStore;
import dev.kith.crm.persistence.task.escalation.JooqEscalationStore;
import dev.kith.crm.persistence.task.reminder.JooqReminderStore;

/**
 * The stores of tasks, of the hours in which they are done and of who gets them, put together in a
 * place of their own.
 */
record TaskStores(
    TaskStore tasks,
    TaskReads taskReads,
    ReminderStore reminders,
    EscalationPolicyStore escalationPolicies,
    EscalationStore escalations,
    AssignmentPoolStore assignmentPools,
    AssignmentStore assignments,
    BusinessCalendarStore businessCalendars) {

  static TaskStores of(Database database) {
    return new TaskStores(
        new JooqTaskStore(database),
        new JooqTaskReads(database),
        new JooqReminderStore(database),
        new JooqEscalationPolicyStore(database),
        new JooqEscalationStore(database),
        new JooqAssignmentPoolStore(database),
        new JooqAssignmentStore(database),
        new JooqBusinessCalendarStore(database));
  }
}
