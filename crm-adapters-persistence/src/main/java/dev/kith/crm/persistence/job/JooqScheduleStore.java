package dev.kith.crm.persistence.job;

import static dev.kith.crm.persistence.generated.Tables.JOB_SCHEDULE;
import static org.jooq.impl.DSL.min;

import dev.kith.crm.application.job.ScheduleStore;
import dev.kith.crm.application.job.ScheduleView;
import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.persistence.generated.tables.records.JobScheduleRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.exception.DataAccessException;

/** Schedules, each in its text form. */
public final class JooqScheduleStore implements ScheduleStore {

  private final Database database;

  public JooqScheduleStore(Database database) {
    this.database = database;
  }

  @Override
  public void addMissing(List<ScheduleView> schedules) {
    Set<String> known =
        database.dsl().select(JOB_SCHEDULE.NAME).from(JOB_SCHEDULE).fetchSet(JOB_SCHEDULE.NAME);
    try {
      schedules.stream()
          .filter(s -> !known.contains(s.name()))
          .forEach(s -> database.dsl().insertInto(JOB_SCHEDULE).set(row(s)).execute());
    } catch (DataAccessException e) {
      // Another process starts at the same time; the repeated run finds what it added.
      throw Failures.breaks(e, "job_schedule_pk") ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public List<ScheduleView> all() {
    return database
        .dsl()
        .selectFrom(JOB_SCHEDULE)
        .orderBy(JOB_SCHEDULE.NAME)
        .fetch(JooqScheduleStore::view);
  }

  @Override
  public Optional<ScheduleView> lock(String name) {
    return database
        .dsl()
        .selectFrom(JOB_SCHEDULE)
        .where(JOB_SCHEDULE.NAME.eq(name))
        .forUpdate()
        .fetchOptional(JooqScheduleStore::view);
  }

  @Override
  public Optional<ScheduleView> lockDue(Instant now) {
    return database
        .dsl()
        .selectFrom(JOB_SCHEDULE)
        .where(JOB_SCHEDULE.ENABLED.isTrue().and(JOB_SCHEDULE.NEXT_RUN.le(now)))
        .orderBy(JOB_SCHEDULE.NEXT_RUN, JOB_SCHEDULE.NAME)
        .limit(1)
        .forUpdate()
        .skipLocked()
        .fetchOptional(JooqScheduleStore::view);
  }

  @Override
  public void update(ScheduleView schedule) {
    database
        .dsl()
        .update(JOB_SCHEDULE)
        .set(row(schedule))
        .where(JOB_SCHEDULE.NAME.eq(schedule.name()))
        .execute();
  }

  @Override
  public Optional<Instant> nextDue() {
    return Optional.ofNullable(
        database
            .dsl()
            .select(min(JOB_SCHEDULE.NEXT_RUN))
            .from(JOB_SCHEDULE)
            .where(JOB_SCHEDULE.ENABLED.isTrue())
            .fetchSingle()
            .value1());
  }

  private static JobScheduleRecord row(ScheduleView schedule) {
    JobScheduleRecord row = new JobScheduleRecord();
    row.setName(schedule.name());
    row.setSchedule(schedule.schedule().toString());
    row.setKind(schedule.kind());
    row.setEnabled(schedule.enabled());
    row.setNextRun(schedule.nextRun());
    row.setLastRun(schedule.lastRun());
    return row;
  }

  private static ScheduleView view(JobScheduleRecord row) {
    return new ScheduleView(
        row.getName(),
        Schedule.parse(row.getSchedule()).orElseThrow(),
        row.getKind(),
        row.getEnabled(),
        row.getNextRun(),
        row.getLastRun());
  }
}
