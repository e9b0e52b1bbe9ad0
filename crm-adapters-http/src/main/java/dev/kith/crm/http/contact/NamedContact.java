package dev.kith.crm.http.contact;

import dev.kith.crm.application.contact.ContactQueries;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Contacts, as people name them in forms: by what they are called, by an e-mail address, or by
 * their id.
 */
public final class NamedContact {

  private static final int OFFERED = 20;

  private NamedContact() {}

  static void addTo(PageRoutes routes) {
    routes.get("/contacts/names", NamedContact::offer);
  }

  /** Offers names while somebody types one. */
  private static void offer(Visit visit) {
    String typed = visit.query("contact");
    List<String> found =
        typed.isBlank()
            ? List.of()
            : found(visit, ListQuery.all(visit.crm().contactQueries().fields()).searching(typed));
    visit.show("account/names.jte", "Names of contacts", null, found);
  }

  /** The names of those that a query finds, each once. */
  public static List<String> found(Visit visit, ListQuery query) {
    return views(visit, query.limitedTo(OFFERED)).stream()
        .map(ContactView::displayName)
        .distinct()
        .toList();
  }

  /** The one that is meant; null, with the problem noted, where it cannot be told. */
  public static @Nullable ContactId id(Visit visit, Checks checks, String field, String text) {
    String named = text.strip();
    if (named.isEmpty()) {
      checks.add(field, "required", "Say who it is.");
      return null;
    }
    if (ShapeCheck.uuid(named).isPresent()) {
      return ShapeCheck.uuid(named).map(ContactId::new).orElse(null);
    }
    ContactQueries queries = visit.crm().contactQueries();
    List<Filter> either =
        List.of(
            new Filter.Compare("name", Filter.Op.EQ, List.of(named)),
            new Filter.Compare("emails", Filter.Op.EQ, List.of(named)));
    List<ContactView> found =
        views(visit, ListQuery.all(queries.fields()).where(new Filter.Or(either)).limitedTo(2));
    if (found.size() == 1) {
      return found.getFirst().id();
    }
    checks.add(
        field,
        found.isEmpty() ? "unknown-contact" : "several",
        found.isEmpty()
            ? "No contact is called so."
            : "Several contacts are called so; write down an e-mail address of the one that is"
                + " meant.");
    return null;
  }

  private static List<ContactView> views(Visit visit, ListQuery query) {
    return visit.crm().contactQueries().list(query)
            instanceof Outcome.Done<Page<ContactView>>(var page)
        ? page.items()
        : List.of();
  }
}
