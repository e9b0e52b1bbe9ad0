package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.AttributionRules.Settings;
import dev.kith.crm.domain.intake.attribution.TouchPolicy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The rules of attribution, as an administrator changes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingAttributionRulesInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @BeforeEach
  void start() {
    browser.desktop().forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    pages.crm().touches().setRules(AttributionRules.USUAL.settings()).orElseThrow();
    browser.open("/attribution");
  }

  @Test
  void rules_are_tried_out_first_and_then_saved() {
    browser.type("sources", "Google\nfacebook\nlinkedin\n");
    browser.type("sourceAliases", "fb = Facebook\n");
    browser.type("landingPage", "https://shop.example/?utm_source=FB&utm_medium=ppc");
    browser.keys(Keys.ENTER);
    browser.seeText("It would count.");
    assertThat(browser.texts("#verdict dd"))
        .containsExactly("facebook", "cpc", "https://shop.example/?utm_source=FB&utm_medium=ppc");
    browser.type("utm_source", "Tiktok");
    browser.press("Try");
    browser.seeText("It would be kept in quarantine, and not count.");
    browser.seeText("“tiktok” is not an allowed source.");
    assertThat(settings()).isEqualTo(AttributionRules.USUAL.settings());

    browser.click(By.cssSelector("input[value=REJECT]"));
    browser.press("Try");
    browser.seeText("It would be refused.");

    browser.press("Save rules");
    browser.seeText("Rules saved");
    assertThat(settings())
        .isEqualTo(
            new Settings(
                TouchPolicy.REJECT,
                Map.of("fb", "facebook"),
                AttributionRules.USUAL.settings().mediumAliases(),
                Set.of("facebook", "google", "linkedin"),
                Set.of(),
                Set.of()));
    assertThat(browser.see(By.id("sources")).getDomProperty("value"))
        .isEqualTo("facebook\ngoogle\nlinkedin");
  }

  @Test
  void what_cannot_be_read_or_contradicts_itself_is_said_beside_the_field_and_nothing_is_lost() {
    browser.type("sourceAliases", "fb\nig = instagram\nig = insta");
    browser.type("campaigns", "spring");
    browser.press("Save rules");
    browser.seeText("2 things need another look.");
    assertThat(browser.texts("#sourceAliases-problem li"))
        .containsExactly("“fb” is not written as “fb = facebook”.", "“ig” cannot mean two things.");
    assertThat(browser.attribute("#sourceAliases", "aria-invalid")).isEqualTo("true");
    assertThat(browser.see(By.id("campaigns")).getDomProperty("value")).isEqualTo("spring");
    assertThat(browser.accessibilityViolations()).isEmpty();

    browser.type("sourceAliases", "fb = facebook");
    browser.type("sources", "google");
    browser.press("Save rules");
    browser.seeText("“fb” cannot stand for “facebook”, which is not allowed.");
    assertThat(settings()).isEqualTo(AttributionRules.USUAL.settings());
  }

  @Test
  void rules_that_somebody_changed_meanwhile_are_replaced_only_by_who_was_told() {
    Settings usual = AttributionRules.USUAL.settings();
    pages
        .crm()
        .touches()
        .setRules(
            new Settings(
                TouchPolicy.ACCEPT,
                usual.sourceAliases(),
                usual.mediumAliases(),
                usual.sources(),
                usual.mediums(),
                usual.campaigns()))
        .orElseThrow();
    browser.type("campaigns", "spring");
    browser.press("Save rules");
    browser.seeText("Somebody changed the rules meanwhile.");
    assertThat(settings().policy()).isEqualTo(TouchPolicy.ACCEPT);
    browser.press("Save rules");
    browser.seeText("Rules saved");
    assertThat(settings().policy()).isEqualTo(TouchPolicy.QUARANTINE);
    assertThat(settings().campaigns()).containsExactly("spring");
  }

  private Settings settings() {
    return pages.crm().touches().rules().orElseThrow().settings();
  }
}
