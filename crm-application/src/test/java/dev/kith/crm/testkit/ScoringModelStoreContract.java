package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.scoring.model.ScoringModelStore;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.scoring.model.TrainedDocument;
import dev.kith.crm.domain.scoring.prediction.measure.Drift.Extent;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Models;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link ScoringModelStore} promises. */
public interface ScoringModelStoreContract extends StorageContract {

  Instant LATER = Leads.CAPTURED.plusSeconds(60);

  @Test
  default void models_come_back_as_they_were_the_newest_first() {
    ScoringModel first = added(Models.aModel(nextNumber()));
    ScoringModel second = added(Models.aModel(nextNumber()));
    assertThat(models().find(first.id())).contains(first);
    assertThat(models().all()).containsSubsequence(second, first);
    assertThat(models().find(new ScoringModelId(Leads.anId().value()))).isEmpty();
  }

  @Test
  default void every_state_of_a_model_comes_back() {
    ScoringModel draft = added(Models.aModel(nextNumber()));
    ScoringModel shadow = updated(draft.shadow(LATER).orElseThrow().next());
    assertThat(models().find(draft.id())).contains(shadow);
    ScoringModel drifted = updated(shadow.drifted(Extent.MUCH, LATER).next());
    assertThat(models().find(draft.id())).contains(drifted);
    ScoringModel retired = updated(drifted.retire(LATER).orElseThrow().next());
    assertThat(models().find(draft.id())).contains(retired);
    assertThat(kept(() -> Outcome.done(models().update(drifted))))
        .isEqualTo(
            Outcome.refused(
                new StaleVersion(
                    "scoring-model",
                    draft.id().toString(),
                    drifted.revision().version() - 1,
                    retired.revision().version())));
  }

  @Test
  default void one_model_is_active_at_most() {
    assertThat(models().active()).isEmpty();
    ScoringModel first = added(Models.aModel(nextNumber()));
    ScoringModel second = added(Models.aModel(nextNumber()));
    ScoringModel active = updated(first.activate(null, LATER).orElseThrow().next());
    assertThat(models().active()).contains(active);
    assertThatThrownBy(() -> updated(second.activate(null, LATER).orElseThrow().next()))
        .isInstanceOf(ConcurrentChangeException.class);
    updated(active.retire(LATER).orElseThrow().next());
    assertThat(models().active()).isEmpty();
    ScoringModel next = updated(second.activate(null, LATER).orElseThrow().next());
    assertThat(models().active()).contains(next);
    updated(next.retire(LATER).orElseThrow().next());
  }

  @Test
  default void no_two_models_have_one_number() {
    ScoringModel first = added(Models.aModel(nextNumber()));
    assertThatThrownBy(() -> added(Models.aModel(first.number())))
        .isInstanceOf(ConcurrentChangeException.class);
  }

  @Test
  default void what_a_model_has_learned_comes_back_to_the_last_bit() {
    for (TrainedDocument document :
        List.of(Models.untaught(), Models.document(1), Models.document(2))) {
      ScoringModel model = added(Models.aModel(nextNumber()));
      assertThat(models().document(model.id())).isEmpty();
      kept(() -> {
        models().addDocument(model.id(), document);
        return Outcome.done(true);
      });
      assertThat(models().document(model.id())).contains(document);
    }
  }

  private int nextNumber() {
    return 1 + models().all().stream().mapToInt(ScoringModel::number).max().orElse(0);
  }

  private ScoringModel added(ScoringModel model) {
    return kept(() -> models().add(model));
  }

  private ScoringModel updated(ScoringModel model) {
    return kept(() -> models().update(model));
  }

  private ScoringModelStore models() {
    return storage().scoringModels();
  }
}
