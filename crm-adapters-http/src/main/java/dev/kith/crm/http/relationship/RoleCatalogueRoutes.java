package dev.kith.crm.http.relationship;

import dev.kith.crm.application.relationship.RoleCatalogues;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;
import java.util.Objects;

/** The roles that there are for contacts, over REST. */
public final class RoleCatalogueRoutes {

  static final String TAG = "Contact roles";
  private static final String PATH = "/contact-roles";

  private RoleCatalogueRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get(PATH, "getContactRoles")
            .says(TAG, "Read which roles contacts can have")
            .answers(200, RoleCatalogueJson.KEPT, "The roles")
            .refuses("forbidden")
            .handledBy(call -> shown(catalogue(call).get())),
        Route.put(PATH, "setContactRoles")
            .says(TAG, "Replace which roles contacts can have")
            .body(
                RoleCatalogueJson.DRAFT,
                (call, body) -> catalogue(call).problemsOf(RoleCatalogueJson.read(body)))
            .versioned()
            .answers(200, RoleCatalogueJson.KEPT, "The roles as they are now")
            .refuses("forbidden", "invalid", "contact-role-in-use")
            .handledBy(call -> shown(catalogue(call).set(RoleCatalogueJson.read(call.body())))),
        Route.post(PATH + ":suggest", "suggestContactRoles")
            .says(TAG, "Ask which roles somebody of a title may have; nothing changes")
            .body(RoleCatalogueJson.QUESTION)
            .asking()
            .answers(200, RoleCatalogueJson.SUGGESTIONS, "The roles")
            .refuses("forbidden")
            .handledBy(call ->
                catalogue(call)
                    .suggestedBy(Objects.requireNonNullElse(call.text("title"), ""))
                    .map(found -> Reply.json(200, RoleCatalogueJson.of(found)))));
  }

  private static Outcome<Reply> shown(Outcome<RoleCatalogue> outcome) {
    return outcome.map(catalogue ->
        Reply.json(200, RoleCatalogueJson.of(catalogue)).version(catalogue.revision().version()));
  }

  private static RoleCatalogues catalogue(Call call) {
    return call.workspace().contactRoles().catalogue();
  }
}
