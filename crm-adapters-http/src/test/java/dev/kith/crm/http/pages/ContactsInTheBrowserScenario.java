package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.domain.account.AccountDraft;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The people at accounts, as somebody keeps them on pages. */
class ContactsInTheBrowserScenario extends InTheBrowser {

  @Test
  void somebody_is_written_down_at_an_account_moved_noted_on_and_deleted() {
    account("Vogel GmbH");
    account("Nordlicht AG");
    browser.open("/accounts?q=vogel");
    browser.click(By.linkText("Vogel GmbH"));
    browser.seeText("Nobody is known there.");
    browser.click(By.cssSelector("#contacts a.button"));
    browser.seeText("Where they work");
    assertThat(browser.attribute("#account", "value")).isEqualTo("Vogel GmbH");
    browser.type("emails-1", "nonsense");
    browser.type("phones-0", "call me");
    browser.press("Save contact");
    browser.seeText("3 things need another look.");
    browser.seeText("A contact needs a name.");
    assertThat(browser.attribute("#emails-0", "value")).isEqualTo("nonsense");
    assertThat(browser.attribute("#emails-0", "aria-invalid")).isEqualTo("true");
    browser.type("givenName", "Mara");
    browser.type("familyName", "Vogel");
    browser.type("title", "Head of Purchasing");
    browser.type("emails-0", "mara@gmial.com");
    browser.seeText("Did you mean mara@gmail.com?");
    browser.click(By.cssSelector("#emails-0-findings button.link"));
    browser.seeNone("#emails-0-findings [data-apply]");
    assertThat(browser.see(By.id("emails-0")).getDomProperty("value")).isEqualTo("mara@gmail.com");
    browser.type("emails-0", "mara@vogel.example");
    browser.type("emails-1", "mara@home.example");
    browser.click(By.cssSelector("[name=emails-primary][value='1']"));
    browser.type("phones-0", "+49 30 123456");
    browser.type("timeZone", "Europe/Berlin");
    browser.press("Save contact");
    browser.seeText("Contact saved");
    browser.seeText("Head of Purchasing at Vogel GmbH");
    browser.seeText("mara@home.example Work, primary");
    browser.seeText("there now");

    browser.click(By.linkText("Edit"));
    browser.type("account", "Nobody knows");
    browser.press("Save changes");
    browser.seeText("No account is called so.");
    browser.type("account", "Nordlicht AG");
    browser.press("Save changes");
    browser.seeText("Changes saved");
    browser.seeText("Head of Purchasing at Nordlicht AG");

    browser.type("text", "On leave until May");
    browser.press("Add note");
    browser.seeText("Note added");
    browser.seeText("On leave until May");
    browser.press("Delete");
    browser.seeText("Contact moved to the bin");
    browser.press("Restore");
    browser.seeText("Contact restored");
    browser.click(By.linkText("Everybody there"));
    browser.seeText("1 contact at Nordlicht AG");
    browser.see(By.linkText("Mara Vogel")).sendKeys(Keys.ENTER);
    browser.seeText("On leave until May");
  }

  @Test
  void a_primary_address_is_refused_at_its_field_and_a_task_is_created_about_somebody() {
    browser.open("/contacts/new");
    browser.type("familyName", "Tasker");
    browser.type("emails-0", "tasker@tasks.example");
    browser.press("Save contact");
    browser.seeText("Contact saved");
    browser.click(By.cssSelector("#tasks a.button"));
    browser.seeText("About Tasker");
    browser.type("subject", "Call about the offer");
    browser.press("Save task");
    browser.seeText("Task saved");
    browser.seeText("Call about the offer");
    browser.open("/contacts/new");
    browser.type("familyName", "Other");
    browser.type("emails-0", "TASKER@tasks.example");
    browser.press("Save contact");
    browser.seeText("Another contact already has the primary e-mail address");
    assertThat(browser.attribute("#emails-0", "aria-invalid")).isEqualTo("true");
    browser.phone();
    browser.seeText("E-mail addresses");
  }

  private void account(String name) {
    pages.crm().accounts().create(new Accounts.Create(AccountDraft.named(name))).orElseThrow();
  }
}
