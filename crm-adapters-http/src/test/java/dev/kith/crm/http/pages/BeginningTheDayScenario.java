package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.http.testkit.Api;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the first page tells whom. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BeginningTheDayScenario {

  private static PagesOnline pages;

  @BeforeAll
  static void start() {
    pages = new PagesOnline();
    deal("Looms", "1200");
    deal("Engines", "300.50");
    pages
        .crm()
        .tasks()
        .create(
            new Tasks.Create(
                TaskDraft.of("Call Ada").due(new DueDraft(null, yesterday(), null)),
                pages.administrator()))
        .orElseThrow();
    pages.lead("Ada", "Lovelace", "Analytical Engines");
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @Test
  void whoever_may_see_all_sees_what_is_due_and_what_the_pipeline_holds() {
    assertThat(home(pages.loggedIn(PagesOnline.LOGIN, PagesOnline.PASSWORD)))
        .contains("Your day 1 overdue Call Ada Yesterday")
        .contains("2 EUR 1,500.5")
        .contains("2 open opportunities · EUR 1,500.5 ·")
        .contains("Leads by status");
  }

  @Test
  void whoever_may_see_leads_only_sees_these() {
    assertThat(home(pages.personWhoMay("Lea", Set.of(), Action.VIEW, Feature.LEAD)))
        .contains("Leads by status")
        .doesNotContain("Your day", "Call Ada", "open opportunities");
  }

  @Test
  void what_is_hidden_from_somebody_is_not_added_up_for_them() {
    assertThat(
            home(
                pages.personWhoMay(
                    "Max", Set.of("opportunity.amount"), Action.VIEW, Feature.OPPORTUNITY)))
        .contains("2 open opportunities")
        .doesNotContain("EUR", "Leads by status");
  }

  @Test
  void whoever_has_nothing_to_do_is_told_so() {
    assertThat(home(pages.personWhoMay("Tom", Set.of(), Action.VIEW, Feature.TASK)))
        .contains("Your day All of it Nothing is due in the next seven days.");
  }

  private static void deal(String name, String amount) {
    OpportunityDraft draft =
        OpportunityDraft.named(name)
            .with(OpportunityField.AMOUNT, amount)
            .with(OpportunityField.CURRENCY, "EUR");
    pages.crm().opportunities().create(new Opportunities.Create(draft)).orElseThrow();
  }

  private static LocalDate yesterday() {
    return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).minusDays(1);
  }

  private static String home(Api person) {
    return PagesOnline.words(person.get("/").text());
  }
}
