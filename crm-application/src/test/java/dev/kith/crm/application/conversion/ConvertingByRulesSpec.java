package dev.kith.crm.application.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Leads that become customers by themselves. */
class ConvertingByRulesSpec {

  private static final RuleStep QUALIFY = new RuleStep("lead.qualify", Map.of());
  private static final RuleStep CONVERT =
      new RuleStep("lead.convert", Map.of("opportunity", "Offer for {lead.company}"));

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @BeforeEach
  void setUp() {
    trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
  }

  @Nested
  class A_rule {

    @Test
    void converts_a_lead_when_it_is_qualified_and_is_the_cause_of_that() {
      Rule rule = active("lead.qualified.v1", CONVERT);
      Lead lead = captured();
      trial.leads(ada).qualify(lead.id()).orElseThrow();
      trial.crm.runDue();

      Conversion conversion = conversions().getFirst();
      assertThat(conversion.lead()).isEqualTo(lead.id());
      assertThat(conversion.cause()).isEqualTo("rule/" + rule.id() + "/1");
      assertThat(conversion.byName()).isEqualTo("Automation");
      assertThat(
              trial
                  .storage
                  .opportunities()
                  .find(new OpportunityId(Objects.requireNonNull(conversion.opportunity()).id()))
                  .orElseThrow()
                  .content()
                  .name())
          .isEqualTo("Offer for Analytical Engines Ltd");
    }

    @Test
    void qualifies_and_converts_a_lead_that_comes_in_or_does_neither() {
      trial
          .as(ada)
          .accounts()
          .create(new Accounts.Create(AccountDraft.named("Analytical Engines GmbH")))
          .orElseThrow();
      active("lead.captured.v1", QUALIFY, CONVERT);
      Lead asked = captured();
      trial.crm.runDue();

      assertThat(conversions()).isEmpty();
      assertThat(status(asked)).isEqualTo(LeadStatus.Name.NEW);
      assertThat(firings()).extracting(Firing::outcome).containsExactly(Firing.Result.FAILED);
      assertThat(firings().toString()).contains("There may be such records already");

      Lead other =
          trial.leads(ada).capture(new Capture(LeadDrafts.company("Weaving Mills"))).orElseThrow();
      trial.crm.runDue();
      assertThat(status(other)).isEqualTo(LeadStatus.Name.CONVERTED);
    }
  }

  private Lead captured() {
    return trial.leads(ada).capture(new Capture(LeadDrafts.ada())).orElseThrow();
  }

  private LeadStatus.Name status(Lead lead) {
    return trial.storage.leads().find(lead.id()).orElseThrow().status().name();
  }

  private List<Conversion> conversions() {
    return trial.as(ada).conversions().list(Which.ALL, null, 9).orElseThrow();
  }

  private Rule active(String event, RuleStep... steps) {
    RuleDraft draft =
        new RuleDraft(
            "Rule", "lead", List.of(event), "", List.of(steps), Repeat.ALWAYS, 0, null, null);
    Rule rule = trial.as(ada).rules().write(draft).orElseThrow();
    return trial.as(ada).rules().activate(rule.id()).orElseThrow();
  }

  private List<Firing> firings() {
    return trial
        .as(ada)
        .rules()
        .firings(ListQuery.all(FiringView.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map(FiringView::firing)
        .toList();
  }
}
