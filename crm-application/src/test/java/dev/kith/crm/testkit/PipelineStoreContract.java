package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineRefusal.PipelineInUse;
import dev.kith.crm.domain.pipeline.PipelineRefusal.StageInUse;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Opportunities;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link PipelineStore} promises. */
public interface PipelineStoreContract extends StorageContract {

  Instant LATER = Opportunities.CREATED.plus(Duration.ofHours(1));

  @Test
  default void a_pipeline_comes_back_as_it_was_version_by_version() {
    Pipeline sales = added(withEverything());
    assertThat(pipelines().find(sales.id())).contains(sales);
    assertThat(pipelines().live()).contains(sales);

    List<Stage> other =
        List.of(
            sales.stages().get(1),
            Stage.open("new", "New one", 5),
            sales.stages().get(2),
            sales.stages().get(3));
    Pipeline changed =
        sales.change(new PipelineTerms("Other " + sales.id(), other), LATER).orElseThrow().next();
    kept(() -> pipelines().update(changed));
    assertThat(pipelines().find(sales.id())).contains(changed);
    assertThat(storage().transactions().run(() -> pipelines().update(changed)))
        .isEqualTo(Outcome.refused(new StaleVersion("pipeline", sales.id().toString(), 1, 2)));

    Pipeline gone = changed.delete(LATER).next();
    kept(() -> pipelines().update(gone));
    assertThat(pipelines().find(sales.id())).contains(gone);
    assertThat(pipelines().live()).doesNotContain(gone);
  }

  @Test
  default void no_two_live_pipelines_have_one_name() {
    Pipeline first = added(Opportunities.aPipeline());
    Pipeline second =
        Opportunities.aPipeline()
            .change(new PipelineTerms(first.name().toUpperCase(Locale.ROOT), first.stages()), LATER)
            .orElseThrow()
            .next();
    assertThat(storage().transactions().run(() -> pipelines().add(second)))
        .isEqualTo(Outcome.refused(new NameTaken("pipeline", second.name())));
    kept(() -> pipelines().update(first.delete(LATER).next()));
    kept(() -> pipelines().add(second));
  }

  @Test
  default void a_stage_with_opportunities_stays_and_means_the_same() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Pipeline sales = added(withEverything());
    Opportunity deal = create(ada, sales, "first");
    ada.opportunities().delete(create(ada, sales, "first").id()).orElseThrow();
    PipelineTerms without =
        new PipelineTerms(sales.name(), sales.stages().subList(1, sales.stages().size()));
    PipelineTerms swapped =
        new PipelineTerms(
            sales.name(),
            List.of(Stage.lost("first", "First"), sales.stages().get(1), sales.stages().get(2)));

    assertThat(ada.pipelines().change(sales.id(), without))
        .isEqualTo(Outcome.refused(new StageInUse("first", 2)));
    assertThat(ada.pipelines().change(sales.id(), swapped))
        .isEqualTo(Outcome.refused(new StageInUse("first", 2)));
    assertThat(ada.pipelines().delete(sales.id())).isEqualTo(Outcome.refused(new PipelineInUse(2)));
    assertThat(pipelines().find(sales.id())).contains(sales);

    ada.opportunities().move(deal.id(), Move.to("second")).orElseThrow();
    ada.pipelines().merge(sales.id(), "first", "second").orElseThrow();
    assertThat(storage().opportunities().inStage(sales.id(), "second", 10)).hasSize(2);
  }

  @RepeatedTest(3)
  default void whoever_moves_into_a_stage_while_it_is_merged_is_carried_over_or_refused() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Pipeline sales = added(withEverything());
    List<Opportunity> deals =
        IntStream.range(0, 6)
            .mapToObj(i -> create(ada, sales, i % 2 == 0 ? "first" : "second"))
            .toList();

    List<Outcome<?>> outcomes =
        Beside.all(
            7,
            i ->
                i == 6
                    ? ada.pipelines().merge(sales.id(), "first", "second")
                    : ada.opportunities()
                        .move(deals.get(i).id(), Move.to(i % 2 == 0 ? "second" : "first")));

    assertThat(outcomes.get(6)).isInstanceOf(Outcome.Done.class);
    assertThat(storage().opportunities().count(sales.id(), "first")).isZero();
    assertThat(storage().opportunities().count(sales.id(), "second")).isEqualTo(6);
  }

  private static Opportunity create(Workspace crm, Pipeline pipeline, String stage) {
    return crm.opportunities()
        .create(new Create(OpportunityDraft.named("Deal"), null, pipeline.id(), stage))
        .orElseThrow();
  }

  private static Pipeline withEverything() {
    return Opportunities.pipeline(
        List.of(
            Stage.open("first", "First", 10)
                .rottingAfter(5)
                .limitedTo(3)
                .followedBy("second", "won"),
            Stage.open("second", "Second", 60),
            Stage.won("won", "Won"),
            Stage.lost("lost", "Lost")));
  }

  private Pipeline added(Pipeline pipeline) {
    return kept(() -> pipelines().add(pipeline));
  }

  private PipelineStore pipelines() {
    return storage().pipelines();
  }
}
