package dev.kith.crm.persistence.lead;

import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.lead.LeadStore;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal.EmailTaken;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.generated.tables.records.LeadRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Leads. That live e-mail addresses are distinct is held by a unique constraint, which the bin does
 * not take part in.
 */
public final class JooqLeadStore implements LeadStore {

  private static final String EMAIL_CONSTRAINT = "lead_live_email_unique";
  private static final dev.kith.crm.persistence.generated.tables.Lead OTHER = LEAD.as("other");
  private static final List<Field<?>> ALL_COLUMNS = List.of(LEAD.fields());

  private final Database database;
  private final LeadGrams grams;

  public JooqLeadStore(Database database) {
    this.database = database;
    this.grams = new LeadGrams(database);
  }

  @Override
  public Optional<Lead> find(LeadId id) {
    return database
        .dsl()
        .selectFrom(LEAD)
        .where(LEAD.ID.eq(id.value()))
        .fetchOptional(LeadTable::lead);
  }

  @Override
  public Outcome<Lead> add(Lead lead) {
    LeadRecord row = LeadTable.row(lead);
    if (inserted(row)) {
      index(List.of(row));
      return Outcome.done(lead);
    }
    return holderOf(LeadTable.liveEmailKey(lead))
        .map(holder -> taken(lead, holder))
        .orElseThrow(() ->
            new ConcurrentChangeException(
                "the lead that had the address is gone", new IllegalStateException()));
  }

  /**
   * False if the e-mail address is taken. PostgreSQL must not come to the error: it would allow
   * nothing more in this run.
   */
  private boolean inserted(LeadRecord row) {
    return switch (database.vendor()) {
      case POSTGRESQL ->
          database
                  .dsl()
                  .insertInto(LEAD)
                  .set(row)
                  .onConflict(LEAD.LIVE_EMAIL_KEY)
                  .doNothing()
                  .execute()
              > 0;
      case H2 -> {
        try {
          yield database.dsl().insertInto(LEAD).set(row).execute() > 0;
        } catch (DataAccessException e) {
          if (Failures.breaks(e, EMAIL_CONSTRAINT)) {
            yield false;
          }
          throw e;
        }
      }
    };
  }

  @Override
  public Outcome<Lead> update(Lead lead) {
    LeadRecord row = LeadTable.row(lead);
    long before = lead.revision().version() - 1;
    row.touched(LEAD.ID, false);
    boolean sameText = hasText(row, before);
    int updated;
    try {
      updated =
          database
              .dsl()
              .update(LEAD)
              .set(row)
              .where(LEAD.ID.eq(lead.id().value()).and(LEAD.VERSION.eq(before)))
              .and(isFreeFor(lead))
              .execute();
    } catch (DataAccessException e) {
      // Somebody took the address at this very moment; the repeated run will see who.
      throw Failures.breaks(e, EMAIL_CONSTRAINT) ? Failures.lostRace(e) : e;
    }
    if (updated == 0) {
      return refusedUpdate(lead, before);
    }
    if (!sameText) {
      index(List.of(row));
    }
    return Outcome.done(lead);
  }

  /** PostgreSQL does by itself what is to be done where a text changes. */
  private boolean hasText(LeadRecord row, long version) {
    return switch (database.vendor()) {
      case POSTGRESQL -> true;
      case H2 ->
          database
              .dsl()
              .fetchExists(
                  LEAD,
                  LEAD.ID
                      .eq(row.getId())
                      .and(LEAD.VERSION.eq(version))
                      .and(LEAD.SEARCH_TEXT.eq(row.getSearchText())));
    };
  }

  private void index(List<LeadRecord> rows) {
    switch (database.vendor()) {
      case POSTGRESQL -> {}
      case H2 -> grams.add(rows);
    }
  }

  private Outcome<Lead> refusedUpdate(Lead lead, long expected) {
    long actual =
        database
            .dsl()
            .select(LEAD.VERSION)
            .from(LEAD)
            .where(LEAD.ID.eq(lead.id().value()))
            .fetchOptional(LEAD.VERSION)
            .orElse(0L);
    if (actual != expected) {
      return Outcome.refused(new StaleVersion("lead", lead.id().toString(), expected, actual));
    }
    return holderOf(LeadTable.liveEmailKey(lead))
        .map(holder -> taken(lead, holder))
        .orElseThrow(() ->
            new ConcurrentChangeException(
                "the lead that had the address is gone", new IllegalStateException()));
  }

  private static Condition isFreeFor(Lead lead) {
    String key = LeadTable.liveEmailKey(lead);
    return key == null
        ? noCondition()
        : notExists(
            selectOne()
                .from(OTHER)
                .where(OTHER.LIVE_EMAIL_KEY.eq(key))
                .and(OTHER.ID.ne(lead.id().value())));
  }

  private static Outcome<Lead> taken(Lead lead, LeadId holder) {
    return Outcome.refused(
        new EmailTaken(String.valueOf(lead.content().profile().email()), holder.value()));
  }

  private Optional<LeadId> holderOf(@Nullable String key) {
    return key == null ? Optional.empty() : Optional.ofNullable(holdersOf(List.of(key)).get(key));
  }

  @Override
  public void addAll(List<Lead> leads) {
    List<LeadRecord> rows = leads.stream().map(LeadTable::row).toList();
    try {
      Bulk.insert(database, LEAD, ALL_COLUMNS, rows.stream().map(JooqLeadStore::values).toList());
    } catch (DataAccessException e) {
      throw Failures.breaks(e, EMAIL_CONSTRAINT) ? Failures.lostRace(e) : e;
    }
    index(rows);
  }

  private static @Nullable Object[] values(LeadRecord row) {
    return row.intoArray();
  }

  @Override
  public Map<String, LeadId> holdersOf(Collection<String> emailKeys) {
    return emailKeys.isEmpty()
        ? Map.of()
        : database
            .dsl()
            .select(LEAD.LIVE_EMAIL_KEY, LEAD.ID)
            .from(LEAD)
            .where(LEAD.LIVE_EMAIL_KEY.eq(any(emailKeys.toArray(new String[0]))))
            .fetchMap(LEAD.LIVE_EMAIL_KEY, r -> new LeadId(r.value2()));
  }

  @Override
  public List<LeadId> recycledUntil(Instant now, int limit) {
    return database
        .dsl()
        .select(LEAD.ID)
        .from(LEAD)
        .where(LEAD.STATUS.eq(LeadStatus.Name.RECYCLED.name()))
        .and(LEAD.DELETED_AT.isNull())
        .and(LEAD.RECYCLED_UNTIL.le(now))
        .orderBy(LEAD.RECYCLED_UNTIL, LEAD.ID)
        .limit(limit)
        .fetch(r -> new LeadId(r.value1()));
  }

  @Override
  public List<RecordVersion> versions(@Nullable LeadId after, int limit) {
    return database
        .dsl()
        .select(LEAD.ID, LEAD.VERSION)
        .from(LEAD)
        .where(after == null ? noCondition() : LEAD.ID.gt(after.value()))
        .orderBy(LEAD.ID)
        .limit(limit)
        .fetch(r -> new RecordVersion(r.value1(), r.value2()));
  }
}
