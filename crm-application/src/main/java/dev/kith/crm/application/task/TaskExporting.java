package dev.kith.crm.application.task;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.list.csv.RecordExport;
import dev.kith.crm.domain.access.Feature;
import java.time.Instant;

/** Tasks as they are taken out of the house: as of one moment, with the names they are about. */
final class TaskExporting {

  private TaskExporting() {}

  static RecordExport<TaskView> of(Kernel kernel, Context context, Related related) {
    Instant now = kernel.now();
    return new RecordExport<>(
        kernel,
        context,
        new RecordExport.Kind<>(
            Feature.TASK,
            "tasks",
            TaskFields.CATALOGUE,
            false,
            (query, visible, each) ->
                kernel
                    .storage()
                    .taskReads()
                    .each(TaskQueryService.overdueTold(query, now), visible, each),
            found -> related.read(found, context, now)));
  }
}
