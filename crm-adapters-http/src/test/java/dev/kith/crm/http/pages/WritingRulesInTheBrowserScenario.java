package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.contact.People;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A rule, from the first word to what it does. */
class WritingRulesInTheBrowserScenario extends InTheBrowser {

  @Test
  void a_rule_is_written_activated_and_seen_to_act() {
    browser.open("/rules");
    browser.press("New rule");
    browser.type("condition", "lead.compny == 'Acme'");
    browser.seeText("There is no fact lead.compny. Did you mean lead.company?");
    browser.press("Save as a draft");
    browser.seeText("A rule needs a name.");
    browser.seeText("Name at least one event.");
    browser.seeText("A rule needs at least one action.");

    browser.type("name", "Greet Acme");
    browser.click(By.cssSelector("input[value='lead.captured.v1']"));
    browser.type("condition", "lead.company == 'Acme'");
    browser.seeText("This condition can be understood.");
    browser.choose("then-0-action", "Write a note on the lead");
    browser.type("then-0-text", "Hello {lead.company}");
    browser.press("Add an action");
    browser.choose("then-1-action", "Set the status to working");
    browser.press("Save as a draft");
    browser.seeText("Rule saved");
    String rule = browser.path();
    pages.lead("Nils", "Berg", "Other");
    browser.press("Try");
    browser.seeText("Condition does not hold");
    browser.seeText("lead.company = Other");
    browser.open(rule);
    browser.press("Activate");
    browser.seeText("The rule acts from now on");

    LeadId lead = pages.lead("Mara", "Vogel", "Acme");
    browser.open(rule);
    browser.seeTextAfterLoadingAgain("A note was written. Work was started.");
    assertThat(browser.texts("table .badge")).containsExactly("Fired");
    browser.seeText("lead.company = Acme");

    browser.press("Pause");
    browser.seeText("The rule rests");
    browser.open("/rules/firings?outcome=FIRED");
    browser.seeText("Greet Acme");
    browser.open("/history/lead/" + lead);
    browser.press("through a rule");
    browser.seeText("Greet Acme");
    browser.open(rule.replace("/rules/", "/history/rule/"));
    browser.seeText("After “Lead captured”");
    browser.seeText("“Lead note” (text: Hello {lead.company}), then “Lead start work”");
  }

  @Test
  void a_rule_is_watched_in_shadow_before_it_goes_live() {
    browser.open("/rules/new");
    browser.type("name", "Convert all");
    browser.click(By.cssSelector("input[value='lead.captured.v1']"));
    browser.choose("then-0-action", "Qualify the lead");
    browser.press("Add an action");
    browser.choose("then-1-action", "Convert the lead");
    browser.press("Save as a draft");
    browser.seeText("Rule saved");
    String rule = browser.path();
    browser.press("Put in shadow");
    browser.seeText("The rule is in shadow");
    pages.lead("Dora", "Klee", "Webstuhl");
    browser.seeTextAfterLoadingAgain("Would fire");
    browser.seeText("It would have fired 1 time for 1 record");
    browser.seeText("What became of the leads that it would have converted");
    browser.seeText("In shadow: none of it was kept.");
    browser.open("/conversions/analytics");
    browser.seeText("What rules in shadow would have converted");
    browser.open("/rules/firings?outcome=WOULD_FIRE");
    browser.seeText("Convert all");
    browser.open(rule);
    browser.press("Activate");
    browser.seeText("The rule acts from now on");
    browser.open(rule.replace("/rules/", "/history/rule/"));
    browser.seeText("put the rule in shadow");
    browser.open(rule);
    browser.press("Delete");
    browser.seeText("Rule deleted");
  }

  @Test
  void new_contacts_are_given_to_a_pool() {
    UserId ana = pages.administrator();
    pages
        .crm()
        .assignmentPools()
        .setUp(PoolTerms.of("Account care", List.of(PoolMember.of(ana, 1))))
        .orElseThrow();
    browser.open("/rules/new");
    browser.press("Contacts");
    browser.type("name", "Share new contacts");
    browser.click(By.cssSelector("input[value='contact.created.v1']"));
    browser.type("condition", "contact.familyName == 'Falk'");
    browser.choose("then-0-action", "Assign the contact");
    browser.choose("then-0-pool", "Account care");
    browser.press("Save as a draft");
    browser.seeText("Rule saved");
    browser.press("Activate");
    browser.seeText("The rule acts from now on");
    String rule = browser.path();
    ContactId contact =
        pages
            .crm()
            .people()
            .create(new People.Create(ContactDraft.named("Ida", "Falk")))
            .orElseThrow()
            .id();
    browser.open(rule);
    browser.seeTextAfterLoadingAgain("The contact was assigned. Nobody else was left.");
    browser.open("/contacts/" + contact);
    browser.press("Why?");
    browser.seeText("Account care");
  }

  @Test
  void a_rule_that_looks_at_times_is_filled_in_and_read_again() {
    browser.open("/rules/new");
    browser.type("name", "Mondays");
    browser.click(By.cssSelector("input[value='SCHEDULE']"));
    browser.click(By.xpath("//summary[.='At which times']"));
    browser.choose("rhythm", "On days of the week");
    browser.choose("then-0-action", "Send a webhook");
    browser.type("then-0-url", "https://hooks.example/crm");
    browser.press("Save as a draft");
    browser.seeText("Days are MON, TUE, WED, THU, FRI, SAT and SUN");
    browser.click(By.cssSelector("input[value='MON']"));
    browser.press("Save as a draft");
    browser.seeText("Rule saved");
    assertThat(browser.see(By.cssSelector("input[value='MON']")).isSelected()).isTrue();
    assertThat(browser.see(By.cssSelector("input[value='SCHEDULE']")).isSelected()).isTrue();
    browser.click(By.xpath("//summary[.='Show the secret']"));
    browser.seeText("whsec_");
    pages.lead("Vera", "Lind", "Uhrwerk");
    String rule = browser.path();
    browser.press("Try");
    browser.seeText("Would fire");
    browser.open(rule.replace("/rules/", "/history/rule/"));
    browser.seeText("Monday at 08:00");
  }

  @Test
  void what_failed_is_tried_again_and_somebody_is_notified() {
    browser.open("/rules/new");
    browser.type("name", "Tell Ana");
    browser.click(By.cssSelector("input[value='lead.deleted.v1']"));
    browser.choose("then-0-action", "Notify somebody");
    browser.choose("then-0-to", "Ana Torres");
    browser.type("then-0-text", "{lead.name} was in the bin");
    browser.press("Add an action");
    browser.choose("then-1-action", "Write a note on the lead");
    browser.type("then-1-text", "Back again");
    browser.press("Save as a draft");
    browser.seeText("Rule saved");
    browser.press("Activate");
    browser.seeText("The rule acts from now on");
    String rule = browser.path();
    LeadId lead = pages.lead("Tara", "Blum", "Zeitlos");
    pages.crm().leads().delete(lead).orElseThrow();
    browser.seeTextAfterLoadingAgain("Failed");
    browser.press("Try again");
    browser.seeText("It failed again; the reason stands below");

    pages.crm().leads().restore(lead).orElseThrow();
    browser.press("Try again");
    browser.seeText("Done now");
    assertThat(browser.path()).isEqualTo(rule);
    browser.open("/notifications");
    browser.seeText("Tara Blum was in the bin");
  }
}
