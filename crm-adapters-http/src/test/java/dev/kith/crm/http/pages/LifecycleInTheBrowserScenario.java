package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.domain.account.AccountDraft;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The lifecycle of accounts, as people follow and edit it on pages. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifecycleInTheBrowserScenario extends InTheBrowser {

  @Test
  @Order(1)
  void an_account_goes_on_with_the_keyboard_and_back_for_a_reason() {
    var vogel =
        pages
            .crm()
            .accounts()
            .create(new Accounts.Create(AccountDraft.named("Vogel GmbH")))
            .orElseThrow();
    browser.open("/accounts/" + vogel.id());
    browser.see(By.xpath("//button[normalize-space()='Target']")).sendKeys(Keys.ENTER);
    browser.seeText("Stage changed");
    assertThat(browser.texts(".stage-path .here")).containsExactly("Target");

    browser.see(By.xpath("//summary[normalize-space()='Prospect…']")).sendKeys(Keys.ENTER);
    browser.type("reason-PROSPECT", "Too early for them.");
    browser.press("Go to Prospect");
    browser.seeText("Has come as far as Target");
    browser.seeText("Too early for them.");

    browser.open("/accounts?stage=TARGET");
    browser.seeText("No account fits");
    browser.open("/accounts?stage=PROSPECT");
    browser.see(By.linkText("Vogel GmbH"));
  }

  @Test
  @Order(2)
  void what_a_draft_would_change_is_seen_before_it_is_saved() {
    browser.open("/lifecycle/stages");
    browser
        .see(By.xpath("(//summary[starts-with(normalize-space(),'More conditions')])[1]"))
        .click();
    browser.type("way-0-guard", "account.employees > 10");
    browser.press("What would change");
    browser.seeText("1 account was looked at.");
    browser.seeText("PROSPECT → TARGET");
    browser.see(By.cssSelector("#changes")).findElement(By.linkText("Vogel GmbH"));
    assertThat(browser.texts("#way-0-guard")).containsExactly("account.employees > 10");
    browser.type("way-0-guard", "account.shoeSize > 10");
    browser.press("What would change");
    assertThat(browser.attribute("#way-0-guard", "aria-invalid")).isEqualTo("true");
    browser.type("way-0-guard", "");
    browser.press("What would change");
    browser.seeText("Every account stays where it is");
    browser.open("/lifecycle/stages");
    browser.seeText("Version 1 of the lifecycle");
  }

  @Test
  @Order(3)
  void a_stage_is_renamed_and_added_and_one_in_use_cannot_go() {
    browser.open("/lifecycle/stages");
    browser.seeText("Version 1 of the lifecycle");
    browser.type("stage-1-name", "Aimed at");
    browser.type("stage-10-name", "Partner");
    browser.press("Check");
    browser.seeText("It cannot be saved so");
    assertThat(browser.attribute("#stage-10-key", "aria-invalid")).isEqualTo("true");
    browser.type("stage-10-key", "PARTNER");
    browser.type("stage-10-order", "110");
    browser.press("Check");
    browser.seeText("No way leads from the first stage to Partner.");
    browser.type("way-24-from", "CUSTOMER");
    browser.type("way-24-to", "PARTNER");
    browser.press("Save");
    browser.seeText("Lifecycle saved");
    browser.seeText("Version 2 of the lifecycle");

    browser.type("stage-0-key", "");
    browser.type("stage-0-name", "");
    browser.press("Save");
    browser.seeText("There is no stage of the key “PROSPECT”.");
    browser.open("/lifecycle/stages");
    browser.type("stage-1-slaInStage", "soon");
    browser.press("Save");
    browser.seeText("The time in a stage is 1 to 87600 hours, without minutes.");
    assertThat(browser.attribute("#stage-1-slaInStage", "value")).isEqualTo("soon");
    browser.type("stage-1-slaInStage", "16");
    browser.choose("stage-1-slaUnit", "business hours");
    browser.press("Save");
    browser.seeText("Version 3 of the lifecycle");
    assertThat(browser.attribute("#stage-1-slaInStage", "value")).isEqualTo("16");
    var amsel =
        pages
            .crm()
            .accounts()
            .create(new Accounts.Create(AccountDraft.named("Amsel KG")))
            .orElseThrow();
    browser.open("/accounts/" + amsel.id());
    browser.see(By.xpath("//button[normalize-space()='Aimed at']")).sendKeys(Keys.ENTER);
    browser.seeText("May stay for 16 business hours.");
    browser.open("/accounts?time=over");
    browser.seeText("No account fits");
    browser.open("/lifecycle");
    browser.seeText("16 business hours");

    browser.phone();
    browser.open("/lifecycle");
    browser.seeText("Where they are now");
    browser.seeText("Aimed at");
  }
}
