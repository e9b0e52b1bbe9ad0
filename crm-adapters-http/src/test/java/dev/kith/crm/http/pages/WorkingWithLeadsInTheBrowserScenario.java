package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** A day at the desk: what a sales person does with leads, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkingWithLeadsInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @BeforeEach
  void atTheDesk() {
    browser.desktop().inTheDark(false);
    browser.forget();
  }

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  private void logIn() {
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
  }

  @Test
  void a_file_becomes_leads_that_are_found_changed_and_remembered(@TempDir Path folder)
      throws IOException {
    logIn();

    // A file of four rows, one of them broken, goes in and is watched to its end.
    Path file =
        Files.writeString(
            folder.resolve("hannover.csv"),
            """
            First name,Last name,Company,E-mail,Country
            Priya,Raman,Kavala Foods,priya@kavala.example,IN
            Jonas,Lindqvist,Brightwater,jonas@brightwater.example,SE
            Sofia,Marchetti,Fjordbank,sofia@fjordbank.example,NO
            Otto,Broken,Nowhere,not-an-address,DE
            """);
    browser.open("/imports/new");
    browser.see(By.id("file")).sendKeys(file.toString());
    browser.press("Upload and preview");
    browser.seeText("What the columns mean");
    // Every row is checked first; nothing is written by that.
    browser.press("Check every row first");
    browser.seeText("What would become of the rows");
    assertThat(browser.texts("[data-count]")).containsExactly("4", "3", "0", "0", "0", "1");
    browser.press("Bring them in");
    browser.seeText("Import another file");
    assertThat(browser.texts("[data-count]")).containsExactly("4", "3", "0", "0", "0", "1");

    // The list is filtered by country, sorted by name, and its address says so.
    browser.press("See the leads");
    browser.seeText("Brightwater");
    browser.choose("country", "Norway");
    browser.seePath("/leads?country=NO");
    browser.seeText("Country: Norway");
    assertThat(browser.texts("tbody .main-cell")).containsExactly("Sofia Marchetti");
    browser.press("Clear all");
    browser.press("Name");
    browser.seePath("/leads?sort=name");
    assertThat(browser.attribute("th[aria-sort]", "aria-sort")).isEqualTo("ascending");
  }

  @Test
  void an_import_that_changed_leads_is_taken_back(@TempDir Path folder) throws IOException {
    LeadId mara = pages.lead("Mara", "Moved", "Nordlicht Energie");
    Path file =
        Files.writeString(
            folder.resolve("moved.csv"),
            "E-mail,Company\nmara.moved@example.com,Nordwind\nnew@nordwind.example,Nordwind\n");
    logIn();
    browser.open("/imports/new");
    browser.see(By.id("file")).sendKeys(file.toString());
    browser.press("Upload and preview");
    browser.choose("policy", "Overwrite it with what the file says");
    browser.press("Start the import");
    browser.seeText("Take it back");
    assertThat(browser.texts("[data-count]")).containsExactly("2", "1", "1", "0", "0", "0");
    browser.press("Take it back");
    browser.see(By.xpath("//*[@id='progress-title'][contains(., 'Taken back')]"));
    assertThat(browser.texts("[data-count=removed], [data-count=restored], [data-count=kept]"))
        .containsExactly("1", "1", "0");
    assertThat(pages.crm().leadQueries().get(mara).orElseThrow().values())
        .containsEntry(LeadField.COMPANY, "Nordlicht Energie");
  }

  @Test
  void an_import_rests_goes_on_and_is_cancelled_while_it_runs(@TempDir Path folder)
      throws IOException {
    logIn();
    // Longer than a slow browser takes to press three buttons.
    uploadLongFile(folder, 300_000);
    browser.press("Start the import");
    browser.click(By.id("pause"));
    browser.see(By.xpath("//*[@id='progress-title'][contains(., 'Paused')]"));
    browser.press("Go on");
    browser.see(By.xpath("//*[@id='progress-title'][contains(., 'Running')]"));
    browser.click(By.id("cancel"));
    browser.see(By.xpath("//*[@id='progress-title'][contains(., 'Cancelled')]"));
    browser.seeText("Import another file");
    assertThat(Integer.parseInt(browser.texts("[data-count=created]").getFirst().replace(",", "")))
        .isLessThan(300_000);
  }

  @Test
  void a_check_that_takes_long_shows_what_it_found_when_it_ends(@TempDir Path folder)
      throws IOException {
    logIn();
    uploadLongFile(folder, 60_000);
    browser.press("Check every row first");
    // The page is watched while rows are read, which can be stopped.
    browser.see(By.id("cancel"));
    browser.seeText("What would become of the rows");
    browser.seeText("Bring them in");
    assertThat(browser.texts("[data-count]").getFirst()).isEqualTo("60,000");
  }

  private void uploadLongFile(Path folder, int length) throws IOException {
    StringBuilder rows = new StringBuilder("Name,E-mail\n");
    for (int i = 0; i < length; i++) {
      rows.append("Row ").append(i).append(",row").append(i).append("@example.com\n");
    }
    Path file = Files.writeString(folder.resolve("long.csv"), rows);
    browser.open("/imports/new");
    browser.see(By.id("file")).sendKeys(file.toString());
    browser.press("Upload and preview");
    browser.seeText("What the columns mean");
  }

  @Test
  void a_wrong_field_is_shown_beside_the_field_and_nothing_typed_is_lost() {
    LeadId lead = pages.lead("Mara", "Vogel", "Nordlicht Energie");
    logIn();
    browser.open("/leads/" + lead);
    browser.press("Edit");
    browser.type("title", "Head of Purchasing");
    browser.type("email", "mara at nordlicht");
    browser.type("phone", "no digits at all");
    browser.press("Save changes");
    browser.see(By.id("email-problem"));
    browser.see(By.id("phone-problem"));
    assertThat(browser.see(By.id("title")).getDomProperty("value")).isEqualTo("Head of Purchasing");
    assertThat(browser.see(By.id("email")).getDomProperty("value")).isEqualTo("mara at nordlicht");

    browser.type("email", "mara@nordlicht.example");
    browser.type("phone", "");
    browser.press("Save changes");
    browser.seePath("/leads/" + lead);
    browser.seeText("Changes saved");

    browser.type("text", "Wants a quote for 40 seats.");
    browser.press("Add note");
    browser.seeText("Note added");
    browser.seeText("Wants a quote for 40 seats.");
    browser.press("Start work");
    browser.seeText("moved the lead to Working");
    assertThat(browser.texts(".timeline > li strong").getFirst()).isEqualTo("Ana Torres");
  }

  @Test
  void a_slip_is_told_while_somebody_types_and_mended_by_a_press() {
    logIn();
    browser.open("/leads/new");
    browser.type("familyName", "Vogel");
    browser.type("email", "mara.slip@gmial.com");
    browser.see(By.cssSelector("#email-findings [data-apply]"));
    browser.press("mara.slip@gmail.com");
    assertThat(browser.see(By.id("email")).getDomProperty("value"))
        .isEqualTo("mara.slip@gmail.com");
    browser.seeNone("#email-findings [data-apply]");

    browser.type("phone", "+49 900 1234567");
    browser.see(By.cssSelector("#phone-findings .advice"));
    browser.type("phone", "call me");
    browser.see(By.cssSelector("#phone-findings .problem"));
    assertThat(browser.attribute("#phone", "aria-invalid")).isEqualTo("true");
    browser.type("phone", "+49 30 901820");
    browser.seeNone("#phone[aria-invalid]");

    browser.press("Save lead");
    browser.seeText("Lead saved");
  }

  @Test
  void two_people_at_one_lead_see_each_others_values() {
    LeadId lead = pages.lead("Chidi", "Okafor", "Lumen Robotics");
    logIn();
    browser.open("/leads/" + lead + "/edit");
    Map<LeadField, Optional<String>> theirs =
        Map.of(LeadField.TITLE, Optional.of("CTO"), LeadField.CITY, Optional.of("Lagos"));
    pages.crm().leads().edit(lead, new Leads.Edit(theirs)).orElseThrow();
    browser.type("title", "Chief engineer");
    browser.press("Save changes");
    browser.seeText("Somebody changed this lead meanwhile.");
    browser.seeText("Saved meanwhile: CTO");
    assertThat(browser.see(By.id("title")).getDomProperty("value")).isEqualTo("Chief engineer");
    assertThat(browser.see(By.id("city")).getDomProperty("value")).isEqualTo("Lagos");
    browser.press("Save changes");
    browser.seeText("Changes saved");
    browser.seeText("Chief engineer");
  }

  @Test
  void the_palette_finds_a_lead_and_opens_it_without_a_mouse() {
    LeadId lead = pages.lead("Ingrid", "Dahl", "Tessera Labs");
    logIn();
    browser.openPalette();
    browser.keys("ingrid");
    browser.seeText("Ingrid Dahl");
    browser.see(By.xpath("//*[@role='option'][contains(., 'Ingrid Dahl')]"));
    browser.keys(Keys.ENTER);
    browser.seePath("/leads/" + lead);

    browser.openPalette();
    browser.keys("schedul");
    browser.keys(Keys.ESCAPE);
    browser.openPalette();
    browser.keys("api tok");
    browser.keys(Keys.ENTER);
    browser.seePath("/tokens");
  }

  @Test
  void the_next_key_counts_as_soon_as_the_palette_is_closed() {
    logIn();
    browser.openPalette();
    assertThat(
            browser.script(
                """
                document.querySelector("#palette").close();
                document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }));
                return document.querySelector("#shortcuts").open;
                """))
        .isEqualTo(true);
  }

  @Test
  void rows_are_walked_with_the_keyboard() {
    LeadId lead = pages.lead("Aaron", "Ahlers", "Aalto");
    logIn();
    browser.open("/leads?q=aaron");
    browser.keys("j");
    browser.keys(Keys.ENTER);
    browser.seePath("/leads/" + lead);
  }

  @Test
  void on_a_phone_the_navigation_opens_and_rows_are_cards() {
    pages.lead("Wei", "Chen", "Hartmann");
    browser.phone();
    logIn();
    browser.click(By.cssSelector("[data-open-side]"));
    browser.click(By.linkText("Leads"));
    browser.seePath("/leads");
    assertThat(browser.style("tbody tr", "display")).isEqualTo("grid");
  }

  @Test
  void the_dark_theme_is_remembered() {
    logIn();
    String light = browser.style("body", "background-color");
    browser.click(By.cssSelector("[data-theme-switch]"));
    String dark = browser.style("body", "background-color");
    assertThat(dark).isNotEqualTo(light);
    browser.open("/leads");
    assertThat(
            List.of(
                browser.attribute("html", "data-theme"), browser.style("body", "background-color")))
        .containsExactly("dark", dark);
  }

  @Test
  void a_page_asks_for_the_log_in_and_comes_back() {
    LeadId lead = pages.lead("Elena", "Petrova", "Fjordbank");
    logIn();
    browser.click(By.cssSelector("[aria-label='Log out']"));
    browser.seePath("/login");
    browser.open("/leads/" + lead);
    browser.seePath("/login?next=");
    browser.type("login", PagesOnline.LOGIN);
    browser.type("password", "not this one at all");
    browser.press("Log in");
    browser.seeText("E-mail address and password do not fit together.");
    browser.type("password", PagesOnline.PASSWORD);
    browser.press("Log in");
    browser.seePath("/leads/" + lead);
  }
}
