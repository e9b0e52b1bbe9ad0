package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** Finding out more about a lead, by a button on its page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrichingLeadsInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void empty_fields_are_filled_and_say_from_whom_they_are() {
    LeadId lead =
        pages
            .crm()
            .leads()
            .capture(
                new Capture(
                    LeadDraft.named("Mara", "Vogel")
                        .email("mara@blue-sky.co.uk")
                        .phone("+493012345678")))
            .orElseThrow()
            .id();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    browser.open("/leads/" + lead);
    browser.seeText("Nothing that does not stand in the details.");

    browser.click(By.cssSelector("section[aria-labelledby='enrichment-title'] button"));

    browser.seeText("Fields filled by what was found");
    assertThat(browser.see(By.cssSelector("section[aria-labelledby='facts']")).getText())
        .contains("Blue Sky")
        .contains("from the e-mail address, confidence 60")
        .contains("Germany")
        .contains("from the phone number, confidence 80");
    assertThat(browser.see(By.cssSelector("section[aria-labelledby='enrichment-title']")).getText())
        .contains("Time zone")
        .contains("Europe/Berlin");
    browser.seeText("found out more about the lead");

    // Without what was said of the first time, which lies over the button for a while.
    browser.open("/leads/" + lead);

    browser.click(By.cssSelector("section[aria-labelledby='enrichment-title'] button"));
    browser.seeText("Nothing was found that fills a field");
  }
}
