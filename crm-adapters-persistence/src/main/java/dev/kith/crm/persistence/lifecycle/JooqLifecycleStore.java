package dev.kith.crm.persistence.lifecycle;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.kith.crm.persistence.generated.Tables.LIFECYCLE;
import static dev.kith.crm.persistence.generated.Tables.LIFECYCLE_STAGE;
import static dev.kith.crm.persistence.generated.Tables.LIFECYCLE_VERSION;

import dev.kith.crm.application.lifecycle.LifecycleStore;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.LifecycleStageRecord;
import dev.kith.crm.persistence.generated.tables.records.LifecycleVersionRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.SettingsStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.exception.DataAccessException;

/**
 * The lifecycle as settings, with its versions; and its stages as rows that accounts refer to, so
 * that the database itself keeps accounts out of stages that are not there.
 */
public final class JooqLifecycleStore implements LifecycleStore {

  private static final String STAGE_OF_ACCOUNT = "account_stage_fk";

  private final Database database;
  private final Settings settings;

  public JooqLifecycleStore(Database database) {
    this.database = database;
    this.settings = new Settings(database);
  }

  private static final class Settings extends SettingsStore<Lifecycle, LifecycleTerms> {
    Settings(Database database) {
      super(database, LIFECYCLE, LifecycleTerms.class, Lifecycle.USUAL);
    }

    @Override
    protected Lifecycle of(Revision revision, LifecycleTerms terms) {
      return new Lifecycle(revision, terms);
    }

    @Override
    protected LifecycleTerms settings(Lifecycle lifecycle) {
      return lifecycle.terms();
    }
  }

  @Override
  public Optional<Lifecycle> find(UUID id) {
    return settings.find(id);
  }

  @Override
  public Outcome<Lifecycle> add(Lifecycle lifecycle) {
    return settings.add(lifecycle);
  }

  @Override
  public Outcome<Lifecycle> update(Lifecycle lifecycle) {
    return settings.update(lifecycle).map(this::followed);
  }

  private Lifecycle followed(Lifecycle lifecycle) {
    LifecycleVersionRecord version = new LifecycleVersionRecord();
    version.setVersion(lifecycle.revision().version());
    version.setSince(lifecycle.revision().updatedAt());
    version.setSettings(database.json().write(lifecycle.terms()));
    database.dsl().executeInsert(version);
    try {
      stages(lifecycle.terms());
    } catch (DataAccessException e) {
      throw Failures.breaksReference(e, STAGE_OF_ACCOUNT) ? Failures.lostRace(e) : e;
    }
    return lifecycle;
  }

  private void stages(LifecycleTerms terms) {
    Map<String, Long> before =
        database
            .dsl()
            .selectFrom(LIFECYCLE_STAGE)
            .fetchMap(LIFECYCLE_STAGE.STAGE, LIFECYCLE_STAGE.STAGE_ORDER);
    for (Stage stage : terms.inOrder()) {
      Long order = before.get(stage.key());
      if (order == null) {
        database.dsl().executeInsert(new LifecycleStageRecord(stage.key(), (long) stage.order()));
      } else if (order != stage.order()) {
        database
            .dsl()
            .update(LIFECYCLE_STAGE)
            .set(LIFECYCLE_STAGE.STAGE_ORDER, (long) stage.order())
            .where(LIFECYCLE_STAGE.STAGE.eq(stage.key()))
            .execute();
      }
    }
    Set<String> keys = terms.stages().stream().map(Stage::key).collect(toImmutableSet());
    database.dsl().deleteFrom(LIFECYCLE_STAGE).where(LIFECYCLE_STAGE.STAGE.notIn(keys)).execute();
  }

  @Override
  public Optional<Lifecycle> version(long version) {
    Revision first = Lifecycle.USUAL.revision();
    return version == first.version()
        ? Optional.of(Lifecycle.USUAL)
        : database
            .dsl()
            .selectFrom(LIFECYCLE_VERSION)
            .where(LIFECYCLE_VERSION.VERSION.eq(version))
            .fetchOptional(row ->
                new Lifecycle(
                    new Revision(row.getVersion(), first.createdAt(), row.getSince(), null),
                    database.json().read(row.getSettings(), LifecycleTerms.class)));
  }
}
