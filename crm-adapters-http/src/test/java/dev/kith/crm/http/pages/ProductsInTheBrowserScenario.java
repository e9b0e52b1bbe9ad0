package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The catalogue of products, as somebody keeps it on pages. */
class ProductsInTheBrowserScenario extends InTheBrowser {

  @Test
  void a_product_is_listed_corrected_retired_and_sold_again() {
    browser.open("/products");
    browser.seeText("No products yet");
    browser.see(By.linkText("New product")).click();
    browser.seeText("By which everybody knows it");
    browser.type("prices", "550.00");
    browser.press("Save product");
    browser.seeText("A product needs a name.");
    browser.seeText("Line 1: A currency is a code of ISO 4217");
    browser.type("name", "GTX Basic");
    browser.type("sku", "GTX-1");
    browser.type("family", "GTX");
    browser.type("prices", "550 USD");
    browser.press("Save product");
    browser.seeText("Product saved");
    assertThat(browser.see(By.id("prices")).getText()).isEqualTo("550.00 USD");

    browser.press("Retire");
    browser.seeText("The product is sold no more");
    browser.open("/products");
    browser.seeText("No products yet");
    browser.open("/products?show=retired");
    browser.see(By.linkText("GTX Basic")).click();
    browser.press("Sell again");
    browser.seeText("The product is sold again");
    browser.see(By.linkText("History")).click();
    browser.seeText("let it be sold again");
    browser.phone();
    browser.open("/products?q=gtx");
    browser.see(By.linkText("GTX Basic")).click();
    browser.seeText("List prices");
  }

  @Test
  void a_key_that_is_taken_is_said_at_once() {
    for (String name : new String[] {"Mast", "Tower"}) {
      browser.open("/products/new");
      browser.seeText("By which everybody knows it");
      browser.type("name", name);
      browser.type("sku", "M-1");
      browser.press("Save product");
    }
    browser.seeText("Another product already has the key M-1.");
    assertThat(browser.attribute("#name", "value")).isEqualTo("Tower");
  }
}
