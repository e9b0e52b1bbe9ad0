package dev.kith.crm.http.server;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.job.JobFields;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.job.JobState;
import java.time.Duration;
import java.util.List;

/** The figures of the CRM's background work. */
final class Gauges {

  /** One reading of the metrics asks for several figures of the same answer. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private Gauges() {}

  static void register(Metrics metrics, Crm crm) {
    Workspace workspace = crm.as(Actor.SYSTEM);
    Supplier<Outbox.Backlog> backlog =
        Suppliers.memoizeWithExpiration(() -> workspace.events().backlog().orElseThrow(), FRESH);
    metrics.gauge(
        "kith.outbox.waiting", "Deliveries of events that wait", () -> backlog.get().waiting());
    metrics.gauge(
        "kith.outbox.dead", "Deliveries of events that were given up", () -> backlog.get().dead());
    for (JobState state : List.of(JobState.WAITING, JobState.RUNNING, JobState.DEAD)) {
      String name = state.name().toLowerCase(java.util.Locale.ROOT);
      metrics.gauge("kith.jobs." + name, "Jobs that are " + name, () -> count(workspace, state));
    }
  }

  private static Number count(Workspace workspace, JobState state) {
    Filter inState = new Filter.Compare("state", Filter.Op.EQ, List.of(state.name()));
    Long total =
        workspace
            .jobs()
            .list(ListQuery.all(JobFields.CATALOGUE).where(inState).limitedTo(1).withCount())
            .orElseThrow()
            .total();
    return total == null ? Double.NaN : total;
  }
}
