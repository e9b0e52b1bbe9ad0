package dev.kith.crm.domain.account;

import org.jspecify.annotations.Nullable;

/**
 * Where an account is to go.
 *
 * @param to the key of the stage
 * @param reason null where nothing is said
 * @param version of the lifecycle by which it is decided
 */
public record StageMove(String to, @Nullable String reason, Mover mover, long version) {

  public static final int LONGEST_REASON = 1_000;
}
