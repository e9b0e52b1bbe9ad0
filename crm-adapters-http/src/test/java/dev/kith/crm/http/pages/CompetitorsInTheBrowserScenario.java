package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The catalogue of competitors, as somebody keeps it on pages. */
class CompetitorsInTheBrowserScenario extends InTheBrowser {

  @Test
  void a_competitor_is_added_described_retired_and_reinstated() {
    browser.open("/competitors?q=norwind");
    browser.seeText("Nothing found");
    browser.see(By.linkText("New competitor")).click();
    browser.seeText("What they are good at");
    browser.type("website", "no host");
    browser.press("Save competitor");
    browser.seeText("A competitor needs a name.");
    browser.seeText("A website is written as");
    browser.type("name", "Norwind");
    browser.type("website", "www.norwind.example");
    browser.type("note", "Cheap, but slow to deliver.");
    browser.press("Save competitor");
    browser.seeText("Competitor saved");
    assertThat(browser.attribute("#website", "value")).isEqualTo("https://www.norwind.example");

    browser.press("Retire");
    browser.seeText("The competitor is retired");
    browser.open("/competitors?q=norwind");
    browser.seeText("Nothing found");
    browser.open("/competitors?show=retired");
    browser.see(By.linkText("Norwind")).click();
    browser.press("Reinstate");
    browser.seeText("The competitor is reinstated");
    browser.see(By.linkText("History")).click();
    browser.seeText("reinstated the competitor");
    browser.phone();
    browser.open("/competitors?q=slow");
    browser.see(By.linkText("Norwind")).click();
    browser.seeText("Strengths and weaknesses");
  }

  @Test
  void a_name_that_is_taken_is_said_at_once_however_it_is_spelt() {
    for (String name : new String[] {"Électro-Nord", "electro nord"}) {
      browser.open("/competitors/new");
      browser.seeText("What they are good at");
      browser.type("name", name);
      browser.press("Save competitor");
    }
    browser.seeText("Another competitor is already called electro nord.");
    assertThat(browser.attribute("#name", "value")).isEqualTo("electro nord");
  }

  @Test
  void two_that_are_one_are_merged_and_the_old_address_leads_to_the_other() {
    CompetitorId stays =
        pages.crm().competitors().add(CompetitorDraft.of("Westwind")).orElseThrow().id();
    CompetitorId goes =
        pages.crm().competitors().add(CompetitorDraft.of("West-Wind Ltd")).orElseThrow().id();
    OpportunityId deal =
        pages
            .crm()
            .opportunities()
            .create(new Create(OpportunityDraft.named("Blades")))
            .orElseThrow()
            .id();
    pages
        .crm()
        .opportunityCompetitors()
        .replace(deal, CompetitorsDraft.of(goes.toString()))
        .orElseThrow();
    browser.open("/competitors/" + stays);
    browser.seeText("It bids in 0 open opportunities; 0 opportunities are lost to it.");
    browser.type("loser", "Nobody");
    browser.press("Merge competitors");
    browser.seeText("There is no such competitor in the catalogue.");
    browser.type("loser", "West-Wind Ltd");
    browser.press("Merge competitors");
    browser.seeText("The competitors are one now");
    browser.seeText("It bids in 1 open opportunity; 0 opportunities are lost to it.");
    browser.open("/competitors/" + goes);
    browser.seePath("/competitors/" + stays);
    browser.see(By.linkText("History")).click();
    browser.seeText("merged the competitor");
    browser.open("/opportunities/" + deal);
    browser.seeText("Westwind");
    browser.seeText("merged a competitor that the opportunity meets");
    browser.phone();
    browser.open("/competitors/" + stays);
    browser.seeText("The other competitor");
  }

  @Test
  void an_opportunity_says_who_else_bids_for_it_and_how_they_stand() {
    pages.crm().competitors().add(CompetitorDraft.of("Südwind")).orElseThrow();
    OpportunityId deal =
        pages
            .crm()
            .opportunities()
            .create(new Create(OpportunityDraft.named("Rotors")))
            .orElseThrow()
            .id();
    browser.open("/opportunities/" + deal);
    browser.seeText("Nobody else is known to bid.");
    browser.see(By.xpath("//summary[text()='Add competitors']")).click();
    browser.type("rival-0", "Nobody");
    browser.press("Save competitors");
    browser.seeText("There is no competitor “Nobody” in the catalogue.");
    browser.type("rival-0", "sudwind");
    browser.choose("threat-0", "High");
    browser.type("rivalNote-0", "Was there first.");
    browser.press("Save competitors");
    browser.seeText("Competitors saved");
    browser.seeText("High threat");
    browser.seeText("replaced the competitors");
    browser.phone();
    browser.open("/opportunities/" + deal);
    browser.see(By.linkText("Südwind")).click();
    browser.seePath("/competitors/");
  }
}
