package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import dev.kith.crm.application.notification.Audience;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.shared.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the CRM tells somebody, from the bell to the record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BeingToldInTheBrowserScenario {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  private void tell(String text, @Nullable Subject about) {
    pages
        .wholeCrm()
        .notifier()
        .tell(Audience.administrators(), new Message(text, "test", text, "In detail", about, null));
  }

  /** The number at the bell, without the words for screen readers. */
  private String unread() {
    return CharMatcher.inRange('0', '9').retainFrom(browser.texts(".side .bell .dot").getFirst());
  }

  @Test
  void the_bell_counts_and_opening_is_reading() {
    LeadId lead = pages.lead("Mara", "Vogel", "Nordlicht");
    tell("Look at Mara", Lead.subjectOf(lead));
    tell("Take a break", null);
    tell("Drink some water", null);
    browser.desktop().forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    assertThat(unread()).isEqualTo("3");

    browser.open("/notifications");
    browser.seeText("In detail");
    browser.press("Open the lead");
    browser.seeText("Mara Vogel");
    assertThat(browser.path()).isEqualTo("/leads/" + lead);
    assertThat(unread()).isEqualTo("2");

    browser.open("/notifications?show=unread");
    assertThat(browser.texts(".told strong")).containsExactly("Drink some water", "Take a break");
    browser.press("Mark as read");
    browser.seeNone("[aria-label='Mark as read: Drink some water']");
    assertThat(browser.texts(".told strong")).containsExactly("Take a break");
    browser.press("Mark all as read");
    browser.seeText("All marked as read");
    assertThat(browser.texts(".side .bell .dot")).isEmpty();
  }
}
