package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.product.ProductDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Accounts and then deals on their way in, and out again, as a person sees it. */
class ImportingDealsInTheBrowserScenario extends InTheBrowser {

  @TempDir Path folder;

  @Test
  void accounts_and_then_deals_come_in_after_a_dry_run_and_are_taken_back() throws IOException {
    catalogue();
    browser.open("/accounts");
    browser.see(By.linkText("Import")).click();
    chosen(
        "account",
        "accounts.csv",
        "account,sector,office_location,subsidiary_of\n"
            + "Acme Corporation,technology,United States,\n"
            + "Bluth Company,technology,United States,Acme Corporation\n"
            + "Nowhere Ltd,retail,Atlantis,\n");
    browser.choose("columns-3", "Billing country");
    browser.press("Check every row first");
    browser.seeText("Nothing has been written yet.");
    assertThat(counts("created", "failed")).containsExactly("2", "1");
    seenBySmallAndLarge();
    assertThat(
            pages
                .crm()
                .accountQueries()
                .list(ListQuery.all(AccountFields.CATALOGUE))
                .orElseThrow()
                .items())
        .extracting(AccountView::displayName)
        .doesNotContain("Acme Corporation");
    withoutNotices();
    browser.press("Bring them in");
    browser.seeText("Import another file");
    assertThat(counts("created", "failed")).containsExactly("2", "1");
    String accounts = browser.path();
    browser.see(By.partialLinkText("See the accounts")).click();
    browser.seeText("Bluth Company");

    browser.open("/opportunities");
    browser.see(By.linkText("Import")).click();
    chosen(
        "opportunity",
        "sales_pipeline.csv",
        "opportunity_id,product,account,deal_stage,engage_date,close_date,close_value\n"
            + "O1,GTXPro,Acme Corporation,Won,2016-10-20,2017-03-01,1054\n"
            + "O2,GTX Pro,Bluth Company,Engaging,2016-10-25,,\n"
            + "O3,GTX Pro,Nowhere Ltd,Engaging,2016-10-25,,\n");
    browser.choose("constant-1", "Currency");
    browser.type("constant-1-text", "USD");
    browser.choose("constant-2", "Pipeline (name)");
    browser.type("constant-2-text", "Deals");
    browser.press("Check every row first");
    browser.seeText("Nothing has been written yet.");
    assertThat(counts("created", "failed")).containsExactly("2", "1");
    browser.seeText("There is no account “Nowhere Ltd”.");
    withoutNotices();
    browser.press("Bring them in");
    browser.seeText("Import another file");
    String deals = browser.path();
    browser.see(By.partialLinkText("See the opportunities")).click();
    browser.see(By.linkText("GTXPro for Acme Corporation")).click();
    browser.seeText("GTX Pro");
    browser.seeText("Won");

    browser.open(deals);
    browser.press("Take it back");
    browser.await(() -> counts("removed", "restored", "kept"), List.of("2", "0", "0")::equals);
    browser.seeText("Opportunities removed");
    assertThat(
            pages
                .crm()
                .opportunityQueries()
                .list(ListQuery.all(OpportunityFields.CATALOGUE))
                .orElseThrow()
                .items())
        .isEmpty();

    browser.open("/accounts");
    browser.see(By.linkText("Acme Corporation")).click();
    browser.see(By.linkText("Edit")).click();
    browser.type("website", "https://acme.example");
    browser.press("Save");
    browser.seeText("acme.example");
    browser.open(accounts);
    browser.press("Take it back");
    browser.seeText("What stayed");
    assertThat(counts("removed", "restored", "kept")).containsExactly("1", "0", "1");
    browser.seeText("Somebody has changed it since.");
    seenBySmallAndLarge();
    browser.see(By.cssSelector("section[aria-labelledby=kept] td a")).click();
    browser.seeText("Acme Corporation");
  }

  @Test
  void what_was_said_of_a_file_of_accounts_counts_for_the_next_one_of_accounts()
      throws IOException {
    browser.open("/imports/new");
    browser.choose("of", "Accounts");
    chosen("account", "first.csv", "Firma,Sparte\nVogel,Energy\n");
    browser.choose("columns-1", "Name");
    browser.choose("columns-2", "Industry");
    browser.click(By.cssSelector("details.keep summary"));
    browser.type("presetName", "Customers");
    browser.press("Save as preset");
    browser.seeText("Preset saved");

    browser.open("/imports/new");
    browser.choose("of", "Accounts");
    chosen("account", "next.csv", "Sparte,Firma\nSteel,Acme\n");
    browser.seeText("Read as the preset Customers says.");
    browser.open("/imports/new");
    browser.choose("of", "Contacts");
    chosen("contact", "other.csv", "Sparte,Firma\nSteel,Acme\n");
    browser.seeText("What the columns mean");
    browser.seeNone("#preset");
    browser.open("/import-presets");
    browser.seeText("accounts");
    browser.seeText("Name, Industry");
    browser.click(By.cssSelector("[aria-label='Delete the preset Customers']"));
    browser.seeText("No presets yet");
  }

  @Test
  void rows_that_would_change_accounts_wait_for_a_person() throws IOException {
    AccountId vogel =
        pages
            .crm()
            .accounts()
            .create(new Accounts.Create(AccountDraft.named("Vogel").domains("vogel.example")))
            .orElseThrow()
            .id();
    browser.open("/imports/new?of=account");
    chosen(
        "account",
        "changes.csv",
        "account,domains,sector\nVogel GmbH,vogel.example,Steel\nNeu,neu.example,Books\n");
    browser.choose("policy", "Put the row aside for somebody to decide");
    browser.press("Start the import");
    browser.press("Decide on 1 row");
    browser.seeText("The account says");
    seenBySmallAndLarge();
    browser.click(By.cssSelector("[name='row.1'][value=TAKEN]"));
    browser.click(By.cssSelector("[name='field.1.name']"));
    browser.press("Save decisions");
    browser.seeText("Nothing to decide");
    AccountView now = pages.crm().accountQueries().get(vogel).orElseThrow();
    assertThat(now.displayName()).isEqualTo("Vogel");
    assertThat(now.get(AccountField.INDUSTRY)).isEqualTo("Steel");
  }

  private void catalogue() {
    pages
        .crm()
        .pipelines()
        .setUp(
            new PipelineTerms(
                "Deals",
                List.of(
                    Stage.open("engaging", "Engaging", 50),
                    Stage.won("won", "Won"),
                    Stage.lost("lost", "Lost"))))
        .orElseThrow();
    pages
        .crm()
        .products()
        .list(ProductDraft.of("G-1", "GTX Pro", new ProductDraft.Price("4821", "USD")))
        .orElseThrow();
  }

  private void chosen(String kind, String name, String rows) throws IOException {
    Path path = Files.writeString(folder.resolve(name), rows);
    assertThat(browser.see(By.id("of")).getDomProperty("value")).isEqualTo(kind);
    browser.see(By.id("file")).sendKeys(path.toString());
    browser.press("Upload and preview");
  }

  private List<String> counts(String... names) {
    return Stream.of(names)
        .flatMap(name -> browser.texts("[data-count=" + name + "]").stream())
        .toList();
  }

  /** The page as it is, on a desk and on a phone: readable for everybody, and no wider than it. */
  private void seenBySmallAndLarge() {
    assertThat(browser.accessibilityViolations()).isEmpty();
    browser.phone();
    browser.open(browser.path());
    assertThat(browser.accessibilityViolations()).isEmpty();
    assertThat(browser.script("return document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
    browser.desktop();
    browser.open(browser.path());
  }

  /** In a small window they lie over the buttons for a while. */
  private void withoutNotices() {
    browser.open(browser.path());
  }
}
