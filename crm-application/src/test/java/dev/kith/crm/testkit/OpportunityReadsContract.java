package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityReads;
import dev.kith.crm.application.opportunity.OpportunityReads.Tally;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Opportunities;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link OpportunityReads} promises. */
public interface OpportunityReadsContract extends KeptDeals {

  Visibility ALL = new Visibility.All();

  @Test
  default void a_view_says_what_the_opportunity_says_to_whom_it_is_visible() {
    UserId owner = KeptDeals.anOwner();
    Pipeline sales = aPipeline();
    Opportunity deal = added(sales, Opportunities.complete(), owner);
    String rank = storage().opportunities().rankOf(deal.id()).orElseThrow().text();

    assertThat(reads().find(deal.id(), ALL))
        .contains(
            OpportunityView.of(deal, sales.name(), "Prospecting", rank, List.of(), null, null));
    assertThat(reads().find(deal.id(), new Visibility.OwnedBy(Set.of(owner)))).isPresent();
    assertThat(reads().find(deal.id(), new Visibility.OwnedBy(Set.of(KeptDeals.anOwner()))))
        .isEmpty();
    assertThat(reads().findAll(List.of(deal.id(), Opportunities.anId()), ALL)).hasSize(1);
  }

  @Test
  default void opportunities_are_found_by_every_field() {
    UserId owner = KeptDeals.anOwner();
    Pipeline sales = aPipeline();
    AccountId account = Accounts.anId();
    Opportunity deal = added(sales, Opportunities.complete().account(account), owner);
    Opportunity bare = added(sales, OpportunityDraft.named("Bare"), owner);
    Opportunity lost =
        bare.move(
                sales,
                sales,
                sales.first(StageType.LOST),
                null,
                LostDeals.lost(storage(), "Too expensive", "Acme"),
                Opportunities.CREATED)
            .orElseThrow()
            .next();
    kept(() -> storage().opportunities().update(lost));
    String mine = "owner eq '" + owner + "' and ";

    for (String filter :
        List.of(
            "name startsWith 'wind'",
            "account eq '" + account + "'",
            "amount gt 125000.49 and currency eq 'eur'",
            "closeDate eq 2027-01-31",
            "closeDate between 2027-01-01 and 2027-02-01",
            "closeDate lt 2027-02-01",
            "nextStep contains 'OFFER'",
            "source eq 'trade fair'",
            "stage eq 'prospecting' and pipeline eq '" + sales.id() + "'",
            "status eq 'OPEN'",
            "stageSince le " + Opportunities.CREATED + " and status ne 'LOST'",
            "lostReason isNull",
            "id eq '" + deal.id() + "'")) {
      assertThat(ids(query(mine + filter))).as(filter).containsExactly(deal.id());
    }
    assertThat(ids(query(mine + "lostReason contains 'expensive' and lostCompetitor eq 'ACME'")))
        .containsExactly(bare.id());
    assertThat(ids(query(mine + "closeDate ne 2027-01-31"))).containsExactly(bare.id());
    assertThat(ids(query("owner eq '" + owner + "'").searching("esbjerg send")))
        .containsExactly(deal.id());
  }

  @Test
  default void opportunities_are_found_by_any_of_the_products_that_stand_in_their_lines() {
    UserId owner = KeptDeals.anOwner();
    Pipeline sales = aPipeline();
    ProductId pro = aProduct();
    ProductId basic = aProduct();
    ProductId spare = aProduct();
    Opportunity large = added(sales, OpportunityDraft.named("Large").worth("70", "EUR"), owner);
    made(large, pro, basic, pro);
    Opportunity small =
        added(
            sales, OpportunityDraft.named("Small").worth("5", "EUR").closing("2027-01-01"), owner);
    made(small, basic);
    Opportunity bare = added(sales, OpportunityDraft.named("Bare").worth("1", "EUR"), owner);
    String mine = "owner eq '" + owner + "' and ";

    Map.of(
            "products eq '" + pro + "'",
            List.of(large),
            "products eq '" + basic + "'",
            List.of(large, small),
            "products in ('" + pro + "', '" + spare + "')",
            List.of(large),
            "products in ('" + pro + "', '" + basic + "')",
            List.of(large, small),
            "products ne '" + pro + "'",
            List.of(small, bare),
            "not (products in ('" + pro + "', '" + basic + "'))",
            List.of(bare),
            "products isNull",
            List.of(bare),
            "products eq '" + spare + "'",
            List.<Opportunity>of())
        .forEach((filter, found) ->
            assertThat(ids(query(mine + filter)))
                .as(filter)
                .containsExactlyInAnyOrderElementsOf(found.stream().map(Opportunity::id).toList()));
    assertThat(reads().find(large.id(), ALL).orElseThrow().products()).containsExactly(pro, basic);

    moved(small, sales, "proposal");
    ListQuery ofBasic = query(mine + "products eq '" + basic + "'");
    assertThat(reads().tallies(ofBasic, ALL))
        .containsExactlyInAnyOrder(
            new Tally("prospecting", 1, Money.of("70", "EUR")),
            new Tally("proposal", 1, Money.of("5", "EUR")));
    assertThat(reads().columns(ofBasic, List.of("prospecting", "proposal"), ALL))
        .allSatisfy((stage, page) -> assertThat(page.items()).hasSize(1));
  }

  @Test
  default void pages_show_every_opportunity_once_in_every_order() {
    UserId owner = KeptDeals.anOwner();
    Pipeline sales = aPipeline();
    Seeded random = Seeded.of(11);
    List<OpportunityId> all = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      OpportunityDraft draft = OpportunityDraft.named("Deal " + random.between(1, 9));
      if (random.percent(60)) {
        draft =
            draft
                .worth(random.between(1, 4) + ".5", "EUR")
                .closing("2027-01-0" + random.between(1, 4));
      }
      all.add(added(sales, draft, owner).id());
    }
    List<String> orders =
        new ArrayList<>(OpportunityFields.CATALOGUE.names(field -> field.sortable()));
    orders.add("rank");
    for (String field : orders) {
      for (boolean descending : new boolean[] {false, true}) {
        ListQuery query =
            query("owner eq '" + owner + "'")
                .sortedBy(new SortKey(field, descending))
                .limitedTo(4)
                .withCount();
        List<OpportunityId> seen = new ArrayList<>();
        Page<OpportunityView> page = reads().page(query, ALL);
        while (true) {
          page.items().forEach(view -> seen.add(view.id()));
          assertThat(page.total()).isEqualTo(23L);
          if (page.next() == null) {
            break;
          }
          page = reads().page(query.after(page.next()), ALL);
        }
        assertThat(seen).as(field).containsExactlyInAnyOrderElementsOf(all);
      }
    }
  }

  @Test
  default void tallies_are_of_what_is_visible_stage_by_stage_and_currency_by_currency() {
    UserId olga = KeptDeals.anOwner();
    UserId paul = KeptDeals.anOwner();
    Pipeline sales = aPipeline();
    added(sales, OpportunityDraft.named("a").worth("0.10", "EUR"), olga);
    added(sales, OpportunityDraft.named("b").worth("999999999999999.99", "EUR"), olga);
    added(sales, OpportunityDraft.named("c").worth("7", "JPY"), paul);
    added(sales, OpportunityDraft.named("d"), paul);
    Opportunity moving =
        added(sales, OpportunityDraft.named("e").worth("5", "EUR").closing("2027-01-01"), paul);
    Opportunity there =
        moving
            .move(
                sales,
                sales,
                sales.stage("proposal").orElseThrow(),
                null,
                null,
                Opportunities.CREATED)
            .orElseThrow()
            .next();
    kept(() -> storage().opportunities().update(there));
    Opportunity gone = added(sales, OpportunityDraft.named("f").worth("1000", "EUR"), olga);
    kept(() -> storage().opportunities().update(gone.delete(Opportunities.CREATED).next()));
    ListQuery query = query("pipeline eq '" + sales.id() + "'");

    assertThat(reads().tallies(query, ALL))
        .containsExactlyInAnyOrder(
            new Tally("prospecting", 2, Money.of("1000000000000000.09", "EUR")),
            new Tally("prospecting", 1, Money.of("7", "JPY")),
            new Tally("prospecting", 1, null),
            new Tally("proposal", 1, Money.of("5", "EUR")));
    assertThat(reads().tallies(query, new Visibility.OwnedBy(Set.of(paul))))
        .containsExactlyInAnyOrder(
            new Tally("prospecting", 1, Money.of("7", "JPY")),
            new Tally("prospecting", 1, null),
            new Tally("proposal", 1, Money.of("5", "EUR")));
    assertThat(
            reads()
                .tallies(
                    query("pipeline eq '" + sales.id() + "' and amount ge 5 and currency eq 'EUR'"),
                    ALL))
        .containsExactlyInAnyOrder(
            new Tally("prospecting", 1, Money.of("999999999999999.99", "EUR")),
            new Tally("proposal", 1, Money.of("5", "EUR")));
  }

  @Test
  default void columns_are_the_first_pages_of_their_stages_in_any_order() {
    UserId owner = KeptDeals.anOwner();
    Pipeline sales = aPipeline();
    for (int i = 0; i < 7; i++) {
      OpportunityDraft draft = OpportunityDraft.named("Deal " + i % 3);
      draft =
          i % 3 > 0 && i % 2 == 0
              ? draft
              : draft.worth(i + ".5", "EUR").closing("2027-01-0" + (i + 1));
      Opportunity deal = added(sales, draft, i == 6 ? KeptDeals.anOwner() : owner);
      if (i % 3 == 0) {
        moved(deal, sales, "proposal");
      }
    }
    Visibility owned = new Visibility.OwnedBy(Set.of(owner));
    for (String order : List.of("rank", "name", "closeDate")) {
      ListQuery query =
          query("pipeline eq '" + sales.id() + "'")
              .sortedBy(new SortKey(order, false))
              .limitedTo(3);
      Map<String, Page<OpportunityView>> columns =
          reads().columns(query, List.of("prospecting", "proposal", "won"), owned);
      assertThat(columns).containsOnlyKeys("prospecting", "proposal", "won");
      columns.forEach((stage, page) ->
          assertThat(page)
              .as(order + " in " + stage)
              .isEqualTo(
                  reads()
                      .page(
                          query.where(new Filter.Compare("stage", Filter.Op.EQ, List.of(stage))),
                          owned)));
      assertThat(columns.get("prospecting").items()).hasSize(3);
      assertThat(columns.get("prospecting").next()).isNotNull();
      assertThat(columns.get("proposal").items()).hasSize(2);
      assertThat(columns.get("won").items()).isEmpty();
    }
  }

  private void moved(Opportunity deal, Pipeline sales, String stage) {
    Opportunity there =
        deal.move(sales, sales, sales.stage(stage).orElseThrow(), null, null, Opportunities.CREATED)
            .orElseThrow()
            .next();
    kept(() -> storage().opportunities().update(there));
  }

  @Test
  default void open_opportunities_are_counted_for_each_owner() {
    UserId olga = KeptDeals.anOwner();
    UserId paul = KeptDeals.anOwner();
    Pipeline sales = aPipeline();
    added(sales, OpportunityDraft.named("a"), olga);
    added(sales, OpportunityDraft.named("b"), olga);
    added(sales, OpportunityDraft.named("c"), paul);
    added(sales, OpportunityDraft.named("d"), null);
    moved(added(sales, OpportunityDraft.named("e").worth("5", "EUR"), paul), sales, "won");
    Opportunity gone = added(sales, OpportunityDraft.named("f"), paul);
    kept(() -> storage().opportunities().update(gone.delete(Opportunities.CREATED).next()));

    assertThat(reads().openOf(Set.of(olga, paul))).isEqualTo(Map.of(olga, 2L, paul, 1L));
    assertThat(reads().openOf(Set.of(KeptDeals.anOwner()))).isEmpty();
    assertThat(reads().openOf(Set.of())).isEmpty();
  }

  @Test
  default void each_opportunity_that_a_query_finds_is_read_whatever_its_limit() {
    UserId owner = KeptDeals.anOwner();
    Pipeline sales = aPipeline();
    Opportunity beta = added(sales, OpportunityDraft.named("Each beta"), owner);
    Opportunity alpha = added(sales, OpportunityDraft.named("Each alpha"), KeptDeals.anOwner());
    added(sales, OpportunityDraft.named("Other"), owner);
    ListQuery query =
        query("pipeline eq '" + sales.id() + "'")
            .searching("each")
            .limitedTo(1)
            .sortedBy(new SortKey("name", false));
    assertThat(each(query, ALL)).containsExactly(alpha.id(), beta.id());
    assertThat(each(query, new Visibility.OwnedBy(Set.of(owner)))).containsExactly(beta.id());
    assertThat(each(query, new Visibility.OwnedBy(Set.of()))).isEmpty();
  }

  private List<OpportunityId> each(ListQuery query, Visibility visible) {
    List<OpportunityId> found = new ArrayList<>();
    reads().each(query, visible, view -> found.add(view.id()));
    return found;
  }

  private List<OpportunityId> ids(ListQuery query) {
    return reads().page(query, ALL).items().stream().map(OpportunityView::id).toList();
  }

  private static ListQuery query(String filter) {
    return ListQuery.all(OpportunityFields.CATALOGUE)
        .where(FilterParser.parse(OpportunityFields.CATALOGUE, filter).orElseThrow());
  }

  private OpportunityReads reads() {
    return storage().opportunityReads();
  }
}
