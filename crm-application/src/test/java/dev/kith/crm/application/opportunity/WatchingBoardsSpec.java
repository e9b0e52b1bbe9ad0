package dev.kith.crm.application.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.BoardWatch.Changed;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.TooManyWatches;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchingBoardsSpec {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private Pipeline sales;

  @BeforeEach
  void setUp() {
    sales = trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
  }

  @Test
  void whoever_looks_at_a_board_is_told_in_which_columns_something_changes() throws Exception {
    try (BoardWatch watch = watch(null)) {
      OpportunityId deal = create();
      assertThat(told(watch, 1)).containsExactly("prospecting");
      move(deal, "qualification");
      assertThat(told(watch, 2)).containsExactly("prospecting", "qualification");
    }
  }

  @Test
  void what_has_been_seen_on_the_board_is_not_told_again_but_what_came_since_is() throws Exception {
    OpportunityId deal = create();
    Board board =
        trial
            .as(ada)
            .opportunityQueries()
            .board(sales.id(), ListQuery.all(OpportunityFields.CATALOGUE), Set.of())
            .orElseThrow();
    try (BoardWatch seen = watch(board.position())) {
      assertThat(seen.await(Duration.ZERO)).isEmpty();
    }
    move(deal, "won");
    try (BoardWatch later = watch(board.position())) {
      Changed changed = later.await(PATIENCE).orElseThrow();
      assertThat(changed.stages()).containsExactly("prospecting", "won");
      assertThat(changed.everything()).isFalse();
      assertThat(changed.position()).isGreaterThan(board.position());
    }
  }

  @Test
  void a_pipeline_that_is_changed_concerns_all_of_its_columns() throws Exception {
    try (BoardWatch watch = watch(null)) {
      trial
          .as(ada)
          .pipelines()
          .change(sales.id(), new PipelineTerms("Deals", sales.stages()))
          .orElseThrow();
      assertThat(watch.await(PATIENCE).orElseThrow().everything()).isTrue();
    }
  }

  @Test
  void a_position_that_was_never_there_makes_everything_new() throws Exception {
    try (BoardWatch watch = watch(Long.MAX_VALUE)) {
      assertThat(watch.await(Duration.ZERO).orElseThrow().everything()).isTrue();
    }
  }

  @Test
  void what_nobody_asks_for_is_told_together_and_keeps_nobody_waiting() throws Exception {
    try (BoardWatch idle = watch(null);
        BoardWatch reader = watch(null)) {
      for (int i = 0; i < 300; i++) {
        create();
      }
      move(create(), "won");
      assertThat(told(reader, 2)).containsExactly("prospecting", "won");
      assertThat(told(idle, 2)).containsExactly("prospecting", "won");
      assertThat(idle.await(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void who_sees_no_opportunities_or_asks_for_no_pipeline_watches_nothing() {
    PipelineId nowhere = new PipelineId(new UUID(1, 2));
    assertThat(trial.as(ada).opportunityQueries().watch(nowhere, null))
        .isEqualTo(Outcome.refused(NotFound.of("pipeline", nowhere.value())));
    assertThat(trial.as(Actors.stranger()).opportunityQueries().watch(sales.id(), null))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void nobody_watches_more_than_so_many_boards_until_they_end_one() {
    List<BoardWatch> own = new ArrayList<>();
    for (int i = 0; i < BoardWatches.MOST_OF_ONE; i++) {
      own.add(watch(null));
    }
    assertThat(trial.as(ada).opportunityQueries().watch(sales.id(), null))
        .isEqualTo(Outcome.refused(new TooManyWatches(BoardWatches.MOST_OF_ONE)));
    own.removeFirst().close();
    own.add(watch(null));
    own.forEach(BoardWatch::close);
    assertThat(own).allMatch(BoardWatch::isEnded);
  }

  /** The columns that are told of, until there are so many. */
  private static Set<String> told(BoardWatch watch, int columns) throws InterruptedException {
    Set<String> told = new TreeSet<>();
    while (told.size() < columns) {
      told.addAll(watch.await(PATIENCE).orElseThrow().stages());
    }
    return told;
  }

  private BoardWatch watch(@Nullable Long after) {
    return trial.as(ada).opportunityQueries().watch(sales.id(), after).orElseThrow();
  }

  private OpportunityId create() {
    return trial
        .as(ada)
        .opportunities()
        .create(new Create(OpportunityDraft.named("Turbines").worth("1", "EUR")))
        .orElseThrow()
        .id();
  }

  private void move(OpportunityId deal, String stage) {
    trial.as(ada).opportunities().move(deal, Move.to(stage)).orElseThrow();
  }
}
