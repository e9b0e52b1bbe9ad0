package dev.kith.crm.persistence.account;

import static dev.kith.crm.persistence.generated.Tables.ACCOUNT_STAY;
import static dev.kith.crm.persistence.generated.Tables.LIFECYCLE_STAGE;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.account.Mover;
import dev.kith.crm.domain.account.Stay;
import dev.kith.crm.persistence.generated.tables.records.AccountRecord;
import dev.kith.crm.persistence.generated.tables.records.AccountStayRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.List;

/** Through which stages accounts went; and where each is, as columns of its own row. */
final class StayTable {

  private final Database database;

  StayTable(Database database) {
    this.database = database;
  }

  static void put(AccountRecord row, AccountStage stage) {
    row.setStage(stage.key());
    row.setStageOrder((long) stage.order());
    row.setStageNumber((long) stage.number());
    row.setStageEnteredAt(stage.enteredAt());
    row.setStageById(stage.mover().id().value());
    row.setStageByName(stage.mover().name());
    row.setStageCause(stage.mover().cause());
    row.setStageEventId(stage.mover().event());
    row.setStageReason(stage.reason());
    row.setLifecycleVersion(stage.version());
    row.setHighestStage(stage.highest());
    row.setHighestOrder((long) stage.highestOrder());
  }

  static AccountStage stage(AccountRecord row) {
    return new AccountStage(
        row.getStage(),
        row.getStageOrder().intValue(),
        row.getStageNumber().intValue(),
        row.getStageEnteredAt(),
        row.getHighestStage(),
        row.getHighestOrder().intValue(),
        new Mover(
            new UserId(row.getStageById()),
            row.getStageByName(),
            row.getStageCause(),
            row.getStageEventId()),
        row.getStageReason(),
        row.getLifecycleVersion());
  }

  /** Writes down that the account came to a stage, where its last change has brought it there. */
  void follow(Account account) {
    AccountStage stage = account.stage();
    if (stage.enteredAt().isBefore(account.revision().updatedAt()) || isKnown(account)) {
      return;
    }
    database
        .dsl()
        .update(ACCOUNT_STAY)
        .set(ACCOUNT_STAY.LEFT_AT, stage.enteredAt())
        .set(ACCOUNT_STAY.LEFT_TO, stage.key())
        .where(ACCOUNT_STAY.ACCOUNT_ID.eq(account.id().value()))
        .and(ACCOUNT_STAY.NUMBER.eq(stage.number() - 1L))
        .execute();
    begin(account);
  }

  private boolean isKnown(Account account) {
    return database
        .dsl()
        .fetchExists(
            ACCOUNT_STAY,
            ACCOUNT_STAY
                .ACCOUNT_ID
                .eq(account.id().value())
                .and(ACCOUNT_STAY.NUMBER.eq((long) account.stage().number())));
  }

  void begin(Account account) {
    hold(account.stage().key());
    database.dsl().executeInsert(row(account));
  }

  void beginAll(List<Account> accounts) {
    accounts.stream().map(account -> account.stage().key()).distinct().forEach(this::hold);
    Bulk.insert(
        database,
        ACCOUNT_STAY,
        List.of(ACCOUNT_STAY.fields()),
        accounts,
        account -> Bulk.values(row(account)));
  }

  private void hold(String stage) {
    Saving.holdReferred(database, LIFECYCLE_STAGE, LIFECYCLE_STAGE.STAGE.eq(stage));
  }

  private static AccountStayRecord row(Account account) {
    AccountStage stage = account.stage();
    AccountStayRecord row = new AccountStayRecord();
    row.setAccountId(account.id().value());
    row.setNumber((long) stage.number());
    row.setStage(stage.key());
    row.setStageOrder((long) stage.order());
    row.setEnteredAt(stage.enteredAt());
    row.setById(stage.mover().id().value());
    row.setByName(stage.mover().name());
    row.setCause(stage.mover().cause());
    row.setEventId(stage.mover().event());
    row.setReason(stage.reason());
    row.setLifecycleVersion(stage.version());
    return row;
  }

  List<Stay> of(AccountId id) {
    return database
        .dsl()
        .selectFrom(ACCOUNT_STAY)
        .where(ACCOUNT_STAY.ACCOUNT_ID.eq(id.value()))
        .orderBy(ACCOUNT_STAY.NUMBER)
        .fetch(row ->
            new Stay(
                row.getNumber().intValue(),
                row.getStage(),
                row.getStageOrder().intValue(),
                row.getEnteredAt(),
                row.getLeftAt(),
                new Mover(
                    new UserId(row.getById()), row.getByName(), row.getCause(), row.getEventId()),
                row.getReason(),
                row.getLifecycleVersion()));
  }
}
