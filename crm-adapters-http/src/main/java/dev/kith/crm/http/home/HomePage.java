package dev.kith.crm.http.home;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Strings;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.job.JobFields;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.lead.LeadQueries.Figures;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.Board;
import dev.kith.crm.application.opportunity.Board.Column;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.task.TaskQueries.Day;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.task.TaskWords;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first page after logging in. */
public final class HomePage {

  private static final int SHOWN = 5;

  private HomePage() {}

  /**
   * @param day what the person has to do; null for somebody who may not see tasks
   * @param zone on whose clock
   * @param pipeline the standard one, with what is in it; null where there is none to be seen
   * @param figures null for somebody who may not see leads
   * @param mine the newest leads that belong to the person
   */
  record Home(
      String name,
      @Nullable Day day,
      ZoneId zone,
      @Nullable Board pipeline,
      @Nullable Figures figures,
      List<LeadView> mine,
      List<ImportView> imports,
      List<JobView> jobs) {

    /** What comes first of what is to be done. */
    List<TaskView> next() {
      return day == null
          ? List.of()
          : Stream.of(day.overdue(), day.today(), day.next())
              .flatMap(List::stream)
              .limit(SHOWN)
              .toList();
    }

    String due(TaskView task) {
      return day == null
          ? ""
          : Strings.nullToEmpty(TaskWords.due(task.content().due(), day.date(), zone));
    }

    /** "2 overdue, 3 today"; what there is none of is left out. */
    String load() {
      return day == null
          ? ""
          : Stream.of(
                  new Part(day.overdue().size(), "overdue"), new Part(day.today().size(), "today"))
              .filter(part -> part.tasks() > 0)
              .map(part -> part.tasks() + " " + part.when())
              .collect(joining(", "));
    }

    private record Part(int tasks, String when) {}

    List<Column> stages() {
      return pipeline == null
          ? List.of()
          : pipeline.columns().stream().filter(column -> column.stage().isOpen()).toList();
    }

    long fullest() {
      return stages().stream().mapToLong(Column::count).max().orElse(1);
    }

    long most() {
      return figures == null
          ? 0
          : figures.byStatus().values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get("/", visit -> visit.show("home/home.jte", "Home", Section.HOME, home(visit)));
  }

  private static Home home(Visit visit) {
    boolean seesLeads = visit.actor().may(new Permission(Feature.LEAD, Action.VIEW));
    boolean seesImports = visit.actor().may(new Permission(Feature.IMPORT, Action.VIEW));
    ZoneId zone = visit.zone().orElseGet(() -> visit.crm().taskQueries().usualZone());
    return new Home(
        visit.actor().name(),
        visit.crm().taskQueries().day(zone).orNull(),
        zone,
        pipeline(visit),
        seesLeads
                && visit.crm().leadQueries().figures() instanceof Outcome.Done<Figures>(var figures)
            ? figures
            : null,
        seesLeads ? mine(visit) : List.of(),
        seesImports
                && visit.crm().imports().list(null, SHOWN)
                    instanceof Outcome.Done<List<ImportView>>(var imports)
            ? imports
            : List.of(),
        running(visit));
  }

  private static @Nullable Board pipeline(Visit visit) {
    OpportunityQueries queries = visit.crm().opportunityQueries();
    return visit.crm().pipelines().list() instanceof Outcome.Done<List<Pipeline>>(var pipelines)
            && !pipelines.isEmpty()
        ? queries
            .board(
                pipelines.getFirst().id(), ListQuery.all(queries.fields()).limitedTo(1), Set.of())
            .orNull()
        : null;
  }

  private static List<LeadView> mine(Visit visit) {
    Filter own = new Compare("owner", Op.EQ, List.of(visit.actor().id().value()));
    var queries = visit.crm().leadQueries();
    if (queries.fields().find("owner").isEmpty()) {
      return List.of();
    }
    return queries.list(ListQuery.all(queries.fields()).where(own).limitedTo(SHOWN))
            instanceof Outcome.Done<Page<LeadView>>(var page)
        ? page.items()
        : List.of();
  }

  private static List<JobView> running(Visit visit) {
    Filter running = new Compare("state", Op.EQ, List.of(JobState.RUNNING.name()));
    return visit
                .crm()
                .jobs()
                .list(ListQuery.all(JobFields.CATALOGUE).where(running).limitedTo(SHOWN))
            instanceof Outcome.Done<Page<JobView>>(var page)
        ? page.items()
        : List.of();
  }
}
