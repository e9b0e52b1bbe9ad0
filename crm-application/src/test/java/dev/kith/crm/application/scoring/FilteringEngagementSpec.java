package dev.kith.crm.application.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.automation.ConditionProblem;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Engagements;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Filters of rules for points, which are conditions over the facts of an event. */
class FilteringEngagementSpec {

  private final TrialCrm crm = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final LeadId lead =
      crm.leads(ada).capture(new Capture(LeadDraft.named(null, "Byron"))).orElseThrow().id();

  @Nested
  class A_filter {

    @Test
    void lets_through_the_events_for_which_it_holds() {
      rule("event.properties[\"plan\"] == \"big\" && event.object.contains(\"/pricing\")");
      download("1", "https://shop.example/pricing", Map.of("plan", "big"));
      download("2", "https://shop.example/pricing", Map.of("plan", "small"));
      download("3", "https://shop.example/", Map.of("plan", "big"));
      assertThat(earners()).containsExactly("1");
    }

    @Test
    void lets_nothing_through_that_hangs_on_what_is_not_known() {
      rule("event.properties[\"plan\"] != \"big\"");
      download("1", "a", Map.of());
      download("2", "b", Map.of("plan", "small"));
      assertThat(earners()).containsExactly("2");
    }

    @Test
    void can_ask_whether_something_is_known() {
      rule("has(event.mail) || !(\"plan\" in event.properties)");
      download("1", "a", Map.of("plan", "big"));
      download("2", "b", Map.of());
      report(
          EngagementDraft.of("3", lead, EngagementType.ASSET_DOWNLOAD)
              .on("c")
              .seen(new Traces(Engagements.BROWSER, null, null, "m", null, null, false, null)));
      assertThat(earners()).containsExactly("2", "3");
    }

    @Test
    void can_ask_for_moments() {
      rule("event.at.getDayOfWeek(\"Europe/Berlin\") == 0");
      download("1", "a", Map.of());
      assertThat(earners()).isEmpty();
      crm.clock.advance(Duration.ofSeconds(1));
      rule("event.at.getDayOfWeek(\"Europe/Berlin\") != 0");
      download("2", "b", Map.of());
      assertThat(earners()).containsExactly("2");
    }
  }

  @Nested
  class A_filter_that_means_nothing {

    @Test
    void is_refused_with_line_and_column_and_all_else_that_is_wrong() {
      RuleTerms bad =
          RuleTerms.of(" ", EngagementType.PAGE_VIEW, 5)
              .where("event.object == \"a\" &&\n  event.objekt == \"b\"");
      assertThat(crm.as(ada).incrementRules().create(bad))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.refusal().violations())
                      .extracting(v -> v.pointer() + " " + v.message())
                      .containsExactly(
                          "/name This cannot be empty.",
                          "/filter Line 2, column 3: There is no fact event.objekt. Did you mean"
                              + " event.object?"));
      IncrementRule good = rule("");
      assertThat(crm.as(ada).incrementRules().change(good.id(), bad))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void can_be_looked_at_before_it_is_saved() {
      assertThat(crm.as(ada).incrementRules().check("event.at == 1").orElseThrow())
          .extracting(ConditionProblem::line)
          .containsExactly(1);
      assertThat(crm.as(ada).incrementRules().check("event.object == \"a\"").orElseThrow())
          .isEmpty();
      assertThat(crm.as(ada).incrementRules().facts())
          .extracting(Fact::name)
          .contains("event.object", "event.properties");
    }
  }

  private IncrementRule rule(String filter) {
    return crm.as(ada)
        .incrementRules()
        .create(RuleTerms.of("Chosen", EngagementType.ASSET_DOWNLOAD, 7).where(filter))
        .orElseThrow();
  }

  private void download(String id, String object, Map<String, String> properties) {
    report(
        new EngagementDraft(
            id,
            lead,
            EngagementType.ASSET_DOWNLOAD,
            null,
            object,
            null,
            properties,
            Traces.of(Engagements.BROWSER)));
  }

  private void report(EngagementDraft draft) {
    crm.as(ada).engagements().record(draft).orElseThrow();
  }

  /** Of the rule of this spec. */
  private List<String> earners() {
    return crm.as(ada).scores().of(lead, null).orElseThrow().counted().stream()
        .filter(counted -> counted.ruleName().equals("Chosen"))
        .map(counted -> counted.entry().earning().event().value())
        .sorted()
        .toList();
  }
}
