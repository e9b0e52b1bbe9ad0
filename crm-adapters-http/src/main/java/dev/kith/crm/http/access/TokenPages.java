package dev.kith.crm.http.access;

import static java.util.stream.Collectors.joining;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
    private static final String EVERYTHING = "everything";

    /**
     * What can be permitted of a feature.
     *
     * @param actions one for each action, in their order; null for what the person may not do
     */
    record Group(String feature, List<@Nullable Choice> actions) {}

    List<Action> actions() {
      return List.of(Action.values());
    }

    String state(ApiTokenView token) {
      return token.revokedAt() != null ? "Revoked" : token.isGoodAt(now) ? "Active" : "Expired";
    }

    /** A line for features of which the same is permitted: "Lead, Account: view, create". */
    List<String> permissionsOf(ApiTokenView token) {
      Map<String, List<String>> features = new LinkedHashMap<>();
      for (Feature feature : Feature.values()) {
        List<Action> actions =
            Arrays.stream(Action.values())
                .filter(action -> token.permissions().contains(new Permission(feature, action)))
                .toList();
        if (!actions.isEmpty()) {
          features
              .computeIfAbsent(words(actions), said -> new ArrayList<>())
              .add(Words.of(feature));
        }
      }
      return features.values().stream().anyMatch(all -> all.size() == Feature.values().length)
              && features.containsKey(EVERYTHING)
          ? List.of("Everything")
          : features.entrySet().stream()
              .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
              .toList();
    }

    private static String words(List<Action> actions) {
      return actions.size() == Action.values().length
          ? EVERYTHING
          : actions.stream().map(a -> Ascii.toLowerCase(Words.of(a))).collect(joining(", "));
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
            .filter(g -> g.actions().stream().anyMatch(Objects::nonNull))
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

  private static List<@Nullable Choice> held(Actor actor, Feature feature, List<String> chosen) {
    List<@Nullable Choice> choices = new ArrayList<>();
    for (Action action : Action.values()) {
      Permission p = new Permission(feature, action);
      choices.add(
          actor.grants().on(feature).containsKey(action)
              ? new Choice(p.code(), Words.of(action), chosen.contains(p.code()))
              : null);
    }
    return choices;
  }
}
