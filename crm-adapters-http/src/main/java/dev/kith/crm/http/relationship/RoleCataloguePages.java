package dev.kith.crm.http.relationship;

import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;

/** The roles that there are for contacts, to be looked at or edited. */
public final class RoleCataloguePages {

  private static final String PATH = "/contact-roles";

  private RoleCataloguePages() {}

  record CataloguePage(
      RoleCatalogueForm form, long version, boolean changeable, Problems problems) {}

  public static void addTo(PageRoutes routes) {
    routes.get(
        PATH,
        visit ->
            visit.with(
                visit.crm().contactRoles().catalogue().get(),
                catalogue ->
                    show(
                        visit,
                        200,
                        RoleCatalogueForm.of(catalogue.terms()),
                        catalogue.revision().version(),
                        Problems.NONE)));
    routes.post(PATH, RoleCataloguePages::save);
  }

  private static void save(Visit visit) {
    RoleCatalogueForm form = new RoleCatalogueForm(visit.form());
    long version = visit.number("version").orElse(0L);
    SavedForm.answer(
        visit.crm().expecting(version).contactRoles().catalogue().set(form.terms()),
        version,
        done -> visit.go(PATH, Notice.CONTACT_ROLES_SAVED),
        "Somebody changed the roles meanwhile. Save again to replace theirs.",
        form::problems,
        (status, seen, problems) -> show(visit, status, form, seen, problems));
  }

  private static void show(
      Visit visit, int status, RoleCatalogueForm form, long version, Problems problems) {
    visit.show(
        status,
        "relationship/catalogue.jte",
        "Contact roles",
        Section.CONTACT_ROLES,
        new CataloguePage(form, version, mayChange(visit), problems));
  }

  private static boolean mayChange(Visit visit) {
    return visit.mayAdministerAll(Feature.CONTACT);
  }
}
