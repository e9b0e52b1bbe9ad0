package dev.kith.crm.application.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.Opportunities.Edit;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.LinesDraft.Line;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductDraft.Price;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepingLinesSpec {

  private static final OpportunityDraft TURBINES =
      OpportunityDraft.named("Turbines").worth("1000", "EUR");

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private Product pro;
  private Opportunity deal;

  @BeforeEach
  void setUp() {
    trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    pro =
        listed(
            ProductDraft.of(
                "GTX-PRO", "GTX Pro", new Price("550", "EUR"), new Price("600", "USD")));
    deal = create(ada, TURBINES);
  }

  @Nested
  class The_lines_of_an_opportunity {

    @Test
    void are_none_at_first_and_then_those_that_were_written_down_last() {
      assertThat(lines(ada)).isEqualTo(view(1, List.of(), "0", "1000"));

      replace(ada, LinesDraft.of(Line.of("GTX-PRO", "1"), Line.of("gtx-pro", "3"))).orElseThrow();
      LinesView second =
          replace(ada, LinesDraft.of(Line.of("GTX-PRO", "2").less("10"))).orElseThrow();

      assertThat(second).isEqualTo(lines(ada));
      assertThat(second.version()).isEqualTo(3);
      assertThat(second.lines()).extracting(LinesView.Line::amount).containsExactly(eur("990"));
      assertThat(second.sum()).isEqualTo(eur("990"));
      assertThat(second.difference()).isEqualTo(eur("10"));
    }

    @Test
    void set_its_amount_only_where_that_is_asked_for() {
      LinesDraft two = LinesDraft.of(Line.of("GTX-PRO", "2"));
      replace(ada, two).orElseThrow();
      assertThat(amount()).isEqualTo(eur("1000"));
      replace(ada, two.andAmount()).orElseThrow();
      assertThat(amount()).isEqualTo(eur("1100"));
      assertThat(lines(ada).difference()).isEqualTo(eur("0"));

      replace(ada, two.in("USD").andAmount()).orElseThrow();
      assertThat(amount()).isEqualTo(Money.of("1200", "USD"));
    }

    @Test
    void stay_as_they_were_sold_when_the_list_changes() {
      replace(ada, LinesDraft.of(Line.of("GTX-PRO", "2"))).orElseThrow();
      trial
          .as(ada)
          .products()
          .edit(pro.id(), ProductDraft.of("GTX-P", "GTX Pro", new Price("700", "EUR")))
          .orElseThrow();
      trial.as(ada).products().retire(pro.id()).orElseThrow();

      LinesView.Line line = lines(ada).lines().getFirst();
      assertThat(line.sku()).isEqualTo("GTX-P");
      assertThat(line.active()).isFalse();
      assertThat(line.unitPrice()).isEqualTo(eur("550"));
      LinesDraft more =
          LinesDraft.of(new Line(pro.id(), null, "3", "550", null), Line.of("GTX-P", "1"));
      assertThat(replace(ada, more).orElseThrow().sum()).isEqualTo(eur("2350"));
      replace(ada, LinesDraft.of()).orElseThrow();
      assertThat(trial.as(ada).opportunityLines().problemsOf(deal.id(), more))
          .extracting(Violation::code)
          .containsExactly("product-retired", "product-retired");
    }

    @Test
    void tell_no_difference_to_an_amount_in_another_currency() {
      replace(ada, LinesDraft.of(Line.of("GTX-PRO", "2"))).orElseThrow();
      trial
          .as(ada)
          .opportunities()
          .edit(deal.id(), new Edit(Map.of(OpportunityField.CURRENCY, Optional.of("USD"))))
          .orElseThrow();

      assertThat(lines(ada).sum()).isEqualTo(eur("1100"));
      assertThat(lines(ada).difference()).isNull();
      // What is written down next is in the currency of the amount again.
      assertThat(replace(ada, LinesDraft.of(Line.of("GTX-PRO", "2"))).orElseThrow().sum())
          .isEqualTo(Money.of("1200", "USD"));
    }

    @Test
    void are_in_the_currency_of_reports_where_there_is_no_amount() {
      Opportunity bare = create(ada, OpportunityDraft.named("Bare"));
      LinesView first =
          trial
              .as(ada)
              .opportunityLines()
              .replace(bare.id(), LinesDraft.of(Line.of("GTX-PRO", "1")))
              .orElseThrow();
      assertThat(first.sum()).isEqualTo(eur("550"));
      assertThat(first.amount()).isNull();
      LinesView dollars =
          trial
              .as(ada)
              .opportunityLines()
              .replace(bare.id(), LinesDraft.of(Line.of("GTX-PRO", "1")).in("usd"))
              .orElseThrow();
      assertThat(dollars.currency()).isEqualTo(Currency.getInstance("USD"));
      assertThat(
              trial
                  .as(ada)
                  .opportunityLines()
                  .replace(bare.id(), LinesDraft.of(Line.of("GTX-PRO", "2")))
                  .orElseThrow()
                  .sum())
          .isEqualTo(Money.of("1200", "USD"));
    }

    @Test
    void lie_in_the_bin_with_it_and_come_back() {
      replace(ada, LinesDraft.of(Line.of("GTX-PRO", "2"))).orElseThrow();
      trial.as(ada).opportunities().delete(deal.id()).orElseThrow();

      assertThat(replace(ada, LinesDraft.of())).isInstanceOf(Outcome.Refused.class);
      assertThat(open(ada)).isEqualTo(Outcome.done(0L));
      trial.as(ada).opportunities().restore(deal.id()).orElseThrow();
      assertThat(lines(ada).sum()).isEqualTo(eur("1100"));
      assertThat(open(ada)).isEqualTo(Outcome.done(1L));
    }
  }

  @Nested
  class Replacing_them {

    @Test
    void stands_in_the_history_with_what_it_did_to_the_amount() {
      replace(ada, LinesDraft.of(Line.of("GTX-PRO", "2").less("10")).andAmount()).orElseThrow();
      replace(ada, LinesDraft.of(Line.of("GTX-PRO", "2").less("10")).andAmount()).orElseThrow();

      List<AuditEntry> told = timeline(ada);
      assertThat(told)
          .extracting(AuditEntry::action)
          .containsExactly("opportunity.lines", "opportunity.create");
      assertThat(told.getFirst().changes())
          .containsExactly(
              new FieldChange("amount", "1000.00", "990.00"),
              new FieldChange("lines", null, "2 × GTX-PRO at 550.00 EUR, 10 % off"));
    }

    @Test
    void fails_on_another_version_and_changes_nothing_where_anything_is_wrong() {
      LinesDraft two = LinesDraft.of(Line.of("GTX-PRO", "2"));
      replace(ada, two).orElseThrow();
      assertThat(trial.as(ada).expecting(1).opportunityLines().replace(deal.id(), two))
          .isEqualTo(Outcome.refused(new StaleVersion("opportunity", deal.id().toString(), 1, 2)));
      LinesDraft bad = LinesDraft.of(Line.of("GTX-PRO", "1"), Line.of("NONE", "0"));
      assertThat(replace(ada, bad)).isInstanceOf(Outcome.Refused.class);
      assertThat(lines(ada).sum()).isEqualTo(eur("1100"));
    }

    @Test
    void needs_to_edit_the_opportunity_and_to_see_its_amount() {
      Actor olga = seller("Olga", Set.of(Action.VIEW, Action.EDIT, Action.CREATE), Set.of());
      Actor paul = seller("Paul", Set.of(Action.VIEW), Set.of());
      Actor blind = seller("Bea", Set.of(Action.VIEW, Action.EDIT), Set.of("opportunity.amount"));
      LinesDraft two = LinesDraft.of(Line.of("GTX-PRO", "2").less("10"));

      assertThat(replace(olga, two).orElseThrow().sum()).isEqualTo(eur("990"));
      assertThat(replace(paul, two))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden(
                      "opportunity:edit", "This needs the permission opportunity:edit.")));
      assertThat(replace(blind, two))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isInstanceOf(Forbidden.class));
      LinesView seen = lines(blind);
      assertThat(seen.sum()).isNull();
      assertThat(seen.currency()).isNull();
      assertThat(seen.amount()).isNull();
      assertThat(seen.lines().getFirst().unitPrice()).isNull();
      assertThat(seen.lines().getFirst().amount()).isNull();
      assertThat(timeline(blind).getFirst().changes()).isEmpty();
      assertThat(trial.as(Actors.named("Nobody", Grants.NONE)).opportunityLines().of(deal.id()))
          .isEqualTo(Outcome.refused(NotFound.of("opportunity", deal.id().value())));
    }
  }

  @Nested
  class A_product {

    @Test
    void tells_in_how_many_open_opportunities_that_one_sees_it_stands() {
      replace(ada, LinesDraft.of(Line.of("GTX-PRO", "2"), Line.of("GTX-PRO", "1"))).orElseThrow();
      Opportunity won = create(ada, TURBINES);
      trial
          .as(ada)
          .opportunityLines()
          .replace(won.id(), LinesDraft.of(Line.of("GTX-PRO", "2")))
          .orElseThrow();
      assertThat(open(ada)).isEqualTo(Outcome.done(2L));
      trial.as(ada).opportunities().win(won.id(), null).orElseThrow();

      assertThat(open(ada)).isEqualTo(Outcome.done(1L));
      Actor own =
          Actors.named(
              "Own",
              new Grants(
                  Map.of(
                      new Permission(Feature.PRODUCT, Action.VIEW), Scope.ALL,
                      new Permission(Feature.OPPORTUNITY, Action.VIEW), Scope.OWN),
                  Set.of()));
      assertThat(open(own)).isEqualTo(Outcome.done(0L));
      ProductId none = new ProductId(new UUID(1, 2));
      assertThat(trial.as(ada).products().openOpportunities(none))
          .isEqualTo(Outcome.refused(NotFound.of("product", none.value())));
    }
  }

  private Outcome<Long> open(Actor actor) {
    return trial.as(actor).products().openOpportunities(pro.id());
  }

  private List<AuditEntry> timeline(Actor actor) {
    return trial.as(actor).opportunityQueries().timeline(deal.id(), null, 20).orElseThrow();
  }

  private Money amount() {
    return trial.storage.opportunities().find(deal.id()).orElseThrow().content().amount();
  }

  private LinesView lines(Actor actor) {
    return trial.as(actor).opportunityLines().of(deal.id()).orElseThrow();
  }

  private Outcome<LinesView> replace(Actor actor, LinesDraft draft) {
    return trial.as(actor).opportunityLines().replace(deal.id(), draft);
  }

  private LinesView view(long version, List<LinesView.Line> lines, String sum, String amount) {
    OpportunityId id = deal.id();
    return new LinesView(id, version, Currency.getInstance("EUR"), lines, eur(sum), eur(amount));
  }

  private Product listed(ProductDraft draft) {
    return trial.as(ada).products().list(draft).orElseThrow();
  }

  private Opportunity create(Actor actor, OpportunityDraft draft) {
    return trial.as(actor).opportunities().create(new Create(draft)).orElseThrow();
  }

  private static Actor seller(String name, Set<Action> actions, Set<String> masked) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    actions.forEach(action -> scopes.put(new Permission(Feature.OPPORTUNITY, action), Scope.ALL));
    return Actors.named(name, new Grants(scopes, masked));
  }

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }
}
