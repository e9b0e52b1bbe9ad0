package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What an opportunity is made up of, as somebody writes it down on its page. */
class OpportunityLinesInTheBrowserScenario extends InTheBrowser {

  @Test
  void lines_are_written_down_corrected_and_make_the_amount() {
    if (pages.crm().pipelines().list().orElseThrow().isEmpty()) {
      pages.crm().pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    }
    OpportunityId deal =
        pages
            .crm()
            .opportunities()
            .create(
                new Opportunities.Create(OpportunityDraft.named("Turbines").worth("1000", "EUR")))
            .orElseThrow()
            .id();
    browser.open("/products/new");
    browser.type("name", "Mast");
    browser.type("sku", "MAST-1");
    browser.type("prices", "550 EUR");
    browser.press("Save product");
    browser.seeText("Product saved");

    browser.open("/opportunities/" + deal);
    browser.seeText("No products yet.");
    browser.see(By.xpath("//summary[.='Add products']")).click();
    browser.type("sku-0", "MAST-2");
    browser.type("quantity-0", "2");
    browser.press("Save lines");
    browser.seeText("There is no such product in the catalogue.");
    assertThat(browser.attribute("#quantity-0", "value")).isEqualTo("2");
    browser.type("sku-0", "mast-1");
    browser.type("discount-0", "10");
    browser.press("Save lines");
    browser.seeText("The amount is EUR 10 more than its lines.");

    browser.see(By.xpath("//summary[.='Change products']")).click();
    browser.see(By.name("settingAmount")).click();
    browser.press("Save lines");
    browser.seeText("Sum EUR 990");
    assertThat(browser.see(By.id("lines")).getText()).doesNotContain("more than");
  }
}
