package dev.kith.crm.persistence.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.persistence.Databases;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Imports of accounts and deals are taken back on each database, the last one first. */
class RecordRevertTest {

  /** More than one transaction does. */
  private static final int ROWS = 1_200;

  interface Reverting {

    Storage storage();

    @Test
    default void what_files_have_brought_in_is_as_it_was_before_each_of_them() {
      Crm crm = Crm.on(storage()).background(false).start();
      ImportId accounts = RecordFiles.accounts(crm);
      ImportId deals = RecordFiles.deals(crm, ROWS);
      crm.runDue();
      List<String> before = RecordFiles.told(storage());
      ImportId later = RecordFiles.later(crm, ROWS);
      crm.runDue();
      assertThat(RecordFiles.told(storage())).hasSameSizeAs(before).isNotEqualTo(before);

      ImportView back = takenBack(crm, later);
      assertThat(kept(crm, later)).isEmpty();
      assertThat(back.reverted().restored()).isEqualTo(back.progress().updated());
      assertThat(RecordFiles.told(storage())).isEqualTo(before);
      assertThat(takenBack(crm, deals).reverted().removed()).isEqualTo(before.size());
      assertThat(kept(crm, deals)).isEmpty();
      assertThat(RecordFiles.told(storage())).isEmpty();
      assertThat(takenBack(crm, accounts).reverted().removed()).isEqualTo(RecordFiles.ACCOUNTS);
      assertThat(kept(crm, accounts)).isEmpty();

      ImportId again = RecordFiles.deals(crm, ROWS);
      crm.runDue();
      assertThat(KilledImports.view(crm, again).progress().created()).isZero();
    }

    private static ImportView takenBack(Crm crm, ImportId id) {
      crm.as(Actor.SYSTEM).imports().revert(id).orElseThrow();
      crm.runDue();
      ImportView back = KilledImports.view(crm, id);
      assertThat(back.status().name()).isEqualTo(ImportStatus.Name.REVERTED);
      return back;
    }

    private static List<String> kept(Crm crm, ImportId id) {
      List<String> kept = new ArrayList<>();
      crm.as(Actor.SYSTEM)
          .imports()
          .kept(id, p -> kept.add(p.line() + " " + p.field() + " " + p.code()))
          .orElseThrow();
      return kept;
    }
  }

  @Nested
  class On_h2 implements Reverting {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class On_postgresql implements Reverting {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }
}
