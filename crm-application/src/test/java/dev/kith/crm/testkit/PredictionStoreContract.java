package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.scoring.model.PredictionStore;
import dev.kith.crm.application.scoring.model.PredictionStore.LeadPrediction;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Engagements;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Models;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link PredictionStore} promises. */
public interface PredictionStoreContract extends StorageContract {

  @Test
  default void the_newest_prediction_of_each_model_is_kept() {
    ScoringModelId model = anId();
    ScoringModelId other = anId();
    LeadId lead = Leads.anId();
    LeadId second = Leads.anId();
    save(model, prediction(lead, 0.25, 1), prediction(second, 0.5, 1));
    save(other, prediction(lead, 0.125, 1));
    save(model, prediction(lead, 1.0 / 3, 2));
    assertThat(predictions().of(model, List.of(lead, second, Leads.anId())))
        .isEqualTo(Map.of(lead, prediction(lead, 1.0 / 3, 2), second, prediction(second, 0.5, 1)));
    assertThat(predictions().of(other, List.of(lead)))
        .isEqualTo(Map.of(lead, prediction(lead, 0.125, 1)));
    assertThat(predictions().of(model, List.of())).isEmpty();
    kept(() -> {
      predictions().forget(model);
      return Outcome.done(true);
    });
    assertThat(predictions().of(model, List.of(lead, second))).isEmpty();
    assertThat(predictions().of(other, List.of(lead))).hasSize(1);
  }

  @Test
  default void many_are_kept_at_once() {
    ScoringModelId model = anId();
    List<LeadPrediction> many =
        IntStream.range(0, 60).mapToObj(i -> prediction(Leads.anId(), i / 60.0, i)).toList();
    save(model, many.toArray(LeadPrediction[]::new));
    save(model, many.toArray(LeadPrediction[]::new));
    assertThat(predictions().of(model, many.stream().map(LeadPrediction::lead).toList()).values())
        .containsExactlyInAnyOrderElementsOf(many);
  }

  @Test
  default void only_what_the_active_model_says_counts() {
    LeadId lead = Leads.anId();
    ScoringModel model =
        kept(() ->
            storage()
                .scoringModels()
                .add(Models.aModel(1_000 + storage().scoringModels().all().size())));
    save(model.id(), prediction(lead, 0.75, 1));
    save(anId(), prediction(lead, 0.5, 1));
    assertThat(predictions().probabilities(List.of(lead))).isEmpty();
    ScoringModel active =
        kept(() ->
            storage()
                .scoringModels()
                .update(model.activate(null, Leads.CAPTURED).orElseThrow().next()));
    assertThat(predictions().probabilities(List.of(lead, Leads.anId())))
        .isEqualTo(Map.of(lead, 0.75));
    assertThat(predictions().probabilities(List.of())).isEmpty();
    kept(
        () -> storage().scoringModels().update(active.retire(Leads.CAPTURED).orElseThrow().next()));
  }

  @Test
  default void live_leads_are_counted_by_twentieths_of_probability() {
    ScoringModelId model = anId();
    Lead low = Leads.from(draft());
    Lead high = Leads.from(draft());
    Lead sure = Leads.from(draft());
    Lead gone = Leads.deleted(Leads.from(draft()));
    keep(low, high, sure, gone);
    save(
        model,
        prediction(low.id(), 0.01, 1),
        prediction(high.id(), 0.97, 1),
        prediction(sure.id(), 1, 1),
        prediction(gone.id(), 0.5, 1));
    List<Long> bars = new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> 0L).toList());
    bars.set(0, 1L);
    bars.set(19, 2L);
    assertThat(predictions().histogram(model)).isEqualTo(bars);
  }

  @Test
  default void how_far_a_model_has_got_is_remembered() {
    ScoringModelId model = anId();
    assertThat(predictions().seenTo(model)).isEmpty();
    for (int second = 1; second < 3; second++) {
      Instant moment = Leads.CAPTURED.plusSeconds(second);
      kept(() -> {
        predictions().setSeenTo(model, moment);
        return Outcome.done(true);
      });
      assertThat(predictions().seenTo(model)).contains(moment);
    }
  }

  @Test
  default void leads_that_ended_are_found_those_that_ended_last_first() {
    Lead won = ended(LeadStatus.Name.QUALIFIED, 3);
    Lead converted = ended(LeadStatus.Name.CONVERTED, 1);
    Lead lost = ended(LeadStatus.Name.DISQUALIFIED, 2);
    Lead open = ended(LeadStatus.Name.WORKING, 4);
    Lead duplicate =
        Leads.in(
            new LeadStatus.Disqualified(ENDED, LeadStatus.Reason.DUPLICATE, null),
            Leads.from(draft()));
    Lead binned = Leads.deleted(ended(LeadStatus.Name.QUALIFIED, 5));
    keep(won, converted, lost, open, duplicate, binned);
    List<LeadId> own =
        predictions().closed(ENDED.minusSeconds(1), 1_000).stream()
            .filter(
                List.of(won, converted, lost, open, duplicate, binned).stream()
                        .map(Lead::id)
                        .toList()
                    ::contains)
            .toList();
    assertThat(own).containsExactly(won.id(), lost.id(), converted.id());
    assertThat(predictions().closed(ENDED.plusSeconds(2), 1_000))
        .contains(won.id())
        .doesNotContain(lost.id());
    assertThat(predictions().closed(null, 1)).hasSize(1);
  }

  @Test
  default void live_leads_and_changed_ones_are_found_page_by_page() {
    Instant moment = Instant.parse("2031-01-01T00:00:00Z");
    Lead changed = Leads.captured(Leads.from(draft()), moment);
    Lead heardOf = Leads.from(draft());
    Lead quiet = Leads.from(draft());
    Lead gone = Leads.deleted(Leads.from(draft()));
    keep(changed, heardOf, quiet, gone);
    EngagementEvent event =
        Engagements.event(heardOf.id(), "e " + heardOf.id(), EngagementType.MEETING_HELD, "m", 1);
    EngagementEvent late =
        new EngagementEvent(
            event.id(), event.lead(), event.content(), moment, event.judgement(), event.told());
    kept(() -> {
      storage().engagements().addAll(List.of(late));
      return Outcome.done(late);
    });
    assertThat(predictions().changedSince(moment, null, 10))
        .containsExactly(changed.id(), heardOf.id());
    assertThat(predictions().changedSince(moment, null, 1)).containsExactly(changed.id());
    assertThat(predictions().changedSince(moment, changed.id(), 10)).containsExactly(heardOf.id());
    assertThat(predictions().changedSince(moment.plusSeconds(1), null, 10)).isEmpty();
    List<LeadId> found = new ArrayList<>();
    List<LeadId> page = predictions().live(null, 2);
    while (!page.isEmpty()) {
      found.addAll(page);
      page = predictions().live(page.getLast(), 2);
    }
    assertThat(found)
        .doesNotHaveDuplicates()
        .contains(changed.id(), heardOf.id(), quiet.id())
        .doesNotContain(gone.id());
  }

  Instant ENDED = Instant.parse("2030-01-01T00:00:00Z");

  private static Lead ended(LeadStatus.Name name, int second) {
    return Leads.in(Leads.status(name, ENDED.plusSeconds(second)), Leads.from(draft()));
  }

  private static LeadDraft draft() {
    return LeadDraft.named("Ada", "Lovelace " + Leads.anId());
  }

  private static LeadPrediction prediction(LeadId lead, double probability, int second) {
    return new LeadPrediction(lead, probability, Leads.CAPTURED.plusSeconds(second));
  }

  private static ScoringModelId anId() {
    return new ScoringModelId(Leads.anId().value());
  }

  private void save(ScoringModelId model, LeadPrediction... some) {
    kept(() -> {
      predictions().saveAll(model, List.of(some));
      return Outcome.done(true);
    });
  }

  private PredictionStore predictions() {
    return storage().predictions();
  }
}
