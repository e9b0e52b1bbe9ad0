package dev.kith.crm.persistence.lead;

import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static dev.kith.crm.persistence.generated.Tables.LEAD_TAG;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.lead.LeadQueries.TagInUse;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.Tag;
import dev.kith.crm.domain.lead.Tags;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;

/** The tags of leads one by one, to find leads by them, those in the bin as well. */
final class LeadTags implements LeadIndex {

  private static final List<Field<?>> COLUMNS =
      List.of(LEAD_TAG.TAG_KEY, LEAD_TAG.LEAD_ID, LEAD_TAG.TAG);

  private final Database database;

  LeadTags(Database database) {
    this.database = database;
  }

  private record Entry(Tag tag, UUID lead) {}

  @Override
  public void added(List<Lead> leads) {
    List<Entry> entries = new ArrayList<>();
    leads.forEach(lead -> collect(lead.content().tags(), lead, entries));
    insert(entries);
  }

  @Override
  public void changed(List<Replaced> leads) {
    List<Query> removals = new ArrayList<>();
    List<Entry> additions = new ArrayList<>();
    for (Replaced lead : leads) {
      Tags before = lead.before().content().tags();
      Tags after = lead.after().content().tags();
      Tags gone = before.without(after);
      if (!gone.isEmpty()) {
        removals.add(removal(lead.after(), gone));
      }
      collect(after.without(before), lead.after(), additions);
    }
    if (!removals.isEmpty()) {
      database.dsl().batch(removals).execute();
    }
    insert(additions);
  }

  private static void collect(Tags tags, Lead lead, List<Entry> entries) {
    tags.all().forEach(tag -> entries.add(new Entry(tag, lead.id().value())));
  }

  private Query removal(Lead lead, Tags gone) {
    return database
        .dsl()
        .deleteFrom(LEAD_TAG)
        .where(LEAD_TAG.LEAD_ID.eq(lead.id().value()))
        .and(LEAD_TAG.TAG_KEY.eq(any(gone.keys().toArray(new String[0]))));
  }

  /** In the order of the index, whose pages are then each touched once. */
  private void insert(List<Entry> entries) {
    List<Entry> sorted =
        entries.stream().sorted(Comparator.comparing((Entry entry) -> entry.tag().key())).toList();
    Bulk.insert(
        database,
        LEAD_TAG,
        COLUMNS,
        sorted,
        entry -> new @Nullable Object[] {entry.tag().key(), entry.lead(), entry.tag().text()});
  }

  /** As {@link dev.kith.crm.application.lead.LeadReads#tags}, of leads that fulfil a condition. */
  List<TagInUse> inUse(Condition which, String prefix, int limit) {
    Map<String, Long> leads = new HashMap<>();
    List<String> keys = new ArrayList<>();
    Condition counted = LEAD.DELETED_AT.isNull().and(which);
    database
        .dsl()
        .select(LEAD_TAG.TAG_KEY, count())
        .from(LEAD_TAG)
        .join(LEAD)
        .on(LEAD.ID.eq(LEAD_TAG.LEAD_ID))
        .where(counted)
        .and(LEAD_TAG.TAG_KEY.like(ListSql.escaped(prefix) + "%"))
        .groupBy(LEAD_TAG.TAG_KEY)
        .orderBy(count().desc(), LEAD_TAG.TAG_KEY)
        .limit(limit)
        .forEach(row -> {
          keys.add(row.value1());
          leads.put(row.value1(), row.value2().longValue());
        });
    Map<String, String> written = written(counted, keys);
    ImmutableList.Builder<TagInUse> tags = ImmutableList.builder();
    keys.forEach(key ->
        tags.add(
            new TagInUse(
                Objects.requireNonNull(written.get(key)), Objects.requireNonNull(leads.get(key)))));
    return tags.build();
  }

  private Map<String, String> written(Condition counted, List<String> keys) {
    Map<String, String> written = new HashMap<>();
    database
        .dsl()
        .select(LEAD_TAG.TAG_KEY, LEAD_TAG.TAG, count())
        .from(LEAD_TAG)
        .join(LEAD)
        .on(LEAD.ID.eq(LEAD_TAG.LEAD_ID))
        .where(counted)
        .and(LEAD_TAG.TAG_KEY.eq(any(keys.toArray(new String[0]))))
        .groupBy(LEAD_TAG.TAG_KEY, LEAD_TAG.TAG)
        .stream()
        .sorted(
            Comparator.comparingInt((Record3<String, String, Integer> row) -> -row.value3())
                .thenComparing(row -> row.value2()))
        .forEach(row -> written.putIfAbsent(row.value1(), row.value2()));
    return written;
  }
}
