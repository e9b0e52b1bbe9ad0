package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Deals and the board, as somebody works with them on pages. */
class OpportunitiesInTheBrowserScenario extends InTheBrowser {

  @BeforeAll
  void setUp() {
    if (pages.crm().pipelines().list().orElseThrow().isEmpty()) {
      pages.crm().pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    }
  }

  @Test
  void a_deal_is_written_down_moved_along_lost_and_reopened() {
    browser.open("/opportunities");
    browser.click(By.linkText("New opportunity"));
    browser.type("amount", "-5");
    browser.type("account", "Nobody knows");
    browser.press("Save opportunity");
    browser.seeText("An opportunity needs a name.");
    browser.seeText("No account is called so.");
    browser.seeText("An amount is written as 1250.50");
    browser.type("name", "Turbines for Esbjerg");
    browser.type("account", "");
    browser.type("amount", "125000.50");
    browser.type("currency", "EUR");
    browser.press("Save opportunity");
    browser.seeText("Opportunity saved");
    browser.seeText("EUR 125,000.5");

    browser.click(By.cssSelector("button[aria-label='Move to Qualification']"));
    browser.seeText("Stage changed");
    browser.click(By.cssSelector("button[aria-label='Move to Proposal']"));
    browser.seeText("The stage Proposal requires it: Close date.");
    browser.choose("stage", "Closed won");
    browser.press("Move");
    browser.seeText("Stage changed");
    browser.click(By.linkText("Reopen"));
    browser.seeText("It is in Closed won.");
    browser.choose("stage", "Qualification");
    browser.press("Reopen");
    browser.seeText("Opportunity reopened");
    browser.press("Lost");
    browser.seeText("Why is it lost?");
    browser.press("Mark as lost");
    browser.seeText("Say why the opportunity is lost.");
    browser.type("reason", "Too expensive");
    browser.type("competitor", "Acme");
    browser.press("Mark as lost");
    browser.seeText("There is no competitor “Acme” in the catalogue.");
    pages.crm().competitors().add(CompetitorDraft.of("Acme")).orElseThrow();
    browser.type("competitor", "ACME");
    browser.press("Mark as lost");
    browser.seeText("Too expensive · Acme got it");

    browser.open("/opportunities?q=esbjerg&status=LOST");
    browser.seeText("1 opportunity");
    browser.see(By.linkText("Turbines for Esbjerg")).sendKeys(Keys.ENTER);
    browser.type("text", "They may come back in May");
    browser.press("Add note");
    browser.seeText("Note added");
    browser.press("Delete");
    browser.seeText("Opportunity moved to the bin");
    browser.press("Restore");
    browser.seeText("Opportunity restored");
  }

  @Test
  void a_card_is_dragged_to_another_stage_and_to_another_place() {
    OpportunityId first = deal(OpportunityDraft.named("Dragged first").worth("100", "EUR"));
    OpportunityId second = deal(OpportunityDraft.named("Dragged second").worth("50", "EUR"));
    browser.open("/board?q=dragged");
    browser.seeText("2 open opportunities");

    browser.drag(card(first), By.cssSelector("[data-stage=qualification] h2"));
    browser.await(() -> stage(first), "qualification"::equals);
    browser.see(By.cssSelector("[data-stage=qualification] [data-card='" + first + "']"));
    browser.drag(card(second), By.cssSelector("[data-stage=qualification] h2"));
    browser.await(() -> stage(second), "qualification"::equals);
    browser.see(By.cssSelector("[data-stage=qualification] [data-card='" + second + "']"));
    assertThat(browser.texts("[data-stage=qualification] .deal-name"))
        .containsExactly("Dragged second", "Dragged first");

    browser.drag(card(second), By.cssSelector("[data-card='" + first + "'] p:last-child"));
    browser.await(() -> rank(first).compareTo(rank(second)), order -> order < 0);

    browser.drag(card(first), By.cssSelector("[data-stage=proposal] h2"));
    browser.seeText("The stage Proposal requires it: Close date.");
    assertThat(stage(first)).isEqualTo("qualification");
    browser.see(By.linkText("Move it with the form"));
    browser.drag(card(first), By.cssSelector("[data-stage=lost] h2"));
    browser.seeText("Why is it lost?");
    browser.type("reason", "No decision");
    browser.press("Mark as lost");
    browser.seeText("Stage changed");
    assertThat(stage(first)).isEqualTo("lost");
  }

  @Test
  void a_card_is_carried_with_the_keyboard_alone() {
    OpportunityId other = deal(OpportunityDraft.named("Carried other").worth("1", "EUR"));
    OpportunityId carried = deal(OpportunityDraft.named("Carried one").worth("2", "EUR"));
    browser.open("/board?q=carried");
    browser.seeText("2 open opportunities");

    browser.see(name(carried)).sendKeys(" ");
    browser.seeIn("[data-board-says]", "Carried one lifted from Prospecting, place 1 of 2.");
    browser.keys(Keys.ARROW_DOWN);
    browser.seeIn("[data-board-says]", "Prospecting, place 2 of 2");
    browser.keys(" ");
    browser.seeIn("[data-board-says]", "Carried one is in Prospecting, place 2 of 2.");
    assertThat(rank(carried)).isGreaterThan(rank(other));

    browser.keys(" ");
    browser.keys(Keys.ARROW_RIGHT);
    browser.seeIn("[data-board-says]", "Qualification, place 1 of 1");
    browser.keys(Keys.ESCAPE);
    browser.seeIn("[data-board-says]", "Carried one is back in Prospecting, place 2 of 2.");
    browser.keys(" ");
    browser.keys(Keys.ARROW_RIGHT);
    browser.seeIn("[data-board-says]", "Qualification, place 1 of 1");
    browser.keys(Keys.ENTER);
    browser.seeIn("[data-board-says]", "Carried one is in Qualification, place 1 of 1.");
    assertThat(stage(carried)).isEqualTo("qualification");
  }

  @Test
  void a_move_is_taken_back_by_the_button_by_keys_and_on_the_page_of_the_deal() {
    OpportunityId id = deal(OpportunityDraft.named("Slipped card"));
    browser.open("/board?q=slipped");
    browser.drag(card(id), By.cssSelector("[data-stage=qualification] h2"));
    browser.seeIn("#toasts", "Slipped card is in Qualification now.");
    browser.see(By.cssSelector("[data-board-undo]")).click();
    browser.seeIn("[data-board-says]", "Slipped card is in Prospecting, place 1 of 1.");
    assertThat(stage(id)).isEqualTo("prospecting");
    browser.seeNone("[data-board-moved]");

    browser.see(name(id)).sendKeys(" ");
    browser.keys(Keys.ARROW_RIGHT);
    browser.keys(" ");
    browser.seeIn("[data-board-says]", "Slipped card is in Qualification, place 1 of 1.");
    browser.withControl("z");
    browser.seeIn("[data-board-says]", "Slipped card is in Prospecting, place 1 of 1.");
    assertThat(stage(id)).isEqualTo("prospecting");

    browser.drag(card(id), By.cssSelector("[data-stage=qualification] h2"));
    browser.seeIn("#toasts", "Slipped card is in Qualification now.");
    browser.script("dispatchEvent(new Event('pagehide'))");
    pages.crm().opportunities().note(id, "Meanwhile").orElseThrow();
    browser.see(By.cssSelector("[data-board-undo]")).click();
    browser.seeText("Something else has happened to it since it was moved.");
    assertThat(stage(id)).isEqualTo("qualification");

    browser.open("/opportunities/" + id);
    browser.see(By.cssSelector("button[aria-label='Move to Closed won']"));
    browser.seeNone("form[action$='/undo-move']");
    browser.see(By.cssSelector("button[aria-label='Move to Prospecting']")).click();
    browser.seeText("Stage changed");
    browser.press("Undo move");
    browser.seeText("Move undone");
    assertThat(stage(id)).isEqualTo("qualification");
  }

  @Test
  void a_card_that_somebody_else_changed_stays_where_it_is_and_the_board_is_renewed() {
    OpportunityId id = deal(OpportunityDraft.named("Stale card"));
    browser.open("/board?q=stale");
    browser.see(card(id));
    // As where the news of the board do not get through.
    browser.script("dispatchEvent(new Event('pagehide'))");
    pages.crm().opportunities().note(id, "Meanwhile").orElseThrow();

    browser.drag(card(id), By.cssSelector("[data-stage=qualification] h2"));
    browser.seeText("Somebody changed this opportunity meanwhile.");
    assertThat(stage(id)).isEqualTo("prospecting");
    browser.drag(card(id), By.cssSelector("[data-stage=qualification] h2"));
    browser.await(() -> stage(id), "qualification"::equals);
  }

  @Test
  void whoever_looks_at_the_board_sees_what_others_do_without_loading_it_again() {
    OpportunityId id = deal(OpportunityDraft.named("Live first").worth("100", "EUR"));
    browser.open("/board?q=live");
    browser.see(card(id));
    try (Browser other = Browser.on(pages.url())) {
      other.desktop().forget();
      other.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
      other.seeText("Hello, Ana Torres");
      other.open("/board?q=live");
      other.see(card(id));
      other.see(By.cssSelector("#board[data-live]"));

      browser.drag(card(id), By.cssSelector("[data-stage=qualification] h2"));
      other.see(By.cssSelector("[data-stage=qualification] [data-card='" + id + "']"));
      OpportunityId second = deal(OpportunityDraft.named("Live second").worth("7", "EUR"));
      other.see(By.cssSelector("[data-stage=prospecting] [data-card='" + second + "']"));
      browser.see(By.cssSelector("[data-stage=prospecting] [data-card='" + second + "']"));
      other.seeText("2 open opportunities · EUR 107");
      pages
          .crm()
          .opportunities()
          .lose(second, new LossDraft("No budget", null), null)
          .orElseThrow();
      other.see(By.cssSelector("[data-stage=lost] [data-card='" + second + "']"));
      browser.seeText("1 open opportunity · EUR 100");

      other.drag(card(id), By.cssSelector("[data-stage=prospecting] h2"));
      browser.see(By.cssSelector("[data-stage=prospecting] [data-card='" + id + "']"));
    }
  }

  @Test
  void the_board_of_another_day_is_looked_at_and_what_changed_since() {
    OpportunityId id = deal(OpportunityDraft.named("Of another day").worth("321", "EUR"));
    browser.open("/board?asOf=2020-01-01");
    browser.seeText("As it was on 2020-01-01");
    browser.seeText("0 open opportunities");
    browser.seeNone(".deal");
    browser.see(By.linkText("Show it now")).click();
    browser.see(card(id));
    browser.open("/board?asOf=2199-01-01");
    browser.seeText("Nobody knows yet what it will be like then.");

    browser.open("/board");
    browser.see(By.linkText("What changed")).click();
    browser.seeText("Open at first");
    browser.seeText("Created");
    browser.seeText("Open at last");
    browser.open("/board/waterfall?from=2026-03-02&to=soon");
    browser.seeText("A day is written as 2026-03-01.");
  }

  @Test
  void on_a_phone_a_card_is_moved_by_its_form() {
    OpportunityId id = deal(OpportunityDraft.named("On the phone"));
    browser.phone();
    browser.open("/board?q=phone");
    browser.click(By.cssSelector("a[aria-label='Move On the phone']"));
    browser.choose("stage", "Qualification");
    browser.press("Move");
    browser.seeText("Stage changed");
    assertThat(stage(id)).isEqualTo("qualification");
  }

  @Test
  void stages_are_set_up_changed_and_merged() {
    browser.open("/pipelines");
    browser.click(By.linkText("New pipeline"));
    browser.type("name", "Renewals");
    browser.type("name-0", "");
    browser.type("probability-1", "many");
    browser.press("Save pipeline");
    browser.seeText("This is a whole number.");
    browser.type("probability-0", "30");
    browser.press("Save pipeline");
    browser.seeText("Pipeline saved");
    Pipeline renewals =
        pages.crm().pipelines().list().orElseThrow().stream()
            .filter(p -> p.name().equals("Renewals"))
            .findFirst()
            .orElseThrow();
    pages
        .crm()
        .opportunities()
        .create(new Create(OpportunityDraft.named("Renewal"), null, renewals.id(), "qualification"))
        .orElseThrow();

    browser.open("/pipelines/" + renewals.id());
    browser.type("name-0", "");
    browser.press("Save pipeline");
    browser.seeText("There is 1 opportunity in the stage qualification");
    browser.open("/pipelines/" + renewals.id());
    browser.choose("stage", "Qualification");
    browser.choose("into", "Proposal");
    browser.press("Merge");
    browser.seeText("Stage merged");
    browser.open("/board?pipeline=" + renewals.id());
    browser.seeText("Renewal");
    assertThat(browser.texts(".lane-head h2")).first().asString().startsWith("Proposal");
  }

  private static By card(OpportunityId id) {
    return By.cssSelector("[data-card='" + id + "'] p");
  }

  private static By name(OpportunityId id) {
    return By.cssSelector("[data-card='" + id + "'] .deal-name");
  }

  private OpportunityId deal(OpportunityDraft draft) {
    return pages.crm().opportunities().create(new Create(draft)).orElseThrow().id();
  }

  private String stage(OpportunityId id) {
    return view(id).where().stage();
  }

  private String rank(OpportunityId id) {
    return view(id).rank();
  }

  private OpportunityView view(OpportunityId id) {
    return pages.crm().opportunityQueries().get(id).orElseThrow();
  }
}
