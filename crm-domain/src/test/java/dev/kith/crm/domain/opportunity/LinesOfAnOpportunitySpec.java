package dev.kith.crm.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.opportunity.LinesDraft.Line;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductDraft.Price;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Opportunities;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LinesOfAnOpportunitySpec {

  private static final Instant LATER = Opportunities.CREATED.plusSeconds(60);
  private static final Currency EUR = Currency.getInstance("EUR");

  private final Product pro =
      product(1, ProductDraft.of("GTX-PRO", "GTX Pro", new Price("550", "EUR")));
  private final Product old =
      product(2, ProductDraft.of("MG-1", "MG Special", new Price("10", "EUR")))
          .retire(LATER)
          .next();
  private final Product rare = product(3, ProductDraft.of("RARE", "On request"));

  @Nested
  class A_line {

    @Test
    void costs_what_the_list_says_unless_another_price_is_said() {
      assertThat(read(Line.of("gtx-pro", "2"), Line.of("RARE", "1").at("99.9")).lines())
          .containsExactly(
              new OpportunityLine(pro.id(), number("2"), eur("550"), BigDecimal.ZERO),
              new OpportunityLine(rare.id(), number("1"), eur("99.90"), BigDecimal.ZERO));
    }

    @Test
    void brings_quantity_times_price_less_its_discount_rounded_half_up() {
      assertThat(amount(Line.of("GTX-PRO", "2").less("10"))).isEqualTo(eur("990.00"));
      assertThat(amount(Line.of("GTX-PRO", "0.5").at("0.01"))).isEqualTo(eur("0.01"));
      assertThat(amount(Line.of("GTX-PRO", "1.234567").at("3.33").less("12.5")))
          .isEqualTo(eur("3.60"));
      assertThat(amount(Line.of("GTX-PRO", "7").less("100"))).isEqualTo(eur("0"));
      assertThat(read("JPY", Line.of("GTX-PRO", "3").at("5").less("10")).sum())
          .isEqualTo(Money.of("14", "JPY"));
    }

    @Test
    void of_a_product_that_is_sold_no_more_stays_but_none_is_added() {
      assertThat(draft(Line.of("MG-1", "1")).read(known(Set.of(old.id()), true)).orElseThrow())
          .isEqualTo(
              new LineList(
                  EUR,
                  List.of(new OpportunityLine(old.id(), number("1"), eur("10"), BigDecimal.ZERO))));
      assertThat(problems(Line.of("MG-1", "1"))).containsExactly("/lines/0/sku product-retired");
    }
  }

  @Nested
  class A_draft {

    @Test
    void tells_everything_that_is_wrong_at_once() {
      assertThat(
              problems(
                  Line.of(" ", "1"),
                  Line.of("NONE", ""),
                  new Line(new ProductId(new UUID(9, 9)), null, "1", null, null),
                  Line.of("GTX-PRO", "0"),
                  Line.of("GTX-PRO", "1,5").at("1.234").less("101"),
                  Line.of("GTX-PRO", "-1").at("x").less("-1"),
                  Line.of("RARE", "1")))
          .containsExactly(
              "/lines/0/product required",
              "/lines/1/sku unknown-product",
              "/lines/1/quantity required",
              "/lines/2/product unknown-product",
              "/lines/3/quantity quantity-syntax",
              "/lines/4/quantity quantity-syntax",
              "/lines/4/unitPrice too-many-decimals",
              "/lines/4/discount percent-syntax",
              "/lines/5/quantity quantity-syntax",
              "/lines/5/unitPrice amount-syntax",
              "/lines/5/discount percent-syntax",
              "/lines/6/unitPrice no-list-price");
    }

    @Test
    void has_a_hundred_lines_at_most_and_comes_to_no_more_than_an_amount_can_be() {
      assertThat(problems(Collections.nCopies(101, Line.of("GTX-PRO", "1")).toArray(Line[]::new)))
          .containsExactly("/lines too-many");
      assertThat(read(Collections.nCopies(100, Line.of("GTX-PRO", "1")).toArray(Line[]::new)).sum())
          .isEqualTo(eur("55000"));
      assertThat(problems(Line.of("GTX-PRO", "999999999999").at("1001")))
          .containsExactly("/lines/0/quantity too-large");
      Line large = Line.of("GTX-PRO", "1").at("999999999999999");
      assertThat(problems(large, Line.of("GTX-PRO", "1").at("1")))
          .containsExactly("/lines too-large");
    }

    @Test
    void is_in_the_currency_of_the_amount_unless_it_sets_the_amount() {
      LinesDraft yen = draft(Line.of("GTX-PRO", "1").at("5")).in("jpy");
      assertThat(told(yen.read(known(Set.of(), true)))).containsExactly("/currency other-currency");
      assertThat(yen.andAmount().read(known(Set.of(), true)).orElseThrow().sum())
          .isEqualTo(Money.of("5", "JPY"));
      assertThat(yen.read(known(Set.of(), false)).orElseThrow().sum())
          .isEqualTo(Money.of("5", "JPY"));
      assertThat(told(draft().in("QQQ").read(known(Set.of(), false))))
          .containsExactly("/currency currency-unknown");
    }
  }

  @Nested
  class Replacing_the_lines {

    private final Pipeline sales = Opportunities.aPipeline();
    private final Opportunity deal =
        Opportunities.in(
            sales, OpportunityDraft.named("Turbines").worth("100", "EUR"), Actors.userId("Olga"));
    private final LineList two = read(Line.of("GTX-PRO", "2").less("10"));

    @Test
    void is_another_version_of_the_opportunity_that_leaves_its_amount_alone() {
      Change<Opportunity> change = replaced(two, List.of(), false);

      assertThat(change.next().content()).isEqualTo(deal.content());
      assertThat(change.next().revision()).isEqualTo(deal.revision().next(LATER));
      assertThat(change.events())
          .containsExactly(
              new OpportunityEvent.LinesReplaced(
                  deal.id(), List.of("2 × GTX-PRO at 550.00 EUR, 10 % off")));
    }

    @Test
    void can_make_the_amount_what_they_add_up_to() {
      Change<Opportunity> change = replaced(two, List.of(), true);

      assertThat(change.next().content().amount()).isEqualTo(eur("990"));
      assertThat(change.next().revision()).isEqualTo(deal.revision().next(LATER));
      assertThat(change.events())
          .containsExactly(
              new OpportunityEvent.LinesReplaced(
                  deal.id(), List.of("2 × GTX-PRO at 550.00 EUR, 10 % off")),
              new OpportunityEvent.Edited(deal.id(), List.of("amount")));
      assertThat(replaced(two, two.lines(), true).events())
          .containsExactly(new OpportunityEvent.Edited(deal.id(), List.of("amount")));
    }

    @Test
    void by_the_same_changes_nothing() {
      assertThat(replaced(two, two.lines(), false)).isEqualTo(Change.none(deal));
    }

    @Test
    void is_refused_in_the_bin() {
      Opportunity gone = deal.delete(LATER).next();
      assertThat(two.replace(gone, List.of(), false, id -> "", sales.stages().getFirst(), LATER))
          .isEqualTo(Outcome.refused(new OpportunityRefusal.OpportunityDeleted(deal.id().value())));
    }

    private Change<Opportunity> replaced(
        LineList lines, List<OpportunityLine> before, boolean settingAmount) {
      return lines
          .replace(deal, before, settingAmount, id -> "GTX-PRO", sales.stages().getFirst(), LATER)
          .orElseThrow();
    }
  }

  private Money amount(Line line) {
    return read(line).lines().getFirst().amount();
  }

  private LineList read(Line... lines) {
    return draft(lines).read(known(Set.of(), true)).orElseThrow();
  }

  private LineList read(String currency, Line... lines) {
    return draft(lines).in(currency).read(known(Set.of(), false)).orElseThrow();
  }

  private List<String> problems(Line... lines) {
    return told(draft(lines).read(known(Set.of(), true)));
  }

  private static List<String> told(Outcome<LineList> outcome) {
    return outcome instanceof Outcome.Refused<LineList>(Invalid invalid)
        ? invalid.violations().stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }

  private static LinesDraft draft(Line... lines) {
    return LinesDraft.of(lines);
  }

  private LinesDraft.Known known(Set<ProductId> kept, boolean fixed) {
    return new LinesDraft.Known(List.of(pro, old, rare), kept, EUR, fixed);
  }

  private static Product product(long id, ProductDraft draft) {
    return Product.list(new ProductId(new UUID(0, id)), draft, Opportunities.CREATED)
        .orElseThrow()
        .next();
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }
}
