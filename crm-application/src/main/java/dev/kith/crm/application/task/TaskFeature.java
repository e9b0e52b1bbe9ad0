package dev.kith.crm.application.task;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.assignment.AssignableRecords;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.list.csv.ListExport;
import dev.kith.crm.application.recurrence.RuleDays;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.RecurrenceDraft;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/** Wires tasks. */
public final class TaskFeature {

  private final Kernel kernel;
  private final Owners owners;
  private final Related related;
  private final Supplier<PoolAssigning> pools;
  private final Recurrences recurrences = new RuleDays();

  /**
   * @param about what tasks can be about
   * @param pools from which tasks are assigned, once all is wired
   */
  public TaskFeature(
      Kernel kernel, Owners owners, List<RelatedRecords> about, Supplier<PoolAssigning> pools) {
    this.pools = pools;
    this.kernel = kernel;
    this.owners = owners;
    this.related = new Related(about);
  }

  public Tasks tasks(Context context) {
    return new TaskService(kernel, context, owners, related, recurrences, pools);
  }

  public TaskQueries queries(Context context) {
    return new TaskQueryService(kernel, context, related, recurrences);
  }

  /**
   * When a task begins that comes again: on the first day of its rule, from a moment on, on the
   * clock of the business. Refused with {@code invalid}, every problem listed, at {@code
   * recurrence}.
   */
  public Outcome<DueDraft> beginning(RecurrenceDraft recurrence, Instant from) {
    ZoneId zone = kernel.storage().businessCalendars().standard().hours().zone();
    return recurrence.firstDay(LocalDate.ofInstant(from, zone), recurrences).map(DueDraft::on);
  }

  public ListExport export(Context context) {
    return TaskExporting.of(kernel, context, related);
  }

  public TaskMetrics metrics(Context context) {
    return new TaskMetricsService(kernel, context);
  }

  /**
   * Tasks, as they are given to users of pools.
   *
   * @param about records that tell of tasks about them whom these fit
   */
  public AssignableRecords assignable(List<AssignableRecords> about) {
    return new TasksToAssign(kernel, this, about);
  }

  /** Tasks follow the records that they are about when these are merged. */
  public Attached attached() {
    return new AttachedTasks(kernel.storage().tasks());
  }
}
