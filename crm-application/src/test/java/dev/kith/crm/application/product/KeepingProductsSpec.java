package dev.kith.crm.application.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductDraft.Price;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.product.ProductRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepingProductsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @Nested
  class The_catalogue {

    @Test
    void tells_what_is_sold_by_name_and_keeps_what_is_sold_no_more() {
      Product plus = listed("GTX-2", "GTX Plus");
      listed("GTX-1", "GTX Basic");
      trial.as(ada).products().retire(plus.id()).orElseThrow();

      assertThat(
              trial
                  .as(ada)
                  .products()
                  .list(ListQuery.all(ProductView.CATALOGUE))
                  .orElseThrow()
                  .items()
                  .stream()
                  .map(view -> view.name() + (view.active() ? "" : " (retired)")))
          .containsExactly("GTX Basic", "GTX Plus (retired)");
      assertThat(trial.as(ada).products().reinstate(plus.id()).orElseThrow().active()).isTrue();
    }

    @Test
    void has_one_product_of_a_key() {
      Product first = listed("GTX-1", "GTX Basic");

      assertThat(trial.as(ada).products().list(ProductDraft.of("gtx-1", "Another")))
          .isEqualTo(Outcome.refused(new ProductRefusal.SkuTaken("gtx-1", first.id().value())));
    }

    @Test
    void lists_a_product_once_under_an_idempotency_key() {
      ProductDraft draft = ProductDraft.of("GTX-1", "GTX Basic", new Price("550", "USD"));
      Product first = trial.as(ada).idempotent("key").products().list(draft).orElseThrow();

      assertThat(trial.as(ada).idempotent("key").products().list(draft))
          .isEqualTo(Outcome.done(first));
    }

    @Test
    void is_edited_on_the_version_that_was_read_and_tells_what_it_was() {
      ProductId id = listed("GTX-1", "GTX Basic").id();
      ProductDraft dearer = ProductDraft.of("GTX-1", "GTX Basic", new Price("600", "USD"));

      assertThat(trial.as(ada).expecting(2).products().edit(id, dearer))
          .isEqualTo(Outcome.refused(new StaleVersion("product", id.toString(), 2, 1)));
      trial.as(ada).expecting(1).products().edit(id, dearer).orElseThrow();
      assertThat(trial.as(ada).products().get(id).orElseThrow().prices())
          .containsExactly(Money.of("600", "USD"));
      assertThat(
              trial.storage.audit().histories(Set.of(Product.subjectOf(id)), null, 10).stream()
                  .map(AuditEntry::action))
          .containsExactly("product.edit", "product.list");
    }

    @Test
    void is_looked_at_by_those_who_may_and_changed_by_administrators_only() {
      ProductId id = listed("GTX-1", "GTX Basic").id();
      Actor viewer =
          Actors.named(
              "Olga",
              new Grants(
                  Map.of(new Permission(Feature.PRODUCT, Action.VIEW), Scope.ALL), Set.of()));
      Actor nobody = Actors.named("Nora", new Grants(Map.of(), Set.of()));

      assertThat(trial.as(viewer).products().get(id)).isInstanceOf(Outcome.Done.class);
      assertThat(refusals(viewer, id)).hasSize(3).allMatch(Forbidden.class::isInstance);
      assertThat(trial.as(nobody).products().list(ListQuery.all(ProductView.CATALOGUE)))
          .isInstanceOf(Outcome.Refused.class);
      UUID unknown = new UUID(9, 9);
      assertThat(trial.as(ada).products().get(new ProductId(unknown)))
          .isEqualTo(Outcome.refused(NotFound.of("product", unknown)));
    }
  }

  private List<Object> refusals(Actor actor, ProductId id) {
    Products products = trial.as(actor).products();
    return List.<Outcome<Product>>of(
            products.list(ProductDraft.of("X", "X")),
            products.edit(id, ProductDraft.of("X", "X")),
            products.retire(id))
        .stream()
        .<Object>map(
            outcome -> outcome instanceof Outcome.Refused<Product>(var refusal) ? refusal : outcome)
        .toList();
  }

  private Product listed(String sku, String name) {
    return trial
        .as(ada)
        .products()
        .list(ProductDraft.of(sku, name, new Price("550", "USD")))
        .orElseThrow();
  }
}
