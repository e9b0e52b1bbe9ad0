package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.competitor.CompetitorUse.Met;
import dev.kith.crm.application.opportunity.CompetitorsView;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.OpportunityCompetitorStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Threat;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Opportunities;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link OpportunityCompetitorStore} promises. */
public interface OpportunityCompetitorStoreContract extends StorageContract {

  @Test
  default void competitors_come_back_as_they_were_in_their_order() {
    Workspace crm = new AccessWorld(storage()).asAda();
    OpportunityId deal = deal(crm);
    CompetitorId nor = competitor(crm);
    CompetitorId ost = competitor(crm);
    assertThat(store().of(deal)).isEmpty();

    List<OpportunityCompetitor> both =
        List.of(
            new OpportunityCompetitor(ost, Threat.HIGH, "Knows „everybody“.\nWas there first."),
            new OpportunityCompetitor(nor, null, null));
    replace(deal, both);
    replace(deal(crm), both.reversed());
    assertThat(store().of(deal)).isEqualTo(both);
    replace(deal, List.of(new OpportunityCompetitor(nor, Threat.LOW, null)));
    assertThat(store().of(deal)).containsExactly(new OpportunityCompetitor(nor, Threat.LOW, null));
    replace(deal, List.of());
    assertThat(store().of(deal)).isEmpty();
  }

  @Test
  default void many_are_read_and_replaced_together() {
    Workspace crm = new AccessWorld(storage()).asAda();
    CompetitorId nor = competitor(crm);
    CompetitorId ost = competitor(crm);
    OpportunityId first = deal(crm);
    OpportunityId second = deal(crm);
    OpportunityId without = deal(crm);
    OpportunityCompetitor bidsNor = new OpportunityCompetitor(nor, Threat.LOW, null);
    OpportunityCompetitor bidsOst = new OpportunityCompetitor(ost, null, "Knows them.");
    storage()
        .transactions()
        .always(() -> {
          store()
              .replaceAll(
                  Map.of(
                      first,
                      List.of(bidsOst, bidsNor),
                      second,
                      List.of(bidsNor),
                      without,
                      List.of()));
          store().replaceAll(Map.of());
          return nor;
        });
    assertThat(store().ofAll(List.of(first, second, without)))
        .isEqualTo(Map.of(first, List.of(bidsOst, bidsNor), second, List.of(bidsNor)));
    assertThat(store().ofAll(List.of())).isEmpty();
    assertThat(store().meeting(nor)).containsExactlyInAnyOrder(first, second);
    assertThat(store().meeting(ost)).containsExactly(first);
    assertThat(store().met(nor, new Visibility.All())).isEqualTo(new Met(2, 0));
    assertThat(store().met(nor, new Visibility.OwnedBy(Set.of()))).isEqualTo(new Met(0, 0));
  }

  @Test
  default void what_is_lost_to_a_competitor_meets_it_and_is_counted_outside_the_bin() {
    Workspace crm = new AccessWorld(storage()).asAda();
    CompetitorId nor = competitor(crm);
    OpportunityId lost = deal(crm);
    OpportunityId binned = deal(crm);
    OpportunityId both = deal(crm);
    replace(both, List.of(new OpportunityCompetitor(nor, null, null)));
    for (OpportunityId each : List.of(lost, binned, both)) {
      crm.opportunities().lose(each, new LossDraft("price", nor.toString()), null).orElseThrow();
    }
    crm.opportunities().delete(binned).orElseThrow();
    assertThat(store().meeting(nor)).containsExactlyInAnyOrder(lost, binned, both);
    assertThat(store().met(nor, new Visibility.All())).isEqualTo(new Met(0, 2));
  }

  @RepeatedTest(3)
  default void of_many_who_replace_competitors_at_once_each_replaces_all_of_them() {
    Workspace crm = new AccessWorld(storage()).asAda();
    OpportunityId deal = deal(crm);
    List<String> names = IntStream.range(0, 6).mapToObj(i -> competitor(crm).toString()).toList();

    List<Outcome<CompetitorsView>> outcomes =
        Beside.all(
            6,
            i ->
                crm.opportunityCompetitors()
                    .replace(
                        deal, CompetitorsDraft.of(names.subList(0, i + 1).toArray(String[]::new))));

    assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
    List<OpportunityCompetitor> left = store().of(deal);
    assertThat(left)
        .extracting(one -> one.competitor().toString())
        .isEqualTo(names.subList(0, left.size()))
        .isNotEmpty();
    assertThat(crm.opportunityCompetitors().of(deal).orElseThrow().version()).isEqualTo(7);
  }

  private void replace(OpportunityId deal, List<OpportunityCompetitor> competitors) {
    storage()
        .transactions()
        .always(() -> {
          store().replace(deal, competitors);
          return competitors;
        });
  }

  private static CompetitorId competitor(Workspace crm) {
    return crm.competitors().add(CompetitorDraft.of("Rival " + Leads.anId())).orElseThrow().id();
  }

  private OpportunityId deal(Workspace crm) {
    Pipeline pipeline = Opportunities.aPipeline();
    storage().transactions().run(() -> storage().pipelines().add(pipeline)).orElseThrow();
    return crm.opportunities()
        .create(new Create(Opportunities.complete(), null, pipeline.id(), null))
        .orElseThrow()
        .id();
  }

  private OpportunityCompetitorStore store() {
    return storage().opportunityCompetitors();
  }
}
