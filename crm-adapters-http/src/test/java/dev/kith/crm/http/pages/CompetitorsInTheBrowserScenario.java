package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The catalogue of competitors, as somebody keeps it on pages. */
class CompetitorsInTheBrowserScenario extends InTheBrowser {

  @Test
  void a_competitor_is_added_described_retired_and_reinstated() {
    browser.open("/competitors?q=norwind");
    browser.seeText("Nothing found");
    browser.see(By.linkText("New competitor")).click();
    browser.seeText("What they are good at");
    browser.type("website", "no host");
    browser.press("Save competitor");
    browser.seeText("A competitor needs a name.");
    browser.seeText("A website is written as");
    browser.type("name", "Norwind");
    browser.type("website", "www.norwind.example");
    browser.type("note", "Cheap, but slow to deliver.");
    browser.press("Save competitor");
    browser.seeText("Competitor saved");
    assertThat(browser.attribute("#website", "value")).isEqualTo("https://www.norwind.example");

    browser.press("Retire");
    browser.seeText("The competitor is retired");
    browser.open("/competitors?q=norwind");
    browser.seeText("Nothing found");
    browser.open("/competitors?show=retired");
    browser.see(By.linkText("Norwind")).click();
    browser.press("Reinstate");
    browser.seeText("The competitor is reinstated");
    browser.see(By.linkText("History")).click();
    browser.seeText("reinstated the competitor");
    browser.phone();
    browser.open("/competitors?q=slow");
    browser.see(By.linkText("Norwind")).click();
    browser.seeText("Strengths and weaknesses");
  }

  @Test
  void a_name_that_is_taken_is_said_at_once_however_it_is_spelt() {
    for (String name : new String[] {"Électro-Nord", "electro nord"}) {
      browser.open("/competitors/new");
      browser.seeText("What they are good at");
      browser.type("name", name);
      browser.press("Save competitor");
    }
    browser.seeText("Another competitor is already called electro nord.");
    assertThat(browser.attribute("#name", "value")).isEqualTo("electro nord");
  }
}
