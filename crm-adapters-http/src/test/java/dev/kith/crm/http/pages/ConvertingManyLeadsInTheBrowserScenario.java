package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.lead.LeadId;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Many leads become customers at once, as somebody does it on pages. */
class ConvertingManyLeadsInTheBrowserScenario extends InTheBrowser {

  @Test
  void leads_are_chosen_tried_converted_and_the_rest_is_decided() {
    pages
        .crm()
        .accounts()
        .create(new Accounts.Create(AccountDraft.named("Nordlicht Energie AG")))
        .orElseThrow();
    LeadId fresh = qualified("Mara", "Vogel", "Weberei Süd");
    LeadId alike = qualified("Ben", "Adler", "Nordlicht Energie");
    browser.open("/leads?status=QUALIFIED");
    for (LeadId lead : new LeadId[] {fresh, alike}) {
      browser.see(By.cssSelector("input[name=lead][value='" + lead + "']")).click();
    }
    browser.seeText("2 chosen");
    browser.press("Convert");
    browser.seeText("Convert 2 leads");
    browser.press("Dry run: say what would happen");
    browser.seeText("Dry run of 2 leads");
    browser.see(By.cssSelector("#batch[data-end=yes]"));
    browser.seeText("Would be converted");
    assertThat(pages.crm().leadQueries().get(fresh).orElseThrow().status().name().name())
        .isEqualTo("QUALIFIED");

    browser.press("Convert 1 lead");
    browser.seeText("Conversion of 1 lead");
    browser.see(By.cssSelector("#batch[data-end=yes]"));
    browser.seeText("See what it became");

    browser.open("/conversions/batches/new?lead=" + fresh + "&lead=" + alike);
    browser.press("Convert now");
    browser.seeText("Conversion of 2 leads");
    browser.see(By.cssSelector("#batch[data-end=yes]"));
    browser.seeText("The lead had been converted before.");
    browser.seeText("Nordlicht Energie AG");
    browser.press("Create new for Ben Adler");
    browser.seeText("Taken up again");
    browser.seeText("See what it became");
    browser.see(By.linkText("Batches of conversions")).click();
    browser.seeText("Dry run of 2 leads");
  }

  private LeadId qualified(String given, String family, String company) {
    LeadId lead = pages.twin(given, family, company);
    pages.crm().leads().qualify(lead).orElseThrow();
    return lead;
  }
}
