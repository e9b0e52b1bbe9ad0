package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** From the suspicion that a lead is there already to one lead, and back to two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergingLeadsInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void two_leads_become_one_and_two_again() {
    LeadId mara =
        pages
            .crm()
            .leads()
            .capture(
                new Capture(
                    LeadDraft.named("Mara", "Vogel")
                        .company("Nordlicht Energie")
                        .email("mara@nordlicht.example")))
            .orElseThrow()
            .id();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");

    warnedBeforeSaving();
    String twin = browser.path();
    browser.press("Duplicates");
    browser.seeText("Leads that look like Mara Vogel.");
    comparedAndMerged();
    toldOnTheTimeline(twin, mara);
    undone(twin);
    toldApart(twin);
    scanned();
    decidedByOtherThresholds();
  }

  private void warnedBeforeSaving() {
    browser.open("/leads/new");
    browser.type("givenName", "Mara");
    browser.type("familyName", "Vogel");
    browser.type("company", "Nordlicht Energie GmbH");
    browser.type("email", "vogel@home.example");
    browser.press("Save lead");
    browser.seeText("This looks like a lead that is there already.");
    browser.press("Save anyway");
    browser.seeText("Lead saved");
  }

  private void comparedAndMerged() {
    browser.press("Compare and merge");
    browser.see(By.cssSelector("table.merge"));
    // Radio buttons are moved by the arrow keys, as everywhere.
    browser.see(By.cssSelector("[name='pick.company']:checked")).sendKeys(Keys.ARROW_RIGHT);
    browser.press("Merge");
    browser.seeText("They are one now");
    assertThat(browser.texts(".pairs .badge")).contains("Company");
  }

  private void toldOnTheTimeline(String twin, LeadId mara) {
    browser.open("/leads/" + mara);
    browser.seePath(twin);
    browser.seeText("merged another lead into this one");
    assertThat(browser.texts("dd")).contains("Nordlicht Energie");
    browser.press("See the merge");
  }

  private void undone(String twin) {
    browser.press("Undo the merge");
    browser.seeText("They are several again");
    browser.open(twin);
    assertThat(browser.texts("dd")).contains("Nordlicht Energie GmbH");
  }

  private void toldApart(String twin) {
    browser.open(twin + "/duplicates");
    browser.press("Not a duplicate");
    browser.seeText("No duplicates found");
    browser.press("Take back");
    browser.seeText("Compare and merge");
  }

  private void scanned() {
    browser.open("/duplicates");
    browser.seeText("Not scanned yet");
    browser.press("Scan now");
    browser.see(By.cssSelector("#clusters li"));
    assertThat(browser.texts("#clusters strong")).contains("Mara Vogel");
    browser.press("Not a duplicate");
    browser.seeText("Remembered: these are not duplicates");
    assertThat(browser.texts("#clusters strong")).doesNotContain("Mara Vogel");
  }

  private void decidedByOtherThresholds() {
    browser.press("Thresholds");
    browser.seeText("What a weight means");
    browser.type("warnFrom", "9");
    browser.press("Save thresholds");
    browser.seeText("What is almost certain must be warned of as well.");
    browser.type("blockFrom", "12");
    browser.press("Save thresholds");
    browser.seeText("Thresholds saved");
    assertThat(pages.crm().duplicates().thresholds().orElseThrow().settings())
        .isEqualTo(new DuplicateThresholds.Settings(9, 12));
  }
}
