package dev.kith.crm.persistence.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.opportunity.BoardWatch;
import dev.kith.crm.application.opportunity.BoardWatch.Changed;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two servers on one PostgreSQL share nothing but the database: whoever looks at a board of the one
 * sees what is done on the other.
 */
class BoardsOfTwoServersTest {

  @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

  @Test
  @Timeout(60)
  void what_is_moved_on_one_server_is_told_to_those_who_look_on_the_other()
      throws InterruptedException {
    try (Crm one = server();
        Crm other = server()) {
      Pipeline pipeline =
          one.as(Actor.SYSTEM).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
      Opportunity deal =
          one.as(Actor.SYSTEM)
              .opportunities()
              .create(
                  new Opportunities.Create(OpportunityDraft.named("Turbines"), null, null, null))
              .orElseThrow();
      String from = pipeline.stages().get(0).key();
      String to = pipeline.stages().get(1).key();

      try (BoardWatch watch =
          other.as(Actor.SYSTEM).opportunityQueries().watch(pipeline.id(), null).orElseThrow()) {
        one.as(Actor.SYSTEM)
            .opportunities()
            .move(deal.id(), Opportunities.Move.to(to))
            .orElseThrow();

        Set<String> told = new TreeSet<>();
        while (!told.containsAll(Set.of(from, to))) {
          watch.await(Duration.ofSeconds(10)).map(Changed::stages).ifPresent(told::addAll);
        }
        assertThat(told).containsExactlyInAnyOrder(from, to);
      }
    }
  }

  private static Crm server() {
    DATABASE.storage();
    return Crm.on(JooqStorage.open(DATABASE.settings().pooling(3))).background(false).start();
  }
}
