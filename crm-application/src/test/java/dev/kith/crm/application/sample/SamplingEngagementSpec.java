package dev.kith.crm.application.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.scoring.ledger.ScoreEntryView;
import dev.kith.crm.application.scoring.ledger.Scores.Reconciliation;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplingEngagementSpec {

  private final TrialCrm trial = new TrialCrm();

  @Test
  void leads_do_what_earns_points_and_the_ledger_comes_to_it() {
    SampleData.fill(trial.storage, trial.clock.instant(), List.of(), 60, 7);
    SampleEngagement.fill(trial.as(Actor.SYSTEM), trial.clock.instant());

    List<ScoreEntryView> lines =
        trial
            .as(Actor.SYSTEM)
            .scores()
            .entries(ListQuery.all(ScoreEntryView.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT))
            .orElseThrow()
            .items();
    assertThat(lines).hasSizeGreaterThan(60);
    Reconciliation proof = trial.as(Actor.SYSTEM).scores().reconcile(null, 1_000).orElseThrow();
    assertThat(proof.checked()).isGreaterThan(20);
    assertThat(proof.differences()).isEmpty();
  }

  @Test
  void scores_are_as_different_as_people() {
    SampleData.fill(trial.storage, trial.clock.instant(), List.of(), 300, 7);
    SampleEngagement.fill(trial.as(Actor.SYSTEM), trial.clock.instant());
    trial.crm.runDue();

    List<Long> tens = trial.as(Actor.SYSTEM).leadScores().distribution().orElseThrow().inTens();
    long leads = tens.stream().mapToLong(Long::longValue).sum();
    assertThat(leads).isGreaterThan(250);
    assertThat(tens).allMatch(count -> count < leads / 2);
    assertThat(tens).filteredOn(count -> count > 0).hasSizeGreaterThan(6);
  }
}
