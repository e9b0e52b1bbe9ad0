package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.LeadId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Tags are given, found and taken away with the keyboard alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TagsInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void a_lead_is_tagged_suggested_found_and_untagged() {
    LeadId mara = pages.lead("Mara", "Thomsen", "Nordlicht");
    LeadId otto = pages.lead("Otto", "Berg", "Bergwerk");
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");

    browser.open("/leads/" + mara);
    browser.seeText("No tags yet.");
    browser.see(By.id("tags")).sendKeys("VIP, trade fair", Keys.ENTER);
    browser.seeText("Tags added");
    browser.see(By.xpath("//button[@name='tags'][@value='trade fair']"));
    assertThat(browser.accessibilityViolations()).isEmpty();

    browser.open("/leads/" + otto);
    browser.see(By.id("tags")).sendKeys("vi");
    // What is suggested is drawn by the browser, outside of the page.
    browser.seeNone("#known-tags:not(:has(option[value='VIP']))");
    browser.see(By.id("tags")).sendKeys(Keys.chord(Keys.CONTROL, "a"), "a,b;" + "x".repeat(41));
    browser.see(By.id("tags")).sendKeys(Keys.ENTER);
    browser.see(By.id("tags-problem"));
    browser.seeText("At most 40 characters are allowed.");

    browser.open("/leads?column=tags");
    browser.see(By.id("tag")).sendKeys("vip", Keys.ENTER);
    browser.seeText("Tag: vip");
    assertThat(browser.texts("tbody tr .main-cell")).containsExactly("Mara Thomsen");

    browser.open("/leads/" + mara);
    browser.see(By.xpath("//button[@name='tags'][@value='VIP']")).sendKeys(Keys.ENTER);
    browser.seeText("Tag removed");
    browser.seeNone("button[value='VIP']");
    browser.seeText("took tags from the lead");
  }
}
