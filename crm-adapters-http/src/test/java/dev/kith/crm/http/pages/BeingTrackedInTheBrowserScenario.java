package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.scoring.tracking.Tracking;
import dev.kith.crm.application.scoring.tracking.Tracking.VisitorView;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings.Settings;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.shared.Outcome;
import io.javalin.Javalin;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** A visitor of somebody's shop, whose pages have the script; and whoever looks at them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BeingTrackedInTheBrowserScenario {

  private static final String PAGE =
      "<!doctype html><title>Shop</title><script src=\"%s/t/kith.js\"></script><h1>%s</h1>";

  private final PagesOnline pages = new PagesOnline();
  private final Javalin shop =
      Javalin.create(
              config -> {
                config.startup.showJavalinBanner = false;
                config.jetty.host = "127.0.0.1";
                config.jetty.port = 0;
                config.routes.get(
                    "/{name}", ctx -> ctx.html(PAGE.formatted(pages.url(), ctx.pathParam("name"))));
              })
          .start();
  private final String site = "http://127.0.0.1:" + shop.port();
  private final Browser browser = Browser.on(pages.url());
  private final Browser visitor = Browser.on(site);

  @BeforeEach
  void theShopMayReport() {
    tracking().setSettings(new Settings(pages.url(), List.of(site), true, false, 90)).orElseThrow();
    visitor.desktop().open("/entrance");
    visitor.script("localStorage.clear()");
    visitor.open("/entrance");
  }

  @AfterAll
  void end() {
    visitor.close();
    browser.close();
    shop.stop();
    pages.close();
  }

  private Tracking tracking() {
    return pages.crm().tracking();
  }

  private void agree() {
    visitor.script("kith.grant('Banner 3: I agree')");
  }

  private VisitorId itself() {
    return new VisitorId(UUID.fromString(String.valueOf(visitor.script("return kith.visitor()"))));
  }

  /** What is kept of the visitor, the latest first, once it is so much. */
  private List<String> looked(VisitorId id, int times) {
    return visitor.await(() -> looked(id), seen -> seen.size() == times);
  }

  private List<String> looked(VisitorId id) {
    return tracking().visitor(id) instanceof Outcome.Done<VisitorView>(var view)
        ? view.events().stream().map(this::page).toList()
        : List.of();
  }

  private String page(VisitorEvent event) {
    return String.valueOf(event.content().object()).substring(site.length());
  }

  @Test
  void nothing_is_kept_or_sent_before_a_yes_and_nothing_stays_after_it_is_taken_back() {
    visitor.open("/prices");
    assertThat(visitor.script("return localStorage.length")).isEqualTo(0L);
    assertThat(visitor.script("return kith.visitor()")).isNull();

    agree();
    VisitorId id = itself();
    visitor.open("/trial");
    // What had been sent before would be among them.
    assertThat(looked(id, 2)).containsExactly("/trial", "/prices");
    assertThat(visitor.script("return document.cookie")).isEqualTo("");

    visitor.script("kith.revoke()");
    assertThat(visitor.script("return localStorage.length")).isEqualTo(0L);
    assertThat(looked(id, 0)).isEmpty();
  }

  @Test
  void a_visitor_who_is_said_to_be_a_lead_counts_for_it_until_somebody_takes_it_back() {
    LeadId lead = pages.lead("Mara", "Vogel", "Nordlicht");
    agree();
    VisitorId id = itself();
    assertThat(looked(id, 1)).containsExactly("/entrance");
    tracking().identify(id, lead).orElseThrow();
    visitor.open("/prices");
    assertThat(looked(id, 2)).hasSize(2);

    browser.desktop().forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    browser.open("/tracking");
    assertThat(browser.texts("tbody th")).contains("Mara Vogel");
    browser.press("Mara Vogel");
    browser.seePath("/leads/" + lead + "/engagement");
    assertThat(browser.texts(".events > li")).hasSize(2).first().asString().contains("/prices");

    browser.press("This is somebody else");
    browser.see(By.cssSelector(".toast"));
    browser.seeText("Nothing is known");
    assertThat(browser.texts(".events > li")).isEmpty();
    browser.open("/tracking");
    browser.seeIn("tbody th", "Nobody yet");
    assertThat(browser.texts("tbody th")).doesNotContain("Mara Vogel").contains("Nobody yet");
  }
}
