package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A live record as it is compared with others of its kind. */
interface Scanned {

  UUID id();

  String name();

  /** What tells it from others of its name: its company, or where it is; null for nothing. */
  @Nullable String company();

  /** Whoever is the same stands side by side in the order of this. */
  String called();

  /** Under which others are found that may be the same. */
  Set<String> keys();

  /** As it is best compared with this one. */
  Fingerprint beside(Scanned other);
}
