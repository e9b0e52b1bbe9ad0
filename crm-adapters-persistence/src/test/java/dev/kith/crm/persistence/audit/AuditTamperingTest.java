package dev.kith.crm.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.audit.AuditReport;
import dev.kith.crm.application.audit.AuditReport.Broken;
import dev.kith.crm.application.audit.AuditReport.Damage;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.generated.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody changes the audit trail past the CRM, by SQL. */
class AuditTamperingTest {

  @Nested
  class On_h2 extends Tampering {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    Databases.Fresh database() {
      return DATABASE;
    }
  }

  @Nested
  class On_postgresql extends Tampering {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    Databases.Fresh database() {
      return DATABASE;
    }
  }

  abstract static class Tampering {

    private static final String OTHER_ID = "'00000000-0000-7000-8000-0000000000ff'";

    /** For each column another value than any that is there. */
    private static final Map<String, String> FORGED = new LinkedHashMap<>();

    static {
      FORGED.put("id", OTHER_ID);
      FORGED.put("subject_type", "'user'");
      FORGED.put("subject_id", OTHER_ID);
      FORGED.put("chain_position", "7");
      FORGED.put("happened_at", "happened_at + interval '1' second");
      FORGED.put("actor_kind", "'FORGED'");
      FORGED.put("actor_id", OTHER_ID);
      FORGED.put("actor_name", "'Somebody else'");
      FORGED.put("action", "'lead.delete'");
      FORGED.put("changes", "'[{\"field\":\"company\",\"before\":null,\"after\":\"x\"}]'");
      FORGED.put("request_id", "'another'");
      FORGED.put("cause", "'event/1'");
      FORGED.put("previous_hash", "'" + "1".repeat(64) + "'");
      FORGED.put("hash", "'" + "1".repeat(64) + "'");
    }

    private Crm crm;
    private Lead lead;

    abstract Databases.Fresh database();

    @BeforeEach
    void writeATrail() {
      crm = Crm.on(database().storage()).background(false).start();
      Leads leads = crm.as(Actor.SYSTEM).leads();
      lead = leads.capture(new Leads.Capture(LeadDraft.named("Ada", "Lovelace"))).orElseThrow();
      leads.startWork(lead.id()).orElseThrow();
      leads.note(lead.id(), "called").orElseThrow();
    }

    @AfterEach
    void end() throws SQLException {
      try (Connection connection = database().connect();
          Statement statement = connection.createStatement()) {
        statement.execute("drop table if exists kept_entry");
      }
    }

    @Test
    void every_column_is_forged_in_turn() {
      assertThat(FORGED.keySet())
          .containsExactlyElementsOf(
              Arrays.stream(Tables.AUDIT_ENTRY.fields())
                  .map(f -> f.getName().toLowerCase(Locale.ROOT))
                  .toList());
    }

    @Test
    void a_change_of_any_column_of_any_entry_is_found() throws SQLException {
      assertThat(verified().isIntact()).isTrue();
      execute("create table kept_entry as select * from audit_entry");
      for (int position = 1; position <= 3; position++) {
        for (Map.Entry<String, String> forged : FORGED.entrySet()) {
          execute(
              "update audit_entry set %s = %s where subject_id = '%s' and chain_position = %d"
                  .formatted(forged.getKey(), forged.getValue(), lead.id(), position));

          assertThat(verified().isIntact()).as(forged.getKey() + " of " + position).isFalse();
          execute("delete from audit_entry");
          execute("insert into audit_entry select * from kept_entry");
        }
      }
      assertThat(verified().isIntact()).isTrue();
    }

    @Test
    void a_last_entry_that_is_deleted_is_missed() throws SQLException {
      execute("delete from audit_entry where chain_position = 3");

      assertThat(verified().broken())
          .containsExactly(new Broken(Lead.subjectOf(lead.id()), 3, Damage.CUT_OFF));
    }

    private AuditReport verified() {
      return crm.as(Actor.SYSTEM).auditTrail().verify().orElseThrow();
    }

    private void execute(String sql) throws SQLException {
      try (Connection connection = database().connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
