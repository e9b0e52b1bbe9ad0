package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.TaskStatus;
import dev.kith.crm.domain.task.TaskType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The day of somebody who has things to do, with the keyboard and without. */
class DoingTasksInTheBrowserScenario extends InTheBrowser {

  @Test
  void a_task_is_written_down_at_a_lead_worked_on_and_completed() {
    LeadId lead = pages.lead("Mara", "Vogel", "Nordlicht Energie");
    browser.open("/leads/" + lead);
    browser.click(By.cssSelector("#tasks a.button"));
    browser.seeText("About Mara Vogel");
    browser.press("Save task");
    browser.seeText("Say what is to be done.");
    assertThat(browser.attribute("#subject", "aria-invalid")).isEqualTo("true");
    browser.type("subject", "Call Mara about the offer");
    browser.type("checklist", "[x] Read her letter\nHave the prices ready");
    browser.click(By.cssSelector("input[name='reminder']"));
    browser.press("Save task");
    browser.seeText("The task is not due, so there is nothing to count from.");
    browser.script("document.getElementById('date').value = '2026-03-04'");
    browser.press("Save task");
    browser.seeText("Task saved");
    browser.seeText("Call Mara about the offer");

    browser.click(By.linkText("Call Mara about the offer"));
    browser.seeText("1 of 2");
    browser.seeText("When it is due");
    browser.click(By.cssSelector("input[name='step'][value='1']"));
    browser.press("Save checklist");
    browser.seeText("2 of 2");
    browser.press("Start");
    browser.seeText("Status changed");
    browser.type("outcome", "She takes it");
    browser.press("Complete");
    browser.seeText("Task completed");
    browser.seeText("She takes it");
    browser.press("Reopen");
    browser.seeText("Task open again");
  }

  @Test
  void a_task_is_made_to_come_again_and_does_when_it_is_completed() {
    browser.open("/tasks/new");
    browser.type("subject", "Weekly report");
    browser.script("document.getElementById('repeat').value = 'WEEKDAYS'");
    browser.press("Save task");
    browser.seeText("What comes again is due: give the task a date.");
    browser.script("document.getElementById('date').value = '2026-03-07'");
    browser.press("Save task");
    browser.seeText("By its rule the task does not come on 2026-03-07, but next on 2026-03-09.");
    browser.script("document.getElementById('date').value = '2026-03-06'");
    browser.press("Save task");
    browser.seeText("Task saved");
    browser.seeText("Every weekday");
    assertThat(browser.texts("#coming li").getFirst()).isEqualTo("Mon, Mar 9");

    browser.click(By.linkText("Edit"));
    browser.seeText("This and future times");
    browser.type("notes", "Only this week");
    browser.click(By.cssSelector("input[name='range'][value='THIS']"));
    browser.press("Save changes");
    browser.seeText("Only this week");
    browser.press("Complete");
    browser.seeText("Task completed");
    browser.click(By.linkText("Weekly report"));
    browser.seeText("2nd time");
    assertThat(browser.texts(".prose")).doesNotContain("Only this week");
    browser.press("End the series");
    browser.seeText("This is the last of its series");
    browser.seeText("It does not come again.");
  }

  @Test
  void a_calendar_gets_an_address_that_is_shown_once() {
    browser.open("/account");
    browser.press("Make an address");
    browser.seeText("it is shown only this once");
    assertThat(browser.attribute("#address", "value"))
        .matches(Pattern.quote(pages.url()) + "/calendar/kith_[A-Za-z0-9_-]{43}\\.ics");
    browser.open("/account");
    browser.seeText("No calendar has asked for it yet.");
    assertThat(browser.texts("#address")).isEmpty();
    browser.press("End it");
    browser.seeText("The address of your calendar leads nowhere now");
  }

  @Test
  void the_day_is_worked_through_with_the_keyboard() {
    UserId ana =
        pages
            .crm()
            .users()
            .list(ListQuery.all(pages.crm().users().fields()))
            .orElseThrow()
            .items()
            .getFirst()
            .id();
    Tasks.Create first = new Tasks.Create(TaskDraft.of("First of the day"), ana);
    Tasks.Create second = new Tasks.Create(TaskDraft.of("Second of the day"), ana);
    var done = pages.crm().tasks().create(first).orElseThrow();
    var snoozed = pages.crm().tasks().create(second).orElseThrow();

    browser.open("/day");
    browser.seeText("Without a date");
    choose("First of the day");
    browser.keys("x");
    browser.seeText("Task completed");
    assertThat(view(done.id()).status().name()).isEqualTo(TaskStatus.Name.DONE);

    choose("Second of the day");
    browser.keys("s");
    browser.seeText("Next Monday");
    browser.keys(Keys.ENTER);
    browser.seeText("Task snoozed");
    browser.seeText("Snoozed");
    assertThat(view(snoozed.id()).snoozedUntil()).isNotNull();
  }

  @Test
  void figures_tell_how_tasks_are_done_and_lead_to_what_is_open() {
    TaskDraft call = TaskDraft.of("Call the fair").type(new TaskType("fair-call"));
    DueDraft longAgo = DueDraft.at(Instant.parse("2026-01-05T10:00:00Z"), "UTC");
    var late = pages.crm().tasks().create(new Tasks.Create(call.due(longAgo), null)).orElseThrow();
    pages.crm().tasks().complete(late.id(), null).orElseThrow();
    pages.crm().tasks().create(new Tasks.Create(call, null)).orElseThrow();

    browser.open("/tasks");
    browser.click(By.linkText("How tasks are done"));
    browser.seeText("Done by week");
    browser.click(By.cssSelector("a[aria-label='1 open: Fair call']"));
    browser.seeText("Call the fair");
    browser.seeText("1 task");

    browser.open("/tasks/metrics?from=2026-03-02&to=2026-03-01");
    browser.seeText("The period ends before it begins.");
    browser.click(By.linkText("7 days"));
    browser.seeText("By owner");
  }

  @Test
  void several_tasks_of_the_list_are_moved_and_completed_together() {
    TaskDraft many = TaskDraft.of("One of several").type(new TaskType("many"));
    var first = pages.crm().tasks().create(new Tasks.Create(many, null)).orElseThrow();
    DueDraft ten = DueDraft.at(Instant.parse("2026-03-04T09:00:00Z"), "Europe/Berlin");
    var second = pages.crm().tasks().create(new Tasks.Create(many.due(ten), null)).orElseThrow();

    browser.open("/tasks?type=many");
    browser.seeText("2 tasks");
    assertThat(browser.hidden("#many")).isTrue();
    browser.click(By.cssSelector("[data-choose-all]"));
    browser.seeText("2 chosen");
    browser.click(By.cssSelector("#many summary"));
    browser.script("document.getElementById('newDate').value = '2026-04-01'");
    browser.press("Move to this day");
    browser.seeText("Tasks changed");
    assertThat(view(first.id()).content().due()).isInstanceOf(Due.On.class);
    assertThat(view(second.id()).content().due())
        .isEqualTo(new Due.At(Instant.parse("2026-04-01T08:00:00Z"), ZoneId.of("Europe/Berlin")));

    pages.crm().tasks().complete(first.id(), null).orElseThrow();
    browser.open("/tasks?type=many&status=any");
    browser.click(By.cssSelector("[data-choose-all]"));
    browser.press("Complete");
    browser.seeText("Not everything was done.");
    browser.seeText("One of several:");
    assertThat(view(second.id()).status().name()).isEqualTo(TaskStatus.Name.DONE);
    browser.seePath("/tasks/many");
    browser.seeText("2 tasks");
  }

  private void choose(String subject) {
    for (int i = 0; i < 20 && !chosen().equals(List.of(subject)); i++) {
      browser.keys("j");
    }
    assertThat(chosen()).containsExactly(subject);
  }

  private List<String> chosen() {
    return browser.texts("tr.chosen .main-cell > div > a");
  }

  private TaskView view(TaskId id) {
    return pages.crm().taskQueries().get(id).orElseThrow();
  }
}
