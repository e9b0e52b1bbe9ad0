package dev.kith.crm.domain.intake;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.kith.crm.domain.lead.LeadField;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file's columns mean.
 *
 * @param targets what a column fills, by the column's number, counted from 1; columns that are
 *     missing are ignored
 * @param constants what every row says in fields that no column fills
 * @param records what the rows are besides; null for leads
 */
public record ImportMapping(
    HeaderRow header,
    Map<Integer, ImportTarget> targets,
    Map<LeadField, String> constants,
    @Nullable RecordMapping records) {

  /** Whether the first row names the columns. Stored by name. */
  public enum HeaderRow {
    PRESENT,
    NONE,
    /** It could not be told from the file: somebody must say before the import starts. */
    UNDECIDED
  }

  public ImportMapping {
    targets = ImmutableSortedMap.copyOf(targets);
    constants = Maps.immutableEnumMap(constants);
  }

  public ImportMapping(
      HeaderRow header, Map<Integer, ImportTarget> targets, Map<LeadField, String> constants) {
    this(header, targets, constants, null);
  }

  public ImportMapping(HeaderRow header, Map<Integer, ImportTarget> targets) {
    this(header, targets, Map.of());
  }

  /** Of other records than leads. */
  public static ImportMapping of(
      RecordMapping records, HeaderRow header, Map<Integer, ImportTarget> targets) {
    return new ImportMapping(header, targets, Map.of(), records);
  }

  /** What the rows are; null for leads. */
  public @Nullable RecordKind kind() {
    return records == null ? null : records.kind();
  }

  /** Each column fills one field. */
  public static ImportMapping ofFields(HeaderRow header, Map<Integer, LeadField> fields) {
    return new ImportMapping(header, Maps.transformValues(fields, ImportTarget::of));
  }
}
