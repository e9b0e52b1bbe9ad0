package dev.kith.crm.persistence.scoring.card;

import static dev.kith.crm.persistence.generated.Tables.SCORE_OVERRIDE;

import dev.kith.crm.application.scoring.card.ScoreOverrideStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import dev.kith.crm.persistence.kernel.Database;
import java.time.Instant;
import java.util.List;

/** Scores that were set by hand. */
public final class JooqScoreOverrideStore implements ScoreOverrideStore {

  private final Database database;

  public JooqScoreOverrideStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(ScoreOverride override) {
    database
        .dsl()
        .insertInto(SCORE_OVERRIDE)
        .set(SCORE_OVERRIDE.ID, override.id())
        .set(SCORE_OVERRIDE.LEAD_ID, override.lead().value())
        .set(SCORE_OVERRIDE.POINTS, (long) override.value())
        .set(SCORE_OVERRIDE.REASON, override.reason())
        .set(SCORE_OVERRIDE.BY_ID, override.by().value())
        .set(SCORE_OVERRIDE.BY_NAME, override.byName())
        .set(SCORE_OVERRIDE.MADE_AT, override.at())
        .set(SCORE_OVERRIDE.UNTIL_AT, override.until())
        .set(SCORE_OVERRIDE.ENDED_AT, override.endedAt())
        .execute();
  }

  @Override
  public void end(LeadId lead, Instant at) {
    database
        .dsl()
        .update(SCORE_OVERRIDE)
        .set(SCORE_OVERRIDE.ENDED_AT, at)
        .where(SCORE_OVERRIDE.LEAD_ID.eq(lead.value()))
        .and(SCORE_OVERRIDE.ENDED_AT.isNull())
        .execute();
  }

  @Override
  public List<ScoreOverride> of(LeadId lead) {
    return database
        .dsl()
        .selectFrom(SCORE_OVERRIDE)
        .where(SCORE_OVERRIDE.LEAD_ID.eq(lead.value()))
        .orderBy(SCORE_OVERRIDE.MADE_AT.desc(), SCORE_OVERRIDE.ID.desc())
        .fetch(row ->
            new ScoreOverride(
                row.getId(),
                lead,
                Math.toIntExact(row.getPoints()),
                row.getReason(),
                new UserId(row.getById()),
                row.getByName(),
                row.getMadeAt(),
                row.getUntilAt(),
                row.getEndedAt()));
  }
}
