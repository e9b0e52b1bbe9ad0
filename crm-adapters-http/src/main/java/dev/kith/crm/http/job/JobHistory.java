package dev.kith.crm.http.job;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.job.JobPages.ScheduleList;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.Words;
import java.util.List;

/**
 * How the histories of jobs, schedules and events read. They tell what people did to them: what
 * jobs do by themselves stands in the records that they change.
 */
public final class JobHistory {

  private static final Permission JOBS = new Permission(Feature.JOB, Action.VIEW);
  private static final Permission EVENTS = new Permission(Feature.EVENT, Action.VIEW);

  private JobHistory() {}

  public static List<RecordWords> words() {
    return List.of(job(), schedule(), event());
  }

  private static RecordWords job() {
    return RecordWords.of("job", "job")
        .at("/jobs", JOBS)
        .untold()
        .field("state", "State", Reading.choice(JobState.class, Words::of))
        .deed("job.cancel", Deed.of("cancelled the job", "stop", "bad"))
        .deed("job.retry", Deed.of("let the job try again", "refresh", "step"))
        .build();
  }

  private static RecordWords schedule() {
    return RecordWords.of("schedule", "schedule")
        .at("/jobs/schedules", JOBS)
        .untold()
        .field("schedule", "When", new Reading.Spoken(JobHistory::when))
        .field("enabled", "On", Reading.yesNo())
        .field("job", "Job", new Reading.Records("job"))
        .deed("schedule.enable", Deed.of("switched the schedule on", "play", "step"))
        .deed("schedule.disable", Deed.of("switched the schedule off", "stop", "bad"))
        .deed("schedule.change", Deed.changed("changed the schedule"))
        .deed("schedule.run-now", Deed.of("had it run at once", "play", ""))
        .build();
  }

  private static RecordWords event() {
    return RecordWords.of("event", "event")
        .at("/jobs/letters", EVENTS)
        .untold()
        .field("reaction", "For", Reading.text())
        .deed("event.replay", Deed.of("had the event delivered again", "refresh", "step"))
        .build();
  }

  private static String when(String text) {
    return Schedule.parse(text) instanceof Outcome.Done<Schedule>(var schedule)
        ? ScheduleList.words(schedule)
        : text;
  }
}
