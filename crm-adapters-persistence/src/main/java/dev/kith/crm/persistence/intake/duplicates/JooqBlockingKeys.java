package dev.kith.crm.persistence.intake.duplicates;

import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static dev.kith.crm.persistence.generated.Tables.LEAD_BLOCKING_FILL;
import static dev.kith.crm.persistence.generated.Tables.LEAD_BLOCKING_KEY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;

import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import com.google.common.hash.Hashing;
import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.Candidate;
import dev.kith.crm.application.intake.duplicates.SharedKeys;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.persistence.intake.duplicates.KeyBlocks.KeyTable;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.RenderedQuery;
import dev.kith.crm.persistence.lead.LeadIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Row2;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Keys as numbers: 64 bits of a hash are enough to find candidates, which are compared anyway, and
 * a row for each key of each lead is small. The keys of a lead that changes are computed from what
 * it was, so that no second index by lead is needed. Should a key be left over, by a change of how
 * keys are made, it names a lead that is not alike, and does no harm.
 */
public final class JooqBlockingKeys implements BlockingKeys, LeadIndex {

  private static final List<Field<?>> KEY_COLUMNS =
      List.of(LEAD_BLOCKING_KEY.BLOCKING_KEY, LEAD_BLOCKING_KEY.LEAD_ID);

  private static final int AT_ONCE = 5_000;

  /** No lead has this id. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final Database database;
  private final KeyPlaces places;
  private final SharedKeys shared;

  /** By the number of keys, and that of the last segment. */
  private final Map<Searched, RenderedQuery> byKeys = new ConcurrentHashMap<>();

  private record Searched(int keys, long lastSegment) {}

  public JooqBlockingKeys(Database database) {
    this.database = database;
    this.places = new KeyPlaces(database);
    KeyTable keys =
        new KeyTable(
            LEAD_BLOCKING_KEY,
            LEAD_BLOCKING_KEY.BLOCKING_KEY,
            LEAD_BLOCKING_KEY.LEAD_ID,
            noCondition());
    this.shared = new JooqSharedKeys(new KeyBlocks(database, places, keys), this::hash);
  }

  // ── Writing ──

  private record Keyed(UUID lead, Set<Long> keys) {}

  /** One key of one lead. */
  private record Entry(long place, UUID lead) {}

  @Override
  public void added(List<Lead> leads) {
    // In the order of the index, whose pages are then each touched once.
    List<Keyed> keyed =
        leads.parallelStream().map(lead -> new Keyed(lead.id().value(), keys(lead))).toList();
    long room = places.roomFor(keyed.stream().mapToInt(lead -> lead.keys().size()).sum());
    List<Entry> entries =
        keyed.stream()
            .flatMap(lead ->
                lead.keys().stream().map(key -> new Entry(places.at(room, key), lead.lead())))
            .sorted(Comparator.comparingLong(Entry::place))
            .toList();
    Bulk.insert(
        database,
        LEAD_BLOCKING_KEY,
        KEY_COLUMNS,
        entries,
        entry -> new @Nullable Object[] {entry.place(), entry.lead()});
  }

  @Override
  public void changed(List<Replaced> leads) {
    List<Query> removals = new ArrayList<>();
    List<Entry> additions = new ArrayList<>();
    for (Replaced lead : leads) {
      Set<Long> old = keys(lead.before());
      Set<Long> wanted = keys(lead.after());
      UUID id = lead.after().id().value();
      if (!wanted.containsAll(old)) {
        removals.add(removal(id, Sets.difference(old, wanted)));
      }
      Sets.difference(wanted, old).forEach(key -> additions.add(new Entry(key, id)));
    }
    if (!removals.isEmpty()) {
      database.dsl().batch(removals).execute();
    }
    addMissing(additions);
  }

  private Query removal(UUID lead, Set<Long> keys) {
    return database
        .dsl()
        .deleteFrom(LEAD_BLOCKING_KEY)
        .where(LEAD_BLOCKING_KEY.LEAD_ID.eq(lead))
        .and(LEAD_BLOCKING_KEY.BLOCKING_KEY.eq(any(places.of(keys).toArray(new Long[0]))));
  }

  /** A lead in the bin has none. */
  private Set<Long> keys(Lead lead) {
    if (lead.revision().isDeleted()) {
      return Set.of();
    }
    Map<LeadField, String> values = new EnumMap<>(LeadField.class);
    for (LeadField field : Candidate.COMPARED) {
      String text = field.textOf(lead.content());
      if (text != null) {
        values.put(field, text);
      }
    }
    return keys(values);
  }

  private Set<Long> keys(Map<LeadField, String> values) {
    Set<Long> keys = new HashSet<>();
    Fingerprint.of(Candidate.subject(values)).blockingKeys().forEach(key -> keys.add(hash(key)));
    return keys;
  }

  private long hash(String key) {
    return places.key(
        Hashing.farmHashFingerprint64().hashString(key, StandardCharsets.UTF_8).asLong());
  }

  // ── Reading ──

  @Override
  public List<Candidate> candidates(Set<String> keys, @Nullable LeadId except, int most) {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<Object> values = new ArrayList<>();
    keys.forEach(key -> values.add(hash(key)));
    values.add(except == null ? NOBODY : except.value());
    values.add(most);
    return byKeys
        .computeIfAbsent(new Searched(keys.size(), places.lastSegment()), this::queryByKeys)
        .fetch(values.toArray())
        .map(CandidateRows::candidate);
  }

  private RenderedQuery queryByKeys(Searched searched) {
    Select<?> hits = hits(searched);
    Param<UUID> except = param("except", UUID.class);
    Param<Integer> most = param("most", Integer.class);
    Field<Long> key = field(name("hit", "blocking_key"), Long.class);
    Field<UUID> lead = field(name("hit", "lead_id"), UUID.class);
    Field<Integer> sharers = count().over().partitionBy(key).as("sharers");
    Table<?> counted =
        select(lead.as("lead_id"), sharers).from(hits.asTable("hit")).asTable("counted");
    Field<UUID> found = field(name("counted", "lead_id"), UUID.class);
    Table<?> ranked =
        select(found.as("lead_id"), count().as("shared"))
            .from(counted)
            .where(field(name("counted", "sharers"), Integer.class).le(inline(COMMON)))
            .and(found.ne(except))
            .groupBy(found)
            .orderBy(count().desc(), found)
            .limit(most)
            .asTable("ranked");
    return new RenderedQuery(
        database,
        CandidateRows.COLUMNS,
        select(CandidateRows.COLUMNS)
            .from(ranked)
            .join(LEAD)
            .on(LEAD.ID.eq(field(name("ranked", "lead_id"), UUID.class)))
            .where(LEAD.DELETED_AT.isNull())
            .orderBy(field(name("ranked", "shared")).desc(), LEAD.ID));
  }

  /** For each key one look into each segment, which ends as soon as the key proves common. */
  private Select<?> hits(Searched searched) {
    Select<?> all = null;
    for (int i = 0; i < searched.keys(); i++) {
      Select<?> one =
          select(
                  field(name("one", "blocking_key"), Long.class),
                  field(name("one", "lead_id"), UUID.class))
              .from(
                  having(param("key" + i, Long.class), searched.lastSegment())
                      .limit(inline(COMMON + 1))
                      .asTable("one"));
      all = all == null ? one : union(all, one);
    }
    return Objects.requireNonNull(all);
  }

  private SelectLimitStep<?> having(Param<Long> key, long lastSegment) {
    if (lastSegment == 0) {
      return select(LEAD_BLOCKING_KEY.BLOCKING_KEY, LEAD_BLOCKING_KEY.LEAD_ID)
          .from(LEAD_BLOCKING_KEY)
          .where(LEAD_BLOCKING_KEY.BLOCKING_KEY.eq(key));
    }
    Table<?> segments = KeyPlaces.segments(lastSegment);
    return select(
            places.key(LEAD_BLOCKING_KEY.BLOCKING_KEY).as("blocking_key"),
            LEAD_BLOCKING_KEY.LEAD_ID)
        .from(segments)
        .join(LEAD_BLOCKING_KEY)
        .on(LEAD_BLOCKING_KEY.BLOCKING_KEY.eq(KeyPlaces.beginning(segments).plus(key)));
  }

  @SuppressWarnings("unchecked") // Both select the same columns.
  private static Select<?> union(Select<?> all, Select<?> one) {
    return ((Select<Record>) all).unionAll((Select<Record>) one);
  }

  @Override
  public SharedKeys shared() {
    return shared;
  }

  @Override
  public List<Candidate> leadsAfter(@Nullable LeadId after, int limit) {
    return database
        .dsl()
        .select(CandidateRows.COLUMNS)
        .from(LEAD)
        .where(LEAD.DELETED_AT.isNull())
        .and(after == null ? noCondition() : LEAD.ID.gt(after.value()))
        .orderBy(LEAD.ID)
        .limit(limit)
        .fetch(CandidateRows::candidate);
  }

  @Override
  public List<Candidate> leads(Collection<LeadId> ids) {
    // H2 compares each row that it finds by a list with the whole list: a join does not.
    Table<?> wanted =
        unnest(ids.stream().map(LeadId::value).toArray(UUID[]::new)).as("wanted", "id");
    return database
        .dsl()
        .select(CandidateRows.COLUMNS)
        .from(wanted)
        .leftJoin(LEAD)
        .on(LEAD.ID.eq(wanted.field("id", UUID.class)))
        .where(LEAD.ID.isNotNull())
        .and(LEAD.DELETED_AT.isNull())
        .fetch(CandidateRows::candidate);
  }

  @Override
  public long countLeads() {
    return database.dsl().fetchCount(LEAD, LEAD.DELETED_AT.isNull());
  }

  // ── Leads from before ──

  @Override
  public boolean isComplete() {
    return !database.dsl().fetchExists(LEAD_BLOCKING_FILL);
  }

  @Override
  public int complete(int most) {
    var place = database.dsl().selectFrom(LEAD_BLOCKING_FILL).fetchOptional();
    if (place.isEmpty()) {
      return 0;
    }
    UUID after = place.get().getAfterLead();
    List<Candidate> next = leadsAfter(after == null ? null : new LeadId(after), most);
    List<Entry> entries = new ArrayList<>();
    List<Query> removals = new ArrayList<>();
    for (Candidate lead : next) {
      UUID id = lead.id().value();
      Set<Long> keys = keys(lead.values());
      keys.forEach(key -> entries.add(new Entry(key, id)));
      removals.add(removal(id, keys));
    }
    if (places.hasSegments()) {
      // What a lead got by being edited before its turn may stand in another segment.
      database.dsl().batch(removals).execute();
    }
    addMissing(entries);
    if (next.isEmpty()) {
      database.dsl().deleteFrom(LEAD_BLOCKING_FILL).execute();
    } else {
      database
          .dsl()
          .update(LEAD_BLOCKING_FILL)
          .set(LEAD_BLOCKING_FILL.AFTER_LEAD, next.getLast().id().value())
          .execute();
    }
    return next.size();
  }

  /**
   * Leads from before may be changed while they are taken up.
   *
   * @param entries with keys in place of places
   */
  private void addMissing(List<Entry> entries) {
    for (List<Entry> some : Lists.partition(entries, AT_ONCE)) {
      long room = places.roomFor(some.size());
      List<Row2<Long, UUID>> rows =
          some.stream().map(e -> row(places.at(room, e.place()), e.lead())).toList();
      database
          .dsl()
          .insertInto(LEAD_BLOCKING_KEY, LEAD_BLOCKING_KEY.BLOCKING_KEY, LEAD_BLOCKING_KEY.LEAD_ID)
          .valuesOfRows(rows)
          .onConflictDoNothing()
          .execute();
    }
  }
}
