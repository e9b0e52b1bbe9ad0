package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.attribution.Touches;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What brought a lead here, as somebody sees it who looks at the lead. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeeingTouchesInTheBrowserScenario {

  private static final Instant DAY = Instant.parse("2026-01-05T08:00:00Z");

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void touches_are_shown_newest_first_with_the_first_the_last_and_those_in_quarantine() {
    Touches touches = pages.crm().touches();
    LeadId lead =
        touches
            .capture(
                new Capture(LeadDraft.named("Mara", "Vogel")),
                List.of(
                    TouchDraft.landedOn(
                            "https://shop.example/spring/?utm_source=fb&utm_medium=ppc"
                                + "&utm_campaign=Spring&gclid=secret")
                        .at(DAY)))
            .orElseThrow()
            .id();
    touches
        .recordAll(
            lead,
            List.of(
                TouchDraft.EMPTY.with("utm_term", "shoes").at(DAY.plusSeconds(600)),
                TouchDraft.landedOn("https://shop.example")
                    .from("https://news.example/a?b=c")
                    .at(DAY.plusSeconds(300))))
        .orElseThrow();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");

    browser.open("/leads/" + lead);
    browser.seeText("recorded 2 touches");
    assertThat(shown("strong"))
        .containsExactly("Source not known", "news.example/a", "facebook / cpc");
    assertThat(shown(".badge")).containsExactly("Quarantined", "Last", "First");
    browser.seeText("A term says nothing without a source.");
    browser.seeText("on shop.example/spring");

    pages.crm().leads().qualify(lead).orElseThrow();
    browser.open("/leads/" + lead);
    browser.seeText("Converting");
    assertThat(shown(".badge")).containsExactly("Quarantined", "Last", "Converting", "First");
  }

  private List<String> shown(String what) {
    return Stream.of(browser.see(By.cssSelector("section[aria-labelledby='touches-title']")))
        .flatMap(card -> card.findElements(By.cssSelector(what)).stream())
        .map(WebElement::getText)
        .toList();
  }
}
