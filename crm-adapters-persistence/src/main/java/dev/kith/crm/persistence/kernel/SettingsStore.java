package dev.kith.crm.persistence.kernel;

import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are there from the beginning and only ever read as a whole: one row at most, with
 * the settings as JSON. Until they are changed there is none, and the usual ones count.
 *
 * @param <A> the settings with their revision
 * @param <S> what is kept as JSON
 */
public abstract class SettingsStore<A extends Aggregate, S> implements AggregateStore<UUID, A> {

  private final Database database;
  private final Table<?> table;
  private final Field<UUID> id;
  private final Field<Long> version;
  private final Field<Instant> createdAt;
  private final Field<Instant> updatedAt;
  private final Field<String> json;
  private final Class<S> type;
  private final A usual;
  private volatile @Nullable RenderedQuery reading;

  /**
   * @param table with the columns id, version, created_at, updated_at and settings
   */
  protected SettingsStore(Database database, Table<?> table, Class<S> type, A usual) {
    this.database = database;
    this.table = table;
    this.type = type;
    this.usual = usual;
    this.id = column(table, "id", UUID.class);
    this.version = column(table, "version", Long.class);
    this.createdAt = column(table, "created_at", Instant.class);
    this.updatedAt = column(table, "updated_at", Instant.class);
    this.json = column(table, "settings", String.class);
  }

  static <T> Field<T> column(Table<?> table, String name, Class<T> of) {
    for (Field<?> field : table.fields()) {
      if (field.getName().equalsIgnoreCase(name)) {
        return Objects.requireNonNull(table.field(field.getName(), of));
      }
    }
    throw new IllegalArgumentException(table + " has no column " + name);
  }

  protected abstract A of(Revision revision, S settings);

  protected abstract S settings(A aggregate);

  /** Writes what goes with settings that have been replaced, in the same run. */
  protected void follow(A replaced) {}

  @Override
  public final Optional<A> find(UUID wanted) {
    return wanted.equals(usual.subject().id()) ? Optional.of(current()) : Optional.empty();
  }

  private A current() {
    return stored().orElse(usual);
  }

  /** Some are read at each request; the text of the query is made at the first. */
  private RenderedQuery reading() {
    RenderedQuery made = reading;
    if (made == null) {
      made =
          new RenderedQuery(
              database,
              List.of(version, createdAt, updatedAt, json),
              select(version, createdAt, updatedAt, json)
                  .from(table)
                  .where(id.eq(param("id", UUID.class))));
      reading = made;
    }
    return made;
  }

  private Optional<A> stored() {
    return reading()
        .fetchOptional(usual.subject().id())
        .map(row ->
            of(
                new Revision(row.get(version), row.get(createdAt), row.get(updatedAt), null),
                database.json().read(row.get(json), type)));
  }

  @Override
  public final Outcome<A> add(A aggregate) {
    throw new IllegalStateException(table.getName() + ": there are some from the beginning");
  }

  @Override
  public final Outcome<A> update(A aggregate) {
    Subject subject = aggregate.subject();
    long before = aggregate.revision().version() - 1;
    Optional<A> stored = stored();
    if (stored.orElse(usual).revision().version() != before
        || (stored.isPresent() && !isReplaced(aggregate, before))) {
      return Outcome.refused(
          new StaleVersion(
              subject.type(), subject.id().toString(), before, current().revision().version()));
    }
    if (stored.isEmpty()) {
      insert(aggregate);
    }
    follow(aggregate);
    return Outcome.done(aggregate);
  }

  private boolean isReplaced(A aggregate, long before) {
    return database
            .dsl()
            .update(table)
            .set(version, aggregate.revision().version())
            .set(createdAt, aggregate.revision().createdAt())
            .set(updatedAt, aggregate.revision().updatedAt())
            .set(json, database.json().write(settings(aggregate)))
            .where(id.eq(aggregate.subject().id()))
            .and(version.eq(before))
            .execute()
        == 1;
  }

  private void insert(A aggregate) {
    try {
      database
          .dsl()
          .insertInto(table)
          .set(id, aggregate.subject().id())
          .set(version, aggregate.revision().version())
          .set(createdAt, aggregate.revision().createdAt())
          .set(updatedAt, aggregate.revision().updatedAt())
          .set(json, database.json().write(settings(aggregate)))
          .execute();
    } catch (DataAccessException e) {
      String key = table.getName().toLowerCase(Locale.ROOT) + "_pk";
      throw Failures.breaks(e, key) ? Failures.lostRace(e) : e;
    }
  }
}
