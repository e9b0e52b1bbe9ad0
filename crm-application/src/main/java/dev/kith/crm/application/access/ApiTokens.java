package dev.kith.crm.application.access;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys with which programs act for a user. Users need no permission for their own; an actor who is
 * no user of this CRM has none (refused with {@code not-found}). A program that itself acts with a
 * token needs {@code access:administer} to issue or revoke one, so that a leaked token cannot make
 * itself last longer.
 *
 * <p>Transactions, idempotency and versions are as in {@link Users}.
 */
public interface ApiTokens {

  /**
   * @param name says what uses it
   * @param permissions what it allows at most; the scope is the owner's at the moment of use
   * @param expiresAt within {@link ApiToken#LONGEST_LIFE}; null is refused
   */
  record Issue(@Nullable String name, Set<Permission> permissions, @Nullable Instant expiresAt) {
    public Issue {
      permissions = ImmutableSet.copyOf(permissions);
    }
  }

  /**
   * A token that has just been issued.
   *
   * @param secret {@code kith_} and 43 characters of the URL-safe base64 alphabet: shown here and
   *     never again; null if an idempotency key was used a second time, since nobody remembers it
   */
  record Issued(ApiToken token, @Nullable String secret) {
    @Override
    public String toString() {
      return "Issued[token=" + token.id() + "]";
    }
  }

  /** What is wrong with such a token, without issuing one: what {@link #issue} would say. */
  List<Violation> problemsOf(Issue command);

  /**
   * Issues a token that acts for the actor.
   *
   * <p>Refused with {@code invalid} (at {@code /name}, {@code /permissions}, {@code /expiresAt})
   * and {@code grants-too-wide} if it allows what the actor may not.
   */
  Outcome<Issued> issue(Issue command);

  /**
   * Ends a token at once: one's own, or with {@code access:administer} anybody's. Others' tokens
   * are {@code not-found} without {@code access:view}. Revoking again changes nothing.
   */
  Outcome<ApiToken> revoke(ApiTokenId id);

  /** One's own, or with {@code access:view} anybody's; otherwise {@code not-found}. */
  Outcome<ApiTokenView> get(ApiTokenId id);

  /** The fields by which tokens are listed: {@link ApiTokenView#CATALOGUE}. */
  FieldCatalogue<ApiTokenView> fields();

  /** The actor's own tokens, revoked and expired ones included. The search looks at the name. */
  Outcome<Page<ApiTokenView>> own(ListQuery query);

  /**
   * Everybody's tokens. Refused with {@code forbidden} without {@code access:view} on all records.
   */
  Outcome<Page<ApiTokenView>> list(ListQuery query);
}
