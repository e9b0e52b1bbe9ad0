package dev.kith.crm.application.intake;

import static dev.kith.crm.application.intake.Importing.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.product.ProductView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files of products. */
class ImportingProductsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Importing dollars =
      new Importing(trial, ada, RecordKind.PRODUCT, Map.of("currency", "USD"));

  private static final String LIST =
      """
      product,series,sales_price
      GTX Basic,GTX,550
      GTX Pro,GTX,4821
      MG Special,MG,55
      """;

  @Test
  void a_price_list_becomes_the_catalogue_by_what_its_columns_are_called() {
    ImportView done = dollars.done(LIST);
    assertThat(dollars.problems(done)).isEmpty();
    assertThat(counts(done)).containsExactly(3L, 0L, 0L, 0L, 0L);
    assertThat(products())
        .containsExactly(
            "GTX Basic | GTX Basic | GTX | [550.00 USD]",
            "GTX Pro | GTX Pro | GTX | [4821.00 USD]",
            "MG Special | MG Special | MG | [55.00 USD]");
  }

  @Test
  void a_product_that_is_there_is_known_by_its_external_id_or_key_or_else_by_its_name() {
    product(new ProductDraft("A-1", "Anchor", null, List.of(), "erp", "17"));
    product(ProductDraft.of("B-1", "Blade"));
    product(ProductDraft.of("M-1", "Mast"));
    String file =
        """
        code,item,external_id,external_system,category
        ,Anchor de luxe,17,ERP,Steel
        b-1,Blade de luxe,,,Rotor
        ,MAST,,,Tower
        """;

    assertThat(counts(dollars.done(file))).containsExactly(0L, 0L, 3L, 0L, 0L);
    ImportView filled = dollars.under(ConflictPolicy.FILL_EMPTY).done(file);
    assertThat(dollars.problems(filled)).isEmpty();
    assertThat(counts(filled)).containsExactly(0L, 3L, 0L, 0L, 0L);
    assertThat(products())
        .containsExactly(
            "A-1 | Anchor | Steel | []", "B-1 | Blade | Rotor | []", "M-1 | Mast | Tower | []");
    assertThat(counts(dollars.under(ConflictPolicy.OVERWRITE).done(file)))
        .containsExactly(0L, 3L, 0L, 0L, 0L);
    assertThat(products())
        .containsExactly(
            "A-1 | Anchor de luxe | Steel | []",
            "b-1 | Blade de luxe | Rotor | []",
            "M-1 | MAST | Tower | []");
    assertThat(counts(dollars.under(ConflictPolicy.OVERWRITE).done(file)))
        .containsExactly(0L, 0L, 3L, 0L, 0L);
  }

  @Test
  void a_new_price_replaces_the_one_in_its_currency_and_leaves_the_others() {
    dollars.done(LIST);
    Importing euros = dollars.saying(Map.of("currency", "eur")).under(ConflictPolicy.FILL_EMPTY);
    assertThat(counts(euros.done("sku,list_price\nGTX Pro,4100\nMG Special,49.90\n")))
        .containsExactly(0L, 2L, 0L, 0L, 0L);
    assertThat(counts(euros.done("sku,list_price\nGTX Pro,1\n")))
        .containsExactly(0L, 0L, 1L, 0L, 0L);

    ImportView dearer =
        dollars.under(ConflictPolicy.OVERWRITE).done("sku,list_price\ngtx pro,4999.50\n");
    assertThat(trial.as(ada).imports().rows(dearer.id(), null, 0, 9).orElseThrow())
        .singleElement()
        .satisfies(row ->
            assertThat(row.changes())
                .contains(
                    new FieldChange(
                        "prices", "4100.00 EUR, 4821.00 USD", "4100.00 EUR, 4999.50 USD")));
    assertThat(products()).contains("gtx pro | GTX Pro | GTX | [4100.00 EUR, 4999.50 USD]");
  }

  @Test
  void rows_that_cannot_be_are_errors_with_every_reason() {
    product(new ProductDraft("A-1", "Anchor", null, List.of(), null, "17"));
    product(ProductDraft.of("M-1", "Mast"));
    product(ProductDraft.of("M-2", "Mast"));
    ImportView done =
        dollars
            .saying(Map.of())
            .done(
                """
                sku,name,external_id,price,currency
                ,,,much,USD
                ,Blade,,1,
                ,Blade,,12.555,EUR
                ,mast,,,
                M-1,Mast,17,,
                N-1,,,,
                N-2,Net,,5,EUR
                n-2,Net,,6,EUR
                """);
    assertThat(dollars.problems(done))
        .containsExactly(
            "2 sku required",
            "2 name required",
            "2 price amount-syntax",
            "3 currency currency-unknown",
            "4 price too-many-decimals",
            "5 name ambiguous-product",
            "6 sku ambiguous-product",
            "7 name required",
            "9  duplicate-row");
    assertThat(counts(done)).containsExactly(1L, 0L, 0L, 1L, 6L);
  }

  @Test
  void a_check_says_what_the_import_does_and_writes_nothing() {
    String file = LIST + "GTX basic,GTX,1\n,GTX,2\n";
    ImportView checked = dollars.checked(file);
    assertThat(checked.check().created()).isEqualTo(3);
    assertThat(products()).isEmpty();
    trial.as(ada).imports().start(checked.id()).orElseThrow();
    trial.crm.runDue();
    assertThat(dollars.view(checked.id()).progress()).isEqualTo(checked.check());
  }

  @Test
  void whoever_brings_products_in_must_keep_the_catalogue() {
    Actor importer = granted(Map.of(new Permission(Feature.PRODUCT, Action.VIEW), Scope.ALL));
    Importing forbidden = new Importing(trial, importer, RecordKind.PRODUCT, Map.of());
    ImportId id = forbidden.prepared("name\nBlade\n").id();
    assertThat(trial.as(importer).imports().start(id))
        .isEqualTo(
            Outcome.refused(
                new Forbidden(
                    "product:administer",
                    "This needs the permission product:administer on all records.")));

    Actor keeper =
        granted(
            Map.of(
                new Permission(Feature.PRODUCT, Action.VIEW), Scope.ALL,
                new Permission(Feature.PRODUCT, Action.ADMINISTER), Scope.ALL));
    Importing allowed = new Importing(trial, keeper, RecordKind.PRODUCT, Map.of());
    assertThat(counts(allowed.done("name\nBlade\n"))).containsExactly(1L, 0L, 0L, 0L, 0L);
    assertThat(counts(allowed.under(ConflictPolicy.OVERWRITE).done("name,series\nBlade,Rotor\n")))
        .containsExactly(0L, 1L, 0L, 0L, 0L);
  }

  private static Actor granted(Map<Permission, Scope> scopes) {
    Map<Permission, Scope> all = new HashMap<>(scopes);
    all.put(new Permission(Feature.IMPORT, Action.VIEW), Scope.ALL);
    all.put(new Permission(Feature.IMPORT, Action.CREATE), Scope.ALL);
    return Actors.named("Olga", new Grants(all, Set.of()));
  }

  private void product(ProductDraft draft) {
    trial.as(ada).products().list(draft).orElseThrow();
  }

  /** Key, name, family and prices of each, by their names. */
  private List<String> products() {
    return trial
        .as(ada)
        .products()
        .list(ListQuery.all(ProductView.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map(p -> p.sku() + " | " + p.name() + " | " + p.family() + " | " + p.prices())
        .toList();
  }
}
