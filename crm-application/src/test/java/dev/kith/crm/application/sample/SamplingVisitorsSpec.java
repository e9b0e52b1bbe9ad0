package dev.kith.crm.application.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.scoring.tracking.Tracking.Sighting;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SamplingVisitorsSpec {

  private final TrialCrm trial = new TrialCrm();

  @Test
  void one_visitor_is_a_lead_whose_engagement_it_is_and_the_others_are_nobody() {
    SampleData.fill(trial.storage, trial.clock.instant(), List.of(), 60, 7);
    SampleVisitors.fill(trial.as(Actor.SYSTEM), trial.crm.webTracking());

    List<Sighting> seen = trial.as(Actor.SYSTEM).tracking().latest().orElseThrow();
    assertThat(seen).extracting(Sighting::pages).containsExactlyInAnyOrder(2, 3, 1);
    List<LeadId> leads =
        seen.stream().map(s -> s.visitor().lead()).filter(Objects::nonNull).toList();
    assertThat(leads).hasSize(1);
    assertThat(trial.as(Actor.SYSTEM).engagements().of(leads.getFirst(), null, 9).orElseThrow())
        .hasSize(2);
  }
}
