package dev.kith.crm.persistence.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.persistence.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts and contacts from before keys were kept, which the migration has marked as such. */
class TakingUpOlderRecordsTest {

  interface Older {

    AccountDraft COMPANY =
        AccountDraft.named("Zwirnwerk Kestenholz").with(AccountField.PHONE, "+49 40 7654322");
    ContactDraft PERSON = ContactDraft.named("Thekla", "Rosskopf").phones("+49 40 7654321");

    Databases.Fresh database();

    @Test
    default void they_get_their_keys_by_a_job_after_the_start() throws SQLException {
      Crm crm = older();
      assertThat(found(crm)).isZero();
      crm.runDue();
      assertThat(found(crm)).isEqualTo(2);
      assertThat(keys().isComplete()).isTrue();
    }

    @Test
    default void what_was_taken_up_before_the_process_died_is_not_taken_up_again()
        throws SQLException {
      older();
      int taken = 0;
      int more = taken(2);
      while (more > 0) {
        assertThat(more).isLessThanOrEqualTo(2);
        taken += more;
        more = taken(2);
      }
      assertThat(taken).isGreaterThanOrEqualTo(6);
      assertThat(keys().isComplete()).isTrue();
    }

    private int taken(int most) {
      return database().storage().transactions().always(() -> keys().complete(most));
    }

    private RecordKeys keys() {
      return database().storage().recordKeys();
    }

    private static int found(Crm crm) {
      Workspace workspace = crm.as(Actor.SYSTEM);
      return workspace.recordDuplicates().ofAccount(COMPANY).orElseThrow().matches().size()
          + workspace.recordDuplicates().ofContact(PERSON).orElseThrow().matches().size();
    }

    private Crm older() throws SQLException {
      Workspace crm = Crm.on(database().storage()).background(false).start().as(Actor.SYSTEM);
      for (int i = 0; i < 2; i++) {
        crm.accounts()
            .create(new Accounts.Create(AccountDraft.named("Other " + i), null))
            .orElseThrow();
        crm.people()
            .create(new People.Create(ContactDraft.named("Other", "Person " + i)))
            .orElseThrow();
      }
      crm.accounts().create(new Accounts.Create(COMPANY, null)).orElseThrow();
      crm.people().create(new People.Create(PERSON)).orElseThrow();
      try (Connection connection = database().connect();
          Statement statement = connection.createStatement()) {
        statement.execute("delete from record_blocking_key");
        statement.execute("insert into record_blocking_fill (record_type) values ('account')");
        statement.execute("insert into record_blocking_fill (record_type) values ('contact')");
      }
      return Crm.on(database().storage()).background(false).start();
    }
  }

  @Nested
  class On_h2 implements Older {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Databases.Fresh database() {
      return DATABASE;
    }
  }

  @Nested
  class On_postgresql implements Older {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Databases.Fresh database() {
      return DATABASE;
    }
  }
}
