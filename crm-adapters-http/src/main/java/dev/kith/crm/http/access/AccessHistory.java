package dev.kith.crm.http.access;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How the histories of users, roles, teams and API tokens read. */
public final class AccessHistory {

  private static final Permission VIEW = new Permission(Feature.ACCESS, Action.VIEW);

  private AccessHistory() {}

  public static List<RecordWords> words() {
    return List.of(user(), role(), team(), token());
  }

  private static RecordWords user() {
    return RecordWords.of("user", "user")
        .at("/users/", VIEW)
        .named(AccessHistory::people)
        .nameless("a former user")
        .field("login", "E-mail address to log in with", Reading.text())
        .field("active", "Active", Reading.yesNo())
        .field("roles", "Roles", new Reading.Records("role"))
        .field("teams", "Teams", new Reading.Records("team"))
        .field("passwordChangedAt", "Password set", new Reading.Moment())
        .deed("user.register", Deed.born("registered the user"))
        .deed("user.edit", Deed.changed("changed the user"))
        .deed("user.change-password", Deed.of("changed the password", "key", ""))
        .deed("user.set-password", Deed.of("set another password", "key", ""))
        .deed("user.deactivate", Deed.of("deactivated the user", "blocked", "bad"))
        .deed("user.reactivate", Deed.of("let the user in again", "restore", "step"))
        .deed("lead.export", Deed.of("exported leads", "download", ""))
        .deed("task.export", Deed.of("exported tasks", "download", ""))
        .build();
  }

  private static RecordWords role() {
    return RecordWords.of("role", "role")
        .at("/roles/", VIEW)
        .named((visit, ids) -> visit.crm().names().of(ids))
        .field("maskedFields", "Hidden fields", Reading.each(RolePages::label))
        .field("deleted", "Deleted", Reading.yesNo())
        .others(
            code -> Permission.named(code).map(p -> new Field(permission(code), Reading.choice())))
        .deed("role.define", Deed.born("defined the role"))
        .deed("role.redefine", Deed.changed("changed the role"))
        .deed("role.delete", Deed.gone("deleted the role"))
        .build();
  }

  private static RecordWords team() {
    return RecordWords.of("team", "team")
        .at("/teams", VIEW)
        .named((visit, ids) -> visit.crm().names().of(ids))
        .field("deleted", "Deleted", Reading.yesNo())
        .deed("team.found", Deed.born("founded the team"))
        .deed("team.rename", Deed.changed("renamed the team"))
        .deed("team.delete", Deed.gone("dissolved the team"))
        .build();
  }

  private static RecordWords token() {
    return RecordWords.of("api-token", "API token")
        .title("name")
        .field("owner", "Owner", new Reading.Records("user"))
        .field("permissions", "Permissions", Reading.each(AccessHistory::permission))
        .field("expiresAt", "Expires", new Reading.Moment())
        .field("revokedAt", "Revoked", new Reading.Moment())
        .deed("api-token.issue", Deed.of("issued the token", "key", "step"))
        .deed("api-token.revoke", Deed.of("revoked the token", "blocked", "bad"))
        .build();
  }

  /** An application that embeds the CRM may have people of its own, who own records. */
  private static Map<UUID, String> people(Visit visit, Collection<UUID> ids) {
    Map<UUID, String> names = new HashMap<>(visit.crm().names().of(ids));
    if (!names.keySet().containsAll(ids)) {
      visit.owners().stream()
          .filter(p -> ids.contains(p.id()))
          .forEach(p -> names.putIfAbsent(p.id(), p.name()));
    }
    return names;
  }

  /** {@code lead:edit} reads "Lead: edit". */
  private static String permission(String code) {
    Optional<Permission> known = Permission.named(code);
    return known
        .map(p -> Words.of(p.feature()) + ": " + Words.of(p.action()).toLowerCase(Locale.ROOT))
        .orElse(code);
  }
}
