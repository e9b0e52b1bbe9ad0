package dev.kith.crm.application.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.csv.CsvExport;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes tasks out of the house. */
record TaskExporting(Kernel kernel, Context context, Related related)
    implements CsvExport.Source<TaskView>, TaskExport {

  private static final Permission EXPORT = new Permission(Feature.TASK, Action.EXPORT);

  /** Of so many tasks at once the names of what they are about are asked for. */
  private static final int AT_ONCE = 500;

  @Override
  public FieldCatalogue<TaskView> fields() {
    return TaskFields.CATALOGUE;
  }

  @Override
  public Outcome<ListQuery> exportable(ListQuery query) {
    return Permits.require(
        context.actor(),
        TaskQueryService.VIEW,
        () -> Permits.require(context.actor(), EXPORT, () -> Outcome.done(query)));
  }

  @Override
  public Outcome<Long> export(ListQuery query, Consumer<TaskView> each) {
    return exportable(query)
        .then(good -> kernel.transactions().run(() -> Outcome.done(exported(good, each))));
  }

  /** In one run, so that names are read over the connection that tasks come from. */
  private long exported(ListQuery query, Consumer<TaskView> each) {
    Instant now = kernel.now();
    Batches batches = new Batches(now, each);
    kernel
        .storage()
        .taskReads()
        .each(
            TaskQueryService.overdueTold(query, now),
            Visibility.of(context.actor(), TaskQueryService.VIEW)
                .and(Visibility.of(context.actor(), EXPORT)),
            batches::take);
    batches.flush();
    Subject exporter = new Subject("user", context.actor().id().value());
    kernel
        .auditing()
        .record(
            context,
            exporter,
            "task.export",
            ImmutableList.of(new FieldChange("tasks", null, Long.toString(batches.count))),
            now);
    return batches.count;
  }

  private final class Batches {
    private final Instant now;
    private final Consumer<TaskView> each;
    private final List<TaskView> waiting = new ArrayList<>();
    private long count;

    Batches(Instant now, Consumer<TaskView> each) {
      this.now = now;
      this.each = each;
    }

    void take(TaskView view) {
      count++;
      waiting.add(view);
      if (waiting.size() == AT_ONCE) {
        flush();
      }
    }

    void flush() {
      related.read(waiting, context, now).forEach(each);
      waiting.clear();
    }
  }

  @Override
  public Outcome<List<String>> columns(ListQuery query) {
    return new CsvExport<>(this).columns(query);
  }

  @Override
  public Outcome<Long> csv(ListQuery query, boolean byteOrderMark, OutputStream to) {
    return new CsvExport<>(this).write(query, byteOrderMark, to);
  }
}
