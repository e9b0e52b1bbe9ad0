package dev.kith.crm.domain.scoring.engagement;

import com.google.common.collect.ImmutableSortedMap;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is reported.
 *
 * @param occurredAt null for now
 */
public record EngagementDraft(
    @Nullable String id,
    LeadId lead,
    EngagementType type,
    @Nullable String name,
    @Nullable String object,
    @Nullable Instant occurredAt,
    Map<String, String> properties,
    Traces traces) {

  public static final int LONGEST_NAME = 100;
  public static final int LONGEST_OBJECT = 2_000;
  public static final int LONGEST_VALUE = 500;
  public static final int MOST_PROPERTIES = 50;

  /** Clocks differ: what lies ahead by no more than this has happened now. */
  public static final Duration SLACK = Duration.ofMinutes(1);

  public static final Duration LONGEST_AGO = Duration.ofDays(3_650);

  public EngagementDraft {
    // Sorted, so that equal events read the same: idempotency goes by their text.
    properties = ImmutableSortedMap.copyOf(properties);
  }

  /** What is not said is empty. */
  public static EngagementDraft of(String id, LeadId lead, EngagementType type) {
    return new EngagementDraft(id, lead, type, null, null, null, Map.of(), Traces.NONE);
  }

  public EngagementDraft on(String newObject) {
    return new EngagementDraft(id, lead, type, name, newObject, occurredAt, properties, traces);
  }

  public EngagementDraft at(Instant moment) {
    return new EngagementDraft(id, lead, type, name, object, moment, properties, traces);
  }

  public EngagementDraft named(String newName) {
    return new EngagementDraft(id, lead, type, newName, object, occurredAt, properties, traces);
  }

  public EngagementDraft seen(Traces newTraces) {
    return new EngagementDraft(id, lead, type, name, object, occurredAt, properties, newTraces);
  }

  /** Reads it, not yet judged; refused with every problem of it at once. */
  public Outcome<EngagementEvent> read(Instant now) {
    Checks checks = new Checks();
    String goodId = checks.text("id", id, EngagementId.LONGEST, false);
    if (goodId == null) {
      checks.add("id", "required", "An event needs an id, by which it is known again.");
    }
    for (String reserved : List.of(EngagementId.OF_VISITORS, EngagementId.OF_AWARDS)) {
      if (goodId != null && goodId.startsWith(reserved)) {
        checks.add("id", "reserved", "Ids that begin with “" + reserved + "” are taken.");
      }
    }
    String goodName = checks.text("name", name, LONGEST_NAME, false);
    if (type == EngagementType.CUSTOM && goodName == null) {
      checks.add("name", "required", "An event of the type CUSTOM needs a name.");
    }
    if (type != EngagementType.CUSTOM && goodName != null) {
      checks.add("name", "not-allowed", "Only events of the type CUSTOM have a name.");
    }
    String goodObject = checks.text("object", object, LONGEST_OBJECT, false);
    Instant at = moment(checks, now);
    Map<String, String> goodProperties = properties(checks);
    Checks traceChecks = new Checks();
    Traces seen = traces.read(traceChecks);
    traceChecks.violations().forEach(v -> checks.addAll(List.of(v.below("traces"))));
    return checks.orRefuse(() ->
        EngagementEvent.reported(
            new EngagementId(Objects.requireNonNull(goodId)),
            lead,
            new EngagementContent(type, goodName, goodObject, at, goodProperties, seen),
            now.truncatedTo(ChronoUnit.MICROS)));
  }

  private Instant moment(Checks checks, Instant now) {
    Instant at = (occurredAt == null ? now : occurredAt).truncatedTo(ChronoUnit.MICROS);
    if (at.isAfter(now.plus(SLACK))) {
      checks.add("occurredAt", "in-future", "This lies in the future.");
    }
    if (at.isBefore(now.minus(LONGEST_AGO))) {
      checks.add(
          "occurredAt",
          "too-long-ago",
          "Events are at most " + LONGEST_AGO.toDays() + " days old.");
    }
    return at.isAfter(now) ? now.truncatedTo(ChronoUnit.MICROS) : at;
  }

  private Map<String, String> properties(Checks checks) {
    Map<String, String> good = new TreeMap<>();
    if (properties.size() > MOST_PROPERTIES) {
      checks.add(
          "properties", "too-many", "At most " + MOST_PROPERTIES + " properties are allowed.");
    }
    properties.forEach((key, raw) -> {
      String field = checks.text("properties", key, LONGEST_NAME, false);
      if (field == null) {
        checks.add("properties", "required", "A property needs a name.");
        return;
      }
      String text = checks.text("properties/" + field, raw, LONGEST_VALUE, false);
      if (text != null) {
        good.put(field, text);
      }
    });
    return good;
  }
}
