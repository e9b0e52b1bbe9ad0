package dev.kith.crm.application.task;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.csv.RecordExport;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Tasks as they are taken out of the house: as of one moment, with the names they are about. */
record TaskExporting(Kernel kernel, Context context, Related related, Instant now)
    implements RecordExport.Records<TaskView> {

  static RecordExport<TaskView> of(Kernel kernel, Context context, Related related) {
    return new RecordExport<>(
        kernel,
        context,
        new RecordExport.Kind<>(
            Feature.TASK,
            "tasks",
            TaskFields.CATALOGUE,
            false,
            new TaskExporting(kernel, context, related, kernel.now())));
  }

  @Override
  public void each(ListQuery query, Visibility visible, Consumer<TaskView> consumer) {
    kernel.storage().taskReads().each(TaskQueryService.overdueTold(query, now), visible, consumer);
  }

  @Override
  public List<TaskView> read(List<TaskView> found) {
    return related.read(found, context, now);
  }
}
