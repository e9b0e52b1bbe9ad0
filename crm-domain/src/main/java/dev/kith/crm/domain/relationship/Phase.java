package dev.kith.crm.domain.relationship;

import java.time.Instant;

/**
 * How things stood from a moment on, up to but not including the next phase or the end.
 *
 * @param primary whether the contact was the primary one of the target
 * @param influence 0 for none to 3 for much
 */
public record Phase(Instant from, boolean primary, int influence, Stance stance) {

  Phase at(Instant moment) {
    return new Phase(moment, primary, influence, stance);
  }

  Phase primary(boolean now) {
    return new Phase(from, now, influence, stance);
  }

  boolean saysTheSameAs(Phase other) {
    return primary == other.primary && influence == other.influence && stance == other.stance;
  }
}
