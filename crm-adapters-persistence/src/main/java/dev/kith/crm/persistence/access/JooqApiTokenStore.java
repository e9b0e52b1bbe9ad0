package dev.kith.crm.persistence.access;

import static dev.kith.crm.persistence.generated.Tables.API_TOKEN;

import dev.kith.crm.application.access.ApiTokenStore;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.ApiTokenRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Saving;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

public final class JooqApiTokenStore implements ApiTokenStore {

  private final Database database;

  public JooqApiTokenStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<ApiToken> find(ApiTokenId id) {
    return database
        .dsl()
        .selectFrom(API_TOKEN)
        .where(API_TOKEN.ID.eq(id.value()))
        .fetchOptional()
        .map(JooqApiTokenStore::token);
  }

  @Override
  public Outcome<ApiToken> add(ApiToken token) {
    database.dsl().executeInsert(row(token));
    return Outcome.done(token);
  }

  @Override
  public Outcome<ApiToken> update(ApiToken token) {
    return Saving.replace(database, token, row(token), API_TOKEN.ID, API_TOKEN.VERSION);
  }

  @Override
  public void used(ApiTokenId id, Instant at) {
    database
        .dsl()
        .update(API_TOKEN)
        .set(API_TOKEN.USED_AT, at)
        .where(API_TOKEN.ID.eq(id.value()))
        .execute();
  }

  static ApiToken token(ApiTokenRecord row) {
    return new ApiToken(
        new ApiTokenId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        new UserId(row.getOwnerId()),
        row.getName(),
        GrantsText.readPermissions(row.getPermissions()),
        row.getSecretHash(),
        row.getExpiresAt(),
        row.getRevokedAt());
  }

  /** Without the time of last use, which is no part of the aggregate: an update leaves it. */
  private static ApiTokenRecord row(ApiToken token) {
    ApiTokenRecord row = new ApiTokenRecord();
    row.setId(token.id().value());
    row.setVersion(token.revision().version());
    row.setCreatedAt(token.revision().createdAt());
    row.setUpdatedAt(token.revision().updatedAt());
    row.setOwnerId(token.owner().value());
    row.setName(token.name());
    row.setNameSort(token.name().toLowerCase(Locale.ROOT));
    row.setPermissions(GrantsText.write(token.permissions()));
    row.setSecretHash(token.secretHash());
    row.setExpiresAt(token.expiresAt());
    row.setRevokedAt(token.revokedAt());
    return row;
  }
}
