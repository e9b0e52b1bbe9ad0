package dev.kith.crm.persistence.intake.duplicates.scan;

import static dev.kith.crm.persistence.generated.Tables.DUPLICATE_CLUSTER;
import static dev.kith.crm.persistence.generated.Tables.DUPLICATE_CLUSTER_PAIR;
import static dev.kith.crm.persistence.generated.Tables.DUPLICATE_SCAN;
import static dev.kith.crm.persistence.generated.Tables.DUPLICATE_SCAN_PAIR;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.row;

import com.google.common.collect.Lists;
import dev.kith.crm.application.intake.duplicates.scan.ClusterStore;
import dev.kith.crm.application.intake.duplicates.scan.Scan;
import dev.kith.crm.application.intake.duplicates.scan.ScanFindings;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.persistence.generated.tables.records.DuplicateScanRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Scans and their clusters. */
public final class JooqClusterStore implements ClusterStore {

  /** H2 nests the rows of such a statement: thousands would be too deep for it. */
  private static final int AT_ONCE = 100;

  private static final List<Field<?>> CLUSTER_COLUMNS =
      List.of(DUPLICATE_CLUSTER.SCAN_ID, DUPLICATE_CLUSTER.ID, DUPLICATE_CLUSTER.WEIGHT);

  private static final List<Field<?>> PAIR_COLUMNS =
      List.of(
          DUPLICATE_CLUSTER_PAIR.SCAN_ID,
          DUPLICATE_CLUSTER_PAIR.CLUSTER_ID,
          DUPLICATE_CLUSTER_PAIR.FIRST_RECORD,
          DUPLICATE_CLUSTER_PAIR.SECOND_RECORD,
          DUPLICATE_CLUSTER_PAIR.WEIGHT);

  private final Database database;

  public JooqClusterStore(Database database) {
    this.database = database;
  }

  // ── Scans ──

  @Override
  public void save(Scan scan) {
    DuplicateScanRecord row = new DuplicateScanRecord();
    row.setId(scan.id().value());
    row.setKind(scan.kind().name());
    row.setStartedAt(scan.startedAt());
    row.setFinishedAt(scan.finishedAt());
    row.setStage(scan.stage().name());
    row.setDoneAfter(scan.after());
    row.setRecords(scan.findings().records());
    row.setCompared(scan.findings().compared());
    row.setClusters(scan.findings().clusters());
    row.setLargeBlocks(scan.findings().largeBlocks());
    row.setSkippedBlocks(scan.findings().skippedBlocks());
    row.setLargestBlock(scan.findings().largestBlock());
    row.setCutPairs(scan.findings().cutPairs());
    int updated =
        database
            .dsl()
            .update(DUPLICATE_SCAN)
            .set(row)
            .where(DUPLICATE_SCAN.ID.eq(scan.id().value()))
            .execute();
    if (updated == 0) {
      database.dsl().insertInto(DUPLICATE_SCAN).set(row).execute();
    }
  }

  @Override
  public Optional<Scan> find(JobId id) {
    return database
        .dsl()
        .selectFrom(DUPLICATE_SCAN)
        .where(DUPLICATE_SCAN.ID.eq(id.value()))
        .fetchOptional(JooqClusterStore::scan);
  }

  @Override
  public Optional<Scan> newest(MergeKind kind) {
    return newest(DUPLICATE_SCAN.KIND.eq(kind.name()));
  }

  @Override
  public Optional<Scan> newestFinished(MergeKind kind) {
    return newest(DUPLICATE_SCAN.KIND.eq(kind.name()).and(DUPLICATE_SCAN.FINISHED_AT.isNotNull()));
  }

  @Override
  public List<Scan> unfinished(MergeKind kind) {
    return database
        .dsl()
        .selectFrom(DUPLICATE_SCAN)
        .where(DUPLICATE_SCAN.KIND.eq(kind.name()))
        .and(DUPLICATE_SCAN.FINISHED_AT.isNull())
        .orderBy(DUPLICATE_SCAN.ID)
        .fetch(JooqClusterStore::scan);
  }

  @Override
  public void forget(JobId id) {
    database.dsl().deleteFrom(DUPLICATE_SCAN).where(DUPLICATE_SCAN.ID.eq(id.value())).execute();
  }

  /** Ids are ordered by time. */
  private Optional<Scan> newest(Condition which) {
    return database
        .dsl()
        .selectFrom(DUPLICATE_SCAN)
        .where(which)
        .orderBy(DUPLICATE_SCAN.ID.desc())
        .limit(1)
        .fetchOptional(JooqClusterStore::scan);
  }

  private static Scan scan(DuplicateScanRecord row) {
    return new Scan(
        new JobId(row.getId()),
        MergeKind.valueOf(row.getKind()),
        row.getStartedAt(),
        row.getFinishedAt(),
        Scan.Stage.valueOf(row.getStage()),
        row.getDoneAfter(),
        new ScanFindings(
            row.getRecords(),
            row.getCompared(),
            row.getClusters(),
            row.getLargeBlocks(),
            row.getSkippedBlocks(),
            row.getLargestBlock(),
            row.getCutPairs()));
  }

  // ── What a scan finds ──

  @Override
  public void addPairs(JobId scan, Collection<ScoredPair<UUID>> pairs) {
    for (List<ScoredPair<UUID>> some : Lists.partition(List.copyOf(pairs), AT_ONCE)) {
      database
          .dsl()
          .insertInto(
              DUPLICATE_SCAN_PAIR,
              DUPLICATE_SCAN_PAIR.SCAN_ID,
              DUPLICATE_SCAN_PAIR.FIRST_RECORD,
              DUPLICATE_SCAN_PAIR.SECOND_RECORD,
              DUPLICATE_SCAN_PAIR.WEIGHT)
          .valuesOfRows(
              some.stream()
                  .map(pair -> row(scan.value(), pair.first(), pair.second(), pair.weight()))
                  .toList())
          .onConflictDoNothing()
          .execute();
    }
  }

  @Override
  public List<ScoredPair<UUID>> pairs(JobId scan) {
    return database
        .dsl()
        .select(
            DUPLICATE_SCAN_PAIR.FIRST_RECORD,
            DUPLICATE_SCAN_PAIR.SECOND_RECORD,
            DUPLICATE_SCAN_PAIR.WEIGHT)
        .from(DUPLICATE_SCAN_PAIR)
        .where(DUPLICATE_SCAN_PAIR.SCAN_ID.eq(scan.value()))
        .fetch(r -> new ScoredPair<>(r.value1(), r.value2(), r.value3()));
  }

  /** One pair of one cluster. */
  private record Entry(ClusterId cluster, ScoredPair<UUID> pair) {}

  @Override
  public void addClusters(JobId scan, List<Cluster> clusters) {
    Bulk.insert(
        database,
        DUPLICATE_CLUSTER,
        CLUSTER_COLUMNS,
        clusters,
        c -> new @Nullable Object[] {scan.value(), c.id().value(), c.weight()});
    List<Entry> entries =
        clusters.stream()
            .flatMap(c -> c.pairs().stream().map(pair -> new Entry(c.id(), pair)))
            .toList();
    Bulk.insert(
        database,
        DUPLICATE_CLUSTER_PAIR,
        PAIR_COLUMNS,
        entries,
        e ->
            new @Nullable Object[] {
              scan.value(),
              e.cluster().value(),
              e.pair().first(),
              e.pair().second(),
              e.pair().weight()
            });
  }

  @Override
  public void dropClusters(JobId scan) {
    database
        .dsl()
        .deleteFrom(DUPLICATE_CLUSTER_PAIR)
        .where(DUPLICATE_CLUSTER_PAIR.SCAN_ID.eq(scan.value()))
        .execute();
    database
        .dsl()
        .deleteFrom(DUPLICATE_CLUSTER)
        .where(DUPLICATE_CLUSTER.SCAN_ID.eq(scan.value()))
        .execute();
  }

  @Override
  public void replaceOlder(JobId scan, MergeKind kind) {
    UUID id = scan.value();
    var dsl = database.dsl();
    UUID[] older =
        dsl.select(DUPLICATE_SCAN.ID)
            .from(DUPLICATE_SCAN)
            .where(DUPLICATE_SCAN.KIND.eq(kind.name()))
            .and(DUPLICATE_SCAN.ID.lt(id))
            .fetch(DUPLICATE_SCAN.ID)
            .toArray(UUID[]::new);
    dsl.deleteFrom(DUPLICATE_SCAN_PAIR)
        .where(DUPLICATE_SCAN_PAIR.SCAN_ID.eq(id))
        .or(DUPLICATE_SCAN_PAIR.SCAN_ID.eq(any(older)))
        .execute();
    dsl.deleteFrom(DUPLICATE_CLUSTER_PAIR)
        .where(DUPLICATE_CLUSTER_PAIR.SCAN_ID.eq(any(older)))
        .execute();
    dsl.deleteFrom(DUPLICATE_CLUSTER).where(DUPLICATE_CLUSTER.SCAN_ID.eq(any(older))).execute();
    dsl.deleteFrom(DUPLICATE_SCAN).where(DUPLICATE_SCAN.ID.eq(any(older))).execute();
  }

  // ── What people see ──

  @Override
  public List<Cluster> page(
      MergeKind kind, Visibility records, @Nullable ClusterId after, int limit) {
    return newestFinished(kind)
        .map(scan -> new OpenClusters(database, scan.id(), kind, records).page(after, limit))
        .orElse(List.of());
  }

  @Override
  public Optional<Cluster> find(MergeKind kind, ClusterId id, Visibility records) {
    return newestFinished(kind)
        .flatMap(scan -> new OpenClusters(database, scan.id(), kind, records).find(id));
  }
}
