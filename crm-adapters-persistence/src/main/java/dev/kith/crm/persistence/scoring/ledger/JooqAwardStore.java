package dev.kith.crm.persistence.scoring.ledger;

import static dev.kith.crm.persistence.generated.Tables.SCORE_AWARD;
import static dev.kith.crm.persistence.generated.Tables.SCORE_AWARD_TERMS;
import static org.jooq.impl.DSL.any;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.scoring.ledger.AwardStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.AwardId;
import dev.kith.crm.domain.scoring.ledger.AwardTerms;
import dev.kith.crm.persistence.generated.tables.records.ScoreAwardRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Points that were awarded. */
final class JooqAwardStore implements AwardStore {

  private final Database database;

  JooqAwardStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(Award award) {
    UUID terms = award.terms().ruleId().value();
    Duration life = award.terms().halfLife();
    try {
      boolean known = database.dsl().fetchExists(SCORE_AWARD_TERMS, SCORE_AWARD_TERMS.ID.eq(terms));
      if (!known) {
        database
            .dsl()
            .insertInto(SCORE_AWARD_TERMS)
            .set(SCORE_AWARD_TERMS.ID, terms)
            .set(SCORE_AWARD_TERMS.GROUP_NAME, award.terms().group())
            .set(SCORE_AWARD_TERMS.HALF_LIFE, life == null ? null : life.toSeconds())
            .execute();
      }
      database.dsl().insertInto(SCORE_AWARD).set(row(award)).execute();
    } catch (DataAccessException e) {
      // The repeated run will find what somebody else has added at this very moment.
      throw Failures.breaks(e, "score_award_origin_unique")
              || Failures.breaks(e, "score_award_terms_pk")
          ? Failures.lostRace(e)
          : e;
    }
  }

  @Override
  public void save(Award award) {
    ScoreAwardRecord row = row(award);
    row.touched(SCORE_AWARD.ID, false);
    database
        .dsl()
        .update(SCORE_AWARD)
        .set(row)
        .where(SCORE_AWARD.ID.eq(award.id().value()))
        .execute();
  }

  @Override
  public Optional<Award> find(AwardId id) {
    return having(SCORE_AWARD.ID.eq(id.value())).stream().findFirst();
  }

  @Override
  public Optional<Award> from(String origin) {
    return having(SCORE_AWARD.ORIGIN.eq(origin)).stream().findFirst();
  }

  @Override
  public List<Award> all(Collection<AwardId> ids) {
    return ids.isEmpty()
        ? List.of()
        : having(SCORE_AWARD.ID.eq(any(ids.stream().map(AwardId::value).toArray(UUID[]::new))));
  }

  @Override
  public List<Award> of(Collection<LeadId> leads) {
    return leads.isEmpty()
        ? List.of()
        : having(
            SCORE_AWARD.LEAD_ID.eq(any(leads.stream().map(LeadId::value).toArray(UUID[]::new))));
  }

  private List<Award> having(Condition which) {
    return database
        .dsl()
        .select(SCORE_AWARD.fields())
        .select(SCORE_AWARD_TERMS.GROUP_NAME, SCORE_AWARD_TERMS.HALF_LIFE)
        .from(SCORE_AWARD)
        .join(SCORE_AWARD_TERMS)
        .on(SCORE_AWARD_TERMS.ID.eq(SCORE_AWARD.TERMS_ID))
        .where(which)
        .orderBy(SCORE_AWARD.AWARDED_AT.desc(), SCORE_AWARD.ID.desc())
        .fetch(JooqAwardStore::award);
  }

  @Override
  public Set<AwardTerms> terms() {
    return database.dsl().selectFrom(SCORE_AWARD_TERMS).fetch(JooqAwardStore::terms).stream()
        .collect(ImmutableSet.toImmutableSet());
  }

  @Override
  public List<UUID> move(LeadId from, LeadId to) {
    List<UUID> ids =
        database
            .dsl()
            .select(SCORE_AWARD.ID)
            .from(SCORE_AWARD)
            .where(SCORE_AWARD.LEAD_ID.eq(from.value()))
            .orderBy(SCORE_AWARD.ID)
            .fetch(SCORE_AWARD.ID);
    if (!ids.isEmpty()) {
      moveBack(ids, from, to);
    }
    return ids;
  }

  @Override
  public void moveBack(Collection<UUID> moved, LeadId from, LeadId to) {
    database
        .dsl()
        .update(SCORE_AWARD)
        .set(SCORE_AWARD.LEAD_ID, to.value())
        .where(SCORE_AWARD.ID.eq(any(moved.toArray(UUID[]::new))))
        .and(SCORE_AWARD.LEAD_ID.eq(from.value()))
        .execute();
  }

  private static ScoreAwardRecord row(Award award) {
    ScoreAwardRecord row = new ScoreAwardRecord();
    row.setId(award.id().value());
    row.setLeadId(award.lead().value());
    row.setOrigin(award.origin());
    row.setTermsId(award.terms().ruleId().value());
    row.setPoints(award.points());
    row.setReason(award.reason());
    row.setOccurredAt(award.occurredAt());
    row.setAwardedAt(award.awardedAt());
    row.setGiverId(award.giver().id().value());
    row.setGiverName(award.giver().name());
    row.setRuleId(award.giver().rule());
    Award.Withdrawal withdrawn = award.withdrawn();
    row.setWithdrawnAt(withdrawn == null ? null : withdrawn.at());
    row.setWithdrawnBy(withdrawn == null ? null : withdrawn.by().value());
    row.setWithdrawnByName(withdrawn == null ? null : withdrawn.byName());
    row.setWithdrawnReason(withdrawn == null ? null : withdrawn.reason());
    return row;
  }

  private static Award award(Record row) {
    return new Award(
        new AwardId(row.get(SCORE_AWARD.ID)),
        new LeadId(row.get(SCORE_AWARD.LEAD_ID)),
        row.get(SCORE_AWARD.ORIGIN),
        terms(row),
        row.get(SCORE_AWARD.POINTS),
        row.get(SCORE_AWARD.REASON),
        row.get(SCORE_AWARD.OCCURRED_AT),
        row.get(SCORE_AWARD.AWARDED_AT),
        new Award.Giver(
            new UserId(row.get(SCORE_AWARD.GIVER_ID)),
            row.get(SCORE_AWARD.GIVER_NAME),
            row.get(SCORE_AWARD.RULE_ID)),
        withdrawal(row));
  }

  private static Award.@Nullable Withdrawal withdrawal(Record row) {
    return row.get(SCORE_AWARD.WITHDRAWN_AT) == null
        ? null
        : new Award.Withdrawal(
            row.get(SCORE_AWARD.WITHDRAWN_AT),
            new UserId(Objects.requireNonNull(row.get(SCORE_AWARD.WITHDRAWN_BY))),
            Objects.requireNonNull(row.get(SCORE_AWARD.WITHDRAWN_BY_NAME)),
            Objects.requireNonNull(row.get(SCORE_AWARD.WITHDRAWN_REASON)));
  }

  private static AwardTerms terms(Record row) {
    Long seconds = row.get(SCORE_AWARD_TERMS.HALF_LIFE);
    return new AwardTerms(
        row.get(SCORE_AWARD_TERMS.GROUP_NAME),
        seconds == null ? null : Duration.ofSeconds(seconds));
  }
}
