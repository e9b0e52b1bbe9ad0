package dev.kith.crm.persistence.conversion.batch;

import static dev.kith.crm.persistence.generated.Tables.CONVERSION_BATCH;
import static dev.kith.crm.persistence.generated.Tables.CONVERSION_BATCH_ITEM;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.batch.Asker;
import dev.kith.crm.application.conversion.batch.BatchItem;
import dev.kith.crm.application.conversion.batch.ConversionBatch;
import dev.kith.crm.application.conversion.batch.ConversionBatch.Settings;
import dev.kith.crm.application.conversion.batch.ConversionBatchStore;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.persistence.generated.tables.records.ConversionBatchItemRecord;
import dev.kith.crm.persistence.generated.tables.records.ConversionBatchRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Batches in one table, their leads in another. */
public final class JooqConversionBatchStore implements ConversionBatchStore {

  private static final List<Field<?>> WAITING =
      List.of(
          CONVERSION_BATCH_ITEM.BATCH_ID,
          CONVERSION_BATCH_ITEM.PLACE,
          CONVERSION_BATCH_ITEM.LEAD_ID,
          CONVERSION_BATCH_ITEM.CANDIDATES,
          CONVERSION_BATCH_ITEM.TRIES);

  private final Database database;

  public JooqConversionBatchStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(ConversionBatch batch, List<LeadId> leads) {
    ConversionBatchRecord row = new ConversionBatchRecord();
    row.setId(batch.id().value());
    row.setStartedAt(batch.startedAt());
    row.setById(batch.asker().id().value());
    row.setAsker(database.json().write(batch.asker()));
    row.setDryRun(batch.dryRun());
    row.setSettings(database.json().write(batch.settings()));
    row.setLeads(batch.leads());
    row.setEndedAt(batch.endedAt());
    database.dsl().executeInsert(row);
    ImmutableList.Builder<BatchItem> items = ImmutableList.builder();
    for (int i = 0; i < leads.size(); i++) {
      items.add(BatchItem.waiting(i + 1, leads.get(i)));
    }
    Bulk.insert(
        database,
        CONVERSION_BATCH_ITEM,
        WAITING,
        items.build(),
        item ->
            new Object[] {
              batch.id().value(),
              item.place(),
              item.lead().value(),
              database.json().write(item.candidates()),
              item.tries()
            });
  }

  @Override
  public Optional<ConversionBatch> find(JobId id) {
    return database
        .dsl()
        .selectFrom(CONVERSION_BATCH)
        .where(CONVERSION_BATCH.ID.eq(id.value()))
        .fetchOptional(this::batch);
  }

  @Override
  public List<ConversionBatch> list(Visibility askers, @Nullable JobId after, int limit) {
    // Ids are ordered by time.
    return database
        .dsl()
        .selectFrom(CONVERSION_BATCH)
        .where(Owned.isVisible(CONVERSION_BATCH.BY_ID, askers))
        .and(after == null ? noCondition() : CONVERSION_BATCH.ID.lt(after.value()))
        .orderBy(CONVERSION_BATCH.ID.desc())
        .limit(limit)
        .fetch(this::batch);
  }

  @Override
  public void ended(JobId id, @Nullable Instant at) {
    database
        .dsl()
        .update(CONVERSION_BATCH)
        .set(CONVERSION_BATCH.ENDED_AT, at)
        .where(CONVERSION_BATCH.ID.eq(id.value()))
        .execute();
  }

  @Override
  public Map<JobId, Map<Fate, Integer>> counts(Collection<JobId> ids) {
    Map<JobId, Map<Fate, Integer>> counts = new HashMap<>();
    database
        .dsl()
        .select(CONVERSION_BATCH_ITEM.BATCH_ID, CONVERSION_BATCH_ITEM.FATE, count())
        .from(CONVERSION_BATCH_ITEM)
        .where(CONVERSION_BATCH_ITEM.BATCH_ID.in(ids.stream().map(JobId::value).toList()))
        .and(CONVERSION_BATCH_ITEM.FATE.isNotNull())
        .groupBy(CONVERSION_BATCH_ITEM.BATCH_ID, CONVERSION_BATCH_ITEM.FATE)
        .forEach(row ->
            counts
                .computeIfAbsent(new JobId(row.value1()), id -> new EnumMap<>(Fate.class))
                .put(Fate.valueOf(row.value2()), row.value3()));
    return counts;
  }

  @Override
  public List<BatchItem> items(JobId id, @Nullable Fate fate, int after, int limit) {
    return items(
        id,
        fate == null ? noCondition() : CONVERSION_BATCH_ITEM.FATE.eq(fate.name()),
        after,
        limit);
  }

  @Override
  public List<BatchItem> waiting(JobId id, int after, int limit) {
    return items(id, CONVERSION_BATCH_ITEM.FATE.isNull(), after, limit);
  }

  private List<BatchItem> items(JobId id, Condition which, int after, int limit) {
    return database
        .dsl()
        .selectFrom(CONVERSION_BATCH_ITEM)
        .where(CONVERSION_BATCH_ITEM.BATCH_ID.eq(id.value()))
        .and(which)
        .and(CONVERSION_BATCH_ITEM.PLACE.gt(after))
        .orderBy(CONVERSION_BATCH_ITEM.PLACE)
        .limit(limit)
        .fetch(this::item);
  }

  @Override
  public Optional<BatchItem> item(JobId id, LeadId lead) {
    return database
        .dsl()
        .selectFrom(CONVERSION_BATCH_ITEM)
        .where(CONVERSION_BATCH_ITEM.BATCH_ID.eq(id.value()))
        .and(CONVERSION_BATCH_ITEM.LEAD_ID.eq(lead.value()))
        .fetchOptional(this::item);
  }

  @Override
  public boolean advance(JobId id, BatchItem item) {
    Fate fate = item.fate();
    return database
            .dsl()
            .update(CONVERSION_BATCH_ITEM)
            .set(CONVERSION_BATCH_ITEM.FATE, fate == null ? null : fate.name())
            .set(CONVERSION_BATCH_ITEM.CODE, item.code())
            .set(CONVERSION_BATCH_ITEM.DETAIL, item.detail())
            .set(
                CONVERSION_BATCH_ITEM.CONVERSION_ID,
                item.conversion() == null ? null : item.conversion().value())
            .set(CONVERSION_BATCH_ITEM.CANDIDATES, database.json().write(item.candidates()))
            .set(CONVERSION_BATCH_ITEM.TRIES, item.tries())
            .set(CONVERSION_BATCH_ITEM.AT, item.at())
            .where(CONVERSION_BATCH_ITEM.BATCH_ID.eq(id.value()))
            .and(CONVERSION_BATCH_ITEM.PLACE.eq(item.place()))
            .and(CONVERSION_BATCH_ITEM.TRIES.eq(item.tries() - 1))
            .execute()
        == 1;
  }

  private ConversionBatch batch(ConversionBatchRecord row) {
    return new ConversionBatch(
        new JobId(row.getId()),
        row.getStartedAt(),
        database.json().read(row.getAsker(), Asker.class),
        row.getDryRun(),
        database.json().read(row.getSettings(), Settings.class),
        row.getLeads(),
        row.getEndedAt());
  }

  private BatchItem item(ConversionBatchItemRecord row) {
    return new BatchItem(
        row.getPlace(),
        new LeadId(row.getLeadId()),
        row.getFate() == null ? null : Fate.valueOf(row.getFate()),
        row.getCode(),
        row.getDetail(),
        row.getConversionId() == null ? null : new ConversionId(row.getConversionId()),
        database.json().readList(row.getCandidates(), Candidate.class),
        row.getTries(),
        row.getAt());
  }

  @Override
  public int forget(boolean dryRuns, Instant endedBefore, int limit) {
    return database
        .dsl()
        .deleteFrom(CONVERSION_BATCH)
        .where(
            CONVERSION_BATCH.ID.in(
                database
                    .dsl()
                    .select(CONVERSION_BATCH.ID)
                    .from(CONVERSION_BATCH)
                    .where(CONVERSION_BATCH.DRY_RUN.eq(dryRuns))
                    .and(CONVERSION_BATCH.ENDED_AT.lt(endedBefore))
                    .orderBy(CONVERSION_BATCH.ID)
                    .limit(limit)))
        .execute();
  }
}
