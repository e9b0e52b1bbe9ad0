package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.contact.Suppressions;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Consent, suppressions and quiet hours, as somebody uses them who talks to leads. */
class ConsentInTheBrowserScenario extends InTheBrowser {

  @Test
  void what_a_lead_says_is_recorded_with_evidence_and_the_page_says_what_follows() {
    LeadId lead = pages.lead("Mara", "Vogel", "Nordlicht Energie");
    browser.open("/leads/" + lead);
    browser.seeText("No: nothing was said about any channel.");

    browser.click(By.cssSelector("#consent summary"));
    browser.press("Record");
    browser.seeText("A consent needs evidence.");
    browser.seeText("Say where this was said.");
    assertThat(browser.attribute("#evidence", "aria-invalid")).isEqualTo("true");

    browser.type("source", "Web form");
    browser.type("evidence", "Form 7, box ticked");
    browser.choose("proofKind", "Double opt-in");
    browser.press("Record");
    browser.seeText("Say where the proof can be looked up, or what was agreed to.");
    browser.type("proofReference", "Message 4711");
    browser.type("proofWording", "I would like to hear of news.");
    browser.press("Record");
    browser.seeText("Recorded in the ledger");
    browser.seeText("Web form: Form 7, box ticked");
    browser.seeText("Proof: Double opt-in, Message 4711");
    assertThat(browser.texts("#consent td .badge")).containsExactly("Yes", "No", "No");

    browser.click(By.cssSelector("#consent summary"));
    browser.choose("consent-status", "Withdrawn");
    browser.type("source", "Call");
    browser.press("Record");
    browser.seeText("Recorded in the ledger");
    assertThat(browser.texts("#consent td .badge")).containsExactly("No", "No", "No");
    assertThat(browser.texts("#consent li .badge")).containsExactly("Withdrawn", "Granted");
    browser.seeText("recorded what the lead says to being contacted");
    assertThat(pages.crm().leadQueries().get(lead).orElseThrow().get(LeadField.EMAIL_CONSENT))
        .isEqualTo(ConsentSummary.Consent.WITHDRAWN.name());
  }

  @Test
  void a_domain_is_left_alone_and_taken_off_the_list_with_reasons() {
    browser.open("/suppressions");
    browser.seeText("Nobody is on the list");
    browser.choose("kind", "Domain");
    browser.type("targets", "no domain");
    browser.press("Put on the list");
    browser.seeText("Say why.");
    browser.type("targets", "Competitor.example");
    browser.type("reason", "Competitor");
    browser.press("Put on the list");
    browser.seeText("Put on the list");
    browser.seeText("competitor.example");

    browser.click(By.cssSelector("details.menu summary"));
    var view =
        pages
            .crm()
            .suppressions()
            .list(ListQuery.all(pages.crm().suppressions().fields()))
            .orElseThrow()
            .items()
            .getFirst();
    browser.type("reason-" + view.id(), "Not one any more");
    browser.click(By.cssSelector("details.menu form button"));
    browser.seeText("Taken off the list");
    browser.seeText("Nobody is on the list");
    browser.open("/suppressions?bin=deleted");
    browser.seeText("Not one any more");
  }

  @Test
  void a_whole_list_is_left_alone_at_once_or_not_at_all() {
    browser.open("/suppressions");
    browser.type("targets", "ada@engines.example\n\n+44 20 7946 0018\nno domain\nbad@\n");
    browser.type("reason", "Court order");
    browser.press("Put on the list");
    browser.see(By.id("targets-problem"));
    assertThat(browser.texts("#targets-problem span"))
        .hasSize(2)
        .satisfies(texts -> assertThat(texts.get(0)).startsWith("“no domain”: "))
        .satisfies(texts -> assertThat(texts.get(1)).startsWith("“bad@”: "));
    browser.seeText("Nobody is on the list");

    browser.type("targets", "ada@engines.example\n+44 20 7946 0018\nEngines.example");
    browser.press("Put on the list");
    browser.seeText("engines.example");
    assertThat(browser.texts("td.main-cell .badge"))
        .containsExactlyInAnyOrder("Address", "Number", "Domain");
    Suppressions suppressions = pages.crm().suppressions();
    suppressions
        .list(ListQuery.all(suppressions.fields()))
        .orElseThrow()
        .items()
        .forEach(item -> suppressions.remove(item.id(), "Over").orElseThrow());
  }

  @Test
  void quiet_hours_are_set_by_the_clock_of_the_leads() {
    browser.open("/quiet-hours");
    browser.type("zone", "Europe/Atlantis");
    browser.press("Save quiet hours");
    browser.seeText("A time zone is a name such as Europe/Berlin, or UTC.");
    browser.type("zone", "Europe/Berlin");
    browser.click(By.cssSelector("input[name='channels-1'][value='PHONE']"));
    browser.press("Save quiet hours");
    browser.seeText("A time of the day is written 21:00.");
    browser.click(By.cssSelector("input[name='drop-1']"));
    browser.press("Save quiet hours");
    browser.seeText("Quiet hours saved");
    assertThat(pages.crm().contacts().quietHours().orElseThrow().settings())
        .isEqualTo(new QuietHours.Settings("Europe/Berlin", QuietHours.USUAL.settings().windows()));
  }
}
