package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityReads.Tally;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Opportunities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What boards add up is what a count of the opportunities finds, whatever becomes of them. */
public interface BoardSumsContract extends KeptDeals {

  UserId OLGA = Actors.userId("Olga");
  UserId PAUL = Actors.userId("Paul");
  List<String> STAGES = List.of("prospecting", "qualification");

  @Test
  default void the_sums_are_what_a_count_finds_whatever_becomes_of_opportunities() {
    Pipeline pipeline = aPipeline();
    Random random = new Random(7);
    List<Opportunity> deals = new ArrayList<>();
    for (int step = 0; step < 300; step++) {
      int at = deals.isEmpty() ? 0 : random.nextInt(deals.size());
      Instant now = Opportunities.CREATED.plusSeconds(step + 1L);
      if (deals.size() < 12) {
        deals.add(added(pipeline, draft(random), random.nextBoolean() ? OLGA : null));
      } else {
        deals.set(at, changed(pipeline, deals.get(at), random, now));
      }
      if (step % 40 == 0) {
        kept(() -> Outcome.done(store().condenseSums(1_000)));
      }
      if (step % 10 == 0) {
        assertThatSumsAreRight(pipeline);
      }
    }
    assertThatSumsAreRight(pipeline);
  }

  private Opportunity changed(Pipeline pipeline, Opportunity deal, Random random, Instant now) {
    if (deal.revision().isDeleted()) {
      return saved(Outcome.done(deal.restore(now)));
    }
    return switch (random.nextInt(5)) {
      case 0 -> saved(Outcome.done(deal.delete(now)));
      case 1 ->
          saved(
              deal.assign(
                  PAUL.equals(deal.owner()) ? OLGA : PAUL,
                  pipeline.stage(deal.stage()).orElseThrow(),
                  now));
      case 2 -> edited(pipeline, deal, draft(random), now);
      case 3 -> moved(pipeline, deal, another(deal.stage()), now);
      default -> atOnce(pipeline, deal, random, now);
    };
  }

  /** Several states of one, saved as imports save. */
  private Opportunity atOnce(Pipeline pipeline, Opportunity deal, Random random, Instant now) {
    Opportunity edited =
        deal.edit(
                draft(random).read().orElseThrow(), pipeline.stage(deal.stage()).orElseThrow(), now)
            .orElseThrow()
            .next();
    Opportunity moved =
        edited
            .move(
                pipeline,
                pipeline,
                pipeline.stage(another(deal.stage())).orElseThrow(),
                null,
                null,
                now)
            .orElseThrow()
            .next();
    return kept(() -> {
      store().saveAll(List.of(new Course<>(deal, List.of(edited, moved))), Map.of(), List.of());
      return Outcome.done(moved);
    });
  }

  private static String another(String stage) {
    return STAGES.get((STAGES.indexOf(stage) + 1) % STAGES.size());
  }

  private static OpportunityDraft draft(Random random) {
    OpportunityDraft draft =
        OpportunityDraft.named("Deal " + random.nextInt(1_000)).closing("2027-01-01");
    return switch (random.nextInt(3)) {
      case 0 -> draft;
      case 1 -> draft.worth(random.nextInt(1_000_000) + ".25", "EUR");
      default -> draft.worth(String.valueOf(random.nextInt(1_000_000)), "JPY");
    };
  }

  @Test
  default void who_is_too_late_leaves_the_sums_as_they_are() {
    Pipeline pipeline = aPipeline();
    Opportunity deal =
        added(
            pipeline, OpportunityDraft.named("Deal").worth("5", "EUR").closing("2027-01-01"), OLGA);
    moved(pipeline, deal, "proposal", Opportunities.CREATED);
    Outcome<Opportunity> late =
        storage()
            .transactions()
            .run(() -> store().update(deal.delete(Opportunities.CREATED).next()));

    assertThat(late).isInstanceOf(Outcome.Refused.class);
    assertThatSumsAreRight(pipeline);
  }

  private OpportunityStore store() {
    return storage().opportunities();
  }

  private void assertThatSumsAreRight(Pipeline pipeline) {
    Filter here = new Filter.Compare("pipeline", Filter.Op.EQ, List.of(pipeline.id().value()));
    Filter olgas = new Filter.Compare("owner", Filter.Op.IN, List.of(OLGA.value()));
    for (Filter which : List.of(here, here.and(olgas))) {
      for (Visibility visible :
          List.of(new Visibility.All(), new Visibility.OwnedBy(Set.of(PAUL, OLGA)))) {
        ListQuery query = ListQuery.all(OpportunityFields.CATALOGUE).where(which);
        // Of amounts there are no sums: this one is counted.
        ListQuery counted =
            query.where(new Filter.Not(new Filter.Compare("name", Filter.Op.EQ, List.of("none"))));
        assertThat(tallies(query, visible))
            .containsExactlyInAnyOrderElementsOf(tallies(counted, visible));
      }
    }
  }

  private List<Tally> tallies(ListQuery query, Visibility visible) {
    return storage().opportunityReads().tallies(query, visible);
  }
}
