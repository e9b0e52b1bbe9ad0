package dev.kith.crm.persistence.lead;

import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import com.google.common.collect.Maps;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.lead.LeadStore;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal.EmailTaken;
import dev.kith.crm.domain.lead.LeadRefusal.ExternalIdTaken;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.generated.tables.records.LeadRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.Saving;
import dev.kith.crm.persistence.kernel.Vendor;
import dev.kith.crm.persistence.lead.LeadIndex.Replaced;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Leads. That live e-mail addresses and external ids are distinct is held by unique constraints,
 * which the bin does not take part in.
 */
public final class JooqLeadStore implements LeadStore {

  private static final List<String> CONSTRAINTS =
      List.of("lead_live_email_unique", "lead_live_external_unique");
  private static final dev.kith.crm.persistence.generated.tables.Lead OTHER = LEAD.as("other");
  private static final List<Field<?>> ALL_COLUMNS = List.of(LEAD.fields());

  private final Database database;
  private final LeadGrams grams;
  private final LeadIndex others;

  /**
   * @param others what else is kept to find leads by
   */
  public JooqLeadStore(Database database, LeadIndex others) {
    this.database = database;
    this.grams = new LeadGrams(database);
    this.others = new LeadTags(database).and(new CustomFieldNames(database)).and(others);
    if (database.vendor() == Vendor.H2) {
      grams.completeIfNeeded();
    }
    new OlderLeads(database).giveQuality();
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
      index(List.of(lead));
      others.added(List.of(lead));
      return Outcome.done(lead);
    }
    return taken(lead);
  }

  /**
   * False if the e-mail address or the external id is taken. PostgreSQL must not come to the error:
   * it would allow nothing more in this run.
   */
  private boolean inserted(LeadRecord row) {
    return switch (database.vendor()) {
      case POSTGRESQL ->
          database.dsl().insertInto(LEAD).set(row).onConflictDoNothing().execute() > 0;
      case H2 -> {
        try {
          yield database.dsl().insertInto(LEAD).set(row).execute() > 0;
        } catch (DataAccessException e) {
          if (breaksUniqueness(e)) {
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
    Optional<Lead> old = find(lead.id());
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
      throw breaksUniqueness(e) ? Failures.lostRace(e) : e;
    }
    if (updated == 0) {
      return refusedUpdate(lead, before);
    }
    old.ifPresent(was -> reindex(List.of(new Replaced(was, lead))));
    return Outcome.done(lead);
  }

  private void reindex(List<Replaced> leads) {
    index(
        leads.stream()
            .filter(r -> !text(r.before()).equals(text(r.after())))
            .map(Replaced::after)
            .toList());
    others.changed(leads);
  }

  private static String text(Lead lead) {
    return LeadSearch.textOf(lead.content().profile());
  }

  /** PostgreSQL does by itself what is to be done where a text changes. */
  private void index(List<Lead> leads) {
    switch (database.vendor()) {
      case POSTGRESQL -> {}
      case H2 -> grams.add(leads);
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
    return taken(lead);
  }

  private static boolean breaksUniqueness(DataAccessException e) {
    return CONSTRAINTS.stream().anyMatch(constraint -> Failures.breaks(e, constraint));
  }

  private static Condition isFreeFor(Lead lead) {
    return noOtherHas(OTHER.LIVE_EMAIL_KEY, LeadTable.liveEmailKey(lead), lead)
        .and(noOtherHas(OTHER.LIVE_EXTERNAL_KEY, LeadTable.liveExternalKey(lead), lead));
  }

  private static Condition noOtherHas(
      TableField<LeadRecord, String> column, @Nullable String key, Lead lead) {
    return key == null
        ? noCondition()
        : notExists(
            selectOne().from(OTHER).where(column.eq(key)).and(OTHER.ID.ne(lead.id().value())));
  }

  /** Says which unique value somebody else has. */
  private Outcome<Lead> taken(Lead lead) {
    LeadId sameEmail = otherHolder(LEAD.LIVE_EMAIL_KEY, LeadTable.liveEmailKey(lead), lead);
    if (sameEmail != null) {
      return Outcome.refused(
          new EmailTaken(String.valueOf(lead.content().profile().email()), sameEmail.value()));
    }
    LeadId sameId = otherHolder(LEAD.LIVE_EXTERNAL_KEY, LeadTable.liveExternalKey(lead), lead);
    if (sameId != null) {
      return Outcome.refused(
          new ExternalIdTaken(String.valueOf(lead.content().externalId()), sameId.value()));
    }
    throw new ConcurrentChangeException(
        "the lead that had the unique value is gone", new IllegalStateException());
  }

  private @Nullable LeadId otherHolder(
      TableField<LeadRecord, String> column, @Nullable String key, Lead lead) {
    LeadId holder = key == null ? null : holders(column, List.of(key)).get(key);
    return holder == null || holder.equals(lead.id()) ? null : holder;
  }

  @Override
  public void addAll(List<Lead> leads) {
    try {
      Bulk.insert(database, LEAD, ALL_COLUMNS, leads, lead -> Bulk.values(LeadTable.row(lead)));
    } catch (DataAccessException e) {
      throw breaksUniqueness(e) ? Failures.lostRace(e) : e;
    }
    index(leads);
    others.added(leads);
  }

  @Override
  public void updateAll(List<Lead> leads) {
    if (leads.isEmpty()) {
      return;
    }
    Map<LeadId, Lead> before =
        Maps.uniqueIndex(findAll(leads.stream().map(Lead::id).toList()), Lead::id);
    try {
      Saving.replaceAll(database, leads, LeadTable::row, LEAD.ID, LEAD.VERSION);
    } catch (DataAccessException e) {
      throw breaksUniqueness(e) ? Failures.lostRace(e) : e;
    }
    reindex(
        leads.stream()
            .map(after -> new Replaced(Objects.requireNonNull(before.get(after.id())), after))
            .toList());
  }

  @Override
  public List<Lead> findAll(Collection<LeadId> ids) {
    return database.dsl().selectFrom(LEAD).where(LEAD.ID.eq(any(ids(ids)))).fetch(LeadTable::lead);
  }

  private static UUID[] ids(Collection<LeadId> ids) {
    return ids.stream().map(LeadId::value).toArray(UUID[]::new);
  }

  @Override
  public List<Lead> having(Map<MatchKey, Set<String>> keys) {
    return having(keys, JooqLeadStore::column, LEAD.DELETED_AT.isNull());
  }

  @Override
  public List<Lead> deletedHaving(Map<MatchKey, Set<String>> keys) {
    return having(
        keys,
        JooqLeadStore::columnOfBin,
        LEAD.DELETED_AT.isNotNull().and(LEAD.MERGED_INTO.isNull()));
  }

  private List<Lead> having(
      Map<MatchKey, Set<String>> keys,
      Function<MatchKey, TableField<LeadRecord, String>> column,
      Condition besides) {
    // One statement for each kind, so that each finds its index.
    Map<LeadId, Lead> found = new LinkedHashMap<>();
    keys.forEach((kind, texts) ->
        database
            .dsl()
            .selectFrom(LEAD)
            .where(column.apply(kind).eq(any(texts.toArray(new String[0]))))
            .and(besides)
            .forEach(row -> {
              Lead lead = LeadTable.lead(row);
              found.put(lead.id(), lead);
            }));
    return List.copyOf(found.values());
  }

  private static TableField<LeadRecord, String> columnOfBin(MatchKey kind) {
    return switch (kind) {
      case EMAIL -> LEAD.BIN_EMAIL_KEY;
      case EXTERNAL_ID -> LEAD.BIN_EXTERNAL_KEY;
      case PHONE -> LEAD.PHONE;
    };
  }

  private static TableField<LeadRecord, String> column(MatchKey kind) {
    return switch (kind) {
      case EMAIL -> LEAD.LIVE_EMAIL_KEY;
      case EXTERNAL_ID -> LEAD.LIVE_EXTERNAL_KEY;
      case PHONE -> LEAD.PHONE;
    };
  }

  @Override
  public Map<String, LeadId> holdersOf(Collection<String> emailKeys) {
    return holders(LEAD.LIVE_EMAIL_KEY, emailKeys);
  }

  @Override
  public Map<String, LeadId> holdersOfExternal(Collection<String> externalKeys) {
    return holders(LEAD.LIVE_EXTERNAL_KEY, externalKeys);
  }

  private Map<String, LeadId> holders(
      TableField<LeadRecord, String> column, Collection<String> keys) {
    return keys.isEmpty()
        ? Map.of()
        : database
            .dsl()
            .select(column, LEAD.ID)
            .from(LEAD)
            .where(column.eq(any(keys.toArray(new String[0]))))
            .fetchMap(column, r -> new LeadId(r.value2()));
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
  public List<LeadId> mergedInto(Collection<LeadId> winners) {
    return database
        .dsl()
        .select(LEAD.ID)
        .from(LEAD)
        .where(LEAD.MERGED_INTO.eq(any(winners.stream().map(LeadId::value).toArray(UUID[]::new))))
        .orderBy(LEAD.ID)
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
