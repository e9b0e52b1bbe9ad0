package dev.kith.crm.application.intake;

import static dev.kith.crm.application.intake.Importing.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.LinesDraft.Line;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductDraft.Price;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of opportunities that name products of the catalogue. */
class ImportingLinesSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Found found = new Found(trial.as(ada));
  private final Importing deals =
      new Importing(
          trial,
          ada,
          RecordKind.OPPORTUNITY,
          Map.of("currency", "USD", "lostReason", "Not told", "pipeline", "Deals"));

  private ProductId pro;

  @BeforeEach
  void setUp() {
    trial.as(ada).pipelines().setUp(Importing.DEALS).orElseThrow();
    pro = product("GTX-1", "GTX Pro", "x-7", new Price("4821", "USD"), new Price("4500", "EUR"));
    product("MG-1", "MG Special", null, new Price("55", "USD"));
    product("MG-2", "MG Advanced", null);
  }

  private static final String FILE =
      """
      opportunity_id,deal_name,product,deal_stage,engage_date,close_date,close_value
      O1,,GTXPro,Won,2025-10-20,2026-01-15,4514.50
      O2,Two,mg-1,Lost,2025-10-25,2025-12-11,0
      O3,Three,x-7,Engaging,2026-01-02,,
      O4,Four,,Engaging,2026-01-02,,100
      """;

  @Test
  void a_product_that_a_row_names_is_a_line_at_the_price_of_the_list_and_the_amount_stays() {
    ImportView done = deals.done(FILE);
    assertThat(deals.problems(done)).isEmpty();
    assertThat(counts(done)).containsExactly(4L, 0L, 0L, 0L, 0L);
    assertThat(lines("O1")).containsExactly("1 GTX-1 at 4821.00 USD less 0");
    assertThat(found.deal("O1").get(OpportunityField.AMOUNT)).isEqualTo("4514.50");
    assertThat(found.deal("O1").displayName()).isEqualTo("GTXPro");
    assertThat(found.deal("O1").status()).isEqualTo("WON");
    assertThat(lines("O2")).containsExactly("1 MG-1 at 55.00 USD less 0");
    assertThat(lines("O3")).containsExactly("1 GTX-1 at 4821.00 USD less 0");
    assertThat(found.deal("O3").get(OpportunityField.AMOUNT)).isNull();
    assertThat(lines("O4")).isEmpty();
    assertThat(trial.as(ada).products().openOpportunities(pro).orElseThrow()).isEqualTo(1);
  }

  @Test
  void a_row_can_say_how_much_of_it_there_is_and_at_which_price() {
    ImportView done =
        deals
            .saying(Map.of())
            .done(
                """
                externalId,name,product,qty,list_price,rabatt,close_value,currency
                O1,One,MG Advanced,2.5,100,12.5,300,EUR
                O2,Two,MG Advanced,,,,99.90,EUR
                O3,Three,GTX Pro,3,,,,EUR
                """);
    assertThat(deals.problems(done)).containsExactly();
    assertThat(lines("O1")).containsExactly("2.5 MG-2 at 100.00 EUR less 12.5");
    assertThat(lines("O2")).containsExactly("1 MG-2 at 99.90 EUR less 0");
    assertThat(lines("O3")).containsExactly("3 GTX-1 at 4500.00 EUR less 0");
  }

  @Test
  void a_file_that_comes_again_doubles_no_line_and_takes_none_away() {
    deals.done(FILE);
    assertThat(counts(deals.done(FILE))).containsExactly(0L, 0L, 4L, 0L, 0L);
    assertThat(counts(deals.under(ConflictPolicy.OVERWRITE).done(FILE)))
        .containsExactly(0L, 0L, 4L, 0L, 0L);
    assertThat(lines("O1")).containsExactly("1 GTX-1 at 4821.00 USD less 0");

    trial
        .as(ada)
        .opportunityLines()
        .replace(
            found.deal("O3").id(),
            LinesDraft.of(Line.of("MG-1", "7").at("50"), Line.of("GTX-1", "2").at("4700")))
        .orElseThrow();
    String next =
        """
        opportunity_id,name,product,quantity
        O3,Three,GTX Pro,4
        O4,Four,MG Special,
        """;
    ImportView filled = deals.under(ConflictPolicy.FILL_EMPTY).done(next);
    assertThat(counts(filled)).containsExactly(0L, 1L, 1L, 0L, 0L);
    assertThat(trial.as(ada).imports().rows(filled.id(), null, 0, 9).orElseThrow())
        .singleElement()
        .satisfies(row ->
            assertThat(row.changes())
                .containsExactly(
                    new FieldChange("product", null, "1 × MG-1"),
                    new FieldChange("unitPrice", null, "55.00 USD")));
    assertThat(counts(deals.under(ConflictPolicy.OVERWRITE).done(next)))
        .containsExactly(0L, 1L, 1L, 0L, 0L);
    assertThat(lines("O3"))
        .containsExactly("7 MG-1 at 50.00 USD less 0", "4 GTX-1 at 4700.00 USD less 0");
    assertThat(lines("O4")).containsExactly("1 MG-1 at 55.00 USD less 0");
  }

  @Test
  void what_cannot_be_matched_is_an_error_of_its_row_that_says_so_and_brings_no_deal_without_it() {
    product("D-1", "Dou-ble", null);
    product("D-2", "Dou ble", null);
    String file =
        """
        opportunity_id,product,quantity,unitPrice,discount,close_value
        E1,Turbine,,,,1
        E2,Double,,,,1
        E3,Dou ble,,,,1
        E4,MG Advanced,,,,
        E5,MG Special,none,much,101,1
        E6,,2,,,1
        E7,Turbine,none,,,1
        """;
    ImportView done = deals.done(file);
    assertThat(deals.problems(done))
        .containsExactly(
            "2 product unknown-product",
            "3 product ambiguous-product",
            "5 unitPrice no-list-price",
            "6 quantity quantity-syntax",
            "6 unitPrice amount-syntax",
            "6 discount percent-syntax",
            "7 name required",
            "7 product required",
            "8 product unknown-product",
            "8 quantity quantity-syntax");
    assertThat(found.deal("E3").displayName()).isEqualTo("Dou ble");
    assertThat(lines("E3")).containsExactly("1 D-2 at 1.00 USD less 0");
    assertThat(found.deals()).hasSize(1);
  }

  @Test
  void a_product_that_is_sold_no_more_is_what_was_sold_then() {
    trial.as(ada).products().retire(pro).orElseThrow();
    assertThat(deals.problems(deals.done(FILE))).isEmpty();
    assertThat(lines("O1")).containsExactly("1 GTX-1 at 4821.00 USD less 0");
  }

  @Test
  void a_check_counts_what_the_import_then_does() {
    ImportView checked = deals.checked(FILE + "O5,,Turbine,Engaging,2026-01-02,,1\n");
    assertThat(checked.check().created()).isEqualTo(4);
    assertThat(checked.check().failed()).isEqualTo(1);
    assertThat(found.deals()).isEmpty();
    trial.as(ada).imports().start(checked.id()).orElseThrow();
    trial.crm.runDue();
    assertThat(deals.view(checked.id()).progress()).isEqualTo(checked.check());
  }

  @Test
  void whoever_may_not_see_amounts_does_not_see_what_a_row_changed_of_prices() {
    deals.done(FILE);
    ImportView filled =
        deals.under(ConflictPolicy.FILL_EMPTY).done("opportunity_id,name,product\nO4,Four,MG-1\n");
    Map<Permission, Scope> all = new HashMap<>();
    for (Action action : Action.values()) {
      all.put(new Permission(Feature.IMPORT, action), Scope.ALL);
      all.put(new Permission(Feature.OPPORTUNITY, action), Scope.ALL);
    }
    Actor reader = Actors.named("Olga", new Grants(all, Set.of("opportunity.amount")));
    assertThat(trial.as(reader).imports().rows(filled.id(), null, 0, 9).orElseThrow())
        .singleElement()
        .satisfies(row ->
            assertThat(row.changes())
                .containsExactly(new FieldChange("product", null, "1 × MG-1")));
  }

  private ProductId product(String sku, String name, @Nullable String externalId, Price... prices) {
    return trial
        .as(ada)
        .products()
        .list(new ProductDraft(sku, name, null, List.of(prices), null, externalId))
        .orElseThrow()
        .id();
  }

  private List<String> lines(String deal) {
    return trial.as(ada).opportunityLines().of(found.deal(deal).id()).orElseThrow().lines().stream()
        .map(line ->
            line.quantity()
                + " "
                + line.sku()
                + " at "
                + line.unitPrice()
                + " less "
                + line.discount())
        .toList();
  }
}
