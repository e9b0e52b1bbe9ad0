package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.opportunity.LinesView;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.OpportunityLineStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.LinesDraft.Line;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Opportunities;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link OpportunityLineStore} promises. */
public interface OpportunityLineStoreContract extends KeptDeals {

  @Test
  default void lines_come_back_as_they_were_in_their_order() {
    ProductId pro = aProduct();
    ProductId basic = aProduct();
    Opportunity deal = added(aPipeline(), "Olga");
    assertThat(store().of(deal.id())).isEmpty();

    List<OpportunityLine> lines =
        List.of(
            line(pro, "0.000001", Money.of("999999999999999.99", "EUR"), "99.9999"),
            line(basic, "999999999999", Money.of("0.01", "EUR"), "0"),
            line(pro, "2", Money.of("550", "EUR"), "100"));
    replace(deal.id(), lines);
    assertThat(store().of(deal.id())).isEqualTo(lines);

    List<OpportunityLine> others = List.of(line(basic, "1.5", Money.of("500", "JPY"), "12.5"));
    replace(deal.id(), others);
    assertThat(store().of(deal.id())).isEqualTo(others);
    replace(deal.id(), List.of());
    assertThat(store().of(deal.id())).isEmpty();
  }

  @Test
  default void lines_of_many_opportunities_are_read_and_replaced_together() {
    ProductId pro = aProduct();
    Pipeline sales = aPipeline();
    Opportunity first = added(sales, "Olga");
    Opportunity second = added(sales, "Olga");
    Opportunity bare = added(sales, "Olga");
    Opportunity beside = added(sales, "Olga");
    List<OpportunityLine> old = List.of(line(pro, "9", Money.of("9", "EUR"), "0"));
    List.of(first, bare, beside).forEach(deal -> replace(deal.id(), old));
    List<OpportunityLine> one = List.of(line(pro, "1", Money.of("550", "EUR"), "0"));
    List<OpportunityLine> many =
        IntStream.rangeClosed(1, 40)
            .mapToObj(i -> line(pro, "" + i, Money.of("0.5", "EUR"), "2.5"))
            .toList();

    storage()
        .transactions()
        .always(() -> {
          store().replaceAll(Map.of(first.id(), one, second.id(), many, bare.id(), List.of()));
          return one;
        });

    assertThat(store().ofAll(List.of(first.id(), second.id(), bare.id(), beside.id())))
        .isEqualTo(Map.of(first.id(), one, second.id(), many, beside.id(), old));
    assertThat(store().ofAll(List.of())).isEmpty();
  }

  @Test
  default void a_product_is_counted_once_in_each_open_opportunity_that_is_visible() {
    ProductId pro = aProduct();
    Pipeline sales = aPipeline();
    List<OpportunityLine> twice =
        List.of(
            line(pro, "1", Money.of("550", "EUR"), "0"),
            line(pro, "2", Money.of("500", "EUR"), "0"));
    Opportunity first = added(sales, "Olga");
    Opportunity won = added(sales, "Olga");
    Opportunity gone = added(sales, "Olga");
    Opportunity hers = added(sales, "Paula");
    List.of(first, won, gone, hers).forEach(deal -> replace(deal.id(), twice));
    replace(added(sales, "Olga").id(), List.of(line(aProduct(), "1", Money.of("1", "EUR"), "0")));
    assertThat(store().countOpen(pro, new Visibility.All())).isEqualTo(4);

    kept(
        won.move(
                sales,
                sales,
                sales.stage("won").orElseThrow(),
                null,
                null,
                Opportunities.CREATED.plusSeconds(1))
            .orElseThrow()
            .next());
    kept(gone.delete(Opportunities.CREATED.plusSeconds(1)).next());

    assertThat(store().countOpen(pro, new Visibility.All())).isEqualTo(2);
    assertThat(store().countOpen(pro, new Visibility.OwnedBy(Set.of(olga())))).isEqualTo(1);
    assertThat(store().of(gone.id())).isEqualTo(twice);
  }

  @RepeatedTest(3)
  default void of_many_who_replace_lines_at_once_each_replaces_all_of_them() {
    Workspace crm = new AccessWorld(storage()).asAda();
    Pipeline sales = aPipeline();
    OpportunityId deal =
        crm.opportunities()
            .create(new Create(Opportunities.complete(), null, sales.id(), null))
            .orElseThrow()
            .id();
    String sku = "race-" + Leads.anId();
    crm.products().list(ProductDraft.of(sku, "Race")).orElseThrow();

    List<Outcome<LinesView>> outcomes =
        Beside.all(
            6,
            i ->
                crm.opportunityLines()
                    .replace(
                        deal,
                        LinesDraft.of(
                            IntStream.rangeClosed(0, i)
                                .mapToObj(n -> Line.of(sku, "" + (i + 1)).at("1"))
                                .toArray(Line[]::new))));

    assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
    List<OpportunityLine> left = store().of(deal);
    assertThat(left)
        .allMatch(line -> line.quantity().equals(BigDecimal.valueOf(left.size())))
        .isNotEmpty();
    assertThat(crm.opportunityLines().of(deal).orElseThrow().version()).isEqualTo(7);
  }

  private static OpportunityLine line(
      ProductId product, String quantity, Money price, String discount) {
    return new OpportunityLine(product, new BigDecimal(quantity), price, new BigDecimal(discount));
  }

  private void replace(OpportunityId deal, List<OpportunityLine> lines) {
    storage()
        .transactions()
        .run(() -> {
          store().replace(deal, lines);
          return Outcome.done(lines);
        })
        .orElseThrow();
  }

  private Opportunity added(Pipeline pipeline, String owner) {
    Opportunity opportunity =
        Opportunities.in(pipeline, Opportunities.complete(), Actors.userId(owner));
    return storage()
        .transactions()
        .run(() -> storage().opportunities().add(opportunity))
        .orElseThrow();
  }

  private void kept(Opportunity next) {
    storage().transactions().run(() -> storage().opportunities().update(next)).orElseThrow();
  }

  private static UserId olga() {
    return Actors.userId("Olga");
  }

  private OpportunityLineStore store() {
    return storage().opportunityLines();
  }
}
