package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Captured;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Cohort;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Converting;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Deals;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Dropped;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Foresight;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Funnel;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Group;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.GroupBy;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Question;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Report;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.RuleResult;
import dev.kith.crm.application.conversion.analytics.ConversionFigures;
import dev.kith.crm.application.conversion.analytics.ConversionFigures.Slice;
import dev.kith.crm.application.conversion.batch.ConversionBatches.Start;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link ConversionFigures} promises, seen through {@link ConversionAnalytics}. */
public interface ConversionFiguresContract extends StorageContract {

  Deal DEAL = Deal.of(Map.of());

  @Test
  default void leads_are_told_by_source_with_how_many_were_converted_and_how_soon() {
    World world = new World(storage());
    world.converted(world.qualified("web", "spring", "A"), Duration.ofHours(10), null);
    world.converted(world.qualified("web", "spring", "B"), Duration.ofHours(10), null);
    world.qualified("web", null, "C");
    world.qualified(null, null, "D");
    world.world.clock.advance(Duration.ofHours(5));

    Report report = world.report(GroupBy.SOURCE);

    assertThat(report.groups()).extracting(Group::key).containsExactly("web", "");
    Converting web = report.groups().getFirst().converting();
    assertThat(web.leads()).isEqualTo(3);
    assertThat(web.converted()).isEqualTo(2);
    assertThat(web.rate()).isBetween(0.66, 0.67);
    // The third was watched for five hours only: it says nothing of what happens after ten.
    assertThat(web.time().median()).isEqualTo(Duration.ofHours(10));
    assertThat(web.time().ninetieth()).isEqualTo(Duration.ofHours(10));
    assertThat(report.groups().getLast().converting().time().median()).isNull();
    assertThat(report.total().leads()).isEqualTo(4);
    assertThat(report.total().converted()).isEqualTo(2);
    assertThat(world.report(GroupBy.CAMPAIGN).groups())
        .extracting(group -> group.key() + " " + group.converting().leads())
        .containsExactly(" 2", "spring 2");
  }

  @Test
  default void leads_of_a_week_or_a_month_are_told_together() {
    World world = new World(storage());
    LocalDate first = LocalDate.ofInstant(world.world.clock.instant(), ZoneOffset.UTC);
    world.converted(world.qualified("web", null, "A"), Duration.ofDays(40), null);
    world.qualified("web", null, "B");
    LocalDate second = LocalDate.ofInstant(world.world.clock.instant(), ZoneOffset.UTC);

    assertThat(world.report(GroupBy.SOURCE).cohorts())
        .extracting(Captured::begins)
        .containsExactly(first.withDayOfMonth(1), second.withDayOfMonth(1));
    assertThat(world.report(new Question(GroupBy.OWNER, Cohort.WEEK, null, null)).cohorts())
        .extracting(Captured::begins)
        .containsExactly(monday(first), monday(second));
    assertThat(
            world
                .report(
                    new Question(
                        GroupBy.OWNER,
                        Cohort.MONTH,
                        second.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        null))
                .total()
                .leads())
        .isEqualTo(1);
  }

  @Test
  default void a_rule_is_told_with_what_came_of_the_leads_that_it_converted() {
    World world = new World(storage());
    Rule rule = world.rule(new RuleStep("lead.convert", Map.of("opportunity", "Offer")));
    for (String name : List.of("Won", "Lost", "Open")) {
      world.qualified("web", null, name);
    }
    world.world.crm.runDue();
    world.won(world.conversion("Won"));
    world.lost(world.conversion("Lost"));
    world.ada.rules().pause(rule.id()).orElseThrow();
    Conversion byHand =
        world.converted(world.qualified("web", null, "By hand"), Duration.ZERO, DEAL);

    Deals deals = new Deals(1, 1, 1, 0);
    Report report = world.report(GroupBy.RULE);
    assertThat(report.rules())
        .containsExactly(new RuleResult(rule.id().value(), "Converting", 3, deals));
    assertThat(deals.precision()).isEqualTo(0.5);
    assertThat(report.groups())
        .extracting(group -> group.key() + " " + group.converting().converted())
        .containsExactly(rule.id() + " 3", " 1");
    world.won(byHand);
    assertThat(world.report(GroupBy.RULE).groups().getLast().deals())
        .isEqualTo(new Deals(1, 0, 0, 0));
  }

  @Test
  default void a_rule_in_shadow_is_told_with_what_became_of_the_leads_it_would_have_converted() {
    World world = new World(storage());
    Rule rule = world.shadow(new RuleStep("lead.convert", Map.of("opportunity", "Offer")));
    Lead won = world.qualified("web", null, "Won");
    Lead lost = world.qualified("web", null, "Lost");
    Lead dropped = world.qualified("web", null, "Dropped");
    world.qualified("web", null, "Pending");
    world.world.crm.runDue();
    assertThat(world.report(GroupBy.RULE).total().converted()).isZero();

    world.won(world.converted(won, Duration.ZERO, DEAL));
    world.lost(world.converted(lost, Duration.ZERO, DEAL));
    world.ada.leads().disqualify(dropped.id(), LeadStatus.Reason.NO_BUDGET, null).orElseThrow();
    Foresight seen = new Foresight(rule.id().value(), "Converting", 4, 1, 1, new Deals(1, 0, 1, 0));
    assertThat(world.report(GroupBy.RULE).foresights()).containsExactly(seen);
    assertThat(world.report(GroupBy.RULE).rules()).isEmpty();
    assertThat(seen.precision()).isEqualTo(1.0 / 3);
    assertThat(world.ada.conversionAnalytics().foresight(rule.id()))
        .isEqualTo(Outcome.done(Optional.of(seen)));

    world.world.clock.advance(Duration.ofSeconds(1));
    world.ada.rules().pause(rule.id()).orElseThrow();
    world.ada.rules().shadow(rule.id(), null).orElseThrow();
    assertThat(world.report(GroupBy.RULE).foresights()).as("it is watched anew").isEmpty();
  }

  @Test
  default void what_an_account_has_bought_since_counts_where_no_opportunity_was_opened() {
    World world = new World(storage());
    Conversion conversion =
        world.converted(world.qualified("web", null, "Later"), Duration.ZERO, null);
    assertThat(world.report(GroupBy.SOURCE).groups().getFirst().deals())
        .isEqualTo(new Deals(0, 0, 0, 1));

    AccountId account = new AccountId(Objects.requireNonNull(conversion.account()).id());
    world
        .ada
        .opportunities()
        .create(
            new Opportunities.Create(
                OpportunityDraft.named("Later").account(account), null, null, null))
        .orElseThrow();

    assertThat(world.report(GroupBy.SOURCE).groups().getFirst().deals())
        .isEqualTo(new Deals(0, 1, 0, 0));
  }

  @Test
  default void the_funnel_tells_how_far_leads_have_come_and_why_others_went_no_further() {
    World world = new World(storage());
    world.captured("web", null, "New");
    world.ada.leads().startWork(world.captured("web", null, "Working").id()).orElseThrow();
    world.qualified("web", null, "Qualified");
    world.converted(world.qualified("web", null, "Converted"), Duration.ZERO, null);
    world
        .ada
        .leads()
        .disqualify(world.captured("web", null, "Out").id(), LeadStatus.Reason.NO_BUDGET, null)
        .orElseThrow();
    world.ada.leads().delete(world.captured("web", null, "Binned").id()).orElseThrow();

    assertThat(world.report(GroupBy.SOURCE).funnel())
        .isEqualTo(new Funnel(5, 3, 2, 1, 0, List.of(new Dropped(LeadStatus.Reason.NO_BUDGET, 1))));
  }

  @Test
  default void what_kept_leads_from_it_is_counted_by_code_from_batches_and_rules() {
    World world = new World(storage());
    world
        .ada
        .accounts()
        .create(new Accounts.Create(AccountDraft.named("Known GmbH")))
        .orElseThrow();
    Lead known = world.qualified("web", null, "Known AG");
    world.ada.conversionBatches().start(Start.of(List.of(known.id()))).orElseThrow();
    world.ada.conversionBatches().start(Start.of(List.of(known.id())).dry()).orElseThrow();
    world.world.crm.runDue();
    world.rule(new RuleStep("lead.convert", Map.of()));
    world.qualified("web", null, "Known AG");
    world.world.crm.runDue();

    assertThat(world.report(GroupBy.SOURCE).errors())
        .containsExactly(new ConversionFigures.Hindrance("duplicate-candidates", 1, 1));
  }

  @Test
  default void only_leads_that_one_sees_are_counted() {
    World world = new World(storage());
    Actor rep = Actors.salesRep("Rep", Scope.OWN);
    world.qualified("web", null, "A");

    assertThat(
            storage()
                .conversionFigures()
                .standings(new Slice(null, null, new Visibility.OwnedBy(Set.of(rep.id())))))
        .isEmpty();
    assertThat(
            world.world.crm.as(rep).conversionAnalytics().of(Question.USUAL).orElseThrow().total())
        .extracting(Converting::leads)
        .isEqualTo(0L);
    assertThat(
            world
                .world
                .crm
                .as(Actors.masked(rep, "lead.source"))
                .conversionAnalytics()
                .of(Question.USUAL))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(
            world
                .world
                .crm
                .as(Actors.named("Nobody", Grants.NONE))
                .conversionAnalytics()
                .of(Question.USUAL))
        .isInstanceOf(Outcome.Refused.class);
  }

  private static LocalDate monday(LocalDate day) {
    return day.minusDays(day.getDayOfWeek().getValue() - 1L);
  }

  /** Leads of which something becomes. */
  final class World {
    private final AccessWorld world;
    private final Workspace ada;

    private World(Storage storage) {
      this.world = new AccessWorld(storage);
      this.ada = world.asAda();
    }

    Report report(GroupBy by) {
      return report(new Question(by, Cohort.MONTH, null, null));
    }

    Report report(Question question) {
      return ada.conversionAnalytics().of(question).orElseThrow();
    }

    Lead captured(@Nullable String source, @Nullable String campaign, String company) {
      LeadDraft draft = LeadDraft.EMPTY.company(company);
      LeadDraft from = source == null ? draft : draft.source(source);
      return ada.leads()
          .capture(
              new Capture(campaign == null ? from : from.with(LeadField.UTM_CAMPAIGN, campaign)))
          .orElseThrow();
    }

    Lead qualified(@Nullable String source, @Nullable String campaign, String company) {
      return ada.leads().qualify(captured(source, campaign, company).id()).orElseThrow();
    }

    Conversion converted(Lead lead, Duration after, @Nullable Deal deal) {
      world.clock.advance(after);
      Convert command = Convert.of(lead.id());
      return ada.conversions()
          .convert(deal == null ? command : command.opening(deal))
          .orElseThrow()
          .conversion();
    }

    Conversion conversion(String company) {
      return ada.conversions().list(Which.ALL, null, 99).orElseThrow().stream()
          .filter(c ->
              company.equals(
                  LeadField.COMPANY.textOf(
                      world.storage.leads().find(c.lead()).orElseThrow().content())))
          .findFirst()
          .orElseThrow();
    }

    void won(Conversion conversion) {
      OpportunityId id = opportunity(conversion);
      ada.opportunities()
          .edit(
              id,
              new Opportunities.Edit(
                  Map.of(
                      OpportunityField.AMOUNT,
                      Optional.of("1200"),
                      OpportunityField.CURRENCY,
                      Optional.of("EUR"))))
          .orElseThrow();
      ada.opportunities().win(id, null).orElseThrow();
    }

    void lost(Conversion conversion) {
      ada.opportunities()
          .lose(opportunity(conversion), new LossDraft("Price", null), null)
          .orElseThrow();
    }

    private static OpportunityId opportunity(Conversion conversion) {
      return new OpportunityId(Objects.requireNonNull(conversion.opportunity()).id());
    }

    Rule shadow(RuleStep step) {
      return ada.rules().shadow(written(step).id(), null).orElseThrow();
    }

    Rule rule(RuleStep step) {
      return ada.rules().activate(written(step).id()).orElseThrow();
    }

    private Rule written(RuleStep step) {
      RuleDraft draft =
          new RuleDraft(
              "Converting",
              "lead",
              List.of("lead.qualified.v1"),
              "",
              List.of(step),
              Repeat.ALWAYS,
              0,
              null,
              null);
      return ada.rules().write(draft).orElseThrow();
    }
  }
}
