package dev.kith.crm.application.job;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

final class ScheduleService implements Schedules {

  private final Kernel kernel;
  private final Context context;
  private final ScheduleStore store;
  private final JobQueue queue;
  private final Runnable wake;

  ScheduleService(Kernel kernel, Context context, JobQueue queue, Runnable wake) {
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().schedules();
    this.queue = queue;
    this.wake = wake;
  }

  @Override
  public Outcome<List<ScheduleView>> list() {
    return Permits.requireOnAll(context.actor(), JobService.VIEW, () -> Outcome.done(store.all()));
  }

  @Override
  public Outcome<ScheduleView> get(String name) {
    return list()
        .then(all ->
            all.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .map(Outcome::done)
                .orElseGet(() -> notFound(name)));
  }

  @Override
  public Outcome<ScheduleView> enable(String name) {
    return change(name, "schedule.enable", s -> s.enabled() ? s : changed(s, s.schedule(), true));
  }

  @Override
  public Outcome<ScheduleView> disable(String name) {
    return change(
        name,
        "schedule.disable",
        s -> new ScheduleView(s.name(), s.schedule(), s.kind(), false, s.nextRun(), s.lastRun()));
  }

  @Override
  public List<Violation> problemsOf(String schedule) {
    return Schedule.parse(schedule) instanceof Outcome.Refused<Schedule>(var refusal)
        ? refusal.violations().stream().map(v -> v.below("schedule")).toList()
        : List.of();
  }

  @Override
  public Outcome<ScheduleView> change(String name, String schedule) {
    return switch (Schedule.parse(schedule)) {
      case Outcome.Refused<Schedule> refused ->
          Permits.requireOnAll(
              context.actor(),
              JobService.ADMINISTER,
              () -> Outcome.refused(new Invalid(problemsOf(schedule))));
      case Outcome.Done<Schedule>(var parsed) ->
          change(
              name,
              "schedule.change",
              s -> s.schedule().equals(parsed) ? s : changed(s, parsed, s.enabled()));
    };
  }

  @Override
  public Outcome<JobId> runNow(String name) {
    return administered(
        name,
        schedule -> {
          JobId job = queue.enqueue(ScheduleRunner.jobOf(schedule).by(context));
          record(
              schedule, "schedule.run-now", List.of(new FieldChange("job", null, job.toString())));
          return job;
        });
  }

  private Outcome<ScheduleView> change(
      String name, String intention, Function<ScheduleView, ScheduleView> change) {
    return administered(
        name,
        before -> {
          ScheduleView after = change.apply(before);
          if (!after.equals(before)) {
            store.update(after);
            record(after, intention, FieldChange.between(facts(before), facts(after)));
            kernel.transactions().afterCommit(wake);
          }
          return after;
        });
  }

  private <T> Outcome<T> administered(String name, Function<ScheduleView, T> work) {
    return Permits.requireOnAll(
        context.actor(),
        JobService.ADMINISTER,
        () ->
            kernel
                .transactions()
                .run(() ->
                    store
                        .lock(name)
                        .map(schedule -> Outcome.done(work.apply(schedule)))
                        .orElseGet(() -> notFound(name))));
  }

  private ScheduleView changed(ScheduleView old, Schedule schedule, boolean enabled) {
    return new ScheduleView(
        old.name(), schedule, old.kind(), enabled, schedule.next(kernel.now()), old.lastRun());
  }

  private void record(ScheduleView schedule, String intention, List<FieldChange> changes) {
    kernel.auditing().record(context, schedule.subject(), intention, changes, kernel.now());
  }

  private static Map<String, String> facts(ScheduleView schedule) {
    return Map.of(
        "schedule",
        schedule.schedule().toString(),
        "enabled",
        Boolean.toString(schedule.enabled()));
  }

  private static <T> Outcome<T> notFound(String name) {
    return Outcome.refused(new NotFound("schedule", name));
  }
}
