package dev.kith.crm.application.access.login;

import java.time.Duration;

/** How long a session is good. */
public final class SessionPolicy {

  /** A session that is not used for so long has ended. */
  public static final Duration IDLE = Duration.ofHours(12);

  /** A session ends after so long, however much it is used. */
  public static final Duration LONGEST = Duration.ofDays(30);

  /**
   * The last use of a session or token is written down only if the one on record is older: reading
   * stays free of writing, and {@link #IDLE} is exact to this much.
   */
  public static final Duration NOTED_EVERY = Duration.ofMinutes(5);

  private SessionPolicy() {}
}
