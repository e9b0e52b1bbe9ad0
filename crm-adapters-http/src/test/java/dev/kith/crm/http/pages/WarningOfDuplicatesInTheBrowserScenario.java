package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.lead.LeadDraft;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who writes down what is there already is told while typing, and once more before it is saved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarningOfDuplicatesInTheBrowserScenario {

  private static final String NOW = "#alike-now [data-alike]";

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @BeforeAll
  void logIn() {
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
  }

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void of_an_account_that_is_new_or_is_changed() {
    AccountId there = account("Zwirnwerk Kestenholz GmbH", "+49 40 1234567");
    AccountId other = account("Nordlicht", null);

    browser.open("/accounts/new");
    browser.type("name", "Zwirnwerk Kestenholz AG");
    browser.type("phone", "040 12");
    browser.type("employees", "many");
    browser.seeIn(NOW, "Zwirnwerk Kestenholz GmbH");
    assertThat(browser.attribute(NOW + " a", "href")).endsWith("/accounts/" + there);
    browser.phone();
    assertThat(browser.accessibilityViolations()).isEmpty();
    browser.desktop();
    browser.type("name", "Quittenhof");
    browser.seeNone(NOW);

    browser.open("/accounts/new");
    browser.type("name", "Zwirnwerk Kestenholz AG");
    browser.press("Save account");
    browser.seeText("This looks like an account that is there already.");
    browser.press("Save anyway");
    browser.seeText("Account saved");
    browser.press("Edit");
    browser.seeText("Edit account");
    browser.type("industry", "Textiles");
    browser.seeIn(NOW, "Zwirnwerk Kestenholz GmbH");
    assertThat(browser.texts(NOW + " a")).containsExactly("Zwirnwerk Kestenholz GmbH");

    browser.open("/accounts/" + other + "/edit");
    browser.type("name", "Nordlicht Solar");
    browser.seeNone(NOW);
  }

  @Test
  void of_a_contact_that_is_new_or_is_changed() {
    ContactId there = contact("Catharina", "Brandstetter", "+49 170 2222222");
    ContactId other = contact("Jens", "Petersen", null);

    browser.open("/contacts/new");
    browser.type("givenName", "Katharina");
    browser.type("familyName", "Brandstetter");
    browser.type("phones-0", "+49 170 2222222");
    browser.seeIn(NOW, "Catharina Brandstetter");
    assertThat(browser.attribute(NOW + " a", "href")).endsWith("/contacts/" + there);
    browser.press("Save contact");
    browser.seeText("This looks like a contact that is there already.");
    browser.press("Save anyway");
    browser.seeText("Contact saved");

    browser.open("/contacts/" + other + "/edit");
    browser.type("givenName", "Catharina");
    browser.type("familyName", "Brandstetter");
    browser.type("phones-0", "+49 170 2222222");
    browser.seeIn(NOW, "that are there already");
  }

  @Test
  void of_a_lead() {
    pages
        .crm()
        .leads()
        .capture(new Leads.Capture(LeadDraft.named("Thekla", "Rosskopf").company("Mosterei")))
        .orElseThrow();
    browser.open("/leads/new");
    browser.type("givenName", "Tekla");
    browser.type("familyName", "Rosskopf");
    browser.type("company", "Mosterei");
    browser.seeIn(NOW, "Thekla Rosskopf");
  }

  private AccountId account(String name, @Nullable String phone) {
    return pages
        .crm()
        .accounts()
        .create(new Accounts.Create(AccountDraft.named(name).with(AccountField.PHONE, phone)))
        .orElseThrow()
        .id();
  }

  private ContactId contact(String given, String family, @Nullable String phone) {
    return pages
        .crm()
        .people()
        .create(
            new People.Create(ContactDraft.named(given, family).with(ContactField.PHONES, phone)))
        .orElseThrow()
        .id();
  }
}
