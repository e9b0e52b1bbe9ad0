package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** A pool, from its first member to the lead that it gave away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharingLeadsOutInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void a_pool_is_set_up_tried_and_seen_to_share_out() {
    pages
        .crm()
        .users()
        .register(
            new User.Profile("olga@example.com", "Olga Brandt", Set.of(), Set.of()),
            PagesOnline.PASSWORD)
        .orElseThrow();
    browser.desktop().forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    browser.open("/assignment-pools");
    browser.seeText("No pool yet");
    browser.press("New pool");
    browser.press("Save pool");
    browser.seeText("A pool needs a name.");
    browser.seeText("A pool needs a member.");

    browser.type("name", "Inbound");
    browser.choose("user-0", "Ana Torres");
    browser.type("weight-0", "many");
    browser.choose("user-1", "Olga Brandt");
    browser.type("capacity-1", "0");
    browser.press("Save pool");
    browser.seeText("A whole number is needed here.");
    browser.seeText("A capacity is 1 to 10000 a day.");
    browser.type("weight-0", "2");
    browser.type("capacity-1", "5");
    browser.choose("territory", "Must fit");
    more(1);
    browser.type("territories-1", "Germany, at");
    browser.type("languages-1", "de");
    browser.press("Save pool");
    browser.seeText("Pool saved");
    String pool = browser.path();
    assertThat(browser.see(By.id("territories-1")).getAttribute("value")).isEqualTo("DE, AT");

    browser.press("Try");
    browser.seeText("Ana Torres – It was their turn: turn 1 of 3");
    browser.seeText("Olga Brandt: not their turn, 0 of 1 had");
    browser.type("from-country", "FR");
    browser.press("Try");
    browser.seeText("Olga Brandt: not for France");
    browser.type("from-country", "Narnia");
    browser.press("Try");
    browser.seeText("A country is an ISO 3166-1 code");

    more(0);
    browser.type("away-0", "2026-13-01");
    browser.press("Save pool");
    browser.seeText("A date is written 2026-12-31.");
    browser.type("away-0", "2020-01-01 to further notice Left us");
    browser.press("Save pool");
    browser.seeText("Pool saved");
    assertThat(browser.see(By.id("away-0")).getAttribute("value"))
        .isEqualTo("2020-01-01 to further notice Left us");

    LeadId lead = pages.lead("Mara", "Vogel", "Nordlicht");
    pages
        .crm()
        .assignmentPools()
        .assign(
            new AssignmentPoolId(UUID.fromString(pool.substring(pool.lastIndexOf('/') + 1))),
            new Assign(Lead.subjectOf(lead)))
        .orElseThrow();
    browser.open("/assignment-pools");
    browser.seeText("Out of office");
    browser.seeText("Nobody else was left.");
    browser.click(By.cssSelector("td details summary"));
    browser.seeText("Ana Torres: out of office");
    browser.press("Mara Vogel");
    browser.seeText("Olga Brandt");

    browser.press("Why?");
    browser.seeText("Why Olga Brandt got it");
    browser.seeText("Ana Torres: out of office");
    browser.press("Mara Vogel");
    browser.see(By.cssSelector("#owner-title"));
    browser.choose("owner", "Inbound");
    browser.press("Assign");
    browser.seeText("The pool has decided; see why beside the owner");
    assertThat(browser.texts("section:has(#owner-title) .row").getFirst()).contains("Olga Brandt");

    Opportunity deal =
        pages
            .crm()
            .opportunities()
            .create(
                new Opportunities.Create(OpportunityDraft.named("Ten turbines"), null, null, null))
            .orElseThrow();
    browser.open("/opportunities/" + deal.id());
    browser.choose("owner", "Inbound");
    browser.press("Assign");
    browser.seeText("The pool has decided; see why beside the owner");
    browser.seeText("The pool Inbound gave it to Olga Brandt");
    browser.press("Why?");
    browser.press("Ten turbines");
    assertThat(browser.path()).isEqualTo("/opportunities/" + deal.id());

    browser.open("/assignment-pools");
    browser.click(By.cssSelector("[aria-label='Delete the pool Inbound']"));
    browser.seeText("Pool deleted");
    browser.seeText("No pool yet");
    // What was assigned keeps its reason.
    browser.seeText("Nobody else was left.");
  }

  /** Shows what else can be said of a member. */
  private void more(int member) {
    browser.click(By.cssSelector("details:has(#away-" + member + ") summary"));
    browser.see(By.id("away-" + member));
  }
}
