package dev.kith.crm.persistence.lead;

import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static dev.kith.crm.persistence.generated.Tables.LEAD_GRAM;
import static dev.kith.crm.persistence.generated.Tables.LEAD_GRAM_BATCH;
import static dev.kith.crm.persistence.generated.Tables.LEAD_GRAM_FILL;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import com.google.common.base.CharMatcher;
import com.google.common.collect.Lists;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index of fragments for H2, which has none: for every three letters in a row, the leads that
 * have them. It names leads that may have a fragment, never too few; the text itself decides. What
 * it says of a text that was changed since stays, and does no harm.
 *
 * <p>Leads that are added together share rows, one for each three letters among them all. That
 * makes a large import cheap: two or three rows for each lead, where one for each three letters of
 * each lead would be more than forty.
 */
final class LeadGrams {

  private static final Logger LOG = LoggerFactory.getLogger(LeadGrams.class);

  private static final int LENGTH = 3;
  private static final int LARGEST_BATCH = 1_000;
  private static final int BATCH_BITS = 36;
  private static final int HASH_BITS = 27;
  private static final int ID_BYTES = 16;

  /** More letters make a fragment no rarer, but finding the rarest of them slower. */
  private static final int MOST_GRAMS = 16;

  /** Three letters with more rows than this are no help. */
  private static final int MOST_ROWS = 10_000;

  /** From so few leads on, looking at them is cheaper than narrowing them down. */
  private static final int FEW = 50;

  /**
   * A fragment that so many leads have is common: reading leads in the order of the list fills a
   * page sooner.
   */
  private static final int MOST_CANDIDATES = 1_000;

  private final Database database;

  LeadGrams(Database database) {
    this.database = database;
  }

  // ── Writing ──

  /** Takes up the texts of these leads, in the run that writes the leads. */
  void add(List<Lead> leads) {
    Lists.partition(Lists.transform(leads, LeadGrams::searched), LARGEST_BATCH)
        .forEach(this::addBatch);
  }

  private static Searched searched(Lead lead) {
    return new Searched(lead.id().value(), LeadSearch.textOf(lead.content().profile()));
  }

  /** What a lead is found by. */
  private record Searched(UUID id, String text) {}

  /** Makes the index anew where leads may be older than it is; before anybody searches. */
  void completeIfNeeded() {
    if (database.dsl().fetchExists(LEAD_GRAM_FILL)) {
      LOG.info("the index of fragments is made anew; with a million leads this takes minutes");
      database
          .transactions()
          .always(() -> {
            // Another process that does the same waits for this one, and then finds nothing to do.
            if (database.dsl().deleteFrom(LEAD_GRAM_FILL).execute() > 0) {
              database.dsl().deleteFrom(LEAD_GRAM).execute();
              database.dsl().deleteFrom(LEAD_GRAM_BATCH).execute();
              List<Searched> next = after(new UUID(0, 0));
              while (!next.isEmpty()) {
                addBatch(next);
                next = after(next.getLast().id());
              }
            }
            return true;
          });
    }
  }

  private List<Searched> after(UUID id) {
    return database
        .dsl()
        .select(LEAD.ID, LEAD.SEARCH_TEXT)
        .from(LEAD)
        .where(LEAD.ID.gt(id))
        .orderBy(LEAD.ID)
        .limit(LARGEST_BATCH)
        .fetch(Records.mapping(Searched::new));
  }

  private void addBatch(List<Searched> leads) {
    ByteBuffer ids = ByteBuffer.allocate(leads.size() * ID_BYTES);
    TreeMap<Integer, BitSet> members = new TreeMap<>();
    for (int i = 0; i < leads.size(); i++) {
      UUID id = leads.get(i).id();
      ids.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
      for (int gram : grams(leads.get(i).text())) {
        members.computeIfAbsent(gram, g -> new BitSet()).set(i);
      }
    }
    long batch =
        database
            .dsl()
            .insertInto(LEAD_GRAM_BATCH)
            .set(LEAD_GRAM_BATCH.LEAD_IDS, ids.array())
            .returningResult(LEAD_GRAM_BATCH.BATCH)
            .fetchSingle()
            .value1();
    List<@Nullable Object[]> postings = new ArrayList<>(members.size());
    members.forEach(
        (gram, set) -> postings.add(new @Nullable Object[] {firstPlace(gram) + batch, bytes(set)}));
    Bulk.insert(database, LEAD_GRAM, List.of(LEAD_GRAM.PLACE, LEAD_GRAM.MEMBERS), postings, p -> p);
  }

  private static byte[] bytes(BitSet positions) {
    ByteBuffer bytes = ByteBuffer.allocate(positions.cardinality() * Short.BYTES);
    positions.stream().forEach(position -> bytes.putShort((short) position));
    return bytes.array();
  }

  // ── Reading ──

  /**
   * The leads that may have one text of each fragment: all that have, and perhaps others. Empty if
   * the fragments are too short or too common together for that to be of use.
   */
  Optional<Set<UUID>> candidates(List<List<String>> fragments) {
    // Words that many leads have are rare together: their letters are narrowed down as one.
    Optional<Map<Long, BitSet>> found =
        having(fragments.stream().filter(f -> f.size() == 1).flatMap(List::stream).toList());
    for (List<String> alternatives : fragments) {
      if (alternatives.size() > 1 && found.map(f -> size(f) > FEW).orElse(true)) {
        found = both(found, havingOneOf(alternatives));
      }
    }
    return found.filter(f -> size(f) <= MOST_CANDIDATES).map(this::ids);
  }

  /** Who may have all these texts; empty if none has three letters that are of help. */
  private Optional<Map<Long, BitSet>> having(List<String> texts) {
    List<Rarity> grams =
        texts.stream()
            .flatMap(text -> grams(text).stream().limit(MOST_GRAMS))
            .distinct()
            .limit(2L * MOST_GRAMS)
            .map(this::rarity)
            .filter(r -> r.rows() < MOST_ROWS)
            .sorted(Comparator.comparingLong(Rarity::bytes))
            .toList();
    if (grams.isEmpty()) {
      return Optional.empty();
    }
    Map<Long, BitSet> found = read(grams.getFirst().gram());
    for (Rarity next : grams.subList(1, grams.size())) {
      if (size(found) <= FEW) {
        break;
      }
      retain(found, read(next.gram()));
    }
    return Optional.of(found);
  }

  /** Who may have one of these texts; empty if that is not to be had for all of them. */
  private Optional<Map<Long, BitSet>> havingOneOf(List<String> texts) {
    Map<Long, BitSet> all = new HashMap<>();
    for (String text : texts) {
      Optional<Map<Long, BitSet>> found = having(List.of(text));
      if (found.isEmpty()) {
        return found;
      }
      found
          .get()
          .forEach((batch, members) -> all.computeIfAbsent(batch, b -> new BitSet()).or(members));
    }
    return Optional.of(all);
  }

  private static Optional<Map<Long, BitSet>> both(
      Optional<Map<Long, BitSet>> one, Optional<Map<Long, BitSet>> other) {
    one.ifPresent(found -> other.ifPresent(others -> retain(found, others)));
    return one.or(() -> other);
  }

  private record Rarity(int gram, long rows, long bytes) {}

  private Rarity rarity(int gram) {
    Field<Integer> length = DSL.field("octet_length({0})", Integer.class, LEAD_GRAM.MEMBERS);
    Field<Integer> bytes = DSL.field(DSL.name("bytes"), Integer.class);
    return database
        .dsl()
        .select(count(), sum(bytes))
        .from(
            select(length.as(bytes))
                .from(LEAD_GRAM)
                .where(isOf(gram))
                .limit(MOST_ROWS)
                .asTable("counted"))
        .fetchSingle(
            r -> new Rarity(gram, r.value1(), r.value2() == null ? 0 : r.value2().longValue()));
  }

  private Map<Long, BitSet> read(int gram) {
    Map<Long, BitSet> members = new HashMap<>();
    database
        .dsl()
        .select(LEAD_GRAM.PLACE, LEAD_GRAM.MEMBERS)
        .from(LEAD_GRAM)
        .where(isOf(gram))
        .forEach(r -> members.put(r.value1() - firstPlace(gram), positions(r.value2())));
    return members;
  }

  private static void retain(Map<Long, BitSet> found, Map<Long, BitSet> others) {
    found
        .entrySet()
        .removeIf(entry -> {
          BitSet other = others.get(entry.getKey());
          if (other != null) {
            entry.getValue().and(other);
          }
          return other == null || entry.getValue().isEmpty();
        });
  }

  private static int size(Map<Long, BitSet> found) {
    return found.values().stream().mapToInt(BitSet::cardinality).sum();
  }

  private Set<UUID> ids(Map<Long, BitSet> found) {
    Set<UUID> ids = new HashSet<>();
    for (List<Long> batches : Lists.partition(List.copyOf(found.keySet()), LARGEST_BATCH)) {
      database
          .dsl()
          .select(LEAD_GRAM_BATCH.BATCH, LEAD_GRAM_BATCH.LEAD_IDS)
          .from(LEAD_GRAM_BATCH)
          .where(LEAD_GRAM_BATCH.BATCH.in(batches))
          .forEach(r -> {
            ByteBuffer bytes = ByteBuffer.wrap(r.value2());
            BitSet members = found.getOrDefault(r.value1(), new BitSet());
            members.stream()
                .map(position -> position * ID_BYTES)
                .forEach(at -> ids.add(new UUID(bytes.getLong(at), bytes.getLong(at + 8))));
          });
    }
    return ids;
  }

  private static Condition isOf(int gram) {
    return LEAD_GRAM.PLACE.ge(firstPlace(gram)).and(LEAD_GRAM.PLACE.lt(firstPlace(gram + 1)));
  }

  private static BitSet positions(byte[] bytes) {
    BitSet positions = new BitSet();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      positions.set(Short.toUnsignedInt(buffer.getShort()));
    }
    return positions;
  }

  // ── Three letters ──

  /** No fragment has blanks, so nothing across a blank is ever looked for. */
  private static Set<Integer> grams(String text) {
    Set<Integer> grams = new HashSet<>();
    for (int end = LENGTH; end <= text.length(); end++) {
      String gram = text.substring(end - LENGTH, end);
      if (CharMatcher.whitespace().matchesNoneOf(gram)) {
        grams.add(hash(gram));
      }
    }
    return grams;
  }

  /** Where two have the same, there are a few more candidates. */
  private static int hash(String gram) {
    long letters = 0;
    for (int i = 0; i < LENGTH; i++) {
      letters = (letters << Character.SIZE) | gram.charAt(i);
    }
    return (int) ((letters * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - HASH_BITS));
  }

  private static long firstPlace(int gram) {
    return (long) gram << BATCH_BITS;
  }
}
