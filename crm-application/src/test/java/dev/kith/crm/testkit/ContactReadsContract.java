package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.ContactReads;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Contacts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link ContactReads} promises. */
public interface ContactReadsContract extends StorageContract {

  Visibility ALL = new Visibility.All();
  Visibility NONE = new Visibility.OwnedBy(Set.of());

  @Test
  default void a_view_says_what_the_contact_says_to_whom_it_is_visible() {
    UserId owner = anOwner();
    Contact mara = add(Contacts.complete().emails("view@vogel.example"), owner);

    assertThat(reads().find(mara.id(), ALL)).contains(ContactView.of(mara, null));
    assertThat(reads().find(mara.id(), new Visibility.OwnedBy(Set.of(owner)))).isPresent();
    assertThat(reads().find(mara.id(), new Visibility.OwnedBy(Set.of(anOwner())))).isEmpty();
    assertThat(reads().findAll(List.of(mara.id(), Contacts.anId()), ALL)).hasSize(1);
    assertThat(reads().find(Contacts.anId(), ALL)).isEmpty();
  }

  @Test
  default void contacts_are_found_by_every_field() {
    UserId owner = anOwner();
    Account vogel = account("Bücher Vogel", owner);
    add(ContactDraft.named("Zoe", "Other"), owner);
    Contact mara =
        add(
            Contacts.complete()
                .at(vogel.id())
                .emails("WORK Mara@field.example\nHOME second@home.example")
                .with(ContactField.EXTERNAL_ID, "F-1"),
            owner);
    String mine = "owner eq '" + owner + "' and ";

    for (String filter :
        List.of(
            "name eq 'mara vogel'",
            "givenName startsWith 'MAR' and familyName eq 'vogel'",
            "title contains 'purchasing' and department eq 'Purchasing'",
            "account eq '" + vogel.id() + "'",
            "email eq 'mara@FIELD.example'",
            "emails eq 'SECOND@home.example' and not emails isNull",
            "phone startsWith '+49170' and phones eq '+4930123456'",
            "street contains 'allee' and postalCode eq '10435' and city eq 'berlin'",
            "region eq 'Berlin' and country eq 'DE'",
            "timeZone eq 'Europe/Berlin' and language eq 'de'",
            "externalSystem eq 'erp' and externalId eq 'f-1'",
            "id eq '" + mara.id() + "'",
            "not account isNull")) {
      assertThat(names(query(mine + filter))).as(filter).containsExactly("Mara Vogel");
    }
    assertThat(names(query(mine + "email isNull and account isNull"))).containsExactly("Zoe Other");
    // Only the primary one.
    assertThat(names(query(mine + "email eq 'second@home.example'"))).isEmpty();
    assertThat(names(query(mine + "createdAt le " + Contacts.CREATED + " and deletedAt isNull")))
        .hasSize(2);
    assertThat(names(query(mine + "updatedAt gt " + Contacts.CREATED))).isEmpty();
  }

  @Test
  default void the_search_looks_at_names_addresses_numbers_and_companies() {
    UserId owner = anOwner();
    Account vogel = account("Bücher Vögel & Söhne", owner);
    add(
        ContactDraft.named("Mara", "50%")
            .at(vogel.id())
            .emails("mara@search.example\nWORK m2@other.example")
            .phones("+49 30 987654"),
        owner);
    add(ContactDraft.named("Ben", "Work"), owner);
    ListQuery mine = query("owner eq '" + owner + "'");

    for (String found :
        List.of("mara 50%", "SEARCH.example", "m2@other", "+4930987", "vögel", "mara söhne")) {
      assertThat(names(mine.searching(found))).as(found).containsExactly("Mara 50%");
    }
    assertThat(names(mine.searching("50_"))).isEmpty();
    assertThat(names(mine.searching("mara ben"))).isEmpty();
    // The word that says what an address is for is not a part of it.
    assertThat(names(mine.searching("work"))).containsExactly("Ben Work");
    assertThat(reads().page(mine.searching("vögel"), ALL, NONE).items()).isEmpty();
    assertThat(
            reads()
                .page(mine.searching("vögel"), ALL, new Visibility.OwnedBy(Set.of(owner)))
                .items())
        .hasSize(1);
  }

  @Test
  default void the_bin_narrows_the_list() {
    UserId owner = anOwner();
    add(ContactDraft.named("Still", "Here"), owner);
    Contact gone = add(ContactDraft.named("Long", "Gone"), owner);
    kept(() -> storage().people().update(gone.delete(Contacts.CREATED).next()));
    ListQuery mine = query("owner eq '" + owner + "'");

    assertThat(names(mine)).containsExactly("Still Here");
    assertThat(names(mine.in(ListQuery.Bin.DELETED))).containsExactly("Long Gone");
    assertThat(names(mine.in(ListQuery.Bin.BOTH))).hasSize(2);
  }

  @Test
  default void pages_show_every_contact_once_in_every_order() {
    UserId owner = anOwner();
    Seeded random = Seeded.of(11);
    List<ContactId> all = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      ContactDraft draft =
          ContactDraft.EMPTY.with(ContactField.GIVEN_NAME, "Given " + random.between(1, 4));
      if (random.percent(60)) {
        draft = draft.with(ContactField.FAMILY_NAME, "Family " + random.between(1, 4));
      }
      all.add(add(draft, owner).id());
    }
    for (String field : ContactFields.CATALOGUE.names(Field::sortable)) {
      for (boolean descending : new boolean[] {false, true}) {
        ListQuery query =
            query("owner eq '" + owner + "'")
                .sortedBy(new SortKey(field, descending))
                .limitedTo(4)
                .withCount();
        List<ContactId> seen = new ArrayList<>();
        Page<ContactView> page = reads().page(query, ALL, ALL);
        while (true) {
          page.items().forEach(view -> seen.add(view.id()));
          assertThat(page.total()).isEqualTo(23L);
          if (page.next() == null) {
            break;
          }
          page = reads().page(query.after(page.next()), ALL, ALL);
        }
        assertThat(seen).as(field).containsExactlyInAnyOrderElementsOf(all);
      }
    }
  }

  @Test
  default void what_is_not_visible_is_in_no_list() {
    UserId owner = anOwner();
    Contact mine = add(ContactDraft.named("Mine", "Own"), owner);
    Contact nobodys = add(ContactDraft.named("Nobody's", "Own"), null);
    ListQuery both = query("id in ('" + mine.id() + "', '" + nobodys.id() + "')").withCount();

    Page<ContactView> seen = reads().page(both, new Visibility.OwnedBy(Set.of(owner)), ALL);
    assertThat(seen.items()).extracting(ContactView::id).containsExactly(mine.id());
    assertThat(seen.total()).isEqualTo(1L);
    assertThat(reads().page(both, ALL, ALL).total()).isEqualTo(2L);
  }

  @Test
  default void live_contacts_are_counted_for_each_owner() {
    UserId olga = anOwner();
    UserId paul = anOwner();
    add(ContactDraft.named("Ada", "One"), olga);
    add(ContactDraft.named("Ada", "Two"), olga);
    add(ContactDraft.named("Ada", "Three"), paul);
    add(ContactDraft.named("Ada", "Nobody"), null);
    Contact gone = add(ContactDraft.named("Ada", "Gone"), paul);
    kept(() -> storage().people().update(gone.delete(Contacts.CREATED).next()));

    assertThat(reads().countOf(Set.of(olga, paul))).isEqualTo(Map.of(olga, 2L, paul, 1L));
    assertThat(reads().countOf(Set.of(anOwner()))).isEmpty();
    assertThat(reads().countOf(Set.of())).isEmpty();
  }

  @Test
  default void each_contact_that_a_query_finds_is_read_whatever_its_limit() {
    UserId owner = anOwner();
    Account company = account("Each & Sons", owner);
    Contact zoe = add(ContactDraft.named("Zoe", "Each").at(company.id()), owner);
    Contact adam = add(ContactDraft.named("Adam", "Other").at(company.id()), anOwner());
    add(ContactDraft.named("Ben", "Free"), owner);
    ListQuery query =
        query("owner in ('" + owner + "', '" + adam.owner() + "')").searching("sons").limitedTo(1);
    assertThat(each(query, ALL, ALL)).containsExactlyInAnyOrder(adam.id(), zoe.id());
    assertThat(each(query, new Visibility.OwnedBy(Set.of(owner)), ALL)).containsExactly(zoe.id());
    assertThat(each(query, ALL, NONE)).isEmpty();
  }

  private List<ContactId> each(ListQuery query, Visibility visible, Visibility accounts) {
    List<ContactId> found = new ArrayList<>();
    reads().each(query, visible, accounts, view -> found.add(view.id()));
    return found;
  }

  private List<String> names(ListQuery query) {
    return reads().page(query, ALL, ALL).items().stream().map(ContactView::displayName).toList();
  }

  private static ListQuery query(String filter) {
    Filter read = FilterParser.parse(ContactFields.CATALOGUE, filter).orElseThrow();
    return ListQuery.all(ContactFields.CATALOGUE).where(read);
  }

  private static UserId anOwner() {
    return new UserId(Leads.anId().value());
  }

  private Account account(String name, UserId owner) {
    return kept(() -> storage().accounts().add(Accounts.of(AccountDraft.named(name), owner)));
  }

  private Contact add(ContactDraft draft, @Nullable UserId owner) {
    Contact contact = Contacts.of(draft, owner);
    return kept(() -> storage().people().add(contact));
  }

  private ContactReads reads() {
    return storage().contactReads();
  }
}
