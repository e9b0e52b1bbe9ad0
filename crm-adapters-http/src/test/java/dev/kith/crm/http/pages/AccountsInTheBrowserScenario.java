package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.lead.LeadDraft;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Companies and their hierarchy, as somebody keeps them on pages. */
class AccountsInTheBrowserScenario extends InTheBrowser {

  @Test
  void a_holding_and_its_company_are_written_down_moved_noted_on_and_deleted() {
    browser.open("/accounts");
    browser.click(By.linkText("New account"));
    browser.press("Save account");
    browser.seeText("An account needs a name.");
    assertThat(browser.attribute("#name", "aria-invalid")).isEqualTo("true");
    browser.type("name", "Vogel Holding SE");
    browser.type("domains", "gmail.com");
    browser.press("Save account");
    browser.seeText("Anybody can have an address at gmail.com");
    browser.type("domains", "vogel-holding.example");
    browser.type("annualRevenue", "12500000");
    browser.type("revenueCurrency", "EUR");
    browser.press("Save account");
    browser.seeText("Account saved");
    browser.seeText("EUR 12,500,000");

    browser.click(By.linkText("Add below"));
    browser.type("name", "Vogel GmbH");
    browser.press("Save account");
    browser.seeText("Part of Vogel Holding SE");

    browser.click(By.linkText("Vogel Holding SE"));
    browser.seeText("Vogel GmbH");
    browser.press("Delete");
    browser.seeText("Other accounts belong to this one");
    browser.click(By.linkText("Edit"));
    browser.type("parent", "Vogel GmbH");
    browser.press("Save changes");
    browser.seeText("An account cannot belong to itself, or to one that belongs to it.");
    browser.type("parent", "Nobody knows");
    browser.press("Save changes");
    browser.seeText("No account is called so.");

    browser.open("/accounts?q=vogel+gmbh");
    browser.see(By.linkText("Vogel GmbH")).sendKeys(Keys.ENTER);
    browser.type("text", "Moves to Bremen in May");
    browser.press("Add note");
    browser.seeText("Note added");
    browser.seeText("Moves to Bremen in May");
    browser.press("Delete");
    browser.seeText("Account moved to the bin");
    browser.press("Restore");
    browser.seeText("Account restored");
    browser.seeText("Part of Vogel Holding SE");
  }

  @Test
  void a_task_is_created_about_an_account_and_leads_at_its_domain_stand_there() {
    pages
        .crm()
        .leads()
        .capture(new Leads.Capture(LeadDraft.named("Mara", "Vogel").email("mara@tasks.example")))
        .orElseThrow();
    browser.open("/accounts/new");
    browser.type("name", "Tasks AG");
    browser.type("domains", "tasks.example");
    browser.press("Save account");
    browser.seeText("Mara Vogel");
    browser.click(By.cssSelector("#tasks a.button"));
    browser.seeText("About Tasks AG");
    browser.type("subject", "Call the board");
    browser.press("Save task");
    browser.seeText("Task saved");
    browser.seeText("Call the board");
    browser.phone();
    browser.seeText("Hierarchy");
  }
}
