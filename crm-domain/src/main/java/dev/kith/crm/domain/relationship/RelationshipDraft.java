package dev.kith.crm.domain.relationship;

import dev.kith.crm.domain.shared.Checks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a role that a contact has.
 *
 * @param influence 0 to 3; null for {@value #USUAL_INFLUENCE}
 * @param stance null for neutral
 * @param validFrom since when; null for now
 * @param validTo until when; null while it lasts
 * @param source null for {@link RoleSource#MANUAL}
 * @param confidence in percent; null for what is certain
 */
public record RelationshipDraft(
    String role,
    @Nullable Integer influence,
    @Nullable Stance stance,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    @Nullable RoleSource source,
    @Nullable Integer confidence) {

  public static final int MOST_INFLUENCE = 3;
  public static final int USUAL_INFLUENCE = 1;
  public static final int CERTAIN = 100;
  public static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  public static RelationshipDraft of(String role) {
    return new RelationshipDraft(role, null, null, null, null, null, null);
  }

  public RelationshipDraft weighing(@Nullable Integer newInfluence, @Nullable Stance newStance) {
    return new RelationshipDraft(
        role, newInfluence, newStance, validFrom, validTo, source, confidence);
  }

  public RelationshipDraft valid(@Nullable Instant from, @Nullable Instant to) {
    return new RelationshipDraft(role, influence, stance, from, to, source, confidence);
  }

  public RelationshipDraft known(RoleSource by, int sure) {
    return new RelationshipDraft(role, influence, stance, validFrom, validTo, by, sure);
  }

  void check(Checks checks, Instant now) {
    if (role.isBlank()) {
      checks.add("role", "required", "Say which role the contact has.");
    }
    influence(checks, influence);
    if (confidence != null && (confidence < 0 || confidence > CERTAIN)) {
      checks.add("confidence", "out-of-range", "Confidence is 0 to 100 percent.");
    }
    Instant from = from(now);
    moment(checks, "validFrom", from, now);
    if (validTo != null) {
      moment(checks, "validTo", validTo, now);
      if (!validTo.isAfter(from)) {
        checks.add("validTo", "before-beginning", "It ends after it began.");
      }
    }
  }

  static void influence(Checks checks, @Nullable Integer influence) {
    if (influence != null && (influence < 0 || influence > MOST_INFLUENCE)) {
      checks.add("influence", "out-of-range", "Influence is 0 to " + MOST_INFLUENCE + ".");
    }
  }

  static void moment(Checks checks, String field, Instant moment, Instant now) {
    if (moment.isAfter(now)) {
      checks.add(field, "in-the-future", "A role begins and ends when it does, not in advance.");
    } else if (moment.isBefore(EARLIEST)) {
      checks.add(field, "out-of-range", "This is not before 1970.");
    }
  }

  /** When it begins, which is now where nothing was said. */
  public Instant from(Instant now) {
    return Objects.requireNonNullElse(validFrom, now).truncatedTo(ChronoUnit.MICROS);
  }

  public @Nullable Instant to() {
    return validTo == null ? null : validTo.truncatedTo(ChronoUnit.MICROS);
  }

  Phase phase(Instant now) {
    return new Phase(
        from(now),
        false,
        Objects.requireNonNullElse(influence, USUAL_INFLUENCE),
        Objects.requireNonNullElse(stance, Stance.NEUTRAL));
  }
}
