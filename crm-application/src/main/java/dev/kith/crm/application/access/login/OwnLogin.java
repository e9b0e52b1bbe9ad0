package dev.kith.crm.application.access.login;

import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people do with their own password and sessions; being them is all the permission it needs.
 * An actor who is no user of this CRM is refused with {@code not-found}, and a program with an API
 * token with {@code forbidden}.
 */
public interface OwnLogin {

  /**
   * A session, as its owner sees it.
   *
   * @param usedAt to some minutes
   * @param endsAt when it ends at the latest
   * @param address from which it was opened
   * @param device what the client said that it was
   */
  record SessionView(
      SessionId id,
      Instant openedAt,
      Instant usedAt,
      Instant endsAt,
      String address,
      @Nullable String device) {}

  /**
   * Replaces the password and ends all other sessions.
   *
   * <p>Refused with {@code invalid} (at {@code /newPassword}, or at {@code /oldPassword} with the
   * code {@code wrong-password}), and with {@code too-many-attempts} after some wrong ones.
   *
   * @param current the session that goes on; null ends all
   */
  Outcome<User> changePassword(
      @Nullable String oldPassword, @Nullable String newPassword, @Nullable SessionId current);

  /** One's sessions that are good, the last used first. */
  Outcome<List<SessionView>> sessions();

  /** Ends one of one's sessions; refused with {@code not-found} if there is none such. */
  Outcome<SessionView> endSession(SessionId id);
}
