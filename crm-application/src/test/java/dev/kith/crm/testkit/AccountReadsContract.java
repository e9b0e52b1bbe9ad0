package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountQueries.Relative;
import dev.kith.crm.application.account.AccountReads;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link AccountReads} promises. */
public interface AccountReadsContract extends StorageContract {

  Visibility ALL = new Visibility.All();

  @Test
  default void a_view_says_what_the_account_says_to_whom_it_is_visible() {
    UserId owner = anOwner();
    Account vogel = add(Accounts.complete().domains("view.example"), owner);

    assertThat(reads().find(vogel.id(), ALL)).contains(AccountView.of(vogel, null));
    assertThat(reads().find(vogel.id(), new Visibility.OwnedBy(Set.of(owner)))).isPresent();
    assertThat(reads().find(vogel.id(), new Visibility.OwnedBy(Set.of(anOwner())))).isEmpty();
    assertThat(reads().findAll(List.of(vogel.id(), Accounts.anId()), ALL)).hasSize(1);
    assertThat(reads().find(Accounts.anId(), ALL)).isEmpty();
  }

  @Test
  default void accounts_are_found_by_every_field() {
    UserId owner = anOwner();
    Account holding = add(AccountDraft.named("Zeta Holding"), owner);
    Account vogel =
        add(
            Accounts.complete()
                .parent(holding.id())
                .domains("field.example")
                .with(AccountField.EXTERNAL_ID, "F-1"),
            owner);
    String mine = "owner eq '" + owner + "' and ";

    for (String filter :
        List.of(
            "name eq 'bücher vogel gmbh & co. kg'",
            "name startsWith 'büch'",
            "legalForm eq 'GmbH & Co. KG'",
            "parent eq '" + holding.id() + "'",
            "domains contains 'FIELD.ex'",
            "domains eq 'field.example' and not domains isNull",
            "website contains 'vogel'",
            "phone startsWith '+49'",
            "industry eq 'retail'",
            "employees between 100 and 120",
            "annualRevenue gt 12500000.49 and revenueCurrency eq 'EUR'",
            "annualRevenue in (1, 12500000.5)",
            "taxNumber eq 'DE136695976'",
            "billingStreet contains 'allee' and billingPostalCode eq '10435'",
            "billingCity eq 'berlin' and billingRegion eq 'Berlin' and billingCountry eq 'DE'",
            "shippingStreet contains 'weg' and shippingPostalCode eq '1010'",
            "shippingCity eq 'wien' and shippingRegion eq 'Wien' and shippingCountry eq 'AT'",
            "externalSystem eq 'erp' and externalId eq 'f-1'",
            "id eq '" + vogel.id() + "'",
            "not employees isNull")) {
      assertThat(names(query(mine + filter))).as(filter).containsExactly(vogel.content().name());
    }
    assertThat(names(query(mine + "annualRevenue ne 1 and parent isNull")))
        .containsExactly("Zeta Holding");
    assertThat(names(query(mine + "createdAt le " + Accounts.CREATED + " and deletedAt isNull")))
        .hasSize(2);
    assertThat(names(query(mine + "updatedAt gt " + Accounts.CREATED))).isEmpty();
  }

  @Test
  default void the_bin_and_the_search_narrow_the_list() {
    UserId owner = anOwner();
    add(AccountDraft.named("Café 50% GmbH").domains("cafe-search.example"), owner);
    Account gone = add(AccountDraft.named("Cafe Noir"), owner);
    kept(() -> storage().accounts().update(gone.delete(Accounts.CREATED).next()));
    ListQuery mine = query("owner eq '" + owner + "'");

    assertThat(names(mine)).containsExactly("Café 50% GmbH");
    assertThat(names(mine.in(ListQuery.Bin.DELETED))).containsExactly("Cafe Noir");
    assertThat(names(mine.in(ListQuery.Bin.BOTH))).hasSize(2);
    assertThat(names(mine.searching("gmbh cafe-search.EX"))).containsExactly("Café 50% GmbH");
    assertThat(names(mine.searching("CAFÉ 50%"))).hasSize(1);
    assertThat(names(mine.searching("50_"))).isEmpty();
  }

  @Test
  default void pages_show_every_account_once_in_every_order() {
    UserId owner = anOwner();
    Seeded random = Seeded.of(9);
    List<AccountId> all = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      AccountDraft draft = AccountDraft.named("Account " + random.between(1, 9));
      if (random.percent(60)) {
        draft =
            draft
                .with(AccountField.EMPLOYEES, Integer.toString(random.between(1, 4)))
                .with(AccountField.ANNUAL_REVENUE, random.between(1, 4) + ".5")
                .with(AccountField.REVENUE_CURRENCY, "EUR");
      }
      all.add(add(draft, owner).id());
    }
    for (String field : AccountFields.CATALOGUE.names(f -> f.sortable())) {
      for (boolean descending : new boolean[] {false, true}) {
        ListQuery query =
            query("owner eq '" + owner + "'")
                .sortedBy(new SortKey(field, descending))
                .limitedTo(4)
                .withCount();
        List<AccountId> seen = new ArrayList<>();
        Page<AccountView> page = reads().page(query, ALL);
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
  default void what_is_not_visible_is_in_no_list() {
    UserId owner = anOwner();
    Account mine = add(AccountDraft.named("Mine"), owner);
    Account nobodys = add(AccountDraft.named("Nobody's"), null);
    ListQuery both = query("id in ('" + mine.id() + "', '" + nobodys.id() + "')").withCount();

    Page<AccountView> seen = reads().page(both, new Visibility.OwnedBy(Set.of(owner)));
    assertThat(seen.items()).extracting(AccountView::id).containsExactly(mine.id());
    assertThat(seen.total()).isEqualTo(1L);
    assertThat(reads().page(both, ALL).total()).isEqualTo(2L);
  }

  @Test
  default void the_hierarchy_is_what_is_above_and_below_as_far_as_it_is_visible() {
    UserId olga = anOwner();
    UserId paul = anOwner();
    Account top = add(AccountDraft.named("Top"), paul);
    Account middle = add(AccountDraft.named("Middle").parent(top.id()), olga);
    Account here = add(AccountDraft.named("Here").parent(middle.id()), olga);
    Account zoo = add(AccountDraft.named("Zoo").parent(here.id()), olga);
    Account ape = add(AccountDraft.named("ape").parent(here.id()), paul);
    Account leaf = add(AccountDraft.named("Leaf").parent(ape.id()), olga);
    Account bat = add(AccountDraft.named("Bat").parent(zoo.id()), olga);
    Account gone = add(AccountDraft.named("Gone").parent(here.id()), olga);
    kept(() -> storage().accounts().update(gone.delete(Accounts.CREATED).next()));
    Visibility olgas = new Visibility.OwnedBy(Set.of(olga));

    assertThat(reads().above(here.id(), ALL))
        .containsExactly(relative(top, 1), relative(middle, 2));
    assertThat(reads().above(here.id(), olgas)).containsExactly(relative(middle, 1));
    assertThat(reads().above(top.id(), ALL)).isEmpty();
    assertThat(reads().below(here.id(), ALL, 10))
        .containsExactly(relative(ape, 1), relative(zoo, 1), relative(bat, 2), relative(leaf, 2));
    assertThat(reads().below(here.id(), ALL, 3)).hasSize(3);
    assertThat(reads().below(here.id(), olgas, 10))
        .containsExactly(relative(zoo, 1), relative(bat, 2));
    assertThat(reads().below(leaf.id(), ALL, 10)).isEmpty();
  }

  @Test
  default void live_accounts_are_counted_for_each_owner() {
    UserId olga = anOwner();
    UserId paul = anOwner();
    add(AccountDraft.named("One"), olga);
    add(AccountDraft.named("Two"), olga);
    add(AccountDraft.named("Three"), paul);
    add(AccountDraft.named("Nobody's"), null);
    Account gone = add(AccountDraft.named("Binned"), paul);
    kept(() -> storage().accounts().update(gone.delete(Accounts.CREATED).next()));

    assertThat(reads().countOf(Set.of(olga, paul))).isEqualTo(Map.of(olga, 2L, paul, 1L));
    assertThat(reads().countOf(Set.of(anOwner()))).isEmpty();
    assertThat(reads().countOf(Set.of())).isEmpty();
  }

  @Test
  default void each_account_that_a_query_finds_is_read_whatever_its_limit() {
    UserId owner = anOwner();
    Account beta = add(AccountDraft.named("Each Beta"), owner);
    Account alpha = add(AccountDraft.named("Each Alpha"), anOwner());
    Account gamma = add(AccountDraft.named("Each Gamma"), owner);
    add(AccountDraft.named("Other"), owner);
    ListQuery query =
        query("owner in ('" + owner + "', '" + alpha.owner() + "')").searching("each").limitedTo(1);
    assertThat(each(query, ALL)).containsExactly(alpha.id(), beta.id(), gamma.id());
    assertThat(
            each(query.sortedBy(new SortKey("name", true)), new Visibility.OwnedBy(Set.of(owner))))
        .containsExactly(gamma.id(), beta.id());
    assertThat(each(query, new Visibility.OwnedBy(Set.of()))).isEmpty();
  }

  private List<AccountId> each(ListQuery query, Visibility visible) {
    List<AccountId> found = new ArrayList<>();
    reads().each(query, visible, view -> found.add(view.id()));
    return found;
  }

  private static Relative relative(Account account, int level) {
    return new Relative(account.id(), account.content().parent(), account.content().name(), level);
  }

  private List<String> names(ListQuery query) {
    return reads().page(query, ALL).items().stream().map(AccountView::displayName).toList();
  }

  private static ListQuery query(String filter) {
    Filter read = FilterParser.parse(AccountFields.CATALOGUE, filter).orElseThrow();
    return ListQuery.all(AccountFields.CATALOGUE).where(read);
  }

  private static UserId anOwner() {
    return new UserId(Leads.anId().value());
  }

  private Account add(AccountDraft draft, @Nullable UserId owner) {
    Account account = Accounts.of(draft, owner);
    return kept(() -> storage().accounts().add(account));
  }

  private AccountReads reads() {
    return storage().accountReads();
  }
}
