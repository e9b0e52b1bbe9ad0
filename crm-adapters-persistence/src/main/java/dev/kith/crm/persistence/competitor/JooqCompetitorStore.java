package dev.kith.crm.persistence.competitor;

import static dev.kith.crm.persistence.generated.Tables.COMPETITOR;
import static org.jooq.impl.DSL.any;

import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorContent;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.competitor.CompetitorRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.CompetitorRecord;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Saving;
import dev.kith.crm.persistence.kernel.SearchText;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Competitors. That names are distinct is held by a unique constraint: whoever loses a race to one
 * repeats their run, and then sees who has it.
 */
public final class JooqCompetitorStore implements CompetitorStore {

  private final Database database;
  private final ListSql<CompetitorView> list;

  public JooqCompetitorStore(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database,
            CompetitorView.CATALOGUE,
            Map.of(
                "id", Column.exact(COMPETITOR.ID, false),
                "name", Column.keyed(COMPETITOR.NAME_KEY, false),
                "website", Column.text(database, COMPETITOR.WEBSITE, true),
                "active", Column.exact(COMPETITOR.ACTIVE, false),
                "createdAt", Column.exact(COMPETITOR.CREATED_AT, false),
                "updatedAt", Column.exact(COMPETITOR.UPDATED_AT, false)),
            COMPETITOR.ID,
            COMPETITOR,
            List.<Field<?>>of(COMPETITOR.fields()),
            row -> CompetitorView.of(competitor(row.into(COMPETITOR))));
  }

  @Override
  public Optional<Competitor> find(CompetitorId id) {
    return where(COMPETITOR.ID.eq(id.value())).stream().findFirst();
  }

  @Override
  public List<Competitor> findAll(Collection<CompetitorId> ids) {
    return ids.isEmpty()
        ? List.of()
        : where(COMPETITOR.ID.eq(any(ids.stream().map(CompetitorId::value).toArray(UUID[]::new))));
  }

  @Override
  public List<Competitor> named(Collection<String> names) {
    return names.isEmpty()
        ? List.of()
        : where(
            COMPETITOR.NAME_FORM.eq(
                any(names.stream().map(CompetitorContent::formOf).toArray(String[]::new))));
  }

  private List<Competitor> where(Condition which) {
    return database
        .dsl()
        .selectFrom(COMPETITOR)
        .where(which)
        .fetch(JooqCompetitorStore::competitor);
  }

  @Override
  public Outcome<Competitor> add(Competitor competitor) {
    return unlessTaken(
        competitor,
        () -> {
          database.dsl().executeInsert(row(competitor));
          return Outcome.done(competitor);
        });
  }

  @Override
  public Outcome<Competitor> update(Competitor competitor) {
    return unlessTaken(
        competitor,
        () ->
            Saving.replace(
                database, competitor, row(competitor), COMPETITOR.ID, COMPETITOR.VERSION));
  }

  private Outcome<Competitor> unlessTaken(
      Competitor competitor, Supplier<Outcome<Competitor>> work) {
    List<Competitor> same =
        where(
            COMPETITOR
                .NAME_FORM
                .eq(competitor.content().nameForm())
                .and(COMPETITOR.ID.ne(competitor.id().value())));
    if (!same.isEmpty()) {
      return Outcome.refused(
          new NameTaken(competitor.content().name(), same.getFirst().id().value()));
    }
    try {
      return work.get();
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "competitor_name_unique") ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public Page<CompetitorView> page(ListQuery query) {
    String search = query.search();
    return list.page(
        query,
        // None is ever thrown away.
        (query.bin() == ListQuery.Bin.DELETED
                ? DSL.falseCondition()
                : COMPETITOR.MERGED_INTO.isNull())
            .and(
                ListSql.hasFragments(
                    search == null ? null : SearchText.comparable(search),
                    List.of(COMPETITOR.SEARCH_TEXT))));
  }

  private static CompetitorRecord row(Competitor competitor) {
    CompetitorContent content = competitor.content();
    CompetitorRecord row = new CompetitorRecord();
    row.setId(competitor.id().value());
    row.setVersion(competitor.revision().version());
    row.setCreatedAt(competitor.revision().createdAt());
    row.setUpdatedAt(competitor.revision().updatedAt());
    row.setName(content.name());
    row.setNameKey(content.name().toLowerCase(Locale.ROOT));
    row.setNameForm(content.nameForm());
    row.setWebsite(content.website());
    row.setNote(content.note());
    row.setActive(competitor.active());
    row.setMergedInto(competitor.mergedInto() == null ? null : competitor.mergedInto().value());
    row.setSearchText(
        SearchText.comparable(
            Stream.of(content.name(), content.website(), content.note())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"))));
    return row;
  }

  private static Competitor competitor(CompetitorRecord row) {
    return new Competitor(
        new CompetitorId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        new CompetitorContent(row.getName(), row.getWebsite(), row.getNote()),
        row.getActive(),
        row.getMergedInto() == null ? null : new CompetitorId(row.getMergedInto()));
  }
}
