package dev.kith.crm.application.task;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.nullsLast;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

final class TaskQueryService implements TaskQueries {

  static final Permission VIEW = new Permission(Feature.TASK, Action.VIEW);

  /** Moments of a day on the reader's clock may be a day earlier or later on that of the task. */
  private static final int MARGIN_DAYS = 3;

  private static final Comparator<TaskView> BY_URGENCY =
      comparingInt((TaskView v) -> -v.content().priority().urgency());

  private static final Comparator<TaskView> ORDER =
      comparing(TaskView::dueBy, nullsLast(Comparator.<Instant>naturalOrder()))
          .thenComparing(BY_URGENCY)
          .thenComparing(v -> v.id().toString());

  private final Kernel kernel;
  private final Context context;
  private final TaskReads reads;
  private final Related related;
  private final Recurrences recurrences;

  TaskQueryService(Kernel kernel, Context context, Related related, Recurrences recurrences) {
    this.kernel = kernel;
    this.context = context;
    this.reads = kernel.storage().taskReads();
    this.related = related;
    this.recurrences = recurrences;
  }

  @Override
  public FieldCatalogue<TaskView> fields() {
    return TaskFields.CATALOGUE;
  }

  @Override
  public Outcome<TaskView> get(TaskId id) {
    return reads
        .find(id, visible())
        .map(view -> Outcome.done(read(List.of(view)).getFirst()))
        .orElseGet(() -> Outcome.refused(NotFound.of("task", id.value())));
  }

  @Override
  public TaskView shown(Task task) {
    return shown(List.of(task)).getFirst();
  }

  @Override
  public List<TaskView> shown(List<Task> tasks) {
    Map<UUID, String> names =
        kernel
            .storage()
            .accessReads()
            .names(
                tasks.stream()
                    .map(Task::owner)
                    .filter(Objects::nonNull)
                    .map(UserId::value)
                    .distinct()
                    .toList());
    return read(
        tasks.stream()
            .map(task ->
                TaskView.of(task, task.owner() == null ? null : names.get(task.owner().value())))
            .toList());
  }

  @Override
  public Outcome<Page<TaskView>> list(ListQuery query) {
    return Permits.require(context.actor(), VIEW, () -> Outcome.done(page(query)));
  }

  @Override
  public Outcome<List<AuditEntry>> timeline(TaskId id, @Nullable UUID beforeEntry, int limit) {
    return get(id)
        .map(view ->
            kernel.storage().audit().histories(Set.of(Task.subjectOf(id)), beforeEntry, limit));
  }

  @Override
  public Outcome<List<Due>> coming(TaskId id, int limit) {
    return get(id)
        .map(view ->
            view.occurrence() == null
                ? List.of()
                : view.occurrence()
                    .coming(view.content().recurrence(), recurrences)
                    .limit(Math.min(limit, MOST_COMING))
                    .toList());
  }

  @Override
  public Outcome<List<Due>> preview(DueDraft due, RecurrenceDraft recurrence, int limit) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            recurrence
                .dates(due, usualZone(), recurrences)
                .map(dates -> dates.limit(Math.min(limit, MOST_COMING)).toList()));
  }

  @Override
  public ZoneId usualZone() {
    return kernel.storage().businessCalendars().standard().hours().zone();
  }

  @Override
  public Outcome<Day> day(@Nullable ZoneId readers) {
    ZoneId zone = readers == null ? usualZone() : readers;
    Instant now = kernel.now();
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant end = today.plusDays(DAYS_AHEAD + MARGIN_DAYS).atStartOfDay(zone).toInstant();
    ListQuery query =
        ListQuery.all(fields())
            .where(compare("owner", Op.EQ, context.actor().id().value()))
            .where(compare(TaskFields.OPEN, Op.EQ, true))
            .where(
                new Filter.Or(
                    List.of(
                        compare(TaskFields.DUE_BY, Op.LT, end),
                        compare(TaskFields.DUE_BY, Op.IS_NULL))))
            .sortedBy(new SortKey(TaskFields.DUE_BY, false))
            .limitedTo(MOST_OF_A_DAY);
    return list(query).map(page -> day(page, now, today, zone));
  }

  private static Day day(Page<TaskView> page, Instant now, LocalDate today, ZoneId zone) {
    List<TaskView> overdue = new ArrayList<>();
    List<TaskView> thisDay = new ArrayList<>();
    List<TaskView> next = new ArrayList<>();
    List<TaskView> undated = new ArrayList<>();
    List<TaskView> snoozed = new ArrayList<>();
    for (TaskView view : page.items()) {
      Due due = view.content().due();
      if (view.snoozedUntil() != null && view.snoozedUntil().isAfter(now)) {
        snoozed.add(view);
      } else if (due == null) {
        undated.add(view);
      } else {
        LocalDate day = due.day(zone);
        boolean passed = due instanceof Due.At && due.isOver(now);
        if (passed || day.isBefore(today)) {
          overdue.add(view);
        } else if (day.equals(today)) {
          thisDay.add(view);
        } else if (!day.isAfter(today.plusDays(DAYS_AHEAD))) {
          next.add(view);
        }
      }
    }
    Comparator<TaskView> byDay =
        comparing(
                (TaskView v) -> v.content().due() == null ? null : v.content().due().day(zone),
                nullsLast(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(ORDER);
    return new Day(
        today,
        sorted(overdue, byDay),
        sorted(thisDay, byDay),
        sorted(next, byDay),
        sorted(undated, BY_URGENCY.thenComparing(v -> v.id().toString())),
        sorted(snoozed, ORDER),
        page.next() != null);
  }

  private static List<TaskView> sorted(List<TaskView> views, Comparator<TaskView> order) {
    return views.stream().sorted(order).toList();
  }

  private Page<TaskView> page(ListQuery query) {
    Page<TaskView> page = reads.page(overdueTold(query, kernel.now()), visible());
    return new Page<>(read(page.items()), page.next(), page.total());
  }

  @Override
  public Outcome<ListQuery> exportable(ListQuery query) {
    return TaskExporting.of(kernel, context, related).exportable(query);
  }

  @Override
  public Outcome<Long> export(ListQuery query, Consumer<TaskView> each) {
    return TaskExporting.of(kernel, context, related).export(query, each);
  }

  /** The same query as stores understand it. */
  static ListQuery overdueTold(ListQuery query, Instant now) {
    return new ListQuery(
        overdueTold(query.filter(), now),
        query.search(),
        query.bin(),
        query.sort(),
        query.fields(),
        query.limit(),
        query.after(),
        query.counted());
  }

  /** What is overdue depends on the moment, which stores do not know. */
  private static Filter overdueTold(Filter filter, Instant now) {
    return switch (filter) {
      case Filter.And(var filters) ->
          new Filter.And(filters.stream().map(f -> overdueTold(f, now)).toList());
      case Filter.Or(var filters) ->
          new Filter.Or(filters.stream().map(f -> overdueTold(f, now)).toList());
      case Filter.Not(var negated) -> new Filter.Not(overdueTold(negated, now));
      case Compare compare when compare.field().equals(TaskFields.OVERDUE) -> {
        Filter overdue =
            new Filter.And(
                List.of(
                    compare(TaskFields.OPEN, Op.EQ, true),
                    new Filter.Not(compare(TaskFields.DUE_BY, Op.IS_NULL)),
                    compare(TaskFields.DUE_BY, Op.LE, now)));
        yield meansYes(compare)
            ? overdue
            : meansNo(compare) ? new Filter.Not(overdue) : either(compare);
      }
      case Compare compare -> compare;
    };
  }

  private static boolean meansYes(Compare compare) {
    return compare.values().equals(List.of(compare.op() != Op.NE));
  }

  private static boolean meansNo(Compare compare) {
    return compare.values().equals(List.of(compare.op() == Op.NE));
  }

  /** Of "in (true, false)" every task is one; none has no answer. */
  private static Filter either(Compare compare) {
    return compare.op() == Op.IS_NULL ? new Filter.Or(List.of()) : Filter.everything();
  }

  private static Compare compare(String field, Op op, Object... values) {
    return new Compare(field, op, List.of(values));
  }

  private List<TaskView> read(List<TaskView> views) {
    return related.read(views, context, kernel.now());
  }

  private Visibility visible() {
    return Visibility.of(context.actor(), VIEW);
  }
}
