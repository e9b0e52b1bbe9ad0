package dev.kith.crm.http.task.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.task.ChecklistItem;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.ReminderDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.domain.testkit.Tasks;
import dev.kith.crm.http.task.feed.TaskCalendar.As;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks in the form of RFC 5545. */
class TaskCalendarTest {

  private static final Instant DUE = Instant.parse("2026-11-03T09:00:00Z");

  @Test
  void a_task_at_a_moment_is_an_event_in_utc_with_its_alarms_to_come() {
    Task task =
        Tasks.of(
            TaskDraft.of("Call Mara; bring coffee, \\o/")
                .notes("First\r\nsecond")
                .priority(Priority.URGENT)
                .due(DueDraft.at(DUE, "Europe/Berlin"))
                .checklist(List.of(new ChecklistItem("Read", true)))
                .reminders(
                    List.of(
                        ReminderDraft.before(Duration.ofHours(1)),
                        ReminderDraft.before(Duration.ofDays(9)))));
    assertThat(body(As.EVENT, task))
        .isEqualTo(
            """
            BEGIN:VEVENT
            UID:%s
            DTSTAMP:20261102T100000Z
            CREATED:20261102T100000Z
            LAST-MODIFIED:20261102T100000Z
            SEQUENCE:0
            DESCRIPTION:First\\nsecond\\n\\n[x] Read
            CATEGORIES:to-do
            URL:https://crm.example/tasks/%s
            SUMMARY:Call Mara\\; bring coffee\\, \\\\o/
            STATUS:CONFIRMED
            TRANSP:TRANSPARENT
            PRIORITY:1
            DTSTART:20261103T090000Z
            BEGIN:VALARM
            ACTION:DISPLAY
            DESCRIPTION:Call Mara\\; bring coffee\\, \\\\o/
            TRIGGER;VALUE=DATE-TIME:20261103T080000Z
            END:VALARM
            END:VEVENT
            """
                .formatted(task.id(), task.id()));
  }

  @Test
  void a_task_that_is_done_is_a_to_do_with_its_end_and_without_alarms() {
    Task open =
        Tasks.of(
            TaskDraft.of("Send the offer")
                .due(DueDraft.on(LocalDate.of(2026, 11, 3)))
                .reminders(List.of(ReminderDraft.before(Duration.ZERO))));
    Task done = open.complete("Sent", DUE).orElseThrow().next();
    assertThat(body(As.TODO, done))
        .isEqualTo(
            """
            BEGIN:VTODO
            UID:%s
            DTSTAMP:20261103T090000Z
            CREATED:20261102T100000Z
            LAST-MODIFIED:20261103T090000Z
            SEQUENCE:1
            CATEGORIES:to-do
            URL:https://crm.example/tasks/%s
            SUMMARY:Send the offer
            STATUS:COMPLETED
            PRIORITY:5
            DUE;VALUE=DATE:20261103
            COMPLETED:20261103T090000Z
            PERCENT-COMPLETE:100
            END:VTODO
            """
                .formatted(done.id(), done.id()));
    assertThat(body(As.EVENT, done)).contains("SUMMARY:✓ Send the offer\n", "STATUS:CONFIRMED\n");
    Task cancelled = open.cancel(null, DUE).orElseThrow().next();
    assertThat(body(As.EVENT, cancelled)).contains("STATUS:CANCELLED\n");
    assertThat(body(As.TODO, cancelled)).contains("STATUS:CANCELLED\n");
  }

  @Test
  void a_task_that_is_not_due_is_a_to_do_and_no_event() {
    Task task = Tasks.of(TaskDraft.of("Tidy up").priority(Priority.LOW));
    assertThat(body(As.EVENT, task)).isEmpty();
    assertThat(body(As.TODO, task)).contains("STATUS:NEEDS-ACTION\n", "PRIORITY:9\n");
    Task waiting = task.await(null, DUE).orElseThrow().next();
    assertThat(body(As.TODO, waiting)).contains("STATUS:IN-PROCESS\n");
  }

  @Test
  void lines_are_at_most_75_octets_and_come_back_whole() {
    Seeded.cases(
        200,
        random -> {
          StringBuilder subject = new StringBuilder("x");
          for (int i = random.between(1, 150); i > 0; i--) {
            subject.append(random.oneOf("a", "é", "漢", "😀", " ", ",", "\\"));
          }
          String text = subject.append('x').toString();
          String written =
              new TaskCalendar(As.TODO, "", "", DUE)
                  .write(List.of(view(Tasks.of(TaskDraft.of(text)))));
          assertThat(written).endsWith("END:VCALENDAR\r\n");
          for (String line : Splitter.on("\r\n").split(written)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
          }
          String whole = written.replace("\r\n ", "");
          assertThat(whole)
              .contains("SUMMARY:" + text.replace("\\", "\\\\").replace(",", "\\,") + "\r\n");
        });
  }

  /** Of one task, without what stands around it; folded lines are put together. */
  private static String body(As as, Task task) {
    String written =
        new TaskCalendar(as, "Tasks", "https://crm.example/tasks/", Tasks.CREATED)
            .write(List.of(view(task)));
    String lines = written.replace("\r\n ", "").replace("\r\n", "\n");
    int head = lines.indexOf("X-PUBLISHED-TTL:PT1H\n") + "X-PUBLISHED-TTL:PT1H\n".length();
    return lines.substring(head, lines.indexOf("END:VCALENDAR"));
  }

  private static TaskView view(Task task) {
    return TaskView.of(task, null);
  }
}
