package dev.kith.crm.persistence.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OtherProcess;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process is killed while rules act: nothing is done twice, and nothing is lost. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledRulesTest {

  private static final Actor ANA = Actor.external(new UUID(0, 7), "Ana", Grants.everything());
  private static final int FIRED_BEFORE_THE_KILL = 60;

  /** Everything that a rule can do: to the lead, to tasks, and to people. */
  private static final RuleDraft WELCOME =
      new RuleDraft(
          "Welcome",
          "lead",
          List.of("lead.captured.v1"),
          "",
          List.of(
              new RuleStep("lead.note", Map.of("text", "Welcome, {lead.name}")),
              new RuleStep("lead.tag", Map.of("tags", "welcome")),
              new RuleStep("score.add", Map.of("points", "3", "reason", "Welcome")),
              new RuleStep("task.create", Map.of("subject", "Call {lead.name}")),
              new RuleStep("task.create", Map.of("subject", "Write to {lead.name}")),
              new RuleStep(
                  "notify", Map.of("to", "user/" + ANA.id(), "text", "{lead.name} has come in"))),
          Repeat.ALWAYS,
          0,
          null,
          null);

  private static final RuleDraft DAILY =
      new RuleDraft(
          "Daily",
          "lead",
          List.of(),
          List.of(),
          "",
          "daily 12:00 UTC",
          "",
          List.of(new RuleStep("notify", Map.of("to", "user/" + ANA.id(), "text", "Daily"))),
          Repeat.ALWAYS,
          0,
          null,
          null);

  /** Captures leads for ever, lets rules act in the background, and says how often they have. */
  static final class Worker {
    public static void main(String[] arguments) {
      Crm crm = Crm.on(JooqStorage.open(arguments[0])).owners(user -> true).start();
      Workspace ana = crm.as(ANA);
      long seen = 0;
      for (int i = 0; ; i++) {
        capture(ana, "Lead " + i);
        long fired = firings(ana).size();
        if (fired > seen) {
          seen = fired;
          System.out.println("fired " + fired);
        }
      }
    }
  }

  @Test
  @Timeout(300)
  void a_real_process_leaves_one_effect_of_each_firing_once_the_next_has_gone_on() {
    String url = Databases.h2FileWithTables();
    try (Storage storage = JooqStorage.open(url)) {
      welcoming(crm(storage, Ids.timeOrdered()).as(ANA));
    }

    try (OtherProcess worker = OtherProcess.running(Worker.class, url)) {
      worker.says(
          line ->
              line.startsWith("fired ")
                  && Integer.parseInt(line.substring(6)) >= FIRED_BEFORE_THE_KILL,
          1);
      worker.kill();
    }

    try (Storage storage = JooqStorage.open(url)) {
      Crm crm = crm(storage, Ids.timeOrdered());
      crm.runDue();
      hasOneEffectForEachLead(storage, crm.as(ANA));
      assertThat(firings(crm.as(ANA))).hasSizeGreaterThanOrEqualTo(FIRED_BEFORE_THE_KILL / 2);
    }
  }

  /** Killed at one moment after another, until nothing is left to be killed in. */
  interface AtEveryStep {

    Storage storage();

    @Test
    default void what_a_rule_does_is_done_once_wherever_it_was_killed() {
      Workspace ana = crm(storage(), Ids.timeOrdered()).as(ANA);
      welcoming(ana);
      boolean killed = true;
      int steps = 0;
      while (killed) {
        steps++;
        capture(ana, "Lead " + steps);
        killed = diesAtId(storage(), steps);
        crm(storage(), Ids.timeOrdered()).runDue();
        hasOneEffectForEachLead(storage(), ana);
      }
      assertThat(steps).as("moments at which it was killed").isGreaterThan(8);
    }

    @Test
    default void a_rule_that_looks_at_times_acts_once_on_each_record_wherever_it_was_killed() {
      SettableClock clock = SettableClock.atStart();
      Workspace ana = crm(storage(), Ids.timeOrdered(), clock).as(ANA);
      for (int i = 0; i < 120; i++) {
        capture(ana, "Timed " + i);
      }
      RuleId rule = ana.rules().write(DAILY).orElseThrow().id();
      ana.rules().activate(rule).orElseThrow();
      clock.advance(Duration.ofDays(1));
      // In the first set, at its end, and in the second.
      for (int step : List.of(5, 250, 500, 30)) {
        diesAtId(storage(), step, clock);
      }
      crm(storage(), Ids.timeOrdered(), clock).runDue();
      List<UUID> looked =
          firings(ana).stream()
              .filter(f -> f.firing().rule().equals(rule))
              .map(f -> f.firing().record().id())
              .toList();
      assertThat(looked).hasSizeGreaterThanOrEqualTo(120).doesNotHaveDuplicates();
      assertThat(
              all(ana.notifications().fields(), query -> ana.notifications().list(query)).stream()
                  .filter(n -> n.message().text().equals("Daily"))
                  .map(n -> n.message().about()))
          .hasSameSizeAs(looked)
          .doesNotHaveDuplicates();
    }

    private static boolean diesAtId(Storage storage, int number) {
      return diesAtId(storage, number, InstantSource.system());
    }

    /** Each thing that is made needs an id: there are some in every step of a firing. */
    private static boolean diesAtId(Storage storage, int number, InstantSource clock) {
      AtomicInteger left = new AtomicInteger(number);
      Ids ids = Ids.timeOrdered();
      Crm crm =
          crm(
              storage,
              () -> {
                if (left.decrementAndGet() == 0) {
                  throw new Killed();
                }
                return ids.next();
              },
              clock);
      try {
        crm.runDue();
        return false;
      } catch (Killed e) {
        return true;
      }
    }
  }

  /** Nobody catches it: whatever is under way is undone, as the database does for the dead. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Nested
  class On_h2 implements AtEveryStep {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class On_postgresql implements AtEveryStep {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  private static Crm crm(Storage storage, Ids ids) {
    return crm(storage, ids, InstantSource.system());
  }

  private static Crm crm(Storage storage, Ids ids, InstantSource clock) {
    return Crm.on(storage).clock(clock).owners(user -> true).ids(ids).background(false).start();
  }

  private static void welcoming(Workspace ana) {
    ana.rules().activate(ana.rules().write(WELCOME).orElseThrow().id()).orElseThrow();
  }

  private static void capture(Workspace ana, String name) {
    ana.leads().capture(new Leads.Capture(LeadDraft.named("Mara", name))).orElseThrow();
  }

  private static List<FiringView> firings(Workspace ana) {
    return all(FiringView.CATALOGUE, query -> ana.rules().firings(query));
  }

  private static void hasOneEffectForEachLead(Storage storage, Workspace ana) {
    Set<String> leads =
        all(ana.leadQueries().fields(), query -> ana.leadQueries().list(query)).stream()
            .map(lead -> lead.id().toString())
            .collect(Collectors.toSet());
    List<String> noted =
        storage.outbox().after(null, Integer.MAX_VALUE).stream()
            .filter(event -> event.event() instanceof LeadEvent.Noted)
            .map(event -> event.event().subject().id().toString())
            .toList();
    List<String> tasks =
        all(ana.taskQueries().fields(), query -> ana.taskQueries().list(query)).stream()
            .map(task -> task.content().subject().replaceFirst("Call |Write to ", ""))
            .toList();
    List<String> told =
        all(ana.notifications().fields(), query -> ana.notifications().list(query)).stream()
            .map(n -> String.valueOf(n.message().about()).replaceFirst(".*/", ""))
            .toList();
    List<String> tagged =
        storage.outbox().after(null, Integer.MAX_VALUE).stream()
            .filter(event -> event.event() instanceof LeadEvent.Tagged)
            .map(event -> event.event().subject().id().toString())
            .toList();
    List<String> awarded =
        storage
            .ledger()
            .awards()
            .of(leads.stream().map(lead -> new LeadId(UUID.fromString(lead))).toList())
            .stream()
            .map(award -> award.lead().toString())
            .toList();
    assertThat(firings(ana).stream().map(f -> f.firing().record().id().toString()))
        .containsExactlyInAnyOrderElementsOf(leads);
    assertThat(tagged).containsExactlyInAnyOrderElementsOf(leads);
    assertThat(awarded).containsExactlyInAnyOrderElementsOf(leads);
    assertThat(ana.scores().reconcile(null, 1_000).orElseThrow().differences()).isEmpty();
    assertThat(noted).containsExactlyInAnyOrderElementsOf(leads);
    assertThat(told).containsExactlyInAnyOrderElementsOf(leads);
    assertThat(tasks).hasSize(2 * leads.size());
    assertThat(new HashSet<>(tasks)).hasSize(leads.size());
  }

  private static <V> List<V> all(
      FieldCatalogue<V> fields, Function<ListQuery, Outcome<Page<V>>> list) {
    List<V> found = new ArrayList<>();
    ListQuery query = ListQuery.all(fields).limitedTo(ListQuery.LARGEST_LIMIT);
    Page<V> page = list.apply(query).orElseThrow();
    found.addAll(page.items());
    while (page.next() != null) {
      page = list.apply(query.after(page.next())).orElseThrow();
      found.addAll(page.items());
    }
    return found;
  }
}
