package dev.kith.crm.persistence.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.job.JobFields;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.scoring.card.Scorecards.RuleDraft;
import dev.kith.crm.application.scoring.card.StoredScores;
import dev.kith.crm.application.scoring.model.ScoringModels;
import dev.kith.crm.application.scoring.model.ScoringModels.Wish;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.persistence.HaltingStorage;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.KilledDatabases;
import dev.kith.crm.persistence.OtherProcess;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process is killed while it trains a model, or computes scores anew, and the next goes on. */
class KilledScoringTest {

  private static final int CLOSED = 60;

  /** Some parts of what is computed at once. */
  private static final int LEADS = 6_000;

  /** Longer than any lease. */
  private static final Duration LATER = Duration.ofMinutes(5);

  /** Does what is due, to a call of a store, which the arguments say behind the database. */
  static final class Worker {
    public static void main(String[] arguments) {
      List<String> all = List.of(arguments);
      List<String> database = all.subList(0, all.size() - 3);
      List<String> halt = all.subList(all.size() - 3, all.size());
      Crm.on(
              HaltingStorage.at(
                  JooqStorage.open(KilledDatabases.settings(database)),
                  halt.get(0),
                  halt.get(1),
                  Integer.parseInt(halt.get(2))))
          .start();
      HaltingStorage.awaitDeath();
    }
  }

  static Stream<List<String>> databases() {
    return KilledDatabases.each();
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Timeout(300)
  void a_training_begins_anew_and_makes_one_model_the_same_as_if_nothing_had_been(
      List<String> database) {
    try (Storage storage = JooqStorage.open(KilledDatabases.settings(database))) {
      Crm crm = Crm.on(storage).background(false).start();
      aHistory(crm);
      crm.runDue();
      models(crm).train(Wish.USUAL).orElseThrow();
    }
    // The model is written, what it learnt is not.
    killedAt(database, "scoringModels", "addDocument", 1);

    try (Storage storage = JooqStorage.open(KilledDatabases.settings(database))) {
      Crm crm = later(storage);
      assertThat(models(crm).list().orElseThrow()).isEmpty();
      crm.runDue();
      assertThat(models(crm).list().orElseThrow())
          .extracting(ScoringModel::number)
          .containsExactly(1);
      JobView job = job(crm, "scoring.train");
      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.attempts()).isEqualTo(2);

      models(crm).train(Wish.USUAL).orElseThrow();
      crm.runDue();
      List<ScoringModel> both = models(crm).list().orElseThrow();
      assertThat(both).hasSize(2);
      assertThat(both)
          .extracting(model -> models(crm).get(model.id()).orElseThrow().document())
          .containsOnly(models(crm).get(both.getFirst().id()).orElseThrow().document());
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Timeout(300)
  void scores_that_are_computed_anew_are_all_as_if_nothing_had_been(List<String> database) {
    Map<LeadId, Integer> before;
    try (Storage storage = JooqStorage.open(KilledDatabases.settings(database))) {
      Crm crm = Crm.on(storage).background(false).start();
      imported(crm);
      before = scores(crm);
      crm.as(Actor.SYSTEM)
          .scorecard()
          .addRule(new RuleDraft("Even", "lead.company.contains(\"Even\")", 40, null))
          .orElseThrow();
    }
    // The first part is done, the second is computed and not yet combined.
    killedAt(database, "leadScores", "combine", 2);

    try (Storage storage = JooqStorage.open(KilledDatabases.settings(database))) {
      Crm crm = later(storage);
      Map<LeadId, Integer> half = scores(crm);
      long moved = moved(before, half);
      assertThat(moved).isBetween(1L, LEADS / 2 - 1L);

      crm.runDue();
      JobView job = job(crm, StoredScores.RECALCULATE);
      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.attempts()).isEqualTo(2);
      Map<LeadId, Integer> resumed = scores(crm);
      assertThat(moved(before, resumed)).isEqualTo(LEADS / 2);

      crm.as(Actor.SYSTEM).leadScores().recalculate().orElseThrow();
      crm.runDue();
      assertThat(scores(crm)).isEqualTo(resumed);
    }
  }

  private static void killedAt(List<String> database, String store, String method, int call) {
    String[] arguments =
        Stream.concat(database.stream(), Stream.of(store, method, Integer.toString(call)))
            .toArray(String[]::new);
    try (OtherProcess worker = OtherProcess.running(Worker.class, arguments)) {
      worker.says(HaltingStorage.HALTED);
      worker.kill();
    }
  }

  private static Crm later(Storage storage) {
    return Crm.on(storage).clock(Clock.offset(Clock.systemUTC(), LATER)).background(false).start();
  }

  private static long moved(Map<LeadId, Integer> before, Map<LeadId, Integer> after) {
    return before.entrySet().stream()
        .filter(score -> !score.getValue().equals(after.get(score.getKey())))
        .count();
  }

  private static Map<LeadId, Integer> scores(Crm crm) {
    Map<LeadId, Integer> scores = new HashMap<>();
    crm.as(Actor.SYSTEM)
        .leadQueries()
        .export(
            ListQuery.all(LeadFields.CATALOGUE),
            lead -> scores.put(lead.id(), lead.score() == null ? -1 : lead.score()))
        .orElseThrow();
    return scores;
  }

  private static JobView job(Crm crm, String kind) {
    return crm
        .as(Actor.SYSTEM)
        .jobs()
        .list(ListQuery.all(JobFields.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT))
        .orElseThrow()
        .items()
        .stream()
        .filter(job -> job.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static ScoringModels models(Crm crm) {
    return crm.as(Actor.SYSTEM).scoringModels();
  }

  /** Leads from fairs are won more often. */
  private static void aHistory(Crm crm) {
    var leads = crm.as(Actor.SYSTEM).leads();
    for (int i = 0; i < CLOSED; i++) {
      boolean fair = i % 2 == 0;
      LeadDraft draft = LeadDraft.named("Ada", "Lead " + i).source(fair ? "fair" : "web");
      LeadId lead = leads.capture(new Capture(draft)).orElseThrow().id();
      if (i % 8 < (fair ? 6 : 2)) {
        leads.qualify(lead).orElseThrow();
      } else {
        leads.disqualify(lead, LeadStatus.Reason.NO_NEED, null).orElseThrow();
      }
    }
  }

  private static void imported(Crm crm) {
    String rows =
        IntStream.range(0, LEADS)
            .mapToObj(i ->
                "lead-%d@firm-%d.example,Ada,L%d,%s %d\n"
                    .formatted(i, i, i, i % 2 == 0 ? "Even" : "Odd", i))
            .collect(Collectors.joining("", "E-mail,Given name,Family name,Company\n", ""));
    var imports = crm.as(Actor.SYSTEM).imports();
    ImportId id =
        imports
            .upload("x.csv", new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();
    imports.start(id).orElseThrow();
    crm.runDue();
    assertThat(imports.get(id).orElseThrow().progress().created()).isEqualTo(LEADS);
  }
}
