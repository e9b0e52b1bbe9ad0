package dev.kith.crm.http.job;

import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.job.JobFields;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.job.Jobs;
import dev.kith.crm.application.job.ScheduleView;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.ScheduleWords;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What runs in the background, for people: jobs, schedules, and events that could not be delivered.
 */
public final class JobPages {

  private static final int DEAD_LETTERS = 200;

  private JobPages() {}

  /** What else there is besides jobs, for those who may see it. */
  record Tabs(boolean schedules, boolean events) {}

  /**
   * @param state only jobs of this state; empty for all
   * @param kind only jobs of this kind; empty for all
   * @param next the address of the page after this; null on the last
   */
  record JobList(
      String state,
      String kind,
      List<JobView> jobs,
      @Nullable String next,
      Tabs tabs,
      Problems problems) {

    List<JobState> states() {
      return Arrays.asList(JobState.values());
    }

    static boolean isCancellable(JobView job) {
      return !job.state().isFinished() && !job.cancelWanted();
    }

    static String tone(JobState state) {
      return switch (state) {
        case WAITING -> "warn";
        case RUNNING -> "info";
        case SUCCEEDED -> "good";
        case DEAD -> "bad";
        case CANCELLED -> "";
      };
    }
  }

  record ScheduleList(
      List<ScheduleView> schedules, boolean mayChange, Tabs tabs, Problems problems) {

    static String words(Schedule schedule) {
      return ScheduleWords.of(schedule);
    }
  }

  record Letters(List<Outbox.Delivery> letters, boolean mayReplay, Tabs tabs) {}

  public static void addTo(PageRoutes routes) {
    routes.get("/jobs", visit -> list(visit, 200, Problems.NONE));
    routes.post("/jobs/{id}/cancel", visit -> act(visit, Notice.JOB_CANCELLED, Jobs::cancel));
    routes.post("/jobs/{id}/retry", visit -> act(visit, Notice.JOB_RETRIED, Jobs::retry));
    routes.get("/jobs/schedules", visit -> schedules(visit, 200, Problems.NONE));
    routes.post(
        "/jobs/schedules/{name}/enable",
        visit ->
            onSchedule(visit, Notice.SCHEDULE_ENABLED, n -> visit.crm().schedules().enable(n)));
    routes.post(
        "/jobs/schedules/{name}/disable",
        visit ->
            onSchedule(visit, Notice.SCHEDULE_DISABLED, n -> visit.crm().schedules().disable(n)));
    routes.post(
        "/jobs/schedules/{name}/run",
        visit -> onSchedule(visit, Notice.SCHEDULE_RUN, n -> visit.crm().schedules().runNow(n)));
    routes.get("/jobs/letters", JobPages::letters);
    routes.post("/jobs/letters/replay", JobPages::replay);
  }

  private static void list(Visit visit, int status, Problems problems) {
    String state = visit.query("state");
    Map<String, String> parameters = new HashMap<>();
    String kind = visit.query("kind");
    List<String> filters = new ArrayList<>();
    if (!state.isEmpty()) {
      filters.add("state eq '" + state.replace("'", "''") + "'");
    }
    if (!kind.isEmpty()) {
      filters.add("kind eq '" + kind.replace("'", "''") + "'");
    }
    if (!filters.isEmpty()) {
      parameters.put("filter", String.join(" and ", filters));
    }
    if (!visit.query("cursor").isEmpty()) {
      parameters.put("cursor", visit.query("cursor"));
    }
    byte[] key = visit.wholeCrm().signingKey();
    visit.with(
        ListRequests.parse(JobFields.CATALOGUE, parameters, key),
        query ->
            visit.with(
                visit.crm().jobs().list(query),
                page ->
                    visit.show(
                        status,
                        "job/jobs.jte",
                        "Jobs",
                        Section.JOBS,
                        new JobList(
                            state,
                            kind,
                            page.items(),
                            next(state, kind, query, page, key),
                            tabs(visit),
                            problems))));
  }

  private static @Nullable String next(
      String state, String kind, ListQuery query, Page<JobView> page, byte[] key) {
    var cursor = page.next();
    return cursor == null
        ? null
        : "/jobs?state="
            + URLEncoder.encode(state, StandardCharsets.UTF_8)
            + "&kind="
            + URLEncoder.encode(kind, StandardCharsets.UTF_8)
            + "&cursor="
            + Cursors.write(cursor, query.sort(), key);
  }

  private static void act(
      Visit visit, Notice done, BiFunction<Jobs, JobId, Outcome<JobView>> action) {
    Optional<UUID> id = visit.pathId();
    if (id.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    switch (action.apply(visit.crm().jobs(), new JobId(id.get()))) {
      case Outcome.Done<JobView> d -> visit.go("/jobs", done);
      case Outcome.Refused<JobView>(var refusal) ->
          list(visit, Visit.statusOf(refusal), Problems.of(refusal));
    }
  }

  private static void schedules(Visit visit, int status, Problems problems) {
    visit.with(
        visit.crm().schedules().list(),
        all ->
            visit.show(
                status,
                "job/schedules.jte",
                "Schedules",
                Section.JOBS,
                new ScheduleList(
                    all, holdsAll(visit, Feature.JOB, Action.ADMINISTER), tabs(visit), problems)));
  }

  private static <T> void onSchedule(
      Visit visit, Notice done, Function<String, Outcome<T>> action) {
    switch (action.apply(visit.ctx().pathParam("name"))) {
      case Outcome.Done<T> d -> visit.go("/jobs/schedules", done);
      case Outcome.Refused<T>(var refusal) ->
          schedules(visit, Visit.statusOf(refusal), Problems.of(refusal));
    }
  }

  private static void letters(Visit visit) {
    visit.with(
        visit.crm().events().deadLetters(DEAD_LETTERS),
        letters ->
            visit.show(
                "job/letters.jte",
                "Undelivered events",
                Section.JOBS,
                new Letters(
                    letters, holdsAll(visit, Feature.EVENT, Action.ADMINISTER), tabs(visit))));
  }

  private static void replay(Visit visit) {
    Optional<UUID> event = visit.formIds("event").stream().findFirst();
    if (event.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
    } else {
      visit.with(
          visit.crm().events().replay(event.get(), visit.form("reaction")),
          replayed -> visit.go("/jobs/letters", Notice.EVENT_REPLAYED));
    }
  }

  private static Tabs tabs(Visit visit) {
    return new Tabs(
        holdsAll(visit, Feature.JOB, Action.VIEW), holdsAll(visit, Feature.EVENT, Action.VIEW));
  }

  private static boolean holdsAll(Visit visit, Feature feature, Action action) {
    return visit
        .actor()
        .grants()
        .scopeOf(new Permission(feature, action))
        .filter(s -> s == Scope.ALL)
        .isPresent();
  }
}
