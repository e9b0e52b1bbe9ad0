package dev.kith.crm.http.task;

import dev.kith.crm.application.task.TaskMetrics;
import dev.kith.crm.application.task.TaskMetrics.GroupBy;
import dev.kith.crm.application.task.TaskMetrics.Question;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.task.TaskMetricsPage.Found;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** How tasks are done: by week, by owner and by type. */
final class TaskMetricsPages {

  private TaskMetricsPages() {}

  static void addTo(PageRoutes routes) {
    routes.get("/tasks/metrics", TaskMetricsPages::show);
  }

  private static void show(Visit visit) {
    ZoneId zone = TaskPages.zone(visit);
    LocalDate today = LocalDate.ofInstant(visit.now(), zone);
    String from = written(visit, "from", today.minusDays(TaskMetrics.USUAL_PERIOD - 1));
    String to = written(visit, "to", today);
    Checks checks = new Checks();
    LocalDate first = CivilTimes.date(checks, "from", from);
    LocalDate last = CivilTimes.date(checks, "to", to);
    Outcome<Found> found =
        checks
            .orRefuse(() -> Question.of(first, last, zone))
            .then(question -> found(visit.crm().taskMetrics(), question));
    switch (found) {
      case Outcome.Done<Found>(var all) ->
          show(visit, 200, new TaskMetricsPage(from, to, today, all, Problems.NONE));
      case Outcome.Refused<Found>(Invalid invalid) ->
          show(visit, 400, new TaskMetricsPage(from, to, today, null, Problems.of(invalid)));
      case Outcome.Refused<Found>(Refusal refusal) -> visit.refuse(refusal);
    }
  }

  private static Outcome<Found> found(TaskMetrics metrics, Question question) {
    return metrics
        .of(question.by(GroupBy.OWNER))
        .then(owners ->
            metrics
                .of(question.by(GroupBy.TYPE))
                .then(types ->
                    metrics
                        .of(question.by(GroupBy.WEEK))
                        .map(weeks -> new Found(owners, types, weeks))));
  }

  private static String written(Visit visit, String name, LocalDate usual) {
    return Optional.of(visit.query(name))
        .filter(text -> !text.isEmpty())
        .orElseGet(usual::toString);
  }

  private static void show(Visit visit, int status, TaskMetricsPage page) {
    visit.show(status, "task/metrics.jte", "How tasks are done", Section.TASKS, page);
  }
}
