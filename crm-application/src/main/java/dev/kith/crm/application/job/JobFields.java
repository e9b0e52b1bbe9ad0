package dev.kith.crm.application.job;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.job.JobState;
import java.util.List;

/** The fields by which jobs are listed, filtered and sorted. */
public final class JobFields {

  public static final FieldCatalogue<JobView> CATALOGUE = catalogue();

  private JobFields() {}

  private static FieldCatalogue<JobView> catalogue() {
    Field<JobView> id = Field.of("id", "Id", Type.ID, v -> v.id().value());
    return FieldCatalogue.of(
        id,
        new SortKey("createdAt", true),
        List.of(
            id,
            Field.of("kind", "Kind", Type.TEXT, JobView::kind),
            Field.choice("state", "State", JobState.class, v -> v.state().name()),
            Field.<JobView>of("done", "Done", Type.NUMBER, v -> v.progress().done()).shownOnly(),
            Field.<JobView>of("total", "Of", Type.NUMBER, v -> v.progress().total()).shownOnly(),
            Field.<JobView>of("message", "Message", Type.TEXT, v -> v.progress().message())
                .shownOnly(),
            Field.of("attempts", "Attempts", Type.NUMBER, v -> Long.valueOf(v.attempts())),
            Field.<JobView>of(
                    "maxAttempts", "Most attempts", Type.NUMBER, v -> Long.valueOf(v.maxAttempts()))
                .shownOnly(),
            Field.<JobView>of(
                    "cancelWanted", "Being cancelled", Type.BOOLEAN, JobView::cancelWanted)
                .shownOnly(),
            Field.<JobView>of("error", "Error", Type.TEXT, JobView::error).shownOnly(),
            Field.of(
                "subjectType",
                "About",
                Type.TEXT,
                v -> v.subject() == null ? null : v.subject().type()),
            Field.of(
                "subjectId",
                "About id",
                Type.ID,
                v -> v.subject() == null ? null : v.subject().id()),
            Field.of(
                "requester",
                "Requester",
                Type.ID,
                v -> v.requester() == null ? null : v.requester().value()),
            Field.<JobView>of("requesterName", "Requester name", Type.TEXT, JobView::requesterName)
                .shownOnly(),
            Field.<JobView>of("createdAt", "Created", Type.INSTANT, JobView::createdAt).sorted(),
            Field.<JobView>of("runAt", "Due", Type.INSTANT, JobView::runAt).sorted(),
            Field.of("startedAt", "Started", Type.INSTANT, JobView::startedAt),
            Field.of("finishedAt", "Finished", Type.INSTANT, JobView::finishedAt)));
  }
}
