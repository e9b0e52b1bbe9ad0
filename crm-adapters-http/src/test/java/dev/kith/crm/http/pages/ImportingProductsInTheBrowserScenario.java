package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** A price list on its way into the catalogue, as a person sees it. */
class ImportingProductsInTheBrowserScenario extends InTheBrowser {

  @TempDir Path folder;

  @Test
  void a_price_list_comes_in_as_a_file_and_is_brought_up_to_date_by_another() throws IOException {
    browser.open("/products");
    browser.see(By.linkText("Import")).click();
    chosen("product,series,sales_price\nGTX Pro,GTX,4821\nMG Special,MG,55\n");
    browser.seeText("0 of the first 2 rows would become products");
    browser.seeText("A currency is a code of ISO 4217");
    browser.choose("constant-1", "Currency of the list price");
    browser.type("constant-1-text", "USD");
    browser.press("Start the import");
    browser.seeText("Import another file");
    browser.see(By.partialLinkText("See the products")).click();
    browser.seeText("4821.00 USD");

    browser.see(By.linkText("Import")).click();
    chosen("sku,list price,currency\nGTX Pro,4999,USD\n");
    browser.choose("policy", "Overwrite it with what the file says");
    browser.press("Start the import");
    browser.seeText("Import another file");
    browser.open("/products");
    browser.seeText("4999.00 USD");
    browser.see(By.linkText("GTX Pro")).click();
    browser.see(By.linkText("History")).click();
    browser.seeText("4999.00 USD");
  }

  private void chosen(String file) throws IOException {
    Path path = Files.writeString(folder.resolve("list.csv"), file);
    assertThat(browser.see(By.id("of")).getDomProperty("value")).isEqualTo("product");
    browser.see(By.id("file")).sendKeys(path.toString());
    browser.press("Upload and preview");
  }
}
