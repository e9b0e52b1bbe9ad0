package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.currency.CurrencyPair;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Exchange rates, as an administrator keeps them on pages. */
class CurrenciesInTheBrowserScenario extends InTheBrowser {

  @Test
  void rates_are_entered_line_by_line_corrected_and_taken_away() {
    browser.open("/currencies");
    browser.seeText("No rates yet");
    browser.type("rates", "2026-01-05 EUR USD 1.04\n2026-02-30 EUR gold 0\nnothing");
    browser.press("Save rates");
    browser.see(By.id("rates-problem"));
    assertThat(browser.texts("#rates-problem span"))
        .containsExactlyInAnyOrder(
            "“2026-02-30 EUR gold 0”: A date is written 2026-12-31.",
            "“2026-02-30 EUR gold 0”: A currency is a code of ISO 4217, such as EUR.",
            "“2026-02-30 EUR gold 0”: A rate is a number above zero such as 1.0832, with at most"
                + " 12 digits on either side of the point.",
            "“nothing”: A line is written 2026-03-02 EUR USD 1.0832.");
    browser.seeText("No rates yet");

    browser.type("rates", "2026-01-05 EUR USD 1.04\n2026-03-02;EUR/USD;1.25\n");
    browser.press("Save rates");
    browser.seeText("Rates saved");
    browser.click(By.linkText("EUR/USD"));
    browser.seeText("What one Euro is worth in US Dollar.");
    assertThat(browser.texts("td.num")).containsExactly("1.25", "1.04");
    browser.click(By.cssSelector("[aria-label='Remove the rate from 2026-03-02']"));
    browser.seeText("Rate removed");
    assertThat(pages.crm().currencies().rates(CurrencyPair.of("EUR", "USD")).orElseThrow().rates())
        .hasSize(1);
    browser.press("History");
    browser.seeText("took a rate away");
  }

  @Test
  void the_currency_of_reports_is_chosen() {
    browser.open("/currencies");
    browser.choose("currency", "CHF – Swiss Franc");
    browser.press("Set currency");
    browser.seeText("Amounts are added up in this currency now");
    assertThat(pages.crm().currencies().reportCurrency().orElseThrow().settings().currency())
        .isEqualTo("CHF");
  }
}
