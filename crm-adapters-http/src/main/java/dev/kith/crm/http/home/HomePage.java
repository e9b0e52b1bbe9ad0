package dev.kith.crm.http.home;

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
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first page after logging in. */
public final class HomePage {

  private static final int SHOWN = 5;

  private HomePage() {}

  /**
   * @param figures null for somebody who may not see leads
   * @param mine the newest leads that belong to the person
   */
  record Home(
      String name,
      @Nullable Figures figures,
      List<LeadView> mine,
      List<ImportView> imports,
      List<JobView> jobs) {

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
    return new Home(
        visit.actor().name(),
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
