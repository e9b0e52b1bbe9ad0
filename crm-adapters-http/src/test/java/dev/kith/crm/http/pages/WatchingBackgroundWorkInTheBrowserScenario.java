package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.Recurring;
import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** Jobs, schedules and what could not be told to others, as an administrator steers them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchingBackgroundWorkInTheBrowserScenario {

  private final List<String> done = new CopyOnWriteArrayList<>();
  private boolean outOfOrder;
  private final SettableClock clock = SettableClock.atStart();
  private final PagesOnline pages =
      new PagesOnline(builder ->
          builder
              .clock(clock)
              .background(false)
              .job("mail", run -> work("mail"))
              .job("tidy", run -> work("tidy"))
              .recurring(new Recurring("tidy-up", Schedule.every(Duration.ofHours(1)), "tidy"))
              .reaction(Reaction.to("lead.captured.v1", "shop", this::tellShop)));
  private final Browser browser = Browser.on(pages.url());

  private void work(String what) {
    if (outOfOrder) {
      throw new IllegalStateException("no mail server");
    }
    done.add(what);
  }

  private void tellShop(EventEnvelope event) {
    work(event.event().type());
  }

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  /** Sessions end with time, which passes fast here. */
  private void logIn() {
    done.clear();
    outOfOrder = false;
    browser.desktop().forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
  }

  @Test
  void a_job_that_waits_is_cancelled_and_one_that_died_is_tried_again() {
    logIn();
    pages.wholeCrm().jobQueue().enqueue(JobRequest.of("mail").attempts(1));
    browser.open("/jobs?state=WAITING");
    browser.press("Cancel");
    browser.seeText("Cancelled");
    pages.wholeCrm().runDue();
    assertThat(done).isEmpty();

    pages.wholeCrm().jobQueue().enqueue(JobRequest.of("mail").attempts(1));
    outOfOrder = true;
    pages.wholeCrm().runDue();
    browser.open("/jobs?state=DEAD");
    browser.seeText("no mail server");
    outOfOrder = false;
    browser.press("Try again");
    browser.seePath("/jobs");
    browser.seeNone("form[action$='/retry']");
    pages.wholeCrm().runDue();
    assertThat(done).containsExactly("mail");
  }

  @Test
  void a_schedule_is_switched_off_and_on_and_run_at_once() {
    logIn();
    pages.wholeCrm().runDue();
    done.clear();
    browser.open("/jobs/schedules");
    press("disable");
    browser.see(By.cssSelector("form[action='/jobs/schedules/tidy-up/enable']"));
    clock.advance(Duration.ofHours(2));
    pages.wholeCrm().runDue();
    assertThat(done).isEmpty();

    press("run");
    browser.see(By.cssSelector("form[action='/jobs/schedules/tidy-up/enable']"));
    pages.wholeCrm().runDue();
    assertThat(done).containsExactly("tidy");

    press("enable");
    browser.see(By.cssSelector("form[action='/jobs/schedules/tidy-up/disable']"));
    clock.advance(Duration.ofHours(2));
    pages.wholeCrm().runDue();
    assertThat(done).containsExactly("tidy", "tidy");
  }

  private void press(String step) {
    browser.click(By.cssSelector("form[action='/jobs/schedules/tidy-up/" + step + "'] button"));
  }

  @Test
  void what_could_not_be_told_is_seen_and_told_after_all() {
    logIn();
    outOfOrder = true;
    pages.lead("Mara", "Vogel", "Nordlicht Energie");
    for (int day = 0; day < 30; day++) {
      pages.wholeCrm().runDue();
      clock.advance(Duration.ofDays(1));
    }
    logIn();
    browser.open("/jobs/letters");
    browser.seeText("no mail server");
    browser.seeText("shop");
    browser.press("Deliver again");
    browser.seeNone("form[action='/jobs/letters/replay']");
    assertThat(done).isEmpty();
    pages.wholeCrm().runDue();
    assertThat(done).contains("lead.captured.v1");
  }
}
