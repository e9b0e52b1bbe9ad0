package dev.kith.crm.application.kernel;

import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The records of a feature, as others refer to them: tasks, and whatever else is about something. A
 * feature whose records others may be about gives one of these to the front door.
 */
public interface RelatedRecords {

  /** The type of their {@link dev.kith.crm.domain.shared.Subject}s, such as {@code lead}. */
  String type();

  /** A record by the name that the reader knows it by, and whether it can still be changed. */
  record Named(UUID id, String name, boolean live) {}

  /** Those of these records that the actor of the context can see, in any order. */
  List<Named> named(Collection<UUID> ids, Context context);

  /** The same by their ids. */
  default Map<UUID, Named> byId(Collection<UUID> ids, Context context) {
    return ids.isEmpty()
        ? Map.of()
        : named(ids, context).stream().collect(ImmutableMap.toImmutableMap(Named::id, n -> n));
  }
}
