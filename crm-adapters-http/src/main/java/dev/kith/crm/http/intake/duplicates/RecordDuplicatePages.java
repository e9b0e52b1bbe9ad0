package dev.kith.crm.http.intake.duplicates;

import dev.kith.crm.application.intake.duplicates.DuplicateCheck;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.UUID;

/** The accounts that look like an account, and the contacts that look like a contact. */
public final class RecordDuplicatePages {

  private RecordDuplicatePages() {}

  /**
   * What looks like a record.
   *
   * @param name how the record is called
   * @param path of its page
   * @param kinds what records of its kind are, in the middle of a sentence
   * @param kind the same of one
   * @param mayTell whether the person may merge them
   */
  record Alike(
      String name, String path, String kinds, String kind, DuplicateCheck check, boolean mayTell) {

    String base() {
      return "/" + kinds;
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(
        "/accounts/{id}/duplicates",
        visit ->
            visit
                .pathId()
                .ifPresentOrElse(
                    id -> account(visit, new AccountId(id)),
                    () -> visit.error(ErrorPage.NOT_FOUND)));
    routes.get(
        "/contacts/{id}/duplicates",
        visit ->
            visit
                .pathId()
                .ifPresentOrElse(
                    id -> contact(visit, new ContactId(id)),
                    () -> visit.error(ErrorPage.NOT_FOUND)));
  }

  private static void account(Visit visit, AccountId id) {
    visit.with(
        visit.crm().accountQueries().get(id),
        account ->
            show(
                visit,
                Section.ACCOUNTS,
                id.value(),
                account.displayName(),
                "account",
                visit.crm().recordDuplicates().ofAccount(id)));
  }

  private static void contact(Visit visit, ContactId id) {
    visit.with(
        visit.crm().contactQueries().get(id),
        contact ->
            show(
                visit,
                Section.CONTACTS,
                id.value(),
                contact.displayName(),
                "contact",
                visit.crm().recordDuplicates().ofContact(id)));
  }

  private static void show(
      Visit visit,
      Section section,
      UUID id,
      String name,
      String kind,
      Outcome<DuplicateCheck> checked) {
    String kinds = kind + "s";
    visit.with(
        checked,
        check ->
            visit.show(
                "intake/duplicates/records.jte",
                "Duplicates of " + name,
                section,
                new Alike(
                    name,
                    "/" + kinds + "/" + id,
                    kinds,
                    kind,
                    check,
                    visit.actor().may(new Permission(Feature.DUPLICATE, Action.EDIT)))));
  }
}
