package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.LinesDraft.Line;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductId;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What an opportunity is made up of, as somebody writes it down on its page. */
class OpportunityLinesInTheBrowserScenario extends InTheBrowser {

  @BeforeAll
  void setUp() {
    if (pages.crm().pipelines().list().orElseThrow().isEmpty()) {
      pages.crm().pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    }
  }

  @Test
  void the_list_and_the_board_are_narrowed_down_to_products() {
    ProductId rotor = product("Rotor");
    ProductId blade = product("Blade");
    deal("Deal of rotors", "ROTOR-F");
    deal("Deal of blades", "BLADE-F");
    deal("Deal of nothing");

    browser.open("/products/" + rotor);
    browser.click(By.linkText("1 open opportunity"));
    browser.seeText("Deal of rotors");
    assertThat(browser.see(By.cssSelector("tbody")).getText()).doesNotContain("blades", "nothing");
    browser.click(By.cssSelector(".choice summary"));
    browser.click(By.xpath("//label[contains(., 'Blade')]"));
    browser.click(By.xpath("//div[contains(@class, 'pop')]//button[.='Show']"));
    browser.seeText("2 products");
    browser.seeText("Deal of blades");
    assertThat(browser.see(By.cssSelector("tbody")).getText()).doesNotContain("nothing");

    browser.open("/board?product=" + blade);
    browser.seeText("Deal of blades");
    assertThat(browser.see(By.id("board")).getText()).doesNotContain("rotors", "nothing");
    browser.phone();
    browser.click(By.cssSelector(".choice summary"));
    browser.seeText("Rotor");
    browser.open("/board?product=" + blade + "&asOf=2026-01-01");
    browser.seeText("Products are known of the present board only.");
  }

  private ProductId product(String name) {
    return pages
        .crm()
        .products()
        .list(ProductDraft.of(name.toUpperCase(Locale.ROOT) + "-F", name))
        .orElseThrow()
        .id();
  }

  private void deal(String name, String... skus) {
    OpportunityId deal =
        pages
            .crm()
            .opportunities()
            .create(new Opportunities.Create(OpportunityDraft.named(name)))
            .orElseThrow()
            .id();
    pages
        .crm()
        .opportunityLines()
        .replace(
            deal,
            LinesDraft.of(
                Stream.of(skus).map(sku -> Line.of(sku, "1").at("550")).toArray(Line[]::new)))
        .orElseThrow();
  }

  @Test
  void lines_are_written_down_corrected_and_make_the_amount() {
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
