package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The pages work where no script runs: scripts only add to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkingWithoutScriptsInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @BeforeAll
  void logIn() {
    browser.desktop().withScripts(false).forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
  }

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void leads_are_captured_found_and_sorted() {
    pages.lead("Mara", "Vogel", "Nordlicht Energie");
    browser.open("/leads/new");
    browser.type("givenName", "Ingrid");
    browser.type("familyName", "Dahl");
    browser.press("Save lead");
    browser.seeText("Lead saved");
    browser.seeText("Ana Torres captured the lead");

    browser.open("/leads");
    browser.press("Name");
    browser.seePath("/leads?sort=name");
    assertThat(browser.texts("tbody .main-cell")).containsExactly("Ingrid Dahl", "Mara Vogel");
    browser.type("q", "nordlicht");
    browser.press("Search");
    browser.seeText("Search: nordlicht");
    assertThat(browser.texts("tbody .main-cell")).containsExactly("Mara Vogel");
    assertThat(browser.hidden("[data-open-palette]")).isTrue();
  }

  @Test
  void a_file_is_imported(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("fair.csv"), "Name,E-mail\nOtto,otto@example.com\n");
    browser.open("/imports/new");
    browser.see(By.id("file")).sendKeys(file.toString());
    browser.press("Upload and preview");
    browser.seeText("What the columns mean");
    browser.press("Start the import");
    // Loading again at once would call the form back that is still on its way.
    browser.seeNone("#columns");
    browser.seeTextAfterLoadingAgain("See the leads");
    assertThat(browser.texts("[data-count]")).containsExactly("1", "1", "0", "0", "0", "0");
  }
}
