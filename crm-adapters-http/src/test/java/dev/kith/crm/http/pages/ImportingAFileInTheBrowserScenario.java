package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** A file on its way in, step by step, as a person sees it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportingAFileInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @TempDir Path folder;

  @AfterEach
  void close() {
    browser.close();
    pages.close();
  }

  @Test
  void what_was_said_of_a_file_is_kept_and_counts_for_the_next_one() throws IOException {
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    upload("first.csv", "Wer,Anschrift,Nr\nAda Lovelace,ada@engines.example,1\n");
    browser.choose("columns-1", "Full name");
    browser.choose("columns-2", "E-mail");
    browser.choose("constant-1", "Source");
    browser.type("constant-1-text", "Spring fair");
    browser.click(By.cssSelector("details.keep summary"));
    browser.type("presetName", "Spring fair");
    browser.press("Save as preset");
    browser.seeText("Preset saved");

    upload("next.csv", "Nr;Wer;Anschrift\n2;Grace Hopper;grace@cobol.example\n");
    browser.seeText("Read as the preset Spring fair says.");
    browser.press("Start the import");
    browser.seeText("Import another file");
    assertThat(browser.texts("[data-count=created]")).containsExactly("1");
    assertThat(
            pages
                .crm()
                .leadQueries()
                .list(ListQuery.all(pages.crm().leadQueries().fields()).searching("hopper"))
                .orElseThrow()
                .items())
        .singleElement()
        .satisfies(lead ->
            assertThat(lead.values())
                .containsEntry(LeadField.FAMILY_NAME, "Hopper")
                .containsEntry(LeadField.SOURCE, "spring fair"));

    browser.open("/import-presets");
    browser.seeText("Full name, E-mail");
    browser.click(By.cssSelector("details.menu summary"));
    WebElement name = browser.see(By.cssSelector("details[open] input[name=name]"));
    name.clear();
    name.sendKeys("Autumn fair");
    browser.click(By.cssSelector("details[open] button"));
    browser.seeText("Autumn fair");
    browser.click(By.cssSelector("[aria-label='Delete the preset Autumn fair']"));
    browser.seeText("No presets yet");
  }

  @Test
  void a_messy_file_is_chosen_mapped_checked_brought_in_mended_and_taken_back() throws IOException {
    LeadId luis = pages.lead("Luis", "Stays", "Atelier Sud");
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    upload(
        "fair.csv",
        "Kontakt;E-Mail;Firma;GCLID;Click date;Notiz\n"
            + "Müller, Anna;anna@nordwind.example;Nordwind GmbH;G-77;2026-01-05;x\n"
            + "Luis Stays;luis.stays@example.com;Atelier Sud;G-78;2026-01-06;\n"
            + "Bad Mail;not an address;X;two words;yesterday;\n");
    browser.seeText("2 of the first 3 rows would become leads");
    assertThat(browser.see(By.id("columns-4")).getDomProperty("value")).isEqualTo("gclid");
    assertThat(browser.texts("td[data-label='For example']")).contains("G-77 · G-78 · two words");
    browser.choose("columns-6", "Job title");
    browser.click(By.cssSelector("details.keep summary"));
    browser.type("presetName", "Fair");
    browser.press("Save as preset");
    browser.seeText("Preset saved");

    withoutNotices();
    browser.choose("policy", "Fill its empty fields");
    browser.press("Check every row first");
    browser.seeText("Nothing has been written yet.");
    assertThat(counts()).containsExactly("1", "1", "1");
    browser.seeText("gclid G-78");
    browser.seeText("Rows with errors");

    withoutNotices();
    browser.press("Bring them in");
    browser.seeText("Import another file");
    assertThat(browser.see(By.cssSelector("section[aria-labelledby=errors]")).getText())
        .contains("E-mail")
        .contains("Bad Mail");
    // The same where the page was watched: only a part of it comes anew then.
    browser.script("document.querySelector('section[aria-labelledby=errors]').remove()");
    browser.script(
        "htmx.ajax('GET', location.pathname + '/progress', {target: '#progress', swap:"
            + " 'outerHTML'})");
    assertThat(browser.see(By.cssSelector("section[aria-labelledby=errors]")).getText())
        .contains("Bad Mail");
    assertThat(counts()).containsExactly("1", "1", "1");
    assertThat(pages.crm().touches().of(luis).orElseThrow().touches()).hasSize(1);
    String errors = browser.see(By.cssSelector("a[href$='errors.csv']")).getDomProperty("href");
    assertThat(
            String.valueOf(
                browser.script("return fetch('" + errors + "').then(file => file.text())")))
        .contains("Bad Mail")
        .contains("email-syntax")
        .contains("click-id-syntax")
        .contains("moment-syntax");

    withoutNotices();
    browser.press("Take it back");
    browser.seeText("Taken back");
    assertThat(pages.crm().touches().of(luis).orElseThrow().touches()).isEmpty();
    browser.open("/leads/" + luis);
    browser.seeText("recorded a touch");
    browser.seeText("took back a touch");
    assertThat(
            pages
                .crm()
                .leadQueries()
                .list(ListQuery.all(pages.crm().leadQueries().fields()).searching("nordwind"))
                .orElseThrow()
                .items())
        .isEmpty();
  }

  /** In a small window they lie over the buttons for a while. */
  private void withoutNotices() {
    browser.open(browser.path());
  }

  private List<String> counts() {
    return List.of("created", "updated", "failed").stream()
        .flatMap(count -> browser.texts("[data-count=" + count + "]").stream())
        .toList();
  }

  @Test
  void rows_that_would_change_leads_wait_for_a_person() throws IOException {
    LeadId mara = pages.lead("Mara", "Moved", "Nordlicht Energie");
    LeadId luis = pages.lead("Luis", "Stays", "Atelier Sud");
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    upload(
        "changes.csv",
        "E-mail,Company,City\nmara.moved@example.com,Nordwind,Kiel\n"
            + "luis.stays@example.com,Atelier Nord,Porto\n");
    browser.choose("policy", "Put the row aside for somebody to decide");
    browser.press("Start the import");
    browser.press("Decide on 2 rows");
    browser.seeText("Nordlicht Energie");
    browser.click(By.cssSelector("[name='row.1'][value=TAKEN]"));
    browser.click(By.cssSelector("[name='field.1.company']"));
    browser.press("Save decisions");
    browser.seeText("1 open, 1 taken, 0 left as they were");
    browser.press("Leave all on this page");
    browser.seeText("Nothing to decide");

    assertThat(pages.crm().leadQueries().get(mara).orElseThrow().values())
        .containsEntry(LeadField.COMPANY, "Nordlicht Energie")
        .containsEntry(LeadField.CITY, "Kiel");
    assertThat(pages.crm().leadQueries().get(luis).orElseThrow().values())
        .containsEntry(LeadField.COMPANY, "Atelier Sud")
        .doesNotContainKey(LeadField.CITY);
  }

  @Test
  void a_file_is_dropped_with_the_mouse() throws IOException {
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    Path file = Files.writeString(folder.resolve("dropped.csv"), "Name,E-mail\nO,o@example.com\n");
    browser.open("/imports/new");
    browser.drop(file, By.cssSelector("[data-drop] .quiet"));
    browser.seeText("dropped.csv, 1 kB");
    browser.press("Upload and preview");
    browser.seeText("1 of the first 1 row");
  }

  private void upload(String name, String rows) throws IOException {
    Path file = Files.writeString(folder.resolve(name), rows);
    browser.open("/imports/new");
    browser.see(By.id("file")).sendKeys(file.toString());
    browser.press("Upload and preview");
    browser.seeText("What the columns mean");
  }
}
