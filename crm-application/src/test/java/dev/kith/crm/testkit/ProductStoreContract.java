package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.product.ProductStore;
import dev.kith.crm.application.product.ProductView;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductDraft.Price;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.product.ProductRefusal.ExternalIdTaken;
import dev.kith.crm.domain.product.ProductRefusal.SkuTaken;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link ProductStore} promises. */
public interface ProductStoreContract extends StorageContract {

  Instant NOW = Leads.CAPTURED;

  @Test
  default void a_product_comes_back_as_it_was_version_by_version() {
    Product first = added(draft("Köln-1", "Turbine „K“", "Turbines", "k-1"));
    assertThat(store().find(first.id())).contains(first);
    assertThat(store().bySku("KÖLN-1")).contains(first);
    assertThat(store().bySku("Köln-2")).isEmpty();

    Product beside = added(draft("Köln-3", "Blade", null, null));
    assertThat(
            store().findAll(List.of(first.id(), new ProductId(Leads.anId().value()), beside.id())))
        .containsExactlyInAnyOrder(first, beside);
    assertThat(store().bySkus(List.of("köln-1", "KÖLN-3", "Köln-2")))
        .containsExactlyInAnyOrder(first, beside);
    assertThat(store().findAll(List.of())).isEmpty();
    assertThat(store().bySkus(List.of())).isEmpty();

    Product second = kept(first.retire(NOW.plusSeconds(1)).next());
    assertThat(store().find(first.id())).contains(second);
    assertThat(storage().transactions().run(() -> store().update(second)))
        .isEqualTo(Outcome.refused(new StaleVersion("product", first.id().toString(), 1, 2)));
    Product third =
        kept(
            second
                .edit(ProductDraft.of("Köln-1", "Turbine"), NOW.plusSeconds(2))
                .orElseThrow()
                .next());
    assertThat(store().bySku("köln-1")).contains(third);
    assertThat(store().find(new ProductId(Leads.anId().value()))).isEmpty();
  }

  @Test
  default void products_have_keys_and_external_ids_of_their_own_even_when_retired() {
    Product first = added(draft("own-1", "One", null, "own-x"));
    kept(first.retire(NOW).next());

    assertThat(
            storage()
                .transactions()
                .run(() -> store().add(product(ProductDraft.of("OWN-1", "Two")))))
        .isEqualTo(Outcome.refused(new SkuTaken("OWN-1", first.id().value())));
    assertThat(
            storage()
                .transactions()
                .run(() -> store().add(product(draft("own-2", "Two", null, "own-x")))))
        .isEqualTo(Outcome.refused(new ExternalIdTaken("own-x of shop", first.id().value())));
    Product other = added(ProductDraft.of("own-3", "Three"));
    Product renamed = other.edit(ProductDraft.of("Own-1", "Three"), NOW).orElseThrow().next();
    assertThat(storage().transactions().run(() -> store().update(renamed)))
        .isEqualTo(Outcome.refused(new SkuTaken("Own-1", first.id().value())));
  }

  @Test
  default void products_are_found_by_what_people_and_other_systems_call_them() {
    Product pro = added(draft("nm-1", "Nm GTX Pro+", null, "nm-x"));
    Product other = added(draft("nm-2", "nmgtx-PRO", null, null));
    Product signs = added(draft("nm-3", "+++", null, null));
    Product cologne = added(draft("nm-4", "Nm Köln ²", null, null));

    assertThat(store().named(List.of("NM-1"))).containsExactly(pro);
    assertThat(store().named(List.of("nm-x"))).containsExactly(pro);
    assertThat(store().named(List.of("NM-X"))).isEmpty();
    assertThat(store().named(List.of("nm gtx PRO+", "nm-4")))
        .containsExactlyInAnyOrder(pro, other, cologne);
    assertThat(store().named(List.of("Nm_GTX pro", "nm köln2")))
        .containsExactlyInAnyOrder(pro, other, cologne);
    assertThat(store().named(List.of("***"))).isEmpty();
    assertThat(store().named(List.of("+++"))).containsExactly(signs);
    assertThat(store().named(List.of())).isEmpty();

    assertThat(store().holding(List.of("NM-2", "nm-1"), List.of("shop\nnm-x")))
        .containsExactlyInAnyOrder(pro, other);
    assertThat(store().holding(List.of(), List.of("\nnm-x"))).isEmpty();
  }

  @Test
  default void what_became_of_many_products_is_saved_at_once() {
    Product stored = added(draft("all-1", "One", null, "all-x"));
    Product edited =
        stored.edit(ProductDraft.of("all-1", "Uno"), NOW.plusSeconds(1)).orElseThrow().next();
    Product retired = edited.retire(NOW.plusSeconds(2)).next();
    Product born = product(draft("all-2", "Two", "All", "all-y"));

    saved(
        List.of(new Course<>(stored, List.of(edited, retired)), new Course<>(null, List.of(born))));

    assertThat(store().find(stored.id())).contains(retired);
    assertThat(store().named(List.of("u.n.o"))).containsExactly(retired);
    assertThat(store().find(born.id())).contains(born);
    Product late = product(draft("ALL-2", "Late", null, null));
    assertThatThrownBy(() -> saved(List.of(new Course<>(null, List.of(late)))))
        .isInstanceOf(ConcurrentChangeException.class);
    assertThatThrownBy(() -> saved(List.of(new Course<>(stored, List.of(edited)))))
        .isInstanceOf(ConcurrentChangeException.class);
    assertThat(store().find(stored.id())).contains(retired);
  }

  private void saved(List<Course<Product>> courses) {
    storage()
        .transactions()
        .always(() -> {
          store().saveAll(courses);
          return courses;
        });
  }

  @Test
  default void products_are_searched_filtered_and_sorted_page_by_page() {
    added(draft("pg-1", "Blade long", "PageRotor", null));
    Product gone = added(draft("pg-2", "Blade short", "PageRotor", null));
    added(draft("pg-3", "anchor", "pagerotor", null));
    added(draft("pg-4", "Mast", "PageTower", null));
    kept(gone.retire(NOW).next());
    ListQuery all = ListQuery.all(ProductView.CATALOGUE).searching("PAGEROTOR");

    assertThat(skus(all)).containsExactly("pg-3", "pg-1", "pg-2");
    assertThat(skus(all.searching("blade pagerotor").sortedBy(new SortKey("sku", true))))
        .containsExactly("pg-2", "pg-1");
    assertThat(skus(filtered("family eq 'PageRotor' and active eq true")))
        .containsExactly("pg-3", "pg-1");
    ListQuery two = all.limitedTo(2).withCount();
    assertThat(store().page(two).total()).isEqualTo(3);
    assertThat(skus(two.after(store().page(two).next()))).containsExactly("pg-2");
  }

  @RepeatedTest(3)
  default void of_many_who_list_the_same_key_at_once_exactly_one_does() {
    Workspace ada = new AccessWorld(storage()).asAda();
    String sku = "race-" + Leads.anId();

    List<Outcome<Product>> outcomes =
        Beside.all(8, i -> ada.products().list(ProductDraft.of(sku, "Product " + i)));

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    Product kept = store().bySku(sku).orElseThrow();
    assertThat(outcomes.stream().filter(Outcome.Refused.class::isInstance))
        .allMatch(o -> o.equals(Outcome.refused(new SkuTaken(sku, kept.id().value()))))
        .hasSize(7);
  }

  private static ListQuery filtered(String filter) {
    return ListRequests.parse(ProductView.CATALOGUE, Map.of("filter", filter), new byte[32])
        .orElseThrow();
  }

  private List<String> skus(ListQuery query) {
    return store().page(query).items().stream().map(ProductView::sku).toList();
  }

  private Product added(ProductDraft draft) {
    Product product = product(draft);
    return storage().transactions().run(() -> store().add(product)).orElseThrow();
  }

  private Product kept(Product next) {
    return storage().transactions().run(() -> store().update(next)).orElseThrow();
  }

  private static Product product(ProductDraft draft) {
    return Product.list(new ProductId(Leads.anId().value()), draft, NOW).orElseThrow().next();
  }

  private static ProductDraft draft(
      String sku, String name, @Nullable String family, @Nullable String externalId) {
    return new ProductDraft(
        sku,
        name,
        family,
        List.of(new Price("550", "USD"), new Price("1200", "JPY")),
        externalId == null ? null : "shop",
        externalId);
  }

  private ProductStore store() {
    return storage().products();
  }
}
