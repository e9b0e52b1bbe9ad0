package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.Opportunities.Edit;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What went through a pipeline, as somebody looks at it on pages. */
class AnalysingPipelinesInTheBrowserScenario extends InTheBrowser {

  private Pipeline sales;

  @BeforeAll
  void setUp() {
    sales =
        pages
            .crm()
            .pipelines()
            .setUp(new PipelineTerms("Looked at", PipelineTerms.usual().stages()))
            .orElseThrow();
  }

  @Test
  void figures_are_looked_at_one_after_the_other_and_narrowed() {
    browser.open("/pipelines/" + sales.id() + "/analytics");
    browser.seeText("Nothing came to a stage");
    OpportunityId won = deal("Turbines", "400");
    OpportunityId lost = deal("Blades", "150");
    deal("Towers", "70");
    pages
        .crm()
        .opportunities()
        .edit(won, new Edit(Map.of(OpportunityField.CLOSE_DATE, Optional.of("2027-02-20"))))
        .orElseThrow();
    pages.crm().opportunities().win(won, null).orElseThrow();
    pages.crm().competitors().add(CompetitorDraft.of("Acme")).orElseThrow();
    pages.crm().opportunities().lose(lost, new LossDraft("Too dear", "Acme"), null).orElseThrow();

    browser.open("/board?pipeline=" + sales.id());
    browser.click(By.linkText("Analytics"));
    browser.seeText("Came to each stage");
    assertThat(browser.texts("tbody tr:first-child td"))
        .extracting(text -> text.replaceAll("\\s+", " "))
        .startsWith("Prospecting", "3 EUR 620", "1 EUR 400", "1 EUR 70", "0", "1 EUR 150");
    browser.click(By.linkText("From stage to stage"));
    browser.seeText("A row adds up to its stays");
    browser.click(By.linkText("Velocity"));
    browser.seeText("win rate, of 2");
    browser.click(By.linkText("Ageing"));
    browser.seeText("too little was won so far");
    browser.see(By.linkText("Towers"));
    browser.click(By.linkText("Stuck"));
    browser.seeText("Nothing is stuck");
    browser.click(By.linkText("Pushed out"));
    browser.seeText("days at a time");
    browser.click(By.linkText("Leakage"));
    browser.seeText("1 opportunity was lost");
    browser.seeText("Too dear");
    browser.seeText("Acme");

    browser.type("currency", "QQQ");
    browser.press("Show");
    browser.seeText("A currency is a code of ISO 4217");
    browser.click(By.linkText("Show everything"));
    browser.seeText("Too dear");
    browser.open("/pipelines/" + sales.id() + "/analytics?metric=leakage&to=2020-01-01");
    browser.seeText("Nothing was lost");

    browser.open("/opportunities/" + won);
    browser.seeText("Stages so far");
    browser.phone();
    browser.open("/pipelines/" + sales.id() + "/analytics");
    browser.seeText("What became of them");
  }

  private OpportunityId deal(String name, String amount) {
    return pages
        .crm()
        .opportunities()
        .create(
            new Create(
                OpportunityDraft.named(name).worth(amount, "EUR").closing("2027-02-10"),
                null,
                sales.id(),
                null))
        .orElseThrow()
        .id();
  }
}
