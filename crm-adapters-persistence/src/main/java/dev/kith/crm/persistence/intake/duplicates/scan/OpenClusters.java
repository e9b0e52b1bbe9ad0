package dev.kith.crm.persistence.intake.duplicates.scan;

import static dev.kith.crm.persistence.generated.Tables.ACCOUNT;
import static dev.kith.crm.persistence.generated.Tables.CONTACT;
import static dev.kith.crm.persistence.generated.Tables.DISTINCT_PAIR;
import static dev.kith.crm.persistence.generated.Tables.DUPLICATE_CLUSTER;
import static dev.kith.crm.persistence.generated.Tables.DUPLICATE_CLUSTER_PAIR;
import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** What is open of the clusters of a scan, asked of the records as they are now. */
final class OpenClusters {

  private final Database database;
  private final JobId scan;
  private final Side first;
  private final Side second;
  private final Visibility visible;

  /**
   * @param visible which records are seen
   */
  OpenClusters(Database database, JobId scan, MergeKind kind, Visibility visible) {
    this.database = database;
    this.scan = scan;
    this.first = Side.of(kind, "first_of_two");
    this.second = Side.of(kind, "second_of_two");
    this.visible = visible;
  }

  List<Cluster> page(@Nullable ClusterId after, int limit) {
    List<UUID> ids =
        database
            .dsl()
            .select(DUPLICATE_CLUSTER.ID)
            .from(DUPLICATE_CLUSTER)
            .where(DUPLICATE_CLUSTER.SCAN_ID.eq(scan.value()))
            .and(after == null ? noCondition() : follows(after.value()))
            .and(
                exists(
                    selectOne()
                        .from(DUPLICATE_CLUSTER_PAIR)
                        .join(first.table)
                        .on(first.id.eq(DUPLICATE_CLUSTER_PAIR.FIRST_RECORD))
                        .join(second.table)
                        .on(second.id.eq(DUPLICATE_CLUSTER_PAIR.SECOND_RECORD))
                        .where(DUPLICATE_CLUSTER_PAIR.SCAN_ID.eq(DUPLICATE_CLUSTER.SCAN_ID))
                        .and(DUPLICATE_CLUSTER_PAIR.CLUSTER_ID.eq(DUPLICATE_CLUSTER.ID))
                        .and(isOpen())))
            .orderBy(DUPLICATE_CLUSTER.WEIGHT.desc(), DUPLICATE_CLUSTER.ID)
            .limit(limit)
            .fetch(DUPLICATE_CLUSTER.ID);
    return clusters(ids);
  }

  private Condition follows(UUID last) {
    return database
        .dsl()
        .select(DUPLICATE_CLUSTER.WEIGHT)
        .from(DUPLICATE_CLUSTER)
        .where(DUPLICATE_CLUSTER.SCAN_ID.eq(scan.value()))
        .and(DUPLICATE_CLUSTER.ID.eq(last))
        .fetchOptional(DUPLICATE_CLUSTER.WEIGHT)
        .map(weight ->
            DUPLICATE_CLUSTER
                .WEIGHT
                .lt(weight)
                .or(DUPLICATE_CLUSTER.WEIGHT.eq(weight).and(DUPLICATE_CLUSTER.ID.gt(last))))
        .orElse(noCondition());
  }

  Optional<Cluster> find(ClusterId id) {
    return clusters(List.of(id.value())).stream().findFirst();
  }

  private List<Cluster> clusters(List<UUID> ids) {
    Map<UUID, List<ScoredPair<UUID>>> pairs = new HashMap<>();
    database
        .dsl()
        .select(
            DUPLICATE_CLUSTER_PAIR.CLUSTER_ID,
            DUPLICATE_CLUSTER_PAIR.FIRST_RECORD,
            DUPLICATE_CLUSTER_PAIR.SECOND_RECORD,
            DUPLICATE_CLUSTER_PAIR.WEIGHT)
        .from(DUPLICATE_CLUSTER_PAIR)
        .join(first.table)
        .on(first.id.eq(DUPLICATE_CLUSTER_PAIR.FIRST_RECORD))
        .join(second.table)
        .on(second.id.eq(DUPLICATE_CLUSTER_PAIR.SECOND_RECORD))
        .where(DUPLICATE_CLUSTER_PAIR.SCAN_ID.eq(scan.value()))
        .and(DUPLICATE_CLUSTER_PAIR.CLUSTER_ID.eq(any(ids.toArray(new UUID[0]))))
        .and(isOpen())
        .orderBy(
            DUPLICATE_CLUSTER_PAIR.WEIGHT.desc(),
            DUPLICATE_CLUSTER_PAIR.FIRST_RECORD,
            DUPLICATE_CLUSTER_PAIR.SECOND_RECORD)
        .forEach(r ->
            pairs
                .computeIfAbsent(r.value1(), cluster -> new ArrayList<>())
                .add(new ScoredPair<>(r.value2(), r.value3(), r.value4())));
    return ids.stream()
        .filter(pairs::containsKey)
        .map(id -> new Cluster(new ClusterId(id), pairs.getOrDefault(id, List.of())))
        .toList();
  }

  /** Both records are live and visible, and nobody has told them apart. */
  private Condition isOpen() {
    return first
        .isLiveAndSeen(visible)
        .and(second.isLiveAndSeen(visible))
        .and(
            notExists(
                selectOne()
                    .from(DISTINCT_PAIR)
                    .where(
                        DISTINCT_PAIR
                            .FIRST_RECORD
                            .eq(DUPLICATE_CLUSTER_PAIR.FIRST_RECORD)
                            .and(
                                DISTINCT_PAIR.SECOND_RECORD.eq(
                                    DUPLICATE_CLUSTER_PAIR.SECOND_RECORD)))));
  }

  /** One record of a pair. */
  private record Side(Table<?> table, Field<UUID> id, Field<UUID> owner, Field<Instant> deletedAt) {

    static Side of(MergeKind kind, String alias) {
      return switch (kind) {
        case LEAD -> {
          var lead = LEAD.as(alias);
          yield new Side(lead, lead.ID, lead.OWNER_ID, lead.DELETED_AT);
        }
        case ACCOUNT -> {
          var account = ACCOUNT.as(alias);
          yield new Side(account, account.ID, account.OWNER_ID, account.DELETED_AT);
        }
        case CONTACT -> {
          var contact = CONTACT.as(alias);
          yield new Side(contact, contact.ID, contact.OWNER_ID, contact.DELETED_AT);
        }
      };
    }

    Condition isLiveAndSeen(Visibility visible) {
      return deletedAt.isNull().and(Owned.isVisible(owner, visible));
    }
  }
}
