package dev.kith.crm.application.intake.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.DoneWork;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.attribution.Touches;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.job.JobFields;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.Hint;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SequentialIds;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EnrichingNewLeadsSpec {

  private final MemoryStorage storage = new MemoryStorage();
  private final SettableClock clock = SettableClock.atStart();
  private final SequentialIds ids = new SequentialIds();
  private final TrialSource register =
      new TrialSource("register").says(new Hint(EnrichmentField.INDUSTRY, "Airlines", 70));
  private final Crm crm = process(true);
  private final Actor ada = Actors.administrator();
  private final LeadDraft draft =
      LeadDraft.named("Ada", "Lovelace").email("info@blue-sky.co.uk").phone("+493012345678");

  @Nested
  class A_lead_that_comes_in {

    @Test
    void is_enriched_soon_after() {
      Lead lead = captured(draft);
      assertThat(version(lead.id())).isEqualTo(1);

      crm.runDue();

      assertThat(stored(lead.id()).content().profile().company()).isEqualTo("Blue Sky");
      assertThat(
              crm.as(ada).enrichments().of(lead.id()).orElseThrow().values().stream()
                  .map(value -> value.field().code() + " " + value.source()))
          .contains("company email", "country phone", "industry register");
    }

    @Test
    void is_enriched_in_the_name_of_the_crm_and_because_of_a_job() {
      Lead lead = captured(draft);
      crm.runDue();
      JobView job = jobs().getFirst();
      AuditEntry entry = storage.audit().history(lead.subject(), null, 1).getFirst();
      assertThat(entry.action()).isEqualTo("lead.enrich");
      assertThat(entry.actorId()).isEqualTo(Actor.SYSTEM.id().value());
      assertThat(entry.cause()).isEqualTo("job/" + job.id());
      assertThat(storage.outbox().after(null, 100))
          .filteredOn(e -> e.event().type().equals("lead.enriched.v1"))
          .hasSize(1)
          .allSatisfy(e -> assertThat(e.cause()).isEqualTo("job/" + job.id()));
      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.progress().done()).isEqualTo(1);
    }

    @Test
    void is_enriched_whichever_way_it_comes() {
      Lead alone = captured(draft.email("one@blue-sky.co.uk"));
      List<Lead> batch =
          crm
              .as(ada)
              .leads()
              .captureAll(List.of(new Leads.Capture(draft.email("two@blue-sky.co.uk"))), true)
              .orElseThrow()
              .stream()
              .map(outcome -> outcome.orElseThrow())
              .toList();
      Lead touched =
          crm.as(ada)
              .touches()
              .capture(
                  new Leads.Capture(draft.email("three@blue-sky.co.uk")),
                  List.of(TouchDraft.EMPTY.with("utm_source", "fair")))
              .orElseThrow();
      crm.as(ada)
          .touches()
          .captureAll(
              List.of(
                  new Touches.Arrival(
                      new Leads.Capture(draft.email("five@blue-sky.co.uk")),
                      List.of(TouchDraft.EMPTY.with("utm_source", "fair")))),
              true)
          .orElseThrow();
      imported("email\nfour@blue-sky.co.uk\n");
      crm.runDue();

      assertThat(
              leads().stream()
                  .map(lead -> lead.get(LeadField.EMAIL) + " " + lead.get(LeadField.COMPANY)))
          .containsExactlyInAnyOrder(
              "one@blue-sky.co.uk Blue Sky",
              "two@blue-sky.co.uk Blue Sky",
              "three@blue-sky.co.uk Blue Sky",
              "four@blue-sky.co.uk Blue Sky",
              "five@blue-sky.co.uk Blue Sky");
      assertThat(List.of(alone.id(), batch.getFirst().id(), touched.id())).doesNotHaveDuplicates();
    }

    @Test
    void is_enriched_once() {
      Lead lead = captured(draft);
      crm.runDue();
      assertThat(version(lead.id())).isEqualTo(2);
      later(Duration.ofDays(2));
      assertThat(version(lead.id())).isEqualTo(2);
      assertThat(register.asked).hasSize(1);
    }

    @Test
    void keeps_what_its_capturer_said() {
      Lead lead = captured(draft.company("Blue Sky Ltd"));
      crm.runDue();
      assertThat(stored(lead.id()).content().profile().company()).isEqualTo("Blue Sky Ltd");
    }

    @Test
    void is_passed_over_if_it_is_deleted_or_merged_meanwhile() {
      Lead deleted = captured(draft);
      crm.as(ada).leads().delete(deleted.id()).orElseThrow();
      Lead winner = captured(draft.email("ben@red-sea.com").phone("+33123456789"));
      Lead loser = captured(draft.email("ben@black-forest.com").phone("+33123456780"));
      crm.as(ada)
          .merges()
          .merge(new Merges.Command(winner.id(), List.of(loser.id()), Map.of(), Map.of()))
          .orElseThrow();
      long before = version(deleted.id());

      later(Duration.ofMinutes(1));

      assertThat(version(deleted.id())).isEqualTo(before);
      assertThat(stored(winner.id()).content().profile().company()).isEqualTo("Red Sea");
      assertThat(storage.leadsToEnrich().due(clock.instant(), 10)).isEmpty();
    }
  }

  @Nested
  class Leads_that_come_together {

    @Test
    void are_done_by_one_job_and_each_source_is_asked_about_all_of_them() {
      for (int i = 0; i < 30; i++) {
        captured(LeadDraft.named("Ada", "Lovelace" + i).email("ada" + i + "@blue-sky.co.uk"));
      }
      crm.runDue();
      assertThat(jobs()).hasSize(1);
      assertThat(register.asked).hasSize(1);
      assertThat(register.asked.getFirst()).hasSize(30);
    }

    @Test
    void are_all_done_though_one_of_them_makes_it_fail() {
      Lead first = captured(draft.email("one@blue-sky.co.uk"));
      Lead poison = captured(LeadDraft.named("Pat", "Poison").email("two@blue-sky.co.uk"));
      Lead last = captured(draft.email("three@blue-sky.co.uk"));

      Crm failing = process(true, new FailingFor(poison.id()).onTopOf(storage));
      clock.advance(Duration.ofMinutes(15));
      failing.runDue();

      assertThat(version(first.id())).isEqualTo(2);
      assertThat(version(poison.id())).isEqualTo(1);
      assertThat(version(last.id())).isEqualTo(2);
      assertThat(jobs()).extracting(JobView::state).containsOnly(JobState.SUCCEEDED);
      assertThat(storage.leadsToEnrich().due(clock.instant(), 10)).isEmpty();
    }

    @Test
    void are_enriched_once_by_several_processes() {
      Crm other = process(true);
      List<Lead> all =
          List.of(
              captured(draft.email("one@blue-sky.co.uk")),
              other
                  .as(ada)
                  .leads()
                  .capture(new Leads.Capture(draft.email("two@blue-sky.co.uk")))
                  .orElseThrow());
      other.runDue();
      crm.runDue();
      clock.advance(Duration.ofMinutes(1));
      other.runDue();
      crm.runDue();
      assertThat(all).allSatisfy(lead -> assertThat(version(lead.id())).isEqualTo(2));
    }
  }

  @Nested
  class A_source_that_is_silent {

    @Test
    void is_asked_again_later_and_what_the_others_say_counts_at_once() {
      register.behaviour = name -> new SourceAnswer.Silent();
      Lead lead = captured(draft);
      crm.runDue();
      assertThat(stored(lead.id()).content().profile().company()).isEqualTo("Blue Sky");

      register.says(
          new Hint(EnrichmentField.CITY, "Berlin", 90),
          new Hint(EnrichmentField.COUNTRY, "DE", 90));
      later(Duration.ofMinutes(1));
      assertThat(LeadField.CITY.textOf(stored(lead.id()).content())).isNull();
      later(Duration.ofMinutes(15));
      assertThat(LeadField.CITY.textOf(stored(lead.id()).content())).isEqualTo("Berlin");
    }

    @Test
    void is_given_up_after_some_times() {
      register.behaviour = name -> new SourceAnswer.Silent();
      captured(draft);
      crm.runDue();
      for (int day = 0; day < 9; day++) {
        later(Duration.ofDays(1));
      }
      assertThat(register.asked).hasSize(4);
    }
  }

  @Nested
  class An_import_that_is_taken_back {

    @Test
    void takes_leads_back_that_only_the_crm_has_enriched_since() {
      ImportId id = imported("email\nada@blue-sky.co.uk\nben@red-sea.com\n");
      later(Duration.ofMinutes(1));
      assertThat(leads()).extracting(l -> l.get(LeadField.COMPANY)).contains("Blue Sky");

      assertThat(takenBack(id)).isEqualTo(new RevertProgress(2, 2, 0, 0));
      assertThat(leads()).isEmpty();
    }

    @Test
    void keeps_leads_that_somebody_has_edited_before_or_after() {
      ImportId id = imported("email\nada@blue-sky.co.uk\nben@red-sea.com\ncy@black-forest.com\n");
      later(Duration.ofMinutes(1));
      LeadView edited =
          leads().stream()
              .filter(l -> "ada@blue-sky.co.uk".equals(l.get(LeadField.EMAIL)))
              .findFirst()
              .orElseThrow();
      crm.as(ada)
          .leads()
          .edit(edited.id(), new Leads.Edit(Map.of(LeadField.CITY, Optional.of("Rome"))))
          .orElseThrow();

      assertThat(takenBack(id)).isEqualTo(new RevertProgress(3, 2, 0, 1));
      assertThat(leads()).extracting(LeadView::id).containsExactly(edited.id());
    }

    @Test
    void keeps_leads_that_somebody_has_had_enriched() {
      ImportId id = imported("familyName,email\nLovelace,ada@blue-sky.co.uk\n");
      later(Duration.ofMinutes(1));
      register.says(
          new Hint(EnrichmentField.CITY, "Rome", 90), new Hint(EnrichmentField.COUNTRY, "IT", 90));
      clock.advance(Duration.ofDays(2));
      crm.as(ada)
          .enrichments()
          .enrich(leads().getFirst().id(), Enrichments.Wish.USUAL)
          .orElseThrow();
      assertThat(takenBack(id)).isEqualTo(new RevertProgress(1, 0, 0, 1));
    }

    @Test
    void leaves_nobody_to_be_enriched() {
      ImportId id = imported("email\nada@blue-sky.co.uk\n");
      assertThat(takenBack(id)).isEqualTo(new RevertProgress(1, 1, 0, 0));
      later(Duration.ofMinutes(1));
      assertThat(storage.leadsToEnrich().due(clock.instant(), 10)).isEmpty();
    }

    private RevertProgress takenBack(ImportId id) {
      crm.as(ada).imports().revert(id).orElseThrow();
      crm.runDue();
      return crm.as(ada).imports().get(id).orElseThrow().reverted();
    }
  }

  @Test
  void nobody_is_enriched_unless_that_is_wanted() {
    Crm without = process(false);
    Lead lead = without.as(ada).leads().capture(new Leads.Capture(draft)).orElseThrow();
    assertThat(without.runDue()).isEqualTo(DoneWork.NOTHING);
    assertThat(version(lead.id())).isEqualTo(1);
  }

  @Test
  void leads_of_a_process_that_died_before_it_asked_are_found_by_the_schedule() {
    Lead lead = captured(draft);
    Crm next = process(true);
    assertThat(next.runDue().jobs()).isZero();
    clock.advance(Duration.ofMinutes(15));
    next.runDue();
    assertThat(version(lead.id())).isEqualTo(2);
  }

  private Crm process(boolean enriching) {
    return process(enriching, storage);
  }

  private Crm process(boolean enriching, Storage on) {
    return Crm.on(on)
        .clock(clock)
        .ids(ids)
        .owners(user -> true)
        .enrichmentSource(register)
        .enrichmentTimeout(Duration.ofSeconds(20))
        .enrichNewLeads(enriching)
        .background(false)
        .start();
  }

  private Lead captured(LeadDraft written) {
    return crm.as(ada).leads().capture(new Leads.Capture(written)).orElseThrow();
  }

  private ImportId imported(String file) {
    ImportId id =
        crm.as(ada)
            .imports()
            .upload("leads.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();
    crm.as(ada).imports().start(id).orElseThrow();
    crm.runDue();
    return id;
  }

  private void later(Duration by) {
    clock.advance(by);
    crm.runDue();
  }

  private List<LeadView> leads() {
    List<LeadView> all = new ArrayList<>();
    crm.as(ada).leadQueries().export(ListQuery.all(LeadFields.CATALOGUE), all::add).orElseThrow();
    return all;
  }

  private List<JobView> jobs() {
    return crm
        .as(ada)
        .jobs()
        .list(ListQuery.all(JobFields.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .filter(job -> job.kind().equals(EnrichmentFeature.NEW_LEADS))
        .toList();
  }

  private Lead stored(LeadId id) {
    return storage.leads().findAll(List.of(id)).getFirst();
  }

  private long version(LeadId id) {
    return stored(id).revision().version();
  }

  /** A storage that cannot keep what is found out about one lead. */
  private record FailingFor(LeadId poison) {

    Storage onTopOf(Storage storage) {
      FoundValueStore values = storage.foundValues();
      FoundValueStore failing =
          over(
              FoundValueStore.class,
              (method, arguments) -> {
                if (method.getName().equals("replace")
                    && ((List<?>) arguments[1])
                        .stream().anyMatch(value -> ((FoundValue) value).lead().equals(poison))) {
                  throw new IllegalStateException("this lead is poison");
                }
                return method.invoke(values, arguments);
              });
      return over(
          Storage.class,
          (method, arguments) ->
              method.getName().equals("foundValues") ? failing : method.invoke(storage, arguments));
    }

    private interface Answering {
      @Nullable Object answer(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T over(Class<T> type, Answering answering) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                try {
                  return answering.answer(method, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }
}
