package dev.kith.crm.application.access.login;

import java.time.Instant;

/** Counts failed log-ins where all processes on the storage see them. */
public interface LoginAttempts {

  /**
   * Failures in a row.
   *
   * @param lastAt when the last attempt was counted
   */
  record Count(int failures, Instant lastAt) {}

  /**
   * The count under a key, locked until the end of the run; made with no failures if there is none.
   *
   * @param now what a new count has for its last attempt
   */
  Count lock(String key, Instant now);

  /** Replaces the count under a key that was locked in the same run. */
  void put(String key, Count count);

  /** Forgets counts whose last attempt was earlier. */
  void forgetBefore(Instant moment);
}
