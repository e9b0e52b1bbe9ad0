package dev.kith.crm.http.task.feed;

import com.google.common.hash.Hashing;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.task.TaskQueries;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.RateLimit;
import dev.kith.crm.http.kernel.RateLimits;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where calendars read the tasks of whoever gave them the address, below {@code /calendar}. To be
 * mounted beside the API.
 *
 * <p>An address that is unknown, revoked, expired, or of somebody who may not see tasks any more is
 * the same as none. It is answered for tokens that see tasks and nothing else: no stronger one
 * belongs into an address.
 */
public final class CalendarEndpoints {

  /** Below this path addresses are secrets. */
  public static final String PATH = "/calendar/";

  static final String SUFFIX = ".ics";

  private static final Permission SEES_TASKS = new Permission(Feature.TASK, Action.VIEW);
  private static final Duration DONE_SINCE = Duration.ofDays(30);
  private static final int MOST_TASKS = 1_000;

  /** Many calendars of an office behind one address ask once an hour, and when they are opened. */
  private static final RateLimit ASKING = new RateLimit(120, Duration.ofMinutes(1));

  private final Crm crm;
  private final InstantSource clock;
  private final RateLimits limits = new RateLimits(ASKING);

  private CalendarEndpoints(Crm crm, InstantSource clock) {
    this.crm = crm;
    this.clock = clock;
  }

  public static void mount(JavalinConfig config, Crm crm, InstantSource clock) {
    CalendarEndpoints endpoints = new CalendarEndpoints(crm, clock);
    config.routes.get(PATH + "{token}", endpoints::answer);
    config.routes.head(PATH + "{token}", endpoints::answer);
  }

  private void answer(Context ctx) {
    ctx.header("Cache-Control", "private, no-cache").header("X-Robots-Tag", "noindex");
    if (!limits.takes(ctx.ip())) {
      plain(ctx.header("Retry-After", "60"), 429, "Too many requests. Try again in a minute.");
      return;
    }
    String as = Optional.ofNullable(ctx.queryParam("as")).orElse("event");
    if (!Set.of("event", "todo").contains(as)) {
      plain(ctx, 400, "as is event or todo.");
      return;
    }
    owner(ctx.pathParam("token"))
        .ifPresentOrElse(
            owner ->
                send(ctx, owner, as.equals("todo") ? TaskCalendar.As.TODO : TaskCalendar.As.EVENT),
            () -> plain(ctx, 404, "There is no calendar at this address."));
  }

  private static void plain(Context ctx, int status, String text) {
    ctx.status(status).contentType("text/plain; charset=utf-8").result(text);
  }

  private Optional<Actor> owner(String name) {
    return name.endsWith(SUFFIX)
        ? crm.logins()
            .program(name.substring(0, name.length() - SUFFIX.length()))
            .filter(actor -> actor.grants().scopes().keySet().equals(Set.of(SEES_TASKS)))
        : Optional.empty();
  }

  private void send(Context ctx, Actor owner, TaskCalendar.As as) {
    Instant now = clock.instant();
    String page = ctx.scheme() + "://" + ctx.host() + ctx.contextPath() + "/tasks/";
    byte[] body =
        new TaskCalendar(as, "Kith: tasks", page, now)
            .write(tasks(owner, now))
            .getBytes(StandardCharsets.UTF_8);
    String tag = "\"" + Hashing.sha256().hashBytes(body).toString().substring(0, 32) + "\"";
    ctx.header("ETag", tag);
    String known = ctx.header("If-None-Match");
    if (known != null && (known.contains(tag) || known.strip().equals("*"))) {
      ctx.status(304);
    } else {
      ctx.contentType("text/calendar; charset=utf-8")
          .header("Content-Disposition", "inline; filename=\"tasks.ics\"")
          .result(body);
    }
  }

  /** What is open, and what has ended lately; a page of the list after the other. */
  private List<TaskView> tasks(Actor owner, Instant now) {
    TaskQueries queries = crm.as(owner).taskQueries();
    Filter open = new Compare("open", Op.EQ, List.of(true));
    Filter lately = new Compare("statusSince", Op.GE, List.of(now.minus(DONE_SINCE)));
    ListQuery query =
        ListQuery.all(queries.fields())
            .where(new Compare("owner", Op.EQ, List.of(owner.id().value())))
            .where(new Filter.Or(List.of(open, lately)))
            .sortedBy(new SortKey("dueBy", false))
            .limitedTo(ListQuery.LARGEST_LIMIT);
    List<TaskView> tasks = new ArrayList<>();
    Outcome<Page<TaskView>> page = queries.list(query);
    while (page instanceof Outcome.Done<Page<TaskView>>(var found)) {
      tasks.addAll(found.items());
      if (found.next() == null || tasks.size() >= MOST_TASKS) {
        break;
      }
      page = queries.list(query.after(found.next()));
    }
    return tasks.subList(0, Math.min(tasks.size(), MOST_TASKS));
  }
}
