package dev.kith.crm.domain.scoring.ledger;

import java.time.Duration;

/**
 * A score at which something begins, and another, not higher, at which it ends: so that a score
 * that goes up and down around one number does not begin and end all the time.
 *
 * @param enter it is crossed upwards by a score that is at least this
 * @param exit it is crossed downwards by a score that is below this
 * @param coolDown after a crossing, there is no other for so long
 */
public record Threshold(String name, int enter, int exit, Duration coolDown) {

  public Threshold(String name, int enter, int exit) {
    this(name, enter, exit, Duration.ZERO);
  }
}
