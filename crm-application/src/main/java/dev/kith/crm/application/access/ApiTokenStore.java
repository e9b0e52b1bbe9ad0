package dev.kith.crm.application.access;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.ApiTokenId;
import java.time.Instant;

/** Keeps API tokens, revoked and expired ones included. */
public interface ApiTokenStore extends AggregateStore<ApiTokenId, ApiToken> {

  /** Notes that a token was used; not a change of the token. */
  void used(ApiTokenId id, Instant at);
}
