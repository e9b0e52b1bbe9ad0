package dev.kith.crm.persistence.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.LeadDesk;
import dev.kith.crm.persistence.OtherProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A process that writes to an H2 file is killed without warning. */
class KilledProcessTest {

  private static final int REPORTED_BEFORE_THE_KILL = 300;

  /** Who is killed then may be in the middle of anything. */
  private static final int AT_ONCE = 4;

  /** Captures leads for ever, some at once, and reports each once its capture was answered. */
  static final class Writer {
    public static void main(String[] arguments) {
      Leads leads = LeadDesk.on(JooqStorage.open(arguments[0])).leads();
      for (int i = 0; i < AT_ONCE; i++) {
        Thread.ofPlatform().start(() -> write(leads));
      }
    }

    private static void write(Leads leads) {
      for (int i = 0; ; i++) {
        var lead =
            leads.capture(new Leads.Capture(LeadDraft.named("Lead", "No " + i))).orElseThrow();
        leads.startWork(lead.id()).orElseThrow();
        System.out.println(lead.id());
      }
    }
  }

  @Test
  void every_commit_that_was_reported_is_there_and_nothing_is_half_done() {
    String url = Databases.h2FileWithTables();

    List<UUID> reported = writtenUntilKilled(url);

    try (JooqStorage storage = JooqStorage.open(url)) {
      List<LeadView> kept = new ArrayList<>();
      storage
          .leadReads()
          .each(ListQuery.all(LeadFields.CATALOGUE), new Visibility.All(), kept::add);
      List<AuditEntry> trail = new ArrayList<>();
      storage.audit().eachInChainOrder(trail::add);
      int events = storage.outbox().after(null, Integer.MAX_VALUE).size();

      assertThat(kept.stream().map(v -> v.id().value())).containsAll(reported);
      assertThat(
              kept.stream()
                  .filter(v -> reported.contains(v.id().value()))
                  .map(v -> v.revision().version()))
          .containsOnly(2L);
      long changes = kept.stream().mapToLong(v -> v.revision().version()).sum();
      assertThat(List.of((long) trail.size(), (long) events)).containsOnly(changes);
      // At most what was under way when it was killed is there unreported.
      assertThat(kept).hasSizeBetween(reported.size(), reported.size() + AT_ONCE);
    }
  }

  private static List<UUID> writtenUntilKilled(String url) {
    try (OtherProcess writer = OtherProcess.running(Writer.class, url)) {
      Predicate<String> reported = line -> line.matches("[0-9a-f-]{36}");
      writer.says(reported, REPORTED_BEFORE_THE_KILL);
      writer.kill();
      return writer.said().stream().filter(reported).map(UUID::fromString).toList();
    }
  }
}
