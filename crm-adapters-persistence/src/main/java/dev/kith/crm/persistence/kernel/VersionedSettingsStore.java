package dev.kith.crm.persistence.kernel;

import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Revision;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Table;

/** Settings of which every version is kept, in another table. */
public abstract class VersionedSettingsStore<A extends Aggregate, S> extends SettingsStore<A, S> {

  private final Database database;
  private final Class<S> type;
  private final A usual;
  private final Table<?> versions;
  private final Field<Long> version;
  private final Field<Instant> since;
  private final Field<String> json;

  /**
   * @param versions with the columns version, since and settings
   */
  protected VersionedSettingsStore(
      Database database, Table<?> table, Table<?> versions, Class<S> type, A usual) {
    super(database, table, type, usual);
    this.database = database;
    this.type = type;
    this.usual = usual;
    this.versions = versions;
    this.version = column(versions, "version", Long.class);
    this.since = column(versions, "since", Instant.class);
    this.json = column(versions, "settings", String.class);
  }

  @Override
  protected void follow(A replaced) {
    database
        .dsl()
        .insertInto(versions)
        .set(version, replaced.revision().version())
        .set(since, replaced.revision().updatedAt())
        .set(json, database.json().write(settings(replaced)))
        .execute();
  }

  /** As they were at a version; the first are the usual ones. */
  public Optional<A> version(long wanted) {
    Revision first = usual.revision();
    return wanted == first.version()
        ? Optional.of(usual)
        : database
            .dsl()
            .select(since, json)
            .from(versions)
            .where(version.eq(wanted))
            .fetchOptional(row ->
                of(
                    new Revision(wanted, first.createdAt(), row.value1(), null),
                    database.json().read(row.value2(), type)));
  }
}
