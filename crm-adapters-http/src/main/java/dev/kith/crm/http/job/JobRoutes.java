package dev.kith.crm.http.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.job.JobFields;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.job.Jobs;
import dev.kith.crm.application.job.ScheduleView;
import dev.kith.crm.application.job.Schedules;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Set;

/** Background work over REST: jobs, and the schedules that bring them about. */
public final class JobRoutes {

  private static final String JOBS = "Jobs";
  private static final String SCHEDULES = "Schedules";

  /** The form of a job, for routes that bring one about. */
  public static final Shape.Fields JOB =
      CatalogueJson.shape(
          "Job",
          JobFields.CATALOGUE,
          Set.of(
              "id",
              "kind",
              "state",
              "done",
              "message",
              "attempts",
              "maxAttempts",
              "cancelWanted",
              "createdAt",
              "runAt"));

  private static final Shape.Fields PAGE =
      Lists.pageOf("JobPage", CatalogueJson.shape("ListedJob", JobFields.CATALOGUE, Set.of()));

  private static final Shape.Fields SCHEDULE =
      Shape.fields(
          "Schedule",
          Shape.required("name", Shape.text(), "Stable name, such as lead.reawaken"),
          Shape.required("schedule", Shape.text(), "When it runs"),
          Shape.required("kind", Shape.text(), "Kind of the jobs that it brings about"),
          Shape.required("enabled", Shape.flag(), "Whether it runs by itself"),
          Shape.required("nextRun", Shape.instant(), "When it is due"),
          Shape.required(
              "lastRun", Shape.orNull(Shape.instant()), "When it last brought about a job"));

  private static final Shape.Fields SCHEDULE_LIST =
      Shape.fields("ScheduleList", Shape.required("items", Shape.listOf(SCHEDULE), "By name"));

  private static final Shape.Fields NEW_SCHEDULE =
      Shape.fields(
          "ScheduleChange",
          Shape.required(
              "schedule", Shape.text(1, 200), "When it is to run, as a schedule writes it"));

  private JobRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/jobs", "listJobs")
            .says(JOBS, "List jobs; without job:view one's own")
            .query(Lists.parametersBut(JobFields.CATALOGUE, "q", "bin"))
            .answers(200, PAGE, "A page of jobs")
            .refuses("invalid")
            .handledBy(call -> Lists.answer(call, JobFields.CATALOGUE, q -> jobs(call).list(q))),
        Route.get("/jobs/{id}", "getJob")
            .says(JOBS, "Read a job and its progress")
            .answers(200, JOB, "The job")
            .refuses("not-found")
            .handledBy(call -> jobs(call).get(id(call)).map(JobRoutes::reply)),
        Route.post("/jobs/{id}:cancel", "cancelJob")
            .says(JOBS, "Cancel a job that waits or runs")
            .answers(200, JOB, "The job as it is now; a running one stops at its next step")
            .refuses("not-found", "forbidden", "invalid-transition")
            .handledBy(call -> jobs(call).cancel(id(call)).map(JobRoutes::reply)),
        Route.post("/jobs/{id}:retry", "retryJob")
            .says(JOBS, "Let a dead job wait again")
            .answers(200, JOB, "The job as it is now")
            .refuses("not-found", "forbidden", "invalid-transition", "job-already-queued")
            .handledBy(call -> jobs(call).retry(id(call)).map(JobRoutes::reply)),
        Route.get("/schedules", "listSchedules")
            .says(SCHEDULES, "List recurring jobs")
            .answers(200, SCHEDULE_LIST, "All schedules")
            .refuses("forbidden")
            .handledBy(call -> schedules(call).list().map(JobRoutes::list)),
        Route.get("/schedules/{name}", "getSchedule")
            .says(SCHEDULES, "Read a schedule")
            .answers(200, SCHEDULE, "The schedule")
            .refuses("forbidden", "not-found")
            .handledBy(call -> answer(schedules(call).get(call.path("name")))),
        Route.put("/schedules/{name}", "changeSchedule")
            .says(SCHEDULES, "Let it run at other times")
            .body(NEW_SCHEDULE, JobRoutes::problemsOf)
            .answers(200, SCHEDULE, "The schedule as it is now")
            .refuses("forbidden", "not-found", "invalid")
            .handledBy(call ->
                answer(
                    schedules(call)
                        .change(call.path("name"), String.valueOf(call.text("schedule"))))),
        Route.post("/schedules/{name}:enable", "enableSchedule")
            .says(SCHEDULES, "Let it run by itself")
            .answers(200, SCHEDULE, "The schedule as it is now")
            .refuses("forbidden", "not-found")
            .handledBy(call -> answer(schedules(call).enable(call.path("name")))),
        Route.post("/schedules/{name}:disable", "disableSchedule")
            .says(SCHEDULES, "Let it run no longer by itself")
            .answers(200, SCHEDULE, "The schedule as it is now")
            .refuses("forbidden", "not-found")
            .handledBy(call -> answer(schedules(call).disable(call.path("name")))),
        Route.post("/schedules/{name}:run", "runSchedule")
            .says(SCHEDULES, "Run it now, whatever its times")
            .answers(202, JOB, "The job that does it")
            .refuses("forbidden", "not-found")
            .handledBy(JobRoutes::runNow));
  }

  /** A job was brought about: it can be followed at the Location. */
  public static Outcome<Reply> accepted(Call call, JobId id) {
    return call.further()
        .jobs()
        .get(id)
        .map(job -> Reply.json(202, json(job)).header("Location", call.link("/jobs/" + id)));
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    JsonNode schedule = body.path("schedule");
    return schedule.isTextual() ? schedules(call).problemsOf(schedule.textValue()) : List.of();
  }

  private static Outcome<Reply> runNow(Call call) {
    return schedules(call).runNow(call.path("name")).then(id -> accepted(call, id));
  }

  private static Reply reply(JobView job) {
    return Reply.json(200, json(job));
  }

  private static ObjectNode json(JobView job) {
    return CatalogueJson.of(JobFields.CATALOGUE, job, Set.of());
  }

  private static Outcome<Reply> answer(Outcome<ScheduleView> outcome) {
    return outcome.map(view -> Reply.json(200, json(view)));
  }

  private static Reply list(List<ScheduleView> views) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    views.forEach(view -> items.add(json(view)));
    return Reply.json(200, json);
  }

  private static ObjectNode json(ScheduleView view) {
    ObjectNode json =
        Json.object()
            .put("name", view.name())
            .put("schedule", view.schedule().toString())
            .put("kind", view.kind())
            .put("enabled", view.enabled());
    json.set("nextRun", Json.of(view.nextRun()));
    json.set("lastRun", Json.of(view.lastRun()));
    return json;
  }

  private static Jobs jobs(Call call) {
    return call.workspace().jobs();
  }

  private static Schedules schedules(Call call) {
    return call.workspace().schedules();
  }

  private static JobId id(Call call) {
    return new JobId(call.id("job"));
  }
}
