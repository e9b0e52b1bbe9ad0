package dev.kith.crm.persistence.lifecycle;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.kith.crm.persistence.generated.Tables.LIFECYCLE;
import static dev.kith.crm.persistence.generated.Tables.LIFECYCLE_STAGE;
import static dev.kith.crm.persistence.generated.Tables.LIFECYCLE_VERSION;

import dev.kith.crm.application.lifecycle.LifecycleStore;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.LifecycleStageRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.VersionedSettingsStore;
import java.util.Map;
import java.util.Set;
import org.jooq.exception.DataAccessException;

/**
 * The lifecycle as settings, with its versions; and its stages as rows that accounts refer to, so
 * that the database itself keeps accounts out of stages that are not there.
 */
public final class JooqLifecycleStore extends VersionedSettingsStore<Lifecycle, LifecycleTerms>
    implements LifecycleStore {

  private static final String STAGE_OF_ACCOUNT = "account_stage_fk";

  private final Database database;

  public JooqLifecycleStore(Database database) {
    super(database, LIFECYCLE, LIFECYCLE_VERSION, LifecycleTerms.class, Lifecycle.USUAL);
    this.database = database;
  }

  @Override
  protected Lifecycle of(Revision revision, LifecycleTerms terms) {
    return new Lifecycle(revision, terms);
  }

  @Override
  protected LifecycleTerms settings(Lifecycle lifecycle) {
    return lifecycle.terms();
  }

  @Override
  protected void follow(Lifecycle lifecycle) {
    super.follow(lifecycle);
    try {
      stages(lifecycle.terms());
    } catch (DataAccessException e) {
      throw Failures.breaksReference(e, STAGE_OF_ACCOUNT) ? Failures.lostRace(e) : e;
    }
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
}
