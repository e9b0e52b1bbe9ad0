package dev.kith.crm.persistence.scoring.ledger;

import static dev.kith.crm.persistence.generated.Tables.ENGAGEMENT_EVENT;
import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static dev.kith.crm.persistence.generated.Tables.SCORE_AWARD;
import static dev.kith.crm.persistence.generated.Tables.SCORE_ENTRY;
import static dev.kith.crm.persistence.generated.Tables.SCORE_STANDING;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.scoring.ledger.AwardStore;
import dev.kith.crm.application.scoring.ledger.LedgerStore;
import dev.kith.crm.application.scoring.ledger.ScoreEntryView;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.scoring.ledger.ScoreEntryId;
import dev.kith.crm.domain.scoring.ledger.Standing;
import dev.kith.crm.persistence.generated.tables.records.ScoreEntryRecord;
import dev.kith.crm.persistence.generated.tables.records.ScoreStandingRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Owned;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

public final class JooqLedgerStore implements LedgerStore {

  private static final List<Field<?>> COLUMNS =
      List.of(
          SCORE_ENTRY.ID,
          SCORE_ENTRY.LEAD_ID,
          SCORE_ENTRY.RULE_ID,
          SCORE_ENTRY.RULE_VERSION,
          SCORE_ENTRY.EVENT_ID,
          SCORE_ENTRY.EARNED,
          SCORE_ENTRY.POINTS,
          SCORE_ENTRY.OCCURRED_AT,
          SCORE_ENTRY.RECORDED_AT,
          SCORE_ENTRY.VERDICT,
          SCORE_ENTRY.REVERSES);

  private final Database database;
  private final ListSql<ScoreEntryView> list;
  private final AwardStore awards;

  public JooqLedgerStore(Database database) {
    this.database = database;
    this.awards = new JooqAwardStore(database);
    this.list =
        new ListSql<>(
            database,
            ScoreEntryView.CATALOGUE,
            Map.of(
                "id", Column.exact(SCORE_ENTRY.ID, false),
                "lead", Column.exact(SCORE_ENTRY.LEAD_ID, false),
                "rule", Column.exact(SCORE_ENTRY.RULE_ID, false),
                "event", Column.text(database, SCORE_ENTRY.EVENT_ID, false),
                "points", Column.exact(SCORE_ENTRY.POINTS, false),
                "occurredAt", Column.exact(SCORE_ENTRY.OCCURRED_AT, false),
                "recordedAt", Column.exact(SCORE_ENTRY.RECORDED_AT, false),
                "verdict", Column.exact(SCORE_ENTRY.VERDICT, false),
                "reverses", Column.exact(SCORE_ENTRY.REVERSES, true)),
            SCORE_ENTRY.ID,
            SCORE_ENTRY,
            COLUMNS,
            row -> new ScoreEntryView(entry(row.into(SCORE_ENTRY)), null));
  }

  @Override
  public AwardStore awards() {
    return awards;
  }

  @Override
  public void addAll(List<ScoreEntry> entries) {
    try {
      Bulk.insert(database, SCORE_ENTRY, COLUMNS, entries, JooqLedgerStore::row);
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "score_entry_reverses_unique") ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public List<ScoreEntry> of(Collection<LeadId> leads) {
    return leads.isEmpty()
        ? List.of()
        : database
            .dsl()
            .selectFrom(SCORE_ENTRY)
            .where(SCORE_ENTRY.LEAD_ID.eq(any(ids(leads))))
            .fetch(JooqLedgerStore::entry);
  }

  @Override
  public Page<ScoreEntryView> page(ListQuery query, Visibility visible) {
    return list.page(query, isVisible(visible));
  }

  private static Condition isVisible(Visibility visible) {
    return switch (visible) {
      case Visibility.All() -> noCondition();
      case Visibility.OwnedBy owned ->
          SCORE_ENTRY.LEAD_ID.in(
              select(LEAD.ID).from(LEAD).where(Owned.isVisible(LEAD.OWNER_ID, visible)));
    };
  }

  @Override
  public Map<LeadId, LeadStanding> lock(Collection<LeadId> leads) {
    Map<LeadId, LeadStanding> standings = new HashMap<>();
    if (leads.isEmpty()) {
      return standings;
    }
    // In the order of ids, so that no two runs wait for each other.
    database
        .dsl()
        .selectFrom(SCORE_STANDING)
        .where(SCORE_STANDING.LEAD_ID.eq(any(ids(leads))))
        .orderBy(SCORE_STANDING.LEAD_ID)
        .forUpdate()
        .fetch(this::standing)
        .forEach(standing -> standings.put(standing.lead(), standing));
    List<LeadId> missing =
        leads.stream().distinct().filter(lead -> !standings.containsKey(lead)).toList();
    try {
      Bulk.insert(
          database,
          SCORE_STANDING,
          List.of(SCORE_STANDING.LEAD_ID),
          missing.stream().sorted(Comparator.comparing(LeadId::toString)).toList(),
          lead -> new @Nullable Object[] {lead.value()});
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "score_standing_pk") ? Failures.lostRace(e) : e;
    }
    missing.forEach(lead -> standings.put(lead, new LeadStanding(lead, Map.of(), null)));
    return standings;
  }

  @Override
  public Optional<LeadStanding> standing(LeadId lead) {
    return database
        .dsl()
        .selectFrom(SCORE_STANDING)
        .where(SCORE_STANDING.LEAD_ID.eq(lead.value()))
        .fetchOptional(this::standing);
  }

  @Override
  public void saveAll(List<LeadStanding> standings) {
    Bulk.update(
        database,
        SCORE_STANDING,
        SCORE_STANDING.LEAD_ID,
        List.of(SCORE_STANDING.STANDINGS, SCORE_STANDING.NEXT_CHECK),
        standings,
        standing ->
            new @Nullable Object[] {
              standing.standings().isEmpty()
                  ? null
                  : database.json().write(new Standings(standing.standings())),
              standing.nextCheck(),
              standing.lead().value()
            });
  }

  /** Where a lead stands, as it is kept. */
  record Standings(Map<String, Standing> byThreshold) {}

  @Override
  public List<LeadId> due(Instant now, int limit) {
    return database
        .dsl()
        .select(SCORE_STANDING.LEAD_ID)
        .from(SCORE_STANDING)
        .where(SCORE_STANDING.NEXT_CHECK.le(now))
        .orderBy(SCORE_STANDING.NEXT_CHECK, SCORE_STANDING.LEAD_ID)
        .limit(limit)
        .fetch(row -> new LeadId(row.value1()));
  }

  @Override
  public Optional<Instant> nextCheck() {
    return Optional.ofNullable(
        database
            .dsl()
            .select(min(SCORE_STANDING.NEXT_CHECK))
            .from(SCORE_STANDING)
            .fetchSingle()
            .value1());
  }

  @Override
  public List<LeadId> leads(@Nullable LeadId after, int limit) {
    Field<UUID> lead = DSL.field(DSL.name("lead_id"), UUID.class);
    return database
        .dsl()
        .select(lead)
        .from(
            select(SCORE_ENTRY.LEAD_ID.as(lead))
                .from(SCORE_ENTRY)
                .where(after == null ? noCondition() : SCORE_ENTRY.LEAD_ID.gt(after.value()))
                .union(
                    select(ENGAGEMENT_EVENT.LEAD_ID.as(lead))
                        .from(ENGAGEMENT_EVENT)
                        .where(
                            after == null
                                ? noCondition()
                                : ENGAGEMENT_EVENT.LEAD_ID.gt(after.value())))
                .union(
                    select(SCORE_AWARD.LEAD_ID.as(lead))
                        .from(SCORE_AWARD)
                        .where(
                            after == null ? noCondition() : SCORE_AWARD.LEAD_ID.gt(after.value()))))
        .orderBy(lead)
        .limit(limit)
        .fetch(row -> new LeadId(row.value1()));
  }

  private static UUID[] ids(Collection<LeadId> leads) {
    return leads.stream().map(LeadId::value).toArray(UUID[]::new);
  }

  private static @Nullable Object[] row(ScoreEntry entry) {
    Earning earning = entry.earning();
    return new @Nullable Object[] {
      entry.id().value(),
      entry.lead().value(),
      earning.rule().value(),
      earning.version(),
      earning.event().value(),
      earning.points(),
      entry.points(),
      earning.occurredAt(),
      entry.recordedAt(),
      entry.verdict().name(),
      entry.reverses() == null ? null : entry.reverses().value()
    };
  }

  private static ScoreEntry entry(ScoreEntryRecord row) {
    return new ScoreEntry(
        new ScoreEntryId(row.getId()),
        new LeadId(row.getLeadId()),
        new Earning(
            new IncrementRuleId(row.getRuleId()),
            row.getRuleVersion(),
            new EngagementId(row.getEventId()),
            row.getEarned(),
            row.getOccurredAt()),
        row.getRecordedAt(),
        Verdict.valueOf(row.getVerdict()),
        row.getReverses() == null ? null : new ScoreEntryId(row.getReverses()));
  }

  private LeadStanding standing(ScoreStandingRecord row) {
    return new LeadStanding(
        new LeadId(row.getLeadId()),
        row.getStandings() == null
            ? Map.of()
            : database.json().read(row.getStandings(), Standings.class).byThreshold(),
        row.getNextCheck());
  }
}
