package dev.kith.crm.persistence.account.stagetime;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static dev.kith.crm.persistence.generated.Tables.ACCOUNT;
import static dev.kith.crm.persistence.generated.Tables.ACCOUNT_STAGE_TIME;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.account.stagetime.StageTimeStore;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.persistence.generated.tables.records.AccountStageTimeRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.DuePlans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;

/** One row for each account, which says what is known of its last stay. */
public final class JooqStageTimeStore implements StageTimeStore {

  private final Database database;
  private final DuePlans<AccountStageTimeRecord> due;

  public JooqStageTimeStore(Database database) {
    this.database = database;
    this.due =
        new DuePlans<>(
            database,
            ACCOUNT_STAGE_TIME,
            ACCOUNT_STAGE_TIME.DUE_AT,
            List.of(ACCOUNT_STAGE_TIME.ACCOUNT_ID),
            ACCOUNT_STAGE_TIME.LEFT_TO,
            ACCOUNT_STAGE_TIME.LEFT_DUE_AT);
  }

  @Override
  public void keep(List<Timed> stays) {
    if (stays.isEmpty()) {
      return;
    }
    // In one order, so that nobody waits for somebody who waits for them.
    List<Timed> inOrder =
        stays.stream().sorted(Comparator.comparing(stay -> stay.account().toString())).toList();
    List<AccountStageTimeRecord> untold =
        inOrder.stream()
            .filter(stay -> stay.upAt() != null)
            .map(JooqStageTimeStore::untold)
            .toList();
    if (!untold.isEmpty()) {
      database.dsl().insertInto(ACCOUNT_STAGE_TIME).set(untold).onConflictDoNothing().execute();
    }
    Map<UUID, Timed> wanted =
        inOrder.stream().collect(toImmutableMap(stay -> stay.account().value(), stay -> stay));
    List<AccountStageTimeRecord> changed = new ArrayList<>();
    for (AccountStageTimeRecord row : locked(wanted.keySet())) {
      Timed stay = Objects.requireNonNull(wanted.get(row.getAccountId()));
      if (row.getStay() <= stay.stay()) {
        boolean told = row.getTold() && row.getStay() == stay.stay();
        row.setStay((long) stay.stay());
        row.setUpAt(stay.upAt());
        row.setTold(told);
        row.setDueAt(told ? null : stay.upAt());
        row.setLeftTo(null);
        row.setLeftDueAt(null);
        changed.add(row);
      }
    }
    database.dsl().batchUpdate(changed).execute();
  }

  private List<AccountStageTimeRecord> locked(Collection<UUID> accounts) {
    return database
        .dsl()
        .selectFrom(ACCOUNT_STAGE_TIME)
        .where(ACCOUNT_STAGE_TIME.ACCOUNT_ID.eq(any(accounts.toArray(UUID[]::new))))
        .orderBy(ACCOUNT_STAGE_TIME.ACCOUNT_ID)
        .forUpdate()
        .fetch();
  }

  private static AccountStageTimeRecord untold(Timed stay) {
    AccountStageTimeRecord row = new AccountStageTimeRecord();
    row.setAccountId(stay.account().value());
    row.setStay((long) stay.stay());
    row.setUpAt(stay.upAt());
    row.setTold(false);
    row.setDueAt(stay.upAt());
    return row;
  }

  @Override
  public void keepOnly(Collection<String> stages) {
    database
        .dsl()
        .update(ACCOUNT_STAGE_TIME)
        .setNull(ACCOUNT_STAGE_TIME.UP_AT)
        .setNull(ACCOUNT_STAGE_TIME.DUE_AT)
        .setNull(ACCOUNT_STAGE_TIME.LEFT_TO)
        .setNull(ACCOUNT_STAGE_TIME.LEFT_DUE_AT)
        .where(ACCOUNT_STAGE_TIME.UP_AT.isNotNull())
        .and(
            ACCOUNT_STAGE_TIME.ACCOUNT_ID.notIn(
                select(ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.STAGE.in(stages))))
        .execute();
  }

  @Override
  public boolean tell(AccountId account, int stay) {
    return database
            .dsl()
            .update(ACCOUNT_STAGE_TIME)
            .set(ACCOUNT_STAGE_TIME.TOLD, true)
            .where(is(account, stay))
            .and(ACCOUNT_STAGE_TIME.TOLD.isFalse())
            .execute()
        == 1;
  }

  @Override
  public Optional<Planned> takeNext(Instant now) {
    return taken(due.lockNext(now));
  }

  @Override
  public Optional<Instant> nextDue() {
    return due.nextDue();
  }

  @Override
  public boolean leaveTo(JobId job, Planned plan) {
    return due.leave(job, is(plan.account(), plan.stay()), plan.due());
  }

  @Override
  public Optional<Planned> takeLeft(JobId job) {
    return taken(due.lockLeft(job));
  }

  private Optional<Planned> taken(Optional<AccountStageTimeRecord> locked) {
    Optional<Planned> plan =
        locked.map(row ->
            new Planned(
                new AccountId(row.getAccountId()),
                row.getStay().intValue(),
                due.certainMomentOf(row)));
    plan.ifPresent(taken ->
        database
            .dsl()
            .update(ACCOUNT_STAGE_TIME)
            .setNull(ACCOUNT_STAGE_TIME.DUE_AT)
            .setNull(ACCOUNT_STAGE_TIME.LEFT_TO)
            .setNull(ACCOUNT_STAGE_TIME.LEFT_DUE_AT)
            .where(is(taken.account(), taken.stay()))
            .execute());
    return plan;
  }

  private static Condition is(AccountId account, int stay) {
    return ACCOUNT_STAGE_TIME
        .ACCOUNT_ID
        .eq(account.value())
        .and(ACCOUNT_STAGE_TIME.STAY.eq((long) stay));
  }
}
