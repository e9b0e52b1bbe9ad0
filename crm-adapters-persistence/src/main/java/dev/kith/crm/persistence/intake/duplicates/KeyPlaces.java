package dev.kith.crm.persistence.intake.duplicates;

import static dev.kith.crm.persistence.generated.Tables.LEAD_BLOCKING_KEY;
import static org.jooq.impl.DSL.generateSeries;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;

import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Vendor;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Where the keys stand in their index, which is in the order of their places.
 *
 * <p>On PostgreSQL a key stands at its own number. H2 writes with each commit every page anew in
 * which something has changed; keys are hashes, so that the leads of one commit change nearly all
 * of them, and the more there are, the longer a commit takes. There keys stand in segments: those
 * of the leads that were written lately in the last one, whose pages are few. A key is looked for
 * in each segment. Decision 0042 has the figures.
 */
final class KeyPlaces {

  /** The lower bits of a place are the key, those above the segment. */
  private static final int KEY_BITS = 48;

  private static final long SEGMENT = 1L << KEY_BITS;
  private static final long KEY = SEGMENT - 1;

  /** Those of some fifty thousand leads. */
  private static final int USUAL_SIZE = 750_000;

  private final Database database;
  private final boolean hasSegments;
  private final int size;

  /** The segment that is being filled, and how many keys it has; other processes may add some. */
  private long filling = -1;

  private long filled;

  KeyPlaces(Database database) {
    this(database, USUAL_SIZE);
  }

  /**
   * @param size how many keys a segment has, about
   */
  KeyPlaces(Database database, int size) {
    this(database, size, database.vendor() == Vendor.H2);
  }

  private KeyPlaces(Database database, int size, boolean hasSegments) {
    this.database = database;
    this.hasSegments = hasSegments;
    this.size = size;
  }

  /** Of keys that stand at their own numbers on every database, as there are not so many. */
  static KeyPlaces ofNumbers(Database database) {
    return new KeyPlaces(database, USUAL_SIZE, false);
  }

  boolean hasSegments() {
    return hasSegments;
  }

  /** The number of the last segment; 0 where there is only one. */
  long lastSegment() {
    if (!hasSegments) {
      return 0;
    }
    Long last =
        database
            .dsl()
            .select(max(LEAD_BLOCKING_KEY.BLOCKING_KEY))
            .from(LEAD_BLOCKING_KEY)
            .fetchSingle()
            .value1();
    return last == null ? 0 : last / SEGMENT;
  }

  /** Where the first key would stand if some are added now; {@link #at} tells it of each. */
  synchronized long roomFor(int keys) {
    if (!hasSegments) {
      return 0;
    }
    long last = lastSegment();
    if (last > filling) {
      filling = last;
      filled =
          database
              .dsl()
              .fetchCount(LEAD_BLOCKING_KEY, LEAD_BLOCKING_KEY.BLOCKING_KEY.ge(filling * SEGMENT));
    }
    if (filled > 0 && filled + keys > size) {
      filling++;
      filled = 0;
    }
    filled += keys;
    return filling * SEGMENT;
  }

  /**
   * @param room what {@link #roomFor} has answered
   */
  long at(long room, long hash) {
    return hasSegments ? room + (hash & KEY) : hash;
  }

  /** What stands for a hash in conditions and answers. */
  long key(long hash) {
    return hasSegments ? hash & KEY : hash;
  }

  /** The key of a place. */
  Field<Long> key(Field<Long> place) {
    return hasSegments ? place.bitAnd(inline(KEY)) : place;
  }

  /** Everywhere where these keys may stand. */
  List<Long> of(Collection<Long> keys) {
    long last = lastSegment();
    return keys.stream()
        .flatMap(key -> LongStream.rangeClosed(0, last).mapToObj(s -> s * SEGMENT + key))
        .toList();
  }

  // ── In statements, where there are segments ──

  /** A row for the beginning of each segment, in the column {@link #beginning}. */
  static Table<?> segments(long last) {
    return generateSeries(inline(0), inline(Math.toIntExact(last))).as("segment", "number");
  }

  static Field<Long> beginning(Table<?> segments) {
    return Objects.requireNonNull(segments.field("number", Long.class)).mul(inline(SEGMENT));
  }

  /** The largest key, and one more. */
  static long end() {
    return SEGMENT;
  }

  /** So many keys in a row hold about as many entries as can be counted in memory. */
  long span(long last) {
    return Math.max(1, SEGMENT / (last + 1) / Math.max(1, size / 50_000));
  }
}
