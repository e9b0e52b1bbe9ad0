package dev.kith.crm.domain.scoring.engagement;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event says.
 *
 * @param name what was done, of {@link EngagementType#CUSTOM}; null for all others
 * @param object what it was done with: the address of a page, a mail, a form, a file
 * @param occurredAt to the microsecond
 */
public record EngagementContent(
    EngagementType type,
    @Nullable String name,
    @Nullable String object,
    Instant occurredAt,
    Map<String, String> properties,
    Traces traces) {

  public EngagementContent {
    properties = ImmutableSortedMap.copyOf(properties);
  }
}
