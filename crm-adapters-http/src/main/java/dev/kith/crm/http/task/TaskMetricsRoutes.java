package dev.kith.crm.http.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.task.TaskFigures;
import dev.kith.crm.application.task.TaskFigures.Lateness;
import dev.kith.crm.application.task.TaskMetrics;
import dev.kith.crm.application.task.TaskMetrics.GroupBy;
import dev.kith.crm.application.task.TaskMetrics.Question;
import dev.kith.crm.application.task.TaskMetrics.Report;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.TimeZones;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.Shape.Property;
import dev.kith.crm.http.kernel.problem.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How tasks are done, over REST. */
final class TaskMetricsRoutes {

  private static final int DIGITS_OF_RATE = 4;

  private static final Shape DURATION = Shape.text();

  private static final Shape LATENESS =
      Shape.fields(
          "TaskLateness",
          Shape.required(
              "median", DURATION, "ISO 8601, such as PT26H30M; half of the late tasks were later"),
          Shape.required("p90", DURATION, "Nine of ten late tasks were no later than that"),
          Shape.required("mean", DURATION, "On average"));

  private static final List<Property> FIGURES =
      List.of(
          Shape.required(
              "done",
              Shape.count(),
              "Tasks whose last completion lies in the period, unless they were reopened since"),
          Shape.required("doneWithDate", Shape.count(), "Those of them that had a due date"),
          Shape.required(
              "onTime",
              Shape.count(),
              "Those of them that were done before their moment, or before their day had ended in"
                  + " the zone of the date"),
          Shape.required("late", Shape.count(), "The others of them"),
          Shape.required(
              "onTimeRate",
              Shape.orNull(Shape.decimal()),
              "onTime by doneWithDate, from 0 to 1 to four digits; null if nothing had a date"),
          Shape.required(
              "lateness",
              Shape.orNull(LATENESS),
              "How long after they were overdue the late ones were done, to the second; null if"
                  + " there is none"),
          Shape.required(
              "timeToComplete",
              Shape.orNull(DURATION),
              "Median time from creation to completion of what was done, waiting included; null if"
                  + " nothing was"),
          Shape.required(
              "cancelled", Shape.count(), "Tasks that were cancelled in the period, and still are"),
          Shape.required("created", Shape.count(), "Tasks that were created in the period"),
          Shape.required(
              "open", Shape.orNull(Shape.count()), "Open now, whenever created; null of weeks"),
          Shape.required(
              "overdue", Shape.orNull(Shape.count()), "Of these, overdue now; null of weeks"));

  private static final Shape.Fields REPORT =
      Shape.fields(
          "TaskMetrics",
          Shape.required("from", Shape.text(), "First day of the period"),
          Shape.required("to", Shape.text(), "Last day of the period"),
          Shape.required("zone", Shape.text(), "Whose days they are"),
          Shape.required(
              "groupBy", Shape.orNull(Shape.choice(codes())), "What the groups are; null for none"),
          Shape.required(
              "total",
              new Shape.Fields("TaskFigures", FIGURES),
              "Of all tasks that were asked for"),
          Shape.required(
              "groups",
              Shape.listOf(
                  new Shape.Fields(
                      "TaskGroup",
                      ImmutableList.<Property>builder()
                          .add(
                              Shape.required(
                                  "key",
                                  Shape.orNull(Shape.text()),
                                  "Id of the owner, code of the type, name of the priority, or"
                                      + " Monday of the week; null for the tasks that nobody has"),
                              Shape.required(
                                  "name",
                                  Shape.orNull(Shape.text()),
                                  "Of the owner; null for nobody, for whom only the embedding"
                                      + " application knows, and of other groups"))
                          .addAll(FIGURES)
                          .build())),
              "Owners and types with the most done first, the more urgent priorities first, and"
                  + " every week in order"),
          Shape.required(
              "more",
              Shape.flag(),
              "Whether there are more than " + TaskMetrics.MOST_GROUPS + " groups"));

  private TaskMetricsRoutes() {}

  static Route route(String tag) {
    return Route.get("/tasks/metrics", "getTaskMetrics")
        .says(tag, "Whether tasks are done, and on time: figures in total and by group")
        .query(
            "from",
            Shape.text(10, 10),
            "First day of the period; usually that "
                + TaskMetrics.USUAL_PERIOD
                + " days end with the last")
        .query("to", Shape.text(10, 10), "Last day of the period; usually today")
        .query("zone", Shape.text(1, 100), "Whose days; usually the zone of the default calendar")
        .query("owner", Shape.uuid(), "Only tasks that this user has now")
        .query("team", Shape.uuid(), "Only tasks that members of this team have now")
        .query("type", Shape.text(1, TaskType.LONGEST), "Only tasks of this type")
        .query("groupBy", Shape.choice(codes()), "What to tell apart; usually nothing")
        .answers(200, REPORT, "The figures, of tasks that the caller may see")
        .refuses("forbidden")
        .handledBy(TaskMetricsRoutes::answer);
  }

  private static List<String> codes() {
    return Arrays.stream(GroupBy.values()).map(TaskMetricsRoutes::code).toList();
  }

  private static String code(GroupBy by) {
    return Ascii.toLowerCase(by.name());
  }

  private static Outcome<Reply> answer(Call call) {
    return switch (call.workspace().taskMetrics().of(question(call))) {
      // The port knows no query: what it finds wrong stands in one.
      case Outcome.Refused<Report>(Invalid(var violations)) ->
          throw Problem.ofQuery(violations).asException();
      case Outcome<Report> outcome -> outcome.map(report -> Reply.json(200, json(report)));
    };
  }

  private static Question question(Call call) {
    Checks checks = new Checks();
    Question question =
        new Question(
            date(checks, call, "from"),
            date(checks, call, "to"),
            call.query("zone").map(name -> checks.take("zone", TimeZones.parse(name))).orElse(null),
            call.queryId("owner").map(UserId::new).orElse(null),
            call.queryId("team").map(TeamId::new).orElse(null),
            call.query("type").map(code -> checks.take("type", TaskType.parse(code))).orElse(null),
            call.query("groupBy").flatMap(TaskMetricsRoutes::groupBy).orElse(null));
    if (!checks.passed()) {
      throw Problem.ofQuery(checks.violations()).asException();
    }
    return question;
  }

  private static @Nullable LocalDate date(Checks checks, Call call, String name) {
    return call.query(name).map(text -> CivilTimes.date(checks, name, text)).orElse(null);
  }

  private static Optional<GroupBy> groupBy(String code) {
    return Arrays.stream(GroupBy.values()).filter(by -> code(by).equals(code)).findFirst();
  }

  private static ObjectNode json(Report report) {
    ObjectNode json =
        Json.object()
            .put("from", report.from().toString())
            .put("to", report.to().toString())
            .put("zone", report.zone().getId())
            .put("groupBy", report.groupBy() == null ? null : code(report.groupBy()));
    json.set("total", put(Json.object(), report.total()));
    ArrayNode groups = json.putArray("groups");
    report
        .groups()
        .forEach(group ->
            put(
                groups.addObject().put("key", group.key()).put("name", group.name()),
                group.figures()));
    return json.put("more", report.more());
  }

  private static ObjectNode put(ObjectNode json, TaskFigures figures) {
    json.put("done", figures.done())
        .put("doneWithDate", figures.doneWithDate())
        .put("onTime", figures.onTime())
        .put("late", figures.late())
        .put("onTimeRate", rate(figures.onTimeRate()));
    Lateness lateness = figures.lateness();
    if (lateness == null) {
      json.putNull("lateness");
    } else {
      json.putObject("lateness")
          .put("median", lateness.median().toString())
          .put("p90", lateness.ninetieth().toString())
          .put("mean", lateness.mean().toString());
    }
    return json.put("timeToComplete", text(figures.timeToComplete()))
        .put("cancelled", figures.cancelled())
        .put("created", figures.created())
        .put("open", figures.open())
        .put("overdue", figures.overdue());
  }

  private static @Nullable BigDecimal rate(@Nullable Double rate) {
    return rate == null
        ? null
        : BigDecimal.valueOf(rate).setScale(DIGITS_OF_RATE, RoundingMode.HALF_UP);
  }

  private static @Nullable String text(@Nullable Duration duration) {
    return duration == null ? null : duration.toString();
  }
}
