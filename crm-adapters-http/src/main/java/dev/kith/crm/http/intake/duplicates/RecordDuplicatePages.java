package dev.kith.crm.http.intake.duplicates;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
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
   * @param distinct those that were told apart from it
   * @param mayTell whether the person may merge them, or say that they are not the same
   */
  record Alike(
      String name,
      String path,
      String kinds,
      String kind,
      DuplicateCheck check,
      List<Distinct> distinct,
      boolean mayTell) {
    Alike {
      distinct = ImmutableList.copyOf(distinct);
    }

    String base() {
      return "/" + kinds;
    }
  }

  /** One that was told apart from that of the page. */
  record Distinct(DistinctPair pair, UUID id, String name) {}

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
    step(routes, "distinct", RecordDuplicatePages::tellApart);
    step(routes, "take-back", RecordDuplicatePages::takeBack);
  }

  private interface Step {
    void take(Visit visit, MergeKind kind, UUID record);
  }

  private static void step(PageRoutes routes, String name, Step step) {
    for (MergeKind kind : List.of(MergeKind.ACCOUNT, MergeKind.CONTACT)) {
      routes.post(
          "/" + kind.code() + "s/{id}/duplicates/" + name,
          visit ->
              visit
                  .pathId()
                  .ifPresentOrElse(
                      id -> step.take(visit, kind, id), () -> visit.error(ErrorPage.NOT_FOUND)));
    }
  }

  private static void tellApart(Visit visit, MergeKind kind, UUID record) {
    visit.formIds("other").stream()
        .findFirst()
        .ifPresentOrElse(
            other ->
                visit.with(
                    visit.crm().recordDuplicates().tellApart(kind, record, other),
                    pair -> visit.go(path(kind, record), Notice.TOLD_APART)),
            () -> visit.error(ErrorPage.NOT_FOUND));
  }

  private static void takeBack(Visit visit, MergeKind kind, UUID record) {
    visit.formIds("pair").stream()
        .findFirst()
        .ifPresentOrElse(
            pair ->
                visit.with(
                    visit.crm().duplicates().takeBack(new DistinctPairId(pair)),
                    taken -> visit.go(path(kind, record), Notice.DISTINCT_TAKEN_BACK)),
            () -> visit.error(ErrorPage.NOT_FOUND));
  }

  private static String path(MergeKind kind, UUID record) {
    return "/" + kind.code() + "s/" + record + "/duplicates";
  }

  private static List<Distinct> distinct(Visit visit, MergeKind kind, UUID record) {
    return visit.crm().recordDuplicates().toldApart(kind, record)
            instanceof Outcome.Done<List<DistinctPair>>(var pairs)
        ? pairs.stream()
            .map(pair -> {
              UUID other = pair.otherThan(record);
              return new Distinct(pair, other, name(visit, kind, other));
            })
            .toList()
        : List.of();
  }

  private static String name(Visit visit, MergeKind kind, UUID record) {
    Outcome<String> name =
        kind == MergeKind.ACCOUNT
            ? visit.crm().accountQueries().get(new AccountId(record)).map(AccountView::displayName)
            : visit.crm().contactQueries().get(new ContactId(record)).map(ContactView::displayName);
    return name.orElse("Another " + kind.code());
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
                    distinct(visit, MergeKind.valueOf(Ascii.toUpperCase(kind)), id),
                    visit.actor().may(new Permission(Feature.DUPLICATE, Action.EDIT)))));
  }
}
