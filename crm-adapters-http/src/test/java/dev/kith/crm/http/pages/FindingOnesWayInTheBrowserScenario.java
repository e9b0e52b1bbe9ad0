package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** From place to place by the navigation: with scripts and without, at a desk and on a phone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingOnesWayInTheBrowserScenario {

  private static final By DATA = By.xpath("//nav//summary[contains(., 'Data')]");
  private static final By DUPLICATES = By.cssSelector(".nav a[href='/duplicates']");

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @BeforeEach
  void logIn() {
    browser.desktop().withScripts(true).forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
  }

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  private void seesWhereItIs() {
    browser.seePath("/duplicates");
    assertThat(browser.textsInSource(".nav details[open] > summary")).containsExactly("Data");
    assertThat(browser.textsInSource(".nav a[aria-current=page]")).containsExactly("Duplicates");
  }

  @Test
  void daily_work_is_in_sight_and_the_rest_is_one_step_away() {
    assertThat(browser.texts(".nav > ul > li"))
        .containsExactly(
            "Home",
            "My day",
            "Leads",
            "Accounts",
            "Contacts",
            "Pipeline",
            "Opportunities",
            "Products",
            "Competitors",
            "Tasks");
    assertThat(browser.texts(".nav summary"))
        .containsExactly("Marketing", "Data", "Automation", "Administration", "You");
    assertThat(browser.hidden(".nav details a")).isTrue();
    browser.click(DATA);
    browser.click(DUPLICATES);
    seesWhereItIs();
  }

  @Test
  void it_needs_no_scripts() {
    browser.withScripts(false);
    browser.open("/");
    browser.click(DATA);
    browser.click(DUPLICATES);
    seesWhereItIs();
  }

  @Test
  void it_needs_no_mouse() {
    browser.see(DATA).sendKeys(Keys.ENTER);
    browser.keys(Keys.TAB, Keys.TAB);
    browser.keys(Keys.ENTER);
    seesWhereItIs();
  }

  @Test
  void on_a_phone_it_opens_over_the_page() {
    browser.phone();
    browser.open("/");
    assertThat(browser.hidden(".nav summary")).isTrue();
    browser.click(By.cssSelector("[data-open-side]"));
    browser.click(DATA);
    browser.click(DUPLICATES);
    seesWhereItIs();
  }
}
