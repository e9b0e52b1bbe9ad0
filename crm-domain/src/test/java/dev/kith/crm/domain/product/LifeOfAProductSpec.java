package dev.kith.crm.domain.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.product.ProductDraft.Price;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeOfAProductSpec {

  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final ProductId ID = new ProductId(new UUID(0, 7));
  private static final ProductDraft GTX =
      new ProductDraft(
          " GTX-1 ",
          "GTX Basic",
          "GTX",
          List.of(new Price("550", "usd"), new Price("499.90", "EUR")),
          "shop",
          "17");

  @Nested
  class A_product {

    @Test
    void is_listed_with_its_prices_one_a_currency() {
      Product listed = Product.list(ID, GTX, NOW).orElseThrow().next();

      assertThat(listed)
          .isEqualTo(
              new Product(
                  ID,
                  Revision.first(NOW),
                  new ProductContent(
                      "GTX-1",
                      "GTX Basic",
                      "GTX",
                      List.of(Money.of("499.90", "EUR"), Money.of("550.00", "USD")),
                      new ExternalId("shop", "17")),
                  true));
      assertThat(listed.content().price(Currency.getInstance("USD")))
          .contains(Money.of("550", "USD"));
      assertThat(listed.content().price(Currency.getInstance("CHF"))).isEmpty();
      assertThat(listed.facts())
          .isEqualTo(
              Map.of(
                  "sku", "GTX-1",
                  "name", "GTX Basic",
                  "family", "GTX",
                  "prices", "499.90 EUR, 550.00 USD",
                  "externalId", "17 of shop",
                  "active", "true"));
    }

    @Test
    void is_edited_as_a_whole_and_does_not_change_where_nothing_is_new() {
      Product listed = Product.list(ID, GTX, NOW).orElseThrow().next();

      assertThat(listed.edit(GTX, LATER)).isEqualTo(Outcome.done(Change.none(listed)));
      Product edited =
          listed
              .edit(ProductDraft.of("GTX-1", "GTX", new Price("600", "USD")), LATER)
              .orElseThrow()
              .next();
      assertThat(edited.revision().version()).isEqualTo(2);
      assertThat(edited.content())
          .isEqualTo(
              new ProductContent("GTX-1", "GTX", null, List.of(Money.of("600", "USD")), null));
    }

    @Test
    void is_retired_and_sold_again_but_never_lost() {
      Product listed = Product.list(ID, GTX, NOW).orElseThrow().next();
      Product retired = listed.retire(LATER).next();

      assertThat(retired.active()).isFalse();
      assertThat(retired.retire(LATER)).isEqualTo(Change.none(retired));
      assertThat(retired.reinstate(LATER).next().active()).isTrue();
      assertThat(listed.reinstate(LATER)).isEqualTo(Change.none(listed));
    }

    @Test
    void is_called_the_same_whatever_stands_between_its_letters_and_digits() {
      ProductContent pro = ProductDraft.of("GTX-1", "GTX Pro").read().orElseThrow();
      assertThat(pro.nameForm())
          .isEqualTo("gtxpro")
          .isEqualTo(ProductContent.formOf("GTXPro"))
          .isEqualTo(ProductContent.formOf(" gtx-PRO®"));
      assertThat(ProductContent.formOf("GTX Pro 2")).isEqualTo("gtxpro2");
      assertThat(ProductContent.formOf("Ко\u0301льцо — ½")).isEqualTo("ко\u0301льцо12");
      assertThat(ProductContent.formOf("+++")).isEmpty();
    }

    @Test
    void is_written_again_as_it_is_known() {
      ProductContent content = GTX.read().orElseThrow();
      assertThat(ProductDraft.of(content).read()).isEqualTo(Outcome.done(content));
    }

    @Test
    void says_all_at_once_what_is_wrong() {
      ProductDraft wrong =
          new ProductDraft(
              " ",
              null,
              "x".repeat(101),
              List.of(
                  new Price("1,50", "EUR"),
                  new Price("1", "XXX"),
                  new Price("1", "USD"),
                  new Price("2", "USD")),
              "shop",
              null);

      assertThat(
              Product.list(ID, wrong, NOW) instanceof Outcome.Refused<?>(Invalid(var found))
                  ? found.stream().map(v -> v.pointer() + " " + v.code()).toList()
                  : List.of())
          .containsExactly(
              "/sku required",
              "/name required",
              "/family too-long",
              "/prices/0/amount amount-syntax",
              "/prices/1/currency currency-unknown",
              "/prices/3/currency twice",
              "/externalId required");
    }
  }
}
