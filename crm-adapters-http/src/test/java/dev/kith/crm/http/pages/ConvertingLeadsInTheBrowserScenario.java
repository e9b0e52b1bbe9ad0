package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.lead.LeadId;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A lead becomes a customer, as somebody does it on pages. */
class ConvertingLeadsInTheBrowserScenario extends InTheBrowser {

  @Test
  void a_lead_is_previewed_converted_and_given_back() {
    pages
        .crm()
        .accounts()
        .create(new Accounts.Create(AccountDraft.named("Nordlicht Energie AG")))
        .orElseThrow();
    LeadId lead = pages.twin("Mara", "Vogel", "Nordlicht Energie");
    pages
        .crm()
        .touches()
        .record(lead, TouchDraft.EMPTY.with("utm_source", "google").with("utm_medium", "cpc"))
        .orElseThrow();
    browser.open("/leads/" + lead);
    browser.seeText("Mara Vogel");
    browser.press("Qualify");
    browser.seeText("Status changed");
    browser.see(By.linkText("Convert")).click();

    browser.seeText("What will happen");
    browser.seeText("Link Nordlicht Energie AG");
    browser.seeText("In the way:");
    browser.press("Convert");
    browser.seeText("There may be such");
    browser.see(By.name("open")).click();
    browser.type("opportunity.amount", "much");
    browser.press("Update the preview");
    browser.seeText("An amount needs its currency.");
    browser.type("opportunity.amount", "1200");
    browser.type("opportunity.currency", "EUR");
    browser.see(By.name("resolution")).click();
    browser.press("Update the preview");
    browser.seeNone(".notice.warn");
    browser.press("Convert");
    browser.seeText("Lead converted");
    browser.seeText("Became");
    browser.seeText("A converted lead is closed");

    browser.see(By.cssSelector("[aria-labelledby='became-title'] a[href^='/contacts/']")).click();
    browser.seeText("Came from");
    browser.seeText("First and converting touch: google / cpc");
    browser
        .see(By.cssSelector("[aria-labelledby='origins-title'] a[href^='/conversions/']"))
        .click();
    browser.seeText("The lead became");
    browser.press("Undo the conversion");
    browser.seeText("Conversion undone; the lead is a lead again");
    assertThat(pages.crm().leadQueries().get(lead).orElseThrow().status().name().name())
        .isEqualTo("QUALIFIED");
  }

  @Test
  void the_mapping_is_changed_and_says_what_cannot_work() {
    browser.open("/conversion-mapping");
    browser.seeText("Mapping of conversions");
    browser.type("lines", "phone → account.employees");
    browser.press("Save as the next version");
    browser.seeText("What stands in phone cannot be put into account.employees.");
    browser.type("lines", "company → account.name\ndisplayName -> contact.familyName");
    browser.press("Save as the next version");
    browser.seeText("Mapping saved");
    browser.seeText("Version 2");
  }
}
