package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactDraft;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** From two accounts that look alike to one, and back to two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergingAccountsInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void two_accounts_become_one_with_their_people_and_two_again() {
    AccountId winner = account("Vogel Windkraft GmbH", "vogel.example");
    AccountId loser = account("Vogel Windkraft AG", "vogel.test");
    pages
        .crm()
        .people()
        .create(new People.Create(ContactDraft.named("Mara", "Vogel").at(loser)))
        .orElseThrow();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");

    browser.open("/accounts/" + winner + "/duplicates");
    browser.press("Compare and merge");
    browser.see(By.cssSelector("table.merge"));
    // Radio buttons are moved by the arrow keys, as everywhere.
    browser.see(By.cssSelector("[name='pick.name']:checked")).sendKeys(Keys.ARROW_RIGHT);
    browser.press("Merge");
    browser.seeText("They are one now");
    assertThat(browser.texts(".pairs .badge")).containsExactly("Name", "Domains");

    browser.open("/accounts/" + loser);
    browser.seePath("/accounts/" + winner);
    browser.seeText("merged another account into this one");
    assertThat(browser.texts("h1")).first().asString().startsWith("Vogel Windkraft AG");
    assertThat(browser.texts("main a")).contains("Mara Vogel");

    browser.press("See the merge");
    browser.press("Undo the merge");
    browser.seeText("They are several again");
    browser.open("/accounts/" + loser);
    browser.seePath("/accounts/" + loser);
    toldApart(loser);
    browser.open("/accounts/" + loser);
    assertThat(browser.texts("main a")).contains("Mara Vogel");
  }

  private void toldApart(AccountId account) {
    browser.open("/accounts/" + account + "/duplicates");
    browser.press("Not a duplicate");
    browser.seeText("No duplicates found");
    browser.press("Take back");
    browser.seeText("Compare and merge");
  }

  private AccountId account(String name, String domain) {
    return pages
        .crm()
        .accounts()
        .create(
            new Accounts.Create(
                AccountDraft.named(name)
                    .domains(domain)
                    .with(AccountField.PHONE, "+49 40 1234567")
                    .with(AccountField.BILLING_STREET, "Hafenstraße 7")
                    .with(AccountField.BILLING_POSTAL_CODE, "20457")
                    .with(AccountField.BILLING_CITY, "Hamburg")
                    .with(AccountField.BILLING_COUNTRY, "DE")))
        .orElseThrow()
        .id();
  }
}
