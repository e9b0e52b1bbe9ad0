package dev.kith.crm.http.relationship;

import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Visit;
import java.util.Arrays;
import java.util.Optional;

/** What is said to a suggested role on the page of an account or opportunity. */
public final class RoleSuggestionPages {

  private RoleSuggestionPages() {}

  public static void addTo(PageRoutes routes) {
    routes.post("/relationships/suggestions", RoleSuggestionPages::answered);
  }

  private static void answered(Visit visit) {
    Optional<Target> target =
        Arrays.stream(TargetKind.values())
            .flatMap(kind -> visit.queryId(kind.code()).map(id -> new Target(kind, id)).stream())
            .findFirst();
    Optional<ContactId> contact = ShapeCheck.uuid(visit.form("contact")).map(ContactId::new);
    if (target.isEmpty() || contact.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    boolean accepts = visit.form("answer").equals("accept");
    var suggestions = visit.crm().contactRoles().suggestions();
    Outcome<?> outcome =
        accepts
            ? suggestions.accept(target.get(), contact.get(), visit.form("role"))
            : suggestions.decline(target.get(), contact.get(), visit.form("role"));
    switch (outcome) {
      case Outcome.Done<?> done ->
          visit.go(
              RoleWords.href(target.get()),
              accepts ? Notice.CONTACT_ROLE_GIVEN : Notice.CONTACT_ROLE_DECLINED);
      case Outcome.Refused<?>(var refusal) -> visit.refuse(refusal);
    }
  }
}
