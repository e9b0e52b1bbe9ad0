package dev.kith.crm.persistence.job;

import static dev.kith.crm.persistence.generated.Tables.JOB;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobStore.NewJob;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.job.JobView.Progress;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.persistence.generated.tables.records.JobRecord;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import java.util.HashMap;
import java.util.Map;
import org.jooq.Record;

/** Jobs as rows. */
final class JobTable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private JobTable() {}

  static JobRecord row(NewJob job) {
    JobRequest request = job.request();
    JobRequest.Requester requester = request.requester();
    JobRecord row = new JobRecord();
    row.setId(job.id().value());
    row.setKind(request.kind());
    row.setPayload(written(request.payload()));
    row.setState(JobState.WAITING.name());
    row.setProgressDone(0L);
    row.setProgressMessage("");
    row.setAttempts(0);
    row.setMaxAttempts(request.maxAttempts());
    row.setCancelWanted(false);
    row.setUniqueKey(request.uniqueKey());
    row.setLiveKey(request.uniqueKey());
    row.setSubjectType(request.subject() == null ? null : request.subject().type());
    row.setSubjectId(request.subject() == null ? null : request.subject().id());
    row.setRequesterId(requester == null ? null : requester.id().value());
    row.setRequesterName(requester == null ? null : requester.name());
    row.setRequestId(requester == null ? null : requester.requestId());
    row.setCreatedAt(job.createdAt());
    row.setRunAt(job.runAt());
    row.setDueAt(job.runAt());
    row.setLeaseToken(0L);
    return row;
  }

  static JobView view(Record record) {
    JobRecord row = record.into(JOB);
    return new JobView(
        new JobId(row.getId()),
        row.getKind(),
        read(row.getPayload()),
        JobState.valueOf(row.getState()),
        new Progress(row.getProgressDone(), row.getProgressTotal(), row.getProgressMessage()),
        row.getAttempts(),
        row.getMaxAttempts(),
        row.getCancelWanted(),
        row.getError(),
        row.getUniqueKey(),
        row.getSubjectType() == null ? null : new Subject(row.getSubjectType(), row.getSubjectId()),
        row.getRequesterId() == null ? null : new UserId(row.getRequesterId()),
        row.getRequesterName(),
        row.getRequestId(),
        row.getCreatedAt(),
        row.getRunAt(),
        row.getStartedAt(),
        row.getFinishedAt());
  }

  static Map<String, Column> columns(Database database) {
    Map<String, Column> columns = new HashMap<>();
    columns.put("id", Column.exact(JOB.ID, false));
    columns.put("kind", Column.text(database, JOB.KIND, false));
    columns.put("state", Column.exact(JOB.STATE, false));
    columns.put("attempts", Column.exact(JOB.ATTEMPTS.cast(Long.class), false));
    columns.put("subjectType", Column.text(database, JOB.SUBJECT_TYPE, true));
    columns.put("subjectId", Column.exact(JOB.SUBJECT_ID, true));
    columns.put("requester", Column.exact(JOB.REQUESTER_ID, true));
    columns.put("createdAt", Column.exact(JOB.CREATED_AT, false));
    columns.put("runAt", Column.exact(JOB.RUN_AT, false));
    columns.put("startedAt", Column.exact(JOB.STARTED_AT, true));
    columns.put("finishedAt", Column.exact(JOB.FINISHED_AT, true));
    return columns;
  }

  private static String written(Map<String, String> payload) {
    try {
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> read(String payload) {
    try {
      return JSON.readValue(payload, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a payload", e);
    }
  }
}
