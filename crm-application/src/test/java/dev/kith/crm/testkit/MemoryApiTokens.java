package dev.kith.crm.testkit;

import dev.kith.crm.application.access.ApiTokenStore;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemoryApiTokens implements ApiTokenStore {

  private final MemoryAggregates<ApiTokenId, ApiToken> tokens;
  private final MemoryTable<ApiTokenId, Instant> used;

  MemoryApiTokens(MemoryTransactions transactions) {
    this.tokens = new MemoryAggregates<>(transactions, ApiToken::id);
    this.used = new MemoryTable<>(transactions);
  }

  List<ApiToken> all() {
    return tokens.all();
  }

  @Nullable Instant usedAt(ApiTokenId id) {
    return used.find(id).orElse(null);
  }

  @Override
  public Optional<ApiToken> find(ApiTokenId id) {
    return tokens.find(id);
  }

  @Override
  public Outcome<ApiToken> add(ApiToken token) {
    return tokens.add(token, Outcome::done);
  }

  @Override
  public Outcome<ApiToken> update(ApiToken token) {
    return tokens.update(token, Outcome::done);
  }

  @Override
  public void used(ApiTokenId id, Instant at) {
    used.put(id, at);
  }
}
