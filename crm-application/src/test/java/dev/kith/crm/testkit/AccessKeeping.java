package dev.kith.crm.testkit;

import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;

/** Puts users, roles, teams and tokens into the storage of a contract. */
public interface AccessKeeping extends StorageContract {

  /** When something changes that was there {@link AccessFixtures#THEN}. */
  Instant LATER = AccessFixtures.THEN.plusSeconds(3600);

  /** Adds in a run of its own. */
  default <A extends Aggregate> A add(A aggregate) {
    return tryAdd(aggregate).orElseThrow();
  }

  default <A extends Aggregate> Outcome<A> tryAdd(A aggregate) {
    return storage()
        .transactions()
        .run(() ->
            switch ((Object) aggregate) {
              case User user -> storage().users().add(user).map(x -> aggregate);
              case Role role -> storage().roles().add(role).map(x -> aggregate);
              case Team team -> storage().teams().add(team).map(x -> aggregate);
              case ApiToken token -> storage().apiTokens().add(token).map(x -> aggregate);
              default -> throw new IllegalArgumentException("no store for " + aggregate);
            });
  }

  default <A extends Aggregate> Outcome<A> update(A aggregate) {
    return storage()
        .transactions()
        .run(() ->
            switch ((Object) aggregate) {
              case User user -> storage().users().update(user).map(x -> aggregate);
              case Role role -> storage().roles().update(role).map(x -> aggregate);
              case Team team -> storage().teams().update(team).map(x -> aggregate);
              case ApiToken token -> storage().apiTokens().update(token).map(x -> aggregate);
              default -> throw new IllegalArgumentException("no store for " + aggregate);
            });
  }
}
