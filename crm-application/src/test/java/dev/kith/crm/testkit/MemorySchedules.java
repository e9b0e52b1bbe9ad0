package dev.kith.crm.testkit;

import dev.kith.crm.application.job.ScheduleStore;
import dev.kith.crm.application.job.ScheduleView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemorySchedules implements ScheduleStore {

  private final MemoryTransactions transactions;
  private final MemoryTable<String, ScheduleView> schedules;

  MemorySchedules(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.schedules = new MemoryTable<>(transactions);
  }

  @Override
  public void addMissing(List<ScheduleView> wanted) {
    transactions.alone(() -> {
      wanted.stream()
          .filter(s -> schedules.find(s.name()).isEmpty())
          .forEach(s -> schedules.put(s.name(), s));
      return wanted;
    });
  }

  @Override
  public List<ScheduleView> all() {
    return schedules.all().stream().sorted(Comparator.comparing(ScheduleView::name)).toList();
  }

  @Override
  public Optional<ScheduleView> lock(String name) {
    return schedules.find(name);
  }

  @Override
  public Optional<ScheduleView> lockDue(Instant now) {
    return enabled().filter(s -> !s.nextRun().isAfter(now));
  }

  @Override
  public void update(ScheduleView schedule) {
    schedules.put(schedule.name(), schedule);
  }

  @Override
  public Optional<Instant> nextDue() {
    return enabled().map(ScheduleView::nextRun);
  }

  private Optional<ScheduleView> enabled() {
    return schedules.all().stream()
        .filter(ScheduleView::enabled)
        .min(Comparator.comparing(ScheduleView::nextRun).thenComparing(ScheduleView::name));
  }
}
