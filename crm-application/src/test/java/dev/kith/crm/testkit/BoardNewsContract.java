package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.opportunity.BoardNews;
import dev.kith.crm.application.opportunity.BoardNews.Place;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.testkit.Opportunities;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link BoardNews} promises. */
public interface BoardNewsContract extends StorageContract {

  @Test
  default void whatever_can_be_seen_on_a_board_is_told_with_the_columns_that_it_touches() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Pipeline sales = pipeline(ada);
    Place first = new Place(sales.id(), "prospecting");
    Place second = new Place(sales.id(), "qualification");

    long start = news().latest();
    OpportunityId id = create(ada, sales);
    assertThat(news().latest()).isGreaterThan(start);
    assertThat(placesAfter(start)).containsExactly(List.of(first));

    OpportunityId other = create(ada, sales);
    long created = news().latest();
    ada.opportunities().move(other, Move.to("prospecting").between(id, null)).orElseThrow();
    assertThat(placesAfter(created)).containsExactly(List.of(first));

    long rearranged = news().latest();
    ada.opportunities().move(id, Move.to("qualification")).orElseThrow();
    assertThat(placesAfter(rearranged)).containsExactly(List.of(first, second));

    long moved = news().latest();
    ada.opportunities().undoMove(id).orElseThrow();
    ada.opportunities().note(id, "Nice people").orElseThrow();
    assertThat(placesAfter(moved)).containsExactly(List.of(second, first), List.of(first));
    assertThat(news().after(moved, 1)).hasSize(1);

    long noted = news().latest();
    ada.pipelines().merge(sales.id(), "qualification", "proposal").orElseThrow();
    assertThat(placesAfter(noted)).containsExactly(List.of(new Place(sales.id(), null)));
    assertThat(placesAfter(news().latest())).isEmpty();
  }

  @Test
  default void what_happens_elsewhere_is_no_news() {
    Workspace ada = new AccessWorld(storage()).asAda();
    long start = news().latest();
    ada.teams().found("North " + start).orElseThrow();
    assertThat(placesAfter(start)).isEmpty();
  }

  private List<List<Place>> placesAfter(long position) {
    return news().after(position, 100).stream().map(BoardNews.Entry::places).toList();
  }

  private static OpportunityId create(Workspace crm, Pipeline pipeline) {
    return crm.opportunities()
        .create(new Create(Opportunities.complete(), null, pipeline.id(), "prospecting"))
        .orElseThrow()
        .id();
  }

  private static Pipeline pipeline(Workspace crm) {
    return crm.pipelines()
        .setUp(new PipelineTerms("Sales " + Opportunities.anId(), PipelineTerms.usual().stages()))
        .orElseThrow();
  }

  private BoardNews news() {
    return storage().boardNews();
  }
}
