package dev.kith.crm.http.pages;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A CRM of its own, and its administrator, who logs in to each journey in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InTheBrowser {

  final PagesOnline pages = new PagesOnline();
  final Browser browser = Browser.on(pages.url());

  @BeforeEach
  void logIn() {
    browser.desktop().forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
  }

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }
}
