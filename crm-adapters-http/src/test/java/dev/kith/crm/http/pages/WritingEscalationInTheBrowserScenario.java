package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** A policy by which nothing important is left lying, from an empty form to one that is active. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritingEscalationInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  private void level(int number, String hours, String whom, String what) {
    browser.type("after-" + number, hours);
    browser.choose("to-" + number, whom);
    browser.choose("deed-" + number, what);
  }

  private int policies() {
    return pages.crm().escalationPolicies().list().orElseThrow().size();
  }

  @Test
  void a_policy_is_written_previewed_corrected_saved_and_activated() {
    browser.desktop().forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    browser.open("/escalation");
    browser.seeText("No policy yet");
    browser.press("New policy");
    browser.click(By.cssSelector("input[name=priority][value=HIGH]"));

    browser.type("after-0", "4");
    level(1, "soon", "Ana Torres", "Give it to one of them");
    browser.press("Preview");
    browser.see(By.id("name-problem"));
    assertThat(browser.texts(".level .problem"))
        .containsExactly(
            "Level 1: Say whom the task is brought before.",
            "Level 2: A number of hours is written 4 or 1.5.");
    assertThat(browser.attribute("#to-0", "aria-describedby")).isEqualTo("to-0-problem");
    assertThat(browser.attribute("#after-1", "aria-describedby")).isEqualTo("after-1-problem");

    browser.type("name", "Late and important");
    level(0, "4", "Ana Torres", "Tell them");
    browser.type("after-1", "2");
    browser.press("Save policy");
    browser.see(By.id("after-1-problem"));
    assertThat(browser.texts(".level .problem"))
        .containsExactly("Level 2: Each level comes after the one before it.");

    browser.type("after-1", "8");
    browser.click(By.cssSelector("input[name=raise-1]"));
    browser.press("Preview");
    browser.see(By.id("preview"));
    assertThat(browser.texts("#preview li"))
        .containsExactly(
            "After 4 hours tell Ana Torres",
            "After 8 hours give it to Ana Torres, and raise the priority");
    assertThat(policies()).isZero();

    browser.press("Save policy");
    browser.seeText("Late and important");
    assertThat(browser.texts("h2 .badge")).containsExactly("Paused");
    browser.press("Activate");
    browser.seeText("Active");
    assertThat(browser.texts("h2 .badge")).containsExactly("Active");
  }
}
