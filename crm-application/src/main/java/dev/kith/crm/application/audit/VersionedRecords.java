package dev.kith.crm.application.audit;

import dev.kith.crm.application.kernel.RecordVersion;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind of which every version has exactly one audit entry. Held against their
 * versions, a chain cannot lose its end, or vanish, without being missed.
 */
public interface VersionedRecords {

  /** As in the {@linkplain dev.kith.crm.domain.shared.Subject subjects} of the chains. */
  String type();

  /**
   * All records, deleted ones included, in the order of their ids.
   *
   * @param after only records behind this one; null from the beginning
   */
  List<RecordVersion> versions(@Nullable UUID after, int limit);

  /** At which version one is now; empty if there is none. */
  OptionalLong version(UUID id);
}
