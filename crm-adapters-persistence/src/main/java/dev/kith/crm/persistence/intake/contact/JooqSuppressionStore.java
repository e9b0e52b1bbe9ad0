package dev.kith.crm.persistence.intake.contact;

import static dev.kith.crm.persistence.generated.Tables.SUPPRESSION;
import static org.jooq.impl.DSL.any;

import dev.kith.crm.application.intake.contact.SuppressionStore;
import dev.kith.crm.application.intake.contact.SuppressionView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.intake.contact.Suppression;
import dev.kith.crm.domain.intake.contact.SuppressionDraft.Kind;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.intake.contact.SuppressionId;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.SuppressionRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

public final class JooqSuppressionStore implements SuppressionStore {

  private static final List<Field<?>> COLUMNS = List.of(SUPPRESSION.fields());
  private final Database database;
  private final ListSql<SuppressionView> list;

  public JooqSuppressionStore(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database,
            SuppressionView.CATALOGUE,
            Map.of(
                "id", Column.exact(SUPPRESSION.ID, false),
                "kind", Column.exact(SUPPRESSION.KIND, false),
                "target", Column.keyed(SUPPRESSION.TARGET_SORT, false),
                "reason", Column.text(database, SUPPRESSION.REASON, false),
                "until", Column.exact(SUPPRESSION.ENDS_AT, true),
                "createdAt", Column.exact(SUPPRESSION.CREATED_AT, false),
                "deletedAt", Column.exact(SUPPRESSION.DELETED_AT, true)),
            SUPPRESSION.ID,
            SUPPRESSION,
            COLUMNS,
            JooqSuppressionStore::view);
  }

  @Override
  public Optional<SuppressionEntry> find(SuppressionId id) {
    return database
        .dsl()
        .selectFrom(SUPPRESSION)
        .where(SUPPRESSION.ID.eq(id.value()))
        .fetchOptional(JooqSuppressionStore::entry);
  }

  @Override
  public Outcome<SuppressionEntry> add(SuppressionEntry entry) {
    database.dsl().executeInsert(row(entry));
    return Outcome.done(entry);
  }

  @Override
  public void addAll(List<SuppressionEntry> entries) {
    Bulk.insert(database, SUPPRESSION, COLUMNS, entries, entry -> row(entry).intoArray());
  }

  @Override
  public Outcome<SuppressionEntry> update(SuppressionEntry entry) {
    long expected = entry.revision().version() - 1;
    int updated =
        database
            .dsl()
            .update(SUPPRESSION)
            .set(row(entry))
            .where(SUPPRESSION.ID.eq(entry.id().value()))
            .and(SUPPRESSION.VERSION.eq(expected))
            .execute();
    return updated == 1
        ? Outcome.done(entry)
        : Outcome.refused(
            new StaleVersion(
                "suppression",
                entry.id().toString(),
                expected,
                find(entry.id()).map(stored -> stored.revision().version()).orElse(0L)));
  }

  @Override
  public List<SuppressionEntry> having(Collection<String> keys) {
    return database
        .dsl()
        .selectFrom(SUPPRESSION)
        .where(SUPPRESSION.TARGET_KEY.eq(any(keys.toArray(String[]::new))))
        .and(SUPPRESSION.DELETED_AT.isNull())
        .fetch(JooqSuppressionStore::entry);
  }

  @Override
  public Optional<SuppressionView> view(SuppressionId id) {
    return find(id).map(SuppressionView::of);
  }

  @Override
  public Page<SuppressionView> list(ListQuery query) {
    Condition bin =
        switch (query.bin()) {
          case LIVE -> SUPPRESSION.DELETED_AT.isNull();
          case DELETED -> SUPPRESSION.DELETED_AT.isNotNull();
          case BOTH -> DSL.noCondition();
        };
    return list.page(
        query,
        bin.and(
            ListSql.hasFragments(
                query.search(),
                List.of(SUPPRESSION.TARGET_SORT, database.lower(SUPPRESSION.REASON)))));
  }

  private static SuppressionRecord row(SuppressionEntry entry) {
    Suppression suppression = entry.suppression();
    Suppression.Target target = suppression.target();
    SuppressionRecord row = new SuppressionRecord();
    row.setId(entry.id().value());
    row.setVersion(entry.revision().version());
    row.setCreatedAt(entry.revision().createdAt());
    row.setUpdatedAt(entry.revision().updatedAt());
    row.setDeletedAt(entry.revision().deletedAt());
    row.setKind(target.kind().name());
    row.setTarget(target.text());
    row.setTargetKey(target.key());
    row.setTargetSort(target.text().toLowerCase(Locale.ROOT));
    row.setReason(suppression.reason());
    row.setEndsAt(suppression.until());
    row.setRemoval(entry.removal());
    return row;
  }

  private static SuppressionEntry entry(SuppressionRecord row) {
    return new SuppressionEntry(
        new SuppressionId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        new Suppression(
            target(Kind.valueOf(row.getKind()), row.getTarget()), row.getReason(), row.getEndsAt()),
        row.getRemoval());
  }

  private static Suppression.Target target(Kind kind, String text) {
    return switch (kind) {
      case ADDRESS -> new Suppression.Target.Address(new EmailAddress(text));
      case DOMAIN -> new Suppression.Target.Domain(text);
      case NUMBER -> new Suppression.Target.Line(new PhoneNumber(text));
    };
  }

  private static SuppressionView view(Record row) {
    return SuppressionView.of(entry(row.into(SUPPRESSION)));
  }
}
