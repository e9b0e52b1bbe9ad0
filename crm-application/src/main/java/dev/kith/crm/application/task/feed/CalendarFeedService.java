package dev.kith.crm.application.task.feed;

import dev.kith.crm.application.access.ApiTokenView;
import dev.kith.crm.application.access.ApiTokens;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class CalendarFeedService implements CalendarFeed {

  /** By which its token is known among others; nobody's is taken for it that may more. */
  static final String NAME = "Calendar feed";

  private static final Set<Permission> SEES_TASKS =
      Set.of(new Permission(Feature.TASK, Action.VIEW));

  private final Kernel kernel;
  private final UserId owner;
  private final ApiTokens tokens;
  private final ApiTokens further;

  /**
   * @param owner whose tasks calendars read
   * @param tokens for the first step of a call
   * @param further for those behind it
   */
  CalendarFeedService(Kernel kernel, UserId owner, ApiTokens tokens, ApiTokens further) {
    this.owner = owner;
    this.kernel = kernel;
    this.tokens = tokens;
    this.further = further;
  }

  @Override
  public State state() {
    return good().stream()
        .findFirst()
        .map(token ->
            new State(true, token.revision().createdAt(), token.expiresAt(), token.lastUsedAt()))
        .orElse(State.NONE);
  }

  @Override
  public Outcome<Renewed> renew() {
    // By the day: the same command, however often it is repeated.
    Instant expires =
        Instant.ofEpochSecond(
            (kernel.now().getEpochSecond() + ApiToken.LONGEST_LIFE.toSeconds()) / 86_400 * 86_400);
    return kernel
        .transactions()
        .run(() -> {
          // Of two at the same moment the second ends the address of the first.
          kernel.storage().users().lock(owner);
          return tokens
              .issue(new ApiTokens.Issue(NAME, SEES_TASKS, expires))
              .then(issued ->
                  ended(issued.token().id()).map(all -> new Renewed(state(), issued.secret())));
        });
  }

  @Override
  public Outcome<State> revoke() {
    return kernel
        .transactions()
        .run(() -> {
          kernel.storage().users().lock(owner);
          return ended(null).map(all -> state());
        });
  }

  /** Ends every address but one. */
  private Outcome<Boolean> ended(@Nullable ApiTokenId but) {
    Outcome<Boolean> all = Outcome.done(true);
    for (ApiTokenView token : good()) {
      if (!token.id().equals(but)) {
        all = all.then(before -> further.revoke(token.id()).map(revoked -> true));
      }
    }
    return all;
  }

  /** The newest first. */
  private List<ApiTokenView> good() {
    ListQuery named =
        ListQuery.all(tokens.fields())
            .where(new Compare("name", Op.EQ, List.of(NAME)))
            .where(new Compare("revokedAt", Op.IS_NULL, List.of()));
    return tokens.own(named).orElseThrow().items().stream()
        .filter(token -> token.permissions().equals(SEES_TASKS) && token.isGoodAt(kernel.now()))
        .toList();
  }
}
