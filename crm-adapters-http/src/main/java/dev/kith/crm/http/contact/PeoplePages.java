package dev.kith.crm.http.contact;

import com.google.common.base.Splitter;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.ContactQueries;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.intake.contact.PersonAnswer;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.conversion.Origins;
import dev.kith.crm.http.pages.CsvDownload;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.Listing;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.relationship.ContactRolesOf;
import dev.kith.crm.http.task.RelatedTasks;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The list of contacts, and the page of each. {@link PeopleForms} has those that change them. */
public final class PeoplePages {

  private static final int PAGE = 50;
  private static final int HISTORY = 100;

  /** What the file of a list says. */
  private static final List<String> EXPORTED =
      Splitter.on(',')
          .splitToList(
              "name,givenName,familyName,title,department,accountName,emails,phones,"
                  + "street,postalCode,city,region,country,timeZone,language,ownerName,"
                  + "externalSystem,externalId,createdAt,updatedAt,id");

  private PeoplePages() {}

  public static void addTo(PageRoutes routes) {
    routes.get("/contacts", PeoplePages::list);
    routes.get("/contacts/export.csv", PeoplePages::export);
    // Before the pages of one contact: addresses are tried in order, and "new" would pass for an
    // id.
    PeopleForms.addTo(routes);
    NamedContact.addTo(routes);
    routes.get("/contacts/{id}", visit -> onContact(visit, contact -> show(visit, contact)));
    step(
        routes,
        "notes",
        Notice.CONTACT_NOTED,
        (visit, id) -> people(visit).note(id, visit.form("text")));
    step(routes, "assign", Notice.CONTACT_ASSIGNED, PeoplePages::assign);
    step(routes, "delete", Notice.CONTACT_DELETED, (visit, id) -> people(visit).delete(id));
    step(routes, "restore", Notice.CONTACT_RESTORED, (visit, id) -> people(visit).restore(id));
  }

  /** A contact that was merged into another is looked at there. */
  private static void show(Visit visit, ContactView contact) {
    if (contact.mergedInto() == null) {
      show(visit, 200, contact, Problems.NONE);
    } else {
      visit.moved("/contacts/" + visit.crm().contactQueries().standsFor(contact));
    }
  }

  private static void step(
      PageRoutes routes,
      String name,
      Notice done,
      BiFunction<Visit, ContactId, Outcome<Contact>> act) {
    routes.post(
        "/contacts/{id}/" + name,
        visit ->
            onContact(
                visit,
                contact -> {
                  switch (act.apply(visit, contact.id())) {
                    case Outcome.Done<Contact> d ->
                        visit.go("/contacts/" + contact.id(), Sharing.notice(visit, done));
                    case Outcome.Refused<Contact>(var refusal) ->
                        show(visit, Visit.statusOf(refusal), contact, Problems.of(refusal));
                  }
                }));
  }

  private static Outcome<Contact> assign(Visit visit, ContactId id) {
    return Sharing.give(
        visit,
        owner -> people(visit).assign(id, owner),
        pool -> people(visit).assignFrom(id, pool));
  }

  /** The list as it is shown, all pages of it. */
  private static void export(Visit visit) {
    ListAddress address = ListAddress.of(visit, "/contacts", ContactListPage.FILTERS);
    CsvDownload.list(
        visit,
        "contacts",
        visit.crm().contactQueries().fields(),
        ContactListPage.parameters(address, visit.actor().id()),
        EXPORTED,
        visit.crm().contactExport());
  }

  private static void list(Visit visit) {
    ListAddress address = ListAddress.of(visit, "/contacts", ContactListPage.FILTERS);
    ContactQueries queries = visit.crm().contactQueries();
    AccountView account = account(visit, visit.queryId("account").map(AccountId::new).orElse(null));
    Listing.show(
        visit,
        address,
        queries.fields(),
        ContactListPage.parameters(address, visit.actor().id()),
        PAGE,
        queries::list,
        listing ->
            visit.show(
                listing.status(),
                "contact/list.jte",
                address.showsBin() ? "Deleted contacts" : "Contacts",
                Section.CONTACTS,
                new ContactListPage(
                    listing.address(),
                    listing.order(),
                    listing.items(),
                    account == null ? null : account.displayName(),
                    listing.total(),
                    listing.next(),
                    visit.owners(),
                    listing.problems())));
  }

  private static void show(Visit visit, int status, ContactView contact, Problems problems) {
    Set<Action> reachable = visit.reaching(Feature.CONTACT, contact.owner());
    visit.show(
        status,
        "contact/detail.jte",
        contact.displayName(),
        Section.CONTACTS,
        new ContactPage(
            contact,
            account(visit, contact.account()),
            reachable,
            visit.owners(),
            Sharing.of(visit, Contact.subjectOf(contact.id()), reachable.contains(Action.ASSIGN)),
            Origins.of(visit, Target.CONTACT, contact.id().value()),
            visit.crm().conversions().mayContact(contact.id())
                    instanceof Outcome.Done<List<PersonAnswer>>(var answers)
                ? ContactPage.Reachable.of(answers)
                : List.of(),
            RelatedTasks.of(
                visit, Contact.subjectOf(contact.id()), !contact.revision().isDeleted()),
            ContactRolesOf.of(visit, contact.id()),
            visit.told(visit.crm().contactQueries().timeline(contact.id(), null, HISTORY)),
            visit.now(),
            visit.form("text"),
            problems));
  }

  static @Nullable AccountView account(Visit visit, @Nullable AccountId id) {
    return id != null
            && visit.crm().accountQueries().get(id) instanceof Outcome.Done<AccountView>(var found)
        ? found
        : null;
  }

  /** Goes on with the contact of the address, or says that there is none. */
  static void onContact(Visit visit, Consumer<ContactView> next) {
    visit.on(ContactId::new, visit.crm().contactQueries()::get, next);
  }

  private static People people(Visit visit) {
    return visit.crm().people();
  }
}
