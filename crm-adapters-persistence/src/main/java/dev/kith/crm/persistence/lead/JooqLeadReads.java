package dev.kith.crm.persistence.lead;

import static dev.kith.crm.persistence.generated.Tables.APP_USER;
import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static dev.kith.crm.persistence.generated.Tables.LEAD_SCORE;
import static dev.kith.crm.persistence.generated.Tables.LEAD_TAG;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadQueries.Figures;
import dev.kith.crm.application.lead.LeadQueries.TagInUse;
import dev.kith.crm.application.lead.LeadReads;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Owned;
import dev.kith.crm.persistence.kernel.RenderedQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.impl.DSL;

/** What is read of leads, each by one statement. */
public final class JooqLeadReads implements LeadReads {

  /** Empty for owners whom only the embedding application knows. */
  private static final Field<String> OWNER_NAME =
      DSL.field(select(APP_USER.NAME).from(APP_USER).where(APP_USER.ID.eq(LEAD.OWNER_ID)))
          .as("owner_name");

  /** Everything that a view shows; what only serves searching and sorting stays where it is. */
  private static final List<Field<?>> OF_LEAD =
      Stream.<Field<?>>concat(
              Arrays.stream(LEAD.fields())
                  .filter(f ->
                      !List.of(
                              LEAD.LIVE_EMAIL_KEY,
                              LEAD.BIN_EMAIL_KEY,
                              LEAD.BIN_EXTERNAL_KEY,
                              LEAD.NAME_KEY,
                              LEAD.COMPANY_KEY,
                              LEAD.QUALITY,
                              LEAD.SEARCH_TEXT)
                          .contains(f)),
              Stream.of(OWNER_NAME))
          .toList();

  /** With the score that stands beside each lead, for a few leads. */
  private static final List<Field<?>> SHOWN =
      Stream.concat(
              OF_LEAD.stream(),
              Stream.of(
                  beside(LEAD_SCORE.SCORE).as(LeadTable.SCORE),
                  beside(LEAD_SCORE.GRADE).as(LeadTable.GRADE)))
          .toList();

  /** With the score, where the two tables are joined. */
  private static final List<Field<?>> SHOWN_JOINED =
      Stream.concat(
              OF_LEAD.stream(),
              Stream.of(LEAD_SCORE.SCORE.as(LeadTable.SCORE), LEAD_SCORE.GRADE.as(LeadTable.GRADE)))
          .toList();

  private static final Set<String> OF_SCORE = Set.of("score", "grade");

  private final Database database;
  private final LeadSearch search;
  private final ListSql<LeadView> list;

  /** For lists that ask for the score, and for those of all leads. */
  private final ListSql<LeadView> joined;

  private final RenderedQuery one;

  public JooqLeadReads(Database database) {
    this.database = database;
    this.search = new LeadSearch(database);
    Param<UUID> id = DSL.param("id", UUID.class);
    this.one = new RenderedQuery(database, SHOWN, select(SHOWN).from(LEAD).where(LEAD.ID.eq(id)));
    this.list =
        new ListSql<>(
            database,
            LeadFields.CATALOGUE,
            columns(database),
            LEAD.ID,
            LEAD,
            SHOWN,
            row -> LeadTable.view(row, row.get(OWNER_NAME)));
    this.joined =
        new ListSql<>(
            database,
            LeadFields.CATALOGUE,
            columns(database),
            LEAD.ID,
            LEAD.leftJoin(LEAD_SCORE).on(LEAD_SCORE.LEAD_ID.eq(LEAD.ID)),
            SHOWN_JOINED,
            row -> LeadTable.view(row, row.get(OWNER_NAME)));
  }

  private static <T> Field<T> beside(Field<T> ofScore) {
    return DSL.field(select(ofScore).from(LEAD_SCORE).where(LEAD_SCORE.LEAD_ID.eq(LEAD.ID)));
  }

  private static Map<String, Column> columns(Database database) {
    Map<String, Column> columns = new HashMap<>();
    for (LeadField field : LeadField.values()) {
      columns.put(field.code(), column(database, field));
    }
    columns.put("id", Column.exact(LEAD.ID, false));
    columns.put("name", Column.keyed(LEAD.NAME_KEY, false));
    columns.put("status", Column.exact(LEAD.STATUS, false));
    columns.put("statusSince", Column.exact(LEAD.STATUS_SINCE, false));
    columns.put("reason", Column.exact(LEAD.STATUS_REASON, true));
    columns.put("until", Column.exact(LEAD.RECYCLED_UNTIL, true));
    columns.put("score", Column.exact(LEAD_SCORE.SCORE, true));
    columns.put("grade", Column.exact(LEAD_SCORE.GRADE, true));
    columns.put("quality", Column.exact(LEAD.QUALITY, true));
    columns.put("owner", Column.exact(LEAD.OWNER_ID, true));
    columns.put("createdAt", Column.exact(LEAD.CREATED_AT, false));
    columns.put("updatedAt", Column.exact(LEAD.UPDATED_AT, false));
    columns.put("deletedAt", Column.exact(LEAD.DELETED_AT, true));
    columns.put("mergedInto", Column.exact(LEAD.MERGED_INTO, true));
    return columns;
  }

  private static Column column(Database database, LeadField field) {
    return switch (field) {
      case COMPANY -> Column.keyed(LEAD.COMPANY_KEY, true);
      case EMAIL_CONSENT, PHONE_CONSENT, WHATSAPP_CONSENT ->
          Column.exact(LeadTable.column(field), false);
      case TAGS -> Column.many(LEAD_TAG.TAG_KEY, LEAD_TAG.LEAD_ID, LEAD.ID);
      case GIVEN_NAME,
          FAMILY_NAME,
          TITLE,
          EMAIL,
          PHONE,
          STREET,
          POSTAL_CODE,
          CITY,
          REGION,
          COUNTRY,
          EXTERNAL_SYSTEM,
          EXTERNAL_ID,
          CUSTOM_FIELDS,
          SOURCE,
          UTM_SOURCE,
          UTM_MEDIUM,
          UTM_CAMPAIGN,
          UTM_TERM,
          UTM_CONTENT,
          CONSENT_EVIDENCE ->
          Column.text(database, LeadTable.column(field), true);
    };
  }

  @Override
  public Optional<LeadView> find(LeadId id, Visibility visible) {
    return one.fetchOptional(id.value())
        .map(row -> LeadTable.view(row, row.get(OWNER_NAME)))
        .filter(view -> visible.reaches(view.owner()));
  }

  @Override
  public List<LeadView> findAll(Collection<LeadId> ids, Visibility visible) {
    return database
        .dsl()
        .select(SHOWN)
        .from(LEAD)
        .where(LEAD.ID.eq(any(ids.stream().map(LeadId::value).toArray(UUID[]::new))))
        .and(Owned.isVisible(LEAD.OWNER_ID, visible))
        .fetch(row -> LeadTable.view(row, row.get(OWNER_NAME)));
  }

  @Override
  public Page<LeadView> page(ListQuery query, Visibility visible) {
    boolean asksForScore =
        query.filter().fields().anyMatch(OF_SCORE::contains)
            || query.sort().stream().map(SortKey::field).anyMatch(OF_SCORE::contains);
    return (asksForScore ? joined : list).page(query, which(query, visible));
  }

  @Override
  public void each(ListQuery query, Visibility visible, Consumer<LeadView> consumer) {
    joined.each(query, which(query, visible), consumer);
  }

  @Override
  public List<TagInUse> tags(Visibility visible, String prefix, int limit) {
    return new LeadTags(database).inUse(Owned.isVisible(LEAD.OWNER_ID, visible), prefix, limit);
  }

  @Override
  public List<String> customFieldNames(String prefix, int limit) {
    return new CustomFieldNames(database).all(prefix, limit);
  }

  @Override
  public Map<UserId, Long> openOf(Collection<UserId> owners) {
    return Owned.counts(
        database,
        LEAD,
        LEAD.OWNER_ID,
        owners,
        LEAD.STATUS
            .notIn(DONE_WITH.stream().map(LeadStatus.Name::name).toList())
            .and(LEAD.DELETED_AT.isNull()));
  }

  @Override
  public Map<UserId, Long> ownersOfCompany(String company, LeadId except) {
    return Owned.counts(
        database,
        LEAD,
        LEAD.OWNER_ID,
        LEAD.COMPANY_KEY
            .eq(LeadTable.lowerCase(company))
            .and(LEAD.OWNER_ID.isNotNull())
            .and(LEAD.ID.ne(except.value()))
            .and(LEAD.DELETED_AT.isNull()));
  }

  @Override
  public Figures figures(Visibility visible, Instant since) {
    Map<LeadStatus.Name, Long> byStatus = new EnumMap<>(LeadStatus.Name.class);
    Arrays.stream(LeadStatus.Name.values()).forEach(name -> byStatus.put(name, 0L));
    long[] sums = new long[3];
    database
        .dsl()
        .select(
            LEAD.STATUS,
            count(),
            count().filterWhere(LEAD.CREATED_AT.ge(since)),
            count().filterWhere(LEAD.OWNER_ID.isNull()))
        .from(LEAD)
        .where(LEAD.DELETED_AT.isNull().and(Owned.isVisible(LEAD.OWNER_ID, visible)))
        .groupBy(LEAD.STATUS)
        .forEach(row -> {
          byStatus.put(LeadStatus.Name.valueOf(row.value1()), row.value2().longValue());
          sums[0] += row.value2();
          sums[1] += row.value3();
          sums[2] += row.value4();
        });
    return new Figures(sums[0], byStatus, sums[1], sums[2]);
  }

  private Condition which(ListQuery query, Visibility visible) {
    return Owned.isVisible(LEAD.OWNER_ID, visible)
        .and(ListSql.isIn(query.bin(), LEAD.DELETED_AT, LEAD.MERGED_INTO))
        .and(search.condition(query.search()));
  }
}
