package dev.kith.crm.persistence.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OtherProcess;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lead is converted, or given back, as a whole or not at all, whenever the process dies. */
class KilledConvertingTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

  /** Converts a lead and undoes that, and dies when it makes one of the ids that it needs. */
  static final class Converting {
    public static void main(String[] arguments) {
      Ids ids = Ids.timeOrdered();
      AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
      Crm crm =
          crm(
              JooqStorage.open(arguments[0]),
              () -> {
                if (left.getAndDecrement() == 0) {
                  OtherProcess.die();
                }
                return ids.next();
              });
      Workspace kith = crm.as(Actor.SYSTEM);
      Lead lead = qualified(kith);
      boolean undoes = arguments[1].equals("undo");
      if (!undoes) {
        left.set(Integer.parseInt(arguments[2]));
      }
      Conversion conversion =
          kith.conversions().convert(Convert.of(lead.id())).orElseThrow().conversion();
      left.set(Integer.parseInt(arguments[2]));
      kith.conversions().undo(conversion.id()).orElseThrow();
    }
  }

  private static Crm crm(Storage storage, Ids ids) {
    return Crm.on(storage).clock(() -> NOW).ids(ids).background(false).start();
  }

  private static Lead qualified(Workspace kith) {
    LeadDraft draft =
        LeadDraft.named("Ada", "Lovelace").company("Engines").email("ada@engines.example");
    Lead lead = kith.leads().capture(new Capture(draft)).orElseThrow();
    kith.tasks().create(new Create(TaskDraft.of("Call").about(lead.subject()), null)).orElseThrow();
    return kith.leads().qualify(lead.id()).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 8})
  void a_lead_that_was_being_converted_is_still_one_and_is_converted_once(int idsBeforeTheEnd) {
    String url = killed("convert", idsBeforeTheEnd);
    JooqStorage storage = JooqStorage.open(url);
    try (Crm next = crm(storage, Ids.timeOrdered())) {
      Workspace kith = next.as(Actor.SYSTEM);
      LeadView lead = lead(kith);
      assertThat(lead.status().name()).isEqualTo(LeadStatus.Name.QUALIFIED);
      assertThat(storage.accounts().versions(null, 9)).isEmpty();
      assertThat(storage.people().versions(null, 9)).isEmpty();
      assertThat(conversions(kith)).isEmpty();
      assertThat(task(kith).content().related()).isEqualTo(Lead.subjectOf(lead.id()));

      Conversion conversion =
          kith.conversions().convert(Convert.of(lead.id())).orElseThrow().conversion();
      assertThat(task(kith).content().related()).isEqualTo(conversion.heir());
      assertThat(storage.accounts().versions(null, 9)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6})
  void a_conversion_that_was_being_undone_still_holds_and_is_undone_once(int idsBeforeTheEnd) {
    String url = killed("undo", idsBeforeTheEnd);
    JooqStorage storage = JooqStorage.open(url);
    try (Crm next = crm(storage, Ids.timeOrdered())) {
      Workspace kith = next.as(Actor.SYSTEM);
      Conversion conversion = conversions(kith).getFirst();
      assertThat(conversion.isUndone()).isFalse();
      assertThat(lead(kith).status().name()).isEqualTo(LeadStatus.Name.CONVERTED);
      assertThat(task(kith).content().related()).isEqualTo(conversion.heir());

      assertThat(kith.conversions().undo(conversion.id()).orElseThrow().isUndone()).isTrue();
      assertThat(lead(kith).status().name()).isEqualTo(LeadStatus.Name.QUALIFIED);
      assertThat(task(kith).content().related()).isEqualTo(Lead.subjectOf(conversion.lead()));
    }
  }

  /** A database on which a process died. */
  private static String killed(String deed, int idsBeforeTheEnd) {
    String url = Databases.h2FileWithTables();
    try (OtherProcess first =
        OtherProcess.running(Converting.class, url, deed, String.valueOf(idsBeforeTheEnd))) {
      assertThat(first.died()).isTrue();
    }
    return url;
  }

  private static LeadView lead(Workspace kith) {
    return kith.leadQueries()
        .list(ListQuery.all(LeadFields.CATALOGUE))
        .orElseThrow()
        .items()
        .getFirst();
  }

  private static TaskView task(Workspace kith) {
    return kith.taskQueries()
        .list(ListQuery.all(TaskFields.CATALOGUE))
        .orElseThrow()
        .items()
        .getFirst();
  }

  private static List<Conversion> conversions(Workspace kith) {
    return kith.conversions().list(Which.ALL, null, 9).orElseThrow();
  }
}
