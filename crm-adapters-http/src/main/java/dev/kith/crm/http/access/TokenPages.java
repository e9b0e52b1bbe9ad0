package dev.kith.crm.http.access;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.access.ApiTokenView;
import dev.kith.crm.application.access.ApiTokens;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person's own API tokens. The secret of a new one is shown once, on the page that answers the
 * form.
 */
public final class TokenPages {

  private static final int USUAL_DAYS = 90;

  private TokenPages() {}

  /**
   * @param issued the token that has just been issued; null otherwise
   */
  record TokenList(
      List<ApiTokenView> tokens,
      Instant now,
      ApiTokens.@Nullable Issued issued,
      String name,
      String expires,
      List<Group> permissions,
      Problems problems) {

    /** The permissions of one feature. */
    record Group(String feature, List<Choice> actions) {}

    String state(ApiTokenView token) {
      return token.revokedAt() != null ? "Revoked" : token.isGoodAt(now) ? "Active" : "Expired";
    }

    /** A line for each feature: "Lead: view, create". */
    List<String> permissionsOf(ApiTokenView token) {
      return Arrays.stream(Feature.values())
          .flatMap(feature -> {
            List<String> actions =
                Arrays.stream(Action.values())
                    .filter(a -> token.permissions().contains(new Permission(feature, a)))
                    .map(a -> Ascii.toLowerCase(Words.of(a)))
                    .toList();
            boolean all = actions.size() == Action.values().length;
            return actions.isEmpty()
                ? Stream.empty()
                : Stream.of(
                    Words.of(feature) + ": " + (all ? "everything" : String.join(", ", actions)));
          })
          .toList();
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get("/tokens", visit -> show(visit, 200, null, Problems.NONE));
    routes.post("/tokens", TokenPages::issue);
    routes.post("/tokens/{id}/revoke", TokenPages::revoke);
  }

  private static void issue(Visit visit) {
    Set<Permission> permissions =
        visit.ctx().formParams("permission").stream()
            .flatMap(code -> Permission.named(code).stream())
            .collect(ImmutableSet.toImmutableSet());
    switch (visit
        .crm()
        .apiTokens()
        .issue(new ApiTokens.Issue(visit.form("name"), permissions, expiry(visit)))) {
      // Not a redirect: the secret is nowhere to be read again.
      case Outcome.Done<ApiTokens.Issued>(var issued) -> show(visit, 201, issued, Problems.NONE);
      case Outcome.Refused<ApiTokens.Issued>(var refusal) ->
          show(visit, Visit.statusOf(refusal), null, Problems.of(refusal));
    }
  }

  private static void revoke(Visit visit) {
    Optional<UUID> id = visit.pathId();
    if (id.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    switch (visit.crm().apiTokens().revoke(new ApiTokenId(id.get()))) {
      case Outcome.Done<ApiToken> done -> visit.go("/tokens", Notice.TOKEN_REVOKED);
      case Outcome.Refused<ApiToken>(var refusal) ->
          show(visit, Visit.statusOf(refusal), null, Problems.of(refusal));
    }
  }

  private static @Nullable Instant expiry(Visit visit) {
    try {
      return LocalDate.parse(visit.form("expiresAt")).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static void show(
      Visit visit, int status, ApiTokens.@Nullable Issued issued, Problems problems) {
    ApiTokens tokens = visit.crm().apiTokens();
    boolean again = problems.any();
    List<String> chosen = again ? visit.ctx().formParams("permission") : List.of();
    String usual = visit.now().atZone(ZoneOffset.UTC).toLocalDate().plusDays(USUAL_DAYS).toString();
    List<TokenList.Group> permissions =
        Arrays.stream(Feature.values())
            .map(f -> new TokenList.Group(Words.of(f), held(visit.actor(), f, chosen)))
            .filter(g -> !g.actions().isEmpty())
            .toList();
    visit.with(
        tokens.own(ListQuery.all(tokens.fields()).limitedTo(ListQuery.LARGEST_LIMIT)),
        page ->
            visit.show(
                status,
                "access/tokens.jte",
                "API tokens",
                Section.TOKENS,
                new TokenList(
                    page.items(),
                    visit.now(),
                    issued,
                    again ? visit.form("name") : "",
                    again ? visit.form("expiresAt") : usual,
                    permissions,
                    problems)));
  }

  private static List<Choice> held(Actor actor, Feature feature, List<String> chosen) {
    return actor.grants().on(feature).keySet().stream()
        .map(action -> new Permission(feature, action))
        .map(p -> new Choice(p.code(), Words.of(p.action()), chosen.contains(p.code())))
        .toList();
  }
}
