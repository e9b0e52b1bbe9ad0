package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.application.opportunity.PipelinePastReads.Which;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.LastMove;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Rank;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Opportunities;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What {@link OpportunityStore#saveAll} promises: as if each state of each opportunity had been
 * saved by itself.
 */
public interface SavingOpportunitiesContract extends KeptDeals {

  Instant FIRST = Opportunities.CREATED;
  Instant SECOND = FIRST.plus(Duration.ofDays(1));
  Instant THIRD = FIRST.plus(Duration.ofDays(2));

  @Test
  default void many_are_saved_at_once_as_each_would_be_by_itself() {
    Pipeline one = aPipeline();
    Pipeline many = aPipeline();
    Course<Opportunity> plain = course(one, null);
    Course<Opportunity> old = course(one, added(one, "Old"));
    for (Course<Opportunity> course : List.of(plain, old)) {
      course
          .states()
          .forEach(state ->
              kept(() ->
                  state.revision().version() == 1 ? store().add(state) : store().update(state)));
    }
    Course<Opportunity> born = course(many, null);
    Course<Opportunity> there = course(many, added(many, "Old"));
    OpportunityId top = there.last().id();
    Rank second = Rank.between(null, null, born.last().id());
    Rank first = Rank.between(null, second, top);
    Opportunity before = born.states().getFirst();
    LastMove move = LastMove.of(before, second, born.last(), Actors.userId("Olga"));
    saved(List.of(born, there), Map.of(born.last().id(), second, top, first), List.of(move));

    assertThat(store().findAll(List.of(born.last().id(), top, Opportunities.anId())))
        .containsExactlyInAnyOrder(born.last(), there.last());
    assertThat(store().inStage(many.id(), "proposal", 5))
        .containsExactly(there.last(), born.last());
    assertThat(store().ranksOf(List.of(born.last().id(), top, Opportunities.anId())))
        .isEqualTo(Map.of(born.last().id(), second, top, first));
    assertThat(store().lastMove(born.last().id())).contains(move);
    assertThat(stays(born)).isEqualTo(stays(plain));
    assertThat(stays(there)).isEqualTo(stays(old)).hasSize(3);
    for (Instant at : List.of(FIRST, SECOND, THIRD)) {
      assertThat(tallies(many, at)).isEqualTo(tallies(one, at));
    }
    assertThat(tallies(many, THIRD).toString()).contains("1800");
    // And on from there, as if they had been saved one by one.
    Stage won = many.stage("won").orElseThrow();
    Opportunity decided =
        there.last().move(many, many, won, null, null, THIRD).orElseThrow().next();
    kept(() -> store().update(decided));
    assertThat(storage().opportunityReads().stays(top)).hasSize(4);
  }

  @Test
  default void what_is_taken_or_was_changed_meanwhile_is_not_saved() {
    Pipeline sales = aPipeline();
    Opportunity there = added(sales, "There");
    Course<Opportunity> course = course(sales, there);
    saved(List.of(course), Map.of(), List.of());
    assertThatThrownBy(() -> saved(List.of(course), Map.of(), List.of()))
        .isInstanceOf(ConcurrentChangeException.class);

    OpportunityDraft known =
        OpportunityDraft.named("Known")
            .with(OpportunityField.EXTERNAL_SYSTEM, "saved")
            .with(OpportunityField.EXTERNAL_ID, Opportunities.anId().toString());
    Opportunity first = Opportunities.in(sales, known, null);
    Opportunity again = Opportunities.in(sales, known, null);
    saved(List.of(new Course<>(null, List.of(first))), ranks(first), List.of());
    ExternalId id = first.content().externalId();
    assertThat(store().holding(List.of(String.valueOf(id == null ? "" : id.key()), "nothing")))
        .containsExactly(first);
    assertThatThrownBy(
            () -> saved(List.of(new Course<>(null, List.of(again))), ranks(again), List.of()))
        .isInstanceOf(ConcurrentChangeException.class);
    assertThat(store().find(again.id())).isEmpty();
  }

  private static Map<OpportunityId, Rank> ranks(Opportunity opportunity) {
    return Map.of(opportunity.id(), Rank.between(null, null, opportunity.id()));
  }

  /** Qualified, worth more a day later, and then proposed. */
  private static Course<Opportunity> course(Pipeline pipeline, @Nullable Opportunity there) {
    Opportunity made =
        there == null
            ? Opportunities.in(pipeline, OpportunityDraft.named("New").worth("100", "EUR"), null)
            : there;
    Stage now = pipeline.stage("qualification").orElseThrow();
    Opportunity qualified =
        made.move(pipeline, pipeline, now, null, null, SECOND).orElseThrow().next();
    Opportunity worth =
        qualified
            .edit(
                Opportunities.content(
                    OpportunityDraft.named("New").worth("900", "EUR").closing("2027-01-31")),
                now,
                THIRD)
            .orElseThrow()
            .next();
    Opportunity proposed =
        worth
            .move(pipeline, pipeline, pipeline.stage("proposal").orElseThrow(), null, null, THIRD)
            .orElseThrow()
            .next();
    return there == null
        ? new Course<>(null, List.of(made, qualified, worth, proposed))
        : new Course<>(there, List.of(qualified, worth, proposed));
  }

  private List<?> stays(Course<Opportunity> course) {
    return storage().opportunityReads().stays(course.last().id()).stream()
        .map(stay -> List.of(stay.stage(), stay.from(), String.valueOf(stay.to())))
        .toList();
  }

  private List<?> tallies(Pipeline pipeline, Instant at) {
    return storage()
        .pipelinePastReads()
        .tallies(pipeline.id(), at, Which.ALL, new Visibility.All());
  }

  private void saved(
      List<Course<Opportunity>> courses,
      Map<OpportunityId, Rank> ranks,
      Collection<LastMove> moves) {
    storage()
        .transactions()
        .always(() -> {
          store().saveAll(courses, ranks, moves);
          return courses;
        });
  }

  private Opportunity added(Pipeline pipeline, String name) {
    Opportunity opportunity =
        Opportunities.in(pipeline, OpportunityDraft.named(name).worth("7", "EUR"), null);
    return kept(() -> store().add(opportunity));
  }

  private OpportunityStore store() {
    return storage().opportunities();
  }
}
