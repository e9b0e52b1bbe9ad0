package dev.kith.crm.domain.scoring.tracking;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that one lead gets in one mail, so that it is known who followed it.
 *
 * @param id of this very address, no two of which are the same
 * @param mail which mail it is in, by an id of the sender's
 * @param target where it leads; null of a picture that tells that a mail was opened, and of what
 *     only tells who somebody is
 * @param links how many links that mail has
 * @param honeypot whether no person sees it
 */
public record TrackedLink(
    UUID id,
    Kind kind,
    LeadId lead,
    String mail,
    @Nullable String target,
    int links,
    Instant deliveredAt,
    Instant expiresAt,
    boolean honeypot) {

  public static final int LONGEST_TARGET = 2_000;
  public static final int MOST = 200;
  public static final Duration USUAL_LIFE = Duration.ofDays(365);
  public static final Duration LONGEST_LIFE = Duration.ofDays(3_650);

  /** What is told by its being fetched. */
  public enum Kind {
    CLICK,
    OPEN,
    /** Who somebody is that comes from a link; it leads nowhere, and counts for nothing. */
    IDENTITY;

    /** Null of what tells of nothing that was done. */
    public @Nullable EngagementType tells() {
      return switch (this) {
        case CLICK -> EngagementType.EMAIL_CLICK;
        case OPEN -> EngagementType.EMAIL_OPEN;
        case IDENTITY -> null;
      };
    }
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
