package dev.kith.crm.application.access.login;

import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.access.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has logged in with a password and not logged out.
 *
 * @param secretHash SHA-256 of the secret in the cookie, in hexadecimal
 * @param usedAt when it was last used, to {@link SessionPolicy#NOTED_EVERY}
 */
public record Session(
    SessionId id,
    UserId user,
    String secretHash,
    Instant openedAt,
    Instant usedAt,
    String address,
    @Nullable String device) {

  public boolean isGoodAt(Instant now) {
    return usedAt.plus(SessionPolicy.IDLE).isAfter(now) && endsAt().isAfter(now);
  }

  /** When it ends however much it is used. */
  public Instant endsAt() {
    return openedAt.plus(SessionPolicy.LONGEST);
  }
}
