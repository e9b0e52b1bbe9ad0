package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The roles of contacts, as somebody keeps them on pages. */
class ContactRolesInTheBrowserScenario extends InTheBrowser {

  @Test
  void people_get_roles_in_an_opportunity_one_is_made_the_primary_contact_and_one_leaves() {
    AccountId vogel = account("Vogel GmbH");
    person("Mara", "Vogel", vogel);
    person("Ben", "Fischer", vogel);
    browser.open("/opportunities/" + deal("Turbines", vogel));
    browser.seeText("Nobody has a role here yet.");
    browser.see(By.cssSelector("#people a.button")).click();
    browser.seeText("Give somebody a role");
    browser.press("Save role");
    browser.seeText("2 things need another look.");
    browser.type("contact", "Nobody knows");
    browser.choose("role", "Champion");
    browser.press("Save role");
    browser.seeText("No contact is called so.");
    browser.type("contact", "Mara Vogel");
    browser.choose("stance", "Supporter");
    browser.press("Save role");
    browser.seeText("Role given");
    assertThat(browser.texts("#people li")).hasSize(1);
    assertThat(browser.texts("#people li").getFirst())
        .contains("Mara Vogel", "Primary", "Champion · Some influence", "Supporter");

    browser.see(By.cssSelector("#people a.button")).click();
    browser.seeText("Give somebody a role");
    browser.type("contact", "Ben Fischer");
    browser.choose("role", "Legal");
    browser.press("Save role");
    browser.seeText("Role given");
    browser
        .see(By.cssSelector("[aria-label='Make Ben Fischer the primary contact']"))
        .sendKeys(Keys.ENTER);
    browser.seeText("Primary contact changed");
    assertThat(browser.texts("#people li").getFirst()).contains("Ben Fischer", "Primary");

    browser.see(By.cssSelector("[aria-label='Change the role of Mara Vogel, Champion']")).click();
    browser.seeText("How it stood when");
    browser.choose("influence", "Much influence");
    browser.press("Save");
    browser.seeText("Role saved");
    browser.see(By.cssSelector("[aria-label='Change the role of Mara Vogel, Champion']")).click();
    browser.seeText("How it stood when");
    browser.press("End role");
    browser.seeText("Role ended");
    assertThat(browser.texts("#people > ul > li")).hasSize(1);
    browser.see(By.cssSelector("#people summary")).click();
    browser.see(By.cssSelector("#people details a[href^='/contacts/']")).click();
    browser.seeText("Has no role for an account or in an opportunity.");
    browser.see(By.cssSelector("#roles summary")).click();
    browser.see(By.linkText("Turbines"));
    browser.phone();
    browser.see(By.linkText("Turbines")).click();
    browser.seeText("Ben Fischer");
  }

  @Test
  void roles_are_added_renamed_and_retired() {
    browser.open("/contact-roles");
    browser.seeText("Which parts contacts play");
    browser.type("role-11-name", "Sponsor");
    browser.type("role-11-key", "sponsor");
    browser.press("Save roles");
    browser.seeText("2 things need another look.");
    browser.seeText("Say for which kinds of record it is.");
    browser.type("role-11-key", "SPONSOR");
    browser.see(By.name("role-11-opportunity")).click();
    browser.type("role-10-name", "Opponent");
    browser.see(By.name("role-10-retired")).click();
    browser.press("Save roles");
    browser.seeText("Contact roles saved");
    assertThat(browser.attribute("#role-11-key", "value")).isEqualTo("SPONSOR");
    browser.open("/relationships/new?opportunity=" + deal("Blades", account("Blade Ltd")));
    browser.seeText("Give somebody a role");
    assertThat(browser.see(By.id("role")).getText()).contains("Sponsor").doesNotContain("Opponent");
  }

  @Test
  void what_a_role_permits_is_said_in_the_catalogue_and_shown_at_the_contact() {
    AccountId dock = account("Dock GmbH");
    person("Dora", "Dock", dock);
    browser.open("/relationships/new?account=" + dock);
    browser.seeText("Give somebody a role");
    browser.type("contact", "Dora Dock");
    browser.choose("role", "Champion");
    browser.press("Save role");
    browser.seeText("Role given");
    browser.see(By.linkText("Dora Dock")).click();
    browser.seeText("Champion");
    assertThat(browser.texts("#roles li").getFirst()).doesNotContain("May");

    browser.open("/contact-roles");
    browser.seeText("Which parts contacts play");
    browser.see(By.xpath("//summary[contains(., 'as Champion') and contains(., 'May')]")).click();
    browser.see(By.name("role-2-SEE_INVOICES")).click();
    browser.see(By.name("role-2-OPEN_TICKETS")).click();
    browser.press("Save roles");
    browser.seeText("Contact roles saved");
    browser.open("/accounts/" + dock);
    browser.see(By.linkText("Dora Dock")).click();
    browser.seeText("May see invoices, open tickets");
  }

  @Test
  void the_committee_of_an_earlier_day_is_looked_at() {
    AccountId mill = account("Mill Ltd");
    OpportunityId deal = deal("Mills", mill);
    browser.open("/opportunities/" + deal);
    browser.see(By.xpath("//summary[normalize-space()='Committee of an earlier day']")).click();
    browser.see(By.xpath("//form[.//*[@id='committeeAsOf']]//button")).click();
    browser.seeText("Nobody has a role here yet.");
    browser.open("/opportunities/" + deal + "?committeeAsOf=2001-01-01");
    browser.seeText("The opportunity was not there then.");
    assertThat(browser.attribute("#committeeAsOf", "aria-invalid")).isEqualTo("true");
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    browser.open("/opportunities/" + deal + "?committeeAsOf=" + today);
    browser.seeText("As of");
    browser.see(By.linkText("As it is now")).click();
    browser.seeText("Nobody has a role here yet.");
    assertThat(browser.texts("#committee")).noneMatch(text -> text.contains("As of"));
  }

  @Test
  void what_a_stage_needs_is_said_and_shown_at_the_opportunity() {
    AccountId tower = account("Tower Ltd");
    person("Tia", "Tower", tower);
    OpportunityId deal = deal("Towers", tower);
    browser.open("/contact-roles/stages");
    browser.seeText("Who should be known to buy");
    browser.see(By.cssSelector("[name$=' prospecting TECHNICAL']")).click();
    browser.press("Save");
    browser.seeText("Roles by stage saved");
    browser.open("/opportunities/" + deal);
    browser.seeText("Technical missing");
    browser.seeText("Nobody known");
    browser.open("/relationships/new?opportunity=" + deal);
    browser.seeText("Give somebody a role");
    browser.type("contact", "Tia Tower");
    browser.choose("role", "Technical");
    browser.press("Save role");
    browser.seeText("Role given");
    browser.seeText("Hangs on one person");
    assertThat(browser.texts("#committee .badge")).containsExactly("Hangs on one person");
  }

  @Test
  void a_suggested_role_is_taken_and_another_is_not() {
    AccountId quay = account("Quay GmbH");
    pages
        .crm()
        .people()
        .create(
            new People.Create(
                ContactDraft.named("Quirin", "Quast")
                    .with(ContactField.TITLE, "Leiter Einkauf")
                    .at(quay)))
        .orElseThrow();
    browser.open("/accounts/" + quay);
    browser.see(By.cssSelector("#suggested summary")).click();
    browser.see(By.cssSelector("[aria-label='Yes, Quirin Quast is Procurement']")).click();
    browser.seeText("Role given");
    browser.seeText("Procurement · Some influence · Concluded, 55 % sure");
    browser.see(By.cssSelector("#suggested summary")).click();
    browser.see(By.cssSelector("[aria-label='No, Quirin Quast is not Decision maker']")).click();
    browser.seeText("Not suggested again");
    browser.seeNone("#suggested");
  }

  private AccountId account(String name) {
    return pages
        .crm()
        .accounts()
        .create(new Accounts.Create(AccountDraft.named(name)))
        .orElseThrow()
        .id();
  }

  private void person(String given, String family, AccountId account) {
    pages
        .crm()
        .people()
        .create(new People.Create(ContactDraft.named(given, family).at(account)))
        .orElseThrow();
  }

  private OpportunityId deal(String name, AccountId account) {
    if (pages.crm().pipelines().list().orElseThrow().isEmpty()) {
      pages.crm().pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    }
    return pages
        .crm()
        .opportunities()
        .create(new Opportunities.Create(OpportunityDraft.named(name).account(account)))
        .orElseThrow()
        .id();
  }
}
