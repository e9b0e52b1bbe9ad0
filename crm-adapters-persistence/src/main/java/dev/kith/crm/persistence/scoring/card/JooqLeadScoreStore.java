package dev.kith.crm.persistence.scoring.card;

import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static dev.kith.crm.persistence.generated.Tables.LEAD_FIT;
import static dev.kith.crm.persistence.generated.Tables.LEAD_SCORE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import dev.kith.crm.application.scoring.card.LeadScoreStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.ledger.FormulaTerms;
import dev.kith.crm.persistence.generated.tables.records.LeadScoreRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import dev.kith.crm.persistence.lead.LeadIndex;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The scores of leads, in a table of their own. */
public final class JooqLeadScoreStore implements LeadScoreStore, LeadIndex {

  private final Database database;

  public JooqLeadScoreStore(Database database) {
    this.database = database;
  }

  // ── Leads that are written ──

  @Override
  public void added(List<Lead> leads) {
    Bulk.insert(
        database,
        LEAD_SCORE,
        List.of(
            LEAD_SCORE.LEAD_ID,
            LEAD_SCORE.DUE,
            LEAD_SCORE.FIT_KEY,
            LEAD_SCORE.ENGAGEMENT,
            LEAD_SCORE.PASS),
        leads,
        lead ->
            new @Nullable Object[] {
              lead.id().value(), second(lead.revision().updatedAt()), 0L, 0.0, 0L
            });
  }

  @Override
  public void changed(List<Replaced> leads) {
    leads.stream()
        .map(replaced -> replaced.after().revision().updatedAt())
        .min(Instant::compareTo)
        .ifPresent(
            at -> markDue(leads.stream().map(replaced -> replaced.after().id()).toList(), at));
  }

  // ── What is due ──

  @Override
  public void markDue(Collection<LeadId> leads, Instant at) {
    long second = second(at);
    // Held also where it is due already: who takes it now could not see yet why.
    if (leads.size() > 1) {
      // In the order of ids, so that no two runs wait for each other.
      lock(leads);
      database
          .dsl()
          .update(LEAD_SCORE)
          .set(LEAD_SCORE.DUE, second)
          .where(among(leads))
          .and(LEAD_SCORE.DUE.isNull().or(LEAD_SCORE.DUE.gt(second)))
          .execute();
    } else {
      database
          .dsl()
          .update(LEAD_SCORE)
          .set(LEAD_SCORE.DUE, least(coalesce(LEAD_SCORE.DUE, second), val(second)))
          .where(among(leads))
          .execute();
    }
  }

  @Override
  public List<StoredScore> takeDue(Instant now, int limit) {
    return database
        .dsl()
        .selectFrom(LEAD_SCORE)
        .where(LEAD_SCORE.DUE.le(second(now)))
        .orderBy(LEAD_SCORE.DUE, LEAD_SCORE.LEAD_ID)
        .limit(limit)
        .forUpdate()
        .skipLocked()
        .fetch(JooqLeadScoreStore::stored);
  }

  @Override
  public Optional<Instant> nextDue() {
    return Optional.ofNullable(
            database.dsl().select(min(LEAD_SCORE.DUE)).from(LEAD_SCORE).fetchSingle().value1())
        .map(Instant::ofEpochSecond);
  }

  @Override
  public List<StoredScore> lock(Collection<LeadId> leads) {
    return database
        .dsl()
        .selectFrom(LEAD_SCORE)
        .where(among(leads))
        .orderBy(LEAD_SCORE.LEAD_ID)
        .forUpdate()
        .fetch(JooqLeadScoreStore::stored);
  }

  @Override
  public List<StoredScore> lockAfter(@Nullable LeadId after, long pass, int limit) {
    return database
        .dsl()
        .selectFrom(LEAD_SCORE)
        .where(after == null ? noCondition() : LEAD_SCORE.LEAD_ID.gt(after.value()))
        .and(LEAD_SCORE.PASS.ne(pass))
        .orderBy(LEAD_SCORE.LEAD_ID)
        .limit(limit)
        .forUpdate()
        .fetch(JooqLeadScoreStore::stored);
  }

  // ── Writing ──

  @Override
  public void saveFits(List<NewFit> fits, long key, Instant now) {
    List<NewFit> changed =
        fits.stream().filter(fit -> !Objects.equals(fit.before().fit(), fit.points())).toList();
    Bulk.insert(
        database,
        LEAD_FIT,
        List.of(LEAD_FIT.LEAD_ID, LEAD_FIT.SINCE, LEAD_FIT.UNTIL_AT, LEAD_FIT.POINTS),
        changed.stream().filter(fit -> fit.before().fit() != null).toList(),
        fit ->
            new @Nullable Object[] {
              fit.before().lead().value(), fit.before().fitSince(), now, fit.before().fit()
            });
    write(changed, key, now);
    write(
        fits.stream()
            .filter(fit -> Objects.equals(fit.before().fit(), fit.points()))
            .filter(fit -> fit.before().fitKey() != key)
            .toList(),
        key,
        null);
  }

  /**
   * @param since null to leave it as it is
   */
  private void write(List<NewFit> fits, long key, @Nullable Instant since) {
    if (fits.isEmpty()) {
      return;
    }
    String values =
        "(select * from unnest(cast({0} as uuid array), cast({1} as bigint array)) u(lead_id, fit))"
            + " x";
    String set = "fit = x.fit, fit_key = {2}" + (since == null ? "" : ", fit_since = {3}");
    database
        .dsl()
        .query(
            switch (database.vendor()) {
              case POSTGRESQL ->
                  "update lead_score t set "
                      + set
                      + " from "
                      + values
                      + " where t.lead_id = x.lead_id";
              case H2 ->
                  "merge into lead_score t using "
                      + values
                      + " on t.lead_id = x.lead_id when matched then update set "
                      + set;
            },
            DSL.val(fits.stream().map(fit -> fit.before().lead().value()).toArray(UUID[]::new)),
            DSL.val(
                fits.stream()
                    .map(fit -> fit.points() == null ? null : Long.valueOf(fit.points()))
                    .toArray(Long[]::new)),
            DSL.val(key),
            DSL.val(since, LEAD_FIT.SINCE.getDataType()))
        .execute();
  }

  @Override
  public void combine(
      Collection<LeadId> leads, Card card, FormulaTerms terms, Instant now, @Nullable Long pass) {
    switch (database.vendor()) {
      case POSTGRESQL ->
          ScoreSql.combining(database.dsl(), leads, card, terms, now, pass).execute();
      case H2 ->
          new ScoreRows(database, card, terms, now)
              .combine(
                  database
                      .dsl()
                      .selectFrom(LEAD_SCORE)
                      .where(among(leads))
                      .fetch(JooqLeadScoreStore::stored),
                  pass);
    }
  }

  @Override
  public Optional<Piece> combineAfter(
      @Nullable LeadId after, Card card, FormulaTerms terms, Instant now, long pass, int limit) {
    Condition behind = after == null ? noCondition() : LEAD_SCORE.LEAD_ID.gt(after.value());
    Field<UUID> id = DSL.field(DSL.name("lead_id"), UUID.class);
    UUID last =
        database
            .dsl()
            .select(id)
            .from(
                DSL.select(LEAD_SCORE.LEAD_ID)
                    .from(LEAD_SCORE)
                    .where(behind)
                    .orderBy(LEAD_SCORE.LEAD_ID)
                    .limit(limit)
                    .asTable("ids"))
            .orderBy(id.desc())
            .limit(1)
            .fetchOne(id);
    if (last == null) {
      return Optional.empty();
    }
    int computed =
        switch (database.vendor()) {
          case POSTGRESQL ->
              ScoreSql.combiningAfter(
                      database.dsl(), after, new LeadId(last), card, terms, now, pass)
                  .execute();
          case H2 -> {
            List<StoredScore> held =
                database
                    .dsl()
                    .selectFrom(LEAD_SCORE)
                    .where(behind)
                    .and(LEAD_SCORE.LEAD_ID.le(last))
                    .and(LEAD_SCORE.PASS.ne(pass))
                    .and(LEAD_SCORE.FIT_KEY.eq(card.fitKey()))
                    .and(LEAD_SCORE.DUE.isNull().or(LEAD_SCORE.DUE.gt(second(now))))
                    .orderBy(LEAD_SCORE.LEAD_ID)
                    .forUpdate()
                    .fetch(JooqLeadScoreStore::stored);
            new ScoreRows(database, card, terms, now).combine(held, pass);
            yield held.size();
          }
        };
    return Optional.of(new Piece(new LeadId(last), computed));
  }

  // ── Reading ──

  @Override
  public Optional<StoredScore> find(LeadId lead) {
    return database
        .dsl()
        .selectFrom(LEAD_SCORE)
        .where(LEAD_SCORE.LEAD_ID.eq(lead.value()))
        .fetchOptional(JooqLeadScoreStore::stored);
  }

  @Override
  public List<PastFit> pastFits(LeadId lead) {
    return database
        .dsl()
        .selectFrom(LEAD_FIT)
        .where(LEAD_FIT.LEAD_ID.eq(lead.value()))
        .orderBy(LEAD_FIT.SINCE)
        .fetch(
            row -> new PastFit(row.getSince(), row.getUntilAt(), Math.toIntExact(row.getPoints())));
  }

  @Override
  public SortedMap<Integer, Long> distribution(Visibility visible) {
    SortedMap<Integer, Long> distribution = new TreeMap<>();
    database
        .dsl()
        .select(LEAD_SCORE.SCORE, count())
        .from(LEAD_SCORE)
        .join(LEAD)
        .on(LEAD.ID.eq(LEAD_SCORE.LEAD_ID))
        .where(LEAD.DELETED_AT.isNull())
        .and(LEAD_SCORE.SCORE.isNotNull())
        .and(Owned.isVisible(LEAD.OWNER_ID, visible))
        .groupBy(LEAD_SCORE.SCORE)
        .forEach(row -> distribution.put(Math.toIntExact(row.value1()), row.value2().longValue()));
    return distribution;
  }

  @Override
  public List<StoredScore> latest(int limit) {
    return database
        .dsl()
        .select(LEAD_SCORE.fields())
        .from(LEAD_SCORE)
        .join(LEAD)
        .on(LEAD.ID.eq(LEAD_SCORE.LEAD_ID))
        .where(LEAD.DELETED_AT.isNull())
        .orderBy(LEAD_SCORE.LEAD_ID.desc())
        .limit(limit)
        .fetch(row -> stored(row.into(LEAD_SCORE)));
  }

  @Override
  public long live() {
    return database
        .dsl()
        .selectCount()
        .from(LEAD)
        .where(LEAD.DELETED_AT.isNull())
        .fetchSingle()
        .value1();
  }

  private static Condition among(Collection<LeadId> leads) {
    return LEAD_SCORE.LEAD_ID.eq(any(leads.stream().map(LeadId::value).toArray(UUID[]::new)));
  }

  private static long second(Instant moment) {
    return moment.getEpochSecond();
  }

  private static StoredScore stored(LeadScoreRecord row) {
    return new StoredScore(
        new LeadId(row.getLeadId()),
        row.getFit() == null ? null : Math.toIntExact(row.getFit()),
        row.getFitKey(),
        row.getFitSince(),
        row.getEngagement(),
        row.getScore() == null ? null : Math.toIntExact(row.getScore()),
        row.getGrade() == null ? null : Grade.valueOf(row.getGrade()));
  }
}
