package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.ledger.UsualRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What leads do and what it earns, as somebody sees and rules it. */
class GivingPointsInTheBrowserScenario extends InTheBrowser {

  @Test
  void what_a_lead_did_is_read_and_who_did_it_is_put_right() {
    LeadId lead = pages.lead("Mara", "Vogel", "Nordlicht Energie");
    report(
        EngagementDraft.of("view", lead, EngagementType.PAGE_VIEW)
            .on("https://shop.example/pricing")
            .seen(Traces.of("curl/8")));
    browser.open("/leads/" + lead);
    browser.seeText("The program is no browser and no mail program.");
    assertThat(browser.texts("#engagement .badge")).containsExactly("A machine");

    browser.press("This was a person");
    browser.seeText("Remembered; the points follow");
    browser.seeText("Somebody said so; the signals say: A machine.");
    assertThat(browser.texts("#engagement .badge")).containsExactly("A person", "+1\npoints");

    browser.press("Believe the signals");
    browser.seeText("Remembered; the points follow");
    assertThat(browser.texts("#engagement .badge")).containsExactly("A machine");
    browser.open("/scoring/ledger?lead=" + lead);
    assertThat(browser.texts("td.num")).containsExactly("−1", "+1");
    browser.seeText("Taken back");
    browser.open("/scoring/proof");
    browser.seeText("to what was earned.");
  }

  @Test
  void points_are_awarded_and_withdrawn_on_the_page_of_a_lead() {
    LeadId lead = pages.lead("Nils", "Holm", "Fjord");
    browser.open("/leads/" + lead);
    browser.click(By.cssSelector("#awards summary"));
    browser.type("awardPoints", "many");
    browser.type("awardReason", "Met at the fair");
    browser.type("awardHalfLife", "9999");
    browser.press("Award");
    browser.seeText("Points are a whole number.");
    browser.seeText("A half-life is one hour to 3650 days.");

    browser.type("awardPoints", "30");
    browser.type("awardGroup", "people");
    browser.type("awardHalfLife", "");
    browser.press("Award");
    browser.seeText("Points awarded; the score follows");
    browser.seeText("Awarded by Ana Torres (people): Met at the fair");
    assertThat(browser.texts("#awards b")).containsExactly("+30");

    browser.click(By.cssSelector("#awards details summary"));
    browser.type(browser.attribute("#awards input[name=withdrawReason]", "id"), "It was Nina");
    browser.press("Withdraw");
    browser.seeText("The award is withdrawn; the score follows");
    browser.seeText("Withdrawn by Ana Torres: It was Nina");
    assertThat(browser.texts("#awards s")).containsExactly("+30");
    assertThat(browser.texts(".reasons li")).noneMatch(text -> text.contains("fair"));
  }

  @Test
  void the_log_of_a_lead_is_read_page_by_page() {
    LeadId lead = pages.lead("Otto", "Berg", "Hafen");
    List<EngagementDraft> many = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      many.add(EngagementDraft.of("m" + i, lead, EngagementType.MEETING_HELD).on("Meeting " + i));
    }
    pages.crm().engagements().recordAll(many).orElseThrow();
    browser.open("/leads/" + lead);
    browser.press("All of it");
    browser.seeText("What this lead did");
    assertThat(browser.texts(".events > li")).hasSize(50);
    browser.press("Older");
    browser.seeText("Latest");
    assertThat(browser.texts(".events > li")).hasSize(1);
  }

  @Test
  void a_rule_is_written_with_a_filter_and_gives_points_and_is_retired() {
    LeadId lead = pages.lead("Ines", "Rey", "Puerto");
    browser.open("/scoring/rules");
    browser.press("New rule");
    browser.press("Looked at the prices");
    browser.see(By.id("filter"));
    assertThat(browser.texts("#filter")).containsExactly("event.object.contains(\"/pricing\")");
    browser.type("filter", "event.objekt == 1");
    browser.seeText("There is no fact event.objekt.");
    browser.type("points", "many");
    browser.type("most", "");
    browser.press("Save rule");
    browser.seeText("A rule gives 1 to 1000 points, or takes as many.");
    browser.seeText("A window is one minute to 3650 days, with 1 to 1000 events.");
    assertThat(browser.attribute("#filter", "aria-invalid")).isEqualTo("true");

    browser.type("filter", "event.object.endsWith(\"/pricing\")");
    browser.seeText("This condition can be understood.");
    browser.type("points", "11");
    browser.type("most", "1");
    browser.press("Save rule");
    browser.seeText("Rule saved; the points follow");
    browser.seeText("Once in a day, in the group web, half-life 30 days");

    report(
        EngagementDraft.of("price", lead, EngagementType.FORM_SUBMIT)
            .on("https://shop.example/pricing"));
    report(
        EngagementDraft.of("price-view", lead, EngagementType.PAGE_VIEW)
            .on("https://shop.example/pricing")
            .seen(
                Traces.of(
                    "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0")));
    browser.press("Looked at the prices");
    browser.press("Its points");
    browser.see(By.cssSelector("td.num"));
    assertThat(browser.texts("td.num")).containsExactly("+11");

    browser.open("/scoring/rules");
    browser.press("Looked at the prices");
    browser.press("Retire");
    browser.seeText("The rule gives nothing from now on");
    browser.seeText("One retired rule");
  }

  @Test
  void a_rule_that_was_always_there_does_not_say_since_when() {
    browser.open("/scoring/rules/" + UsualRules.ALL.getFirst().id());
    browser.seeText("Version 1");
    assertThat(browser.source()).doesNotContain("1970");
  }

  @Test
  void thresholds_are_set_and_what_is_wrong_stands_at_its_field() {
    browser.open("/scoring/settings");
    browser.type("saturation", "0");
    browser.type("groupCaps", "mail: 40");
    browser.type("threshold-1-name", "warm");
    browser.type("threshold-1-enter", "30");
    browser.type("threshold-1-exit", "40");
    browser.press("Save");
    browser.seeText("The saturation is 1 to 10000 points.");
    browser.seeText("“mail: 40” is not written as “mail = 40”.");
    assertThat(browser.attribute("#threshold-1-exit", "aria-invalid")).isEqualTo("true");

    browser.type("saturation", "60");
    browser.type("groupCaps", "mail = 30");
    browser.type("threshold-1-exit", "25");
    browser.press("Save");
    browser.seeText("Saved; the scores follow");
    assertThat(pages.crm().incrementRules().settings().orElseThrow().settings().thresholds())
        .extracting(threshold -> threshold.name() + " " + threshold.exit())
        .containsExactly("hot 60", "warm 25");
  }

  private void report(EngagementDraft draft) {
    pages.crm().engagements().record(draft).orElseThrow();
  }
}
