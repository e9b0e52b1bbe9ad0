package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** Whatever can become of a lead, by the buttons of its page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivingALeadInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @BeforeAll
  void logIn() {
    browser.desktop();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
  }

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void it_is_given_away_worked_on_put_aside_and_given_up() {
    LeadId lead = pages.lead("Olga", "Petrova", "Baltic Freight");
    browser.open("/leads/" + lead);
    browser.choose("owner", "Me");
    browser.press("Assign");
    browser.see(By.cssSelector("section[aria-labelledby='owner-title'] .avatar"));
    assertThat(stored(lead).ownerName()).isEqualTo("Ana Torres");

    browser.press("Start work");
    browser.see(By.cssSelector("button[value='NURTURING']"));
    assertThat(stored(lead).status().name()).isEqualTo(LeadStatus.Name.WORKING);
    browser.press("Nurture");
    browser.see(By.cssSelector("button[value='WORKING']"));
    assertThat(stored(lead).status().name()).isEqualTo(LeadStatus.Name.NURTURING);

    openDetails("until");
    browser.click(By.cssSelector("button[value='RECYCLED']"));
    browser.seeText("Comes back");
    assertThat(stored(lead).status().name()).isEqualTo(LeadStatus.Name.RECYCLED);

    openDetails("reason");
    browser.click(By.cssSelector("#reason option:nth-child(2)"));
    browser.type("comment", "They have gone with another.");
    browser.click(By.cssSelector("button[value='DISQUALIFIED']"));
    browser.seeText("They have gone with another.");
    assertThat(stored(lead).status().name()).isEqualTo(LeadStatus.Name.DISQUALIFIED);
  }

  @Test
  void it_goes_into_the_bin_and_comes_back() {
    LeadId lead = pages.lead("Ines", "Duarte", "Solaria");
    browser.open("/leads/" + lead);
    browser.press("Delete");
    browser.seeText("in the bin");
    assertThat(stored(lead).revision().isDeleted()).isTrue();

    browser.open("/leads/" + lead);
    browser.press("Restore");
    browser.see(By.cssSelector("form[action$='/delete']"));
    assertThat(stored(lead).revision().isDeleted()).isFalse();
  }

  private void openDetails(String field) {
    browser.click(By.xpath("//details[.//*[@id='" + field + "']]/summary"));
  }

  private LeadView stored(LeadId lead) {
    return pages.crm().leadQueries().get(lead).orElseThrow();
  }
}
