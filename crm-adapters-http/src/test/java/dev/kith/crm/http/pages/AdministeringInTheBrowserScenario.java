package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** What an administrator does: who gets in, what they may do, and what programs may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministeringInTheBrowserScenario {

  private static final String FIRST_PASSWORD = "the first of two passwords";
  private static final String OWN_PASSWORD = "a password of her own now";

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @BeforeEach
  void atTheDesk() {
    browser.desktop().inTheDark(false);
    browser.forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
  }

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void somebody_new_gets_a_role_and_sees_what_it_allows_and_nothing_else() {
    pages.lead("Mara", "Vogel", "Nordlicht Energie");
    browser.open("/roles/new");
    browser.type("name", "Own leads only");
    browser.click(By.cssSelector("select[name='lead:view'] option[value='own']"));
    browser.press("Save role");
    browser.seeText("Role saved");
    browser.open("/teams");
    browser.type("name", "North");
    browser.press("Create team");
    browser.seeText("Team saved");

    browser.open("/users/new");
    browser.type("name", "Lena Brandt");
    browser.type("login", "lena at example");
    browser.type("password", "short");
    browser.press("Register user");
    browser.see(By.id("login-problem"));
    browser.see(By.id("password-problem"));
    browser.type("login", "lena@example.com");
    browser.type("password", FIRST_PASSWORD);
    browser.click(By.xpath("//label[contains(., 'Own leads only')]"));
    browser.click(By.xpath("//label[contains(., 'North')]"));
    browser.press("Register user");
    browser.seeText("User registered");

    browser.forget();
    browser.logIn("lena@example.com", FIRST_PASSWORD);
    browser.seeText("Hello, Lena Brandt");
    assertThat(browser.textsInSource(".nav a"))
        .containsExactly(
            "Home",
            "Leads",
            "Scoring",
            "Conversions",
            "Jobs",
            "Notifications",
            "Your account",
            "API tokens");
    assertThat(browser.texts(".nav summary"))
        .containsExactly("Marketing", "Data", "Administration", "You");
    browser.open("/leads");
    browser.seeText("No leads yet");
    browser.open("/users");
    browser.seeText("Your roles do not allow this.");

    browser.open("/account");
    browser.type("oldPassword", FIRST_PASSWORD);
    browser.type("newPassword", OWN_PASSWORD);
    browser.type("repeated", "something else entirely");
    browser.press("Change password");
    browser.seeText("The two new passwords differ.");
    browser.type("oldPassword", FIRST_PASSWORD);
    browser.type("newPassword", OWN_PASSWORD);
    browser.type("repeated", OWN_PASSWORD);
    browser.press("Change password");
    browser.seeText("Password changed");
    browser.seeText("This browser");
    browser.forget();
    browser.logIn("lena@example.com", OWN_PASSWORD);
    browser.seeText("Hello, Lena Brandt");
  }

  @Test
  void who_changed_what_is_found_from_the_record_itself() {
    browser.open("/teams");
    browser.type("name", "West");
    browser.press("Create team");
    browser.seeText("Team saved");
    browser.click(By.cssSelector("a[aria-label='History of the team West']"));
    browser.seePath("/history/team/");
    browser.seeText("Ana Torres founded the team");
    browser.seeText("Name: West");
    assertThat(browser.texts(".timeline code")).hasSize(1).doesNotContain("");
    browser.click(By.cssSelector("a.crumb"));
    browser.seePath("/teams");
  }

  @Test
  void a_token_is_shown_once_and_can_be_revoked() {
    browser.open("/tokens");
    browser.press("Issue token");
    browser.see(By.id("name-problem"));
    browser.type("name", "Web shop");
    browser.click(By.cssSelector("input[name=permission][value='lead:view']"));
    everythingOf("account");
    everythingOf("task");
    browser.press("Issue token");
    browser.seeText("it is shown only this once");
    String secret = String.valueOf(browser.see(By.id("secret")).getDomProperty("value"));
    assertThat(secret).hasSizeGreaterThan(30);

    browser.open("/tokens");
    browser.seeText("Lead: view");
    browser.seeText("Account, Task: everything");
    assertThat(browser.source()).doesNotContain(secret);
    browser.press("Revoke");
    browser.seeText("Token revoked");
    assertThat(browser.texts("tbody .badge")).containsExactly("Revoked");
  }

  private void everythingOf(String feature) {
    String row = "tr:has([value='" + feature + ":view'])";
    browser.click(By.cssSelector(row + " [data-tick-all]"));
    assertThat(browser.see(By.cssSelector(row + " [value='" + feature + ":delete']")).isSelected())
        .isTrue();
    assertThat(
            browser
                .see(By.cssSelector("#permissions > label [data-tick-all]"))
                .getDomProperty("indeterminate"))
        .isEqualTo("true");
  }
}
