package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.BlockingKeys.Block;
import dev.kith.crm.application.intake.duplicates.scan.ClusterStore;
import dev.kith.crm.application.intake.duplicates.scan.Scan;
import dev.kith.crm.application.intake.duplicates.scan.ScanFindings;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link ClusterStore} promises. */
public interface ClusterStoreContract extends StorageContract {

  Visibility ALL = new Visibility.All();

  @Test
  default void a_scan_is_kept_as_it_was_saved_last() {
    assertThat(clusters().newest()).isEmpty();
    Scan finished = scan(Scan.Stage.FINISHED, true, null);
    Scan begun = scan(Scan.Stage.LEADS, false, null);
    save(finished);
    save(begun);
    Scan later =
        new Scan(
            begun.id(),
            begun.startedAt(),
            null,
            Scan.Stage.LARGE_BLOCKS,
            "-42",
            new ScanFindings(1, 2, 3, 4, 5, 6, 7));
    save(later);

    assertThat(clusters().find(later.id())).contains(later);
    assertThat(clusters().newest()).contains(later);
    assertThat(clusters().newestFinished()).contains(finished);
    assertThat(clusters().find(new JobId(Leads.anId().value()))).isEmpty();
  }

  @Test
  default void a_pair_of_a_scan_is_kept_once() {
    Scan scan = save(scan(Scan.Stage.LEADS, false, null));
    ScoredPair<LeadId> pair = pair(Leads.anId(), Leads.anId(), 3.25);
    ScoredPair<LeadId> other = pair(Leads.anId(), Leads.anId(), 7.5);
    kept(() -> done(() -> clusters().addPairs(scan.id(), List.of(pair))));
    kept(() -> done(() -> clusters().addPairs(scan.id(), List.of(pair, other))));

    assertThat(clusters().pairs(scan.id())).containsExactlyInAnyOrder(pair, other);
    assertThat(clusters().pairs(new JobId(Leads.anId().value()))).isEmpty();
  }

  @Test
  default void so_many_pairs_as_a_step_finds_are_kept_at_once() {
    Scan scan = save(scan(Scan.Stage.LEADS, false, null));
    List<ScoredPair<LeadId>> many =
        IntStream.range(0, 10_000).mapToObj(i -> pair(Leads.anId(), Leads.anId(), i)).toList();
    kept(() -> done(() -> clusters().addPairs(scan.id(), many)));
    assertThat(clusters().pairs(scan.id())).containsExactlyInAnyOrderElementsOf(many);
  }

  @Test
  default void clusters_of_the_newest_finished_scan_come_the_likeliest_first_page_by_page() {
    Scan old = save(scan(Scan.Stage.FINISHED, true, null));
    Scan scan = save(scan(Scan.Stage.FINISHED, true, null));
    Scan underWay = save(scan(Scan.Stage.CLUSTERS, false, null));
    List<Cluster> five =
        List.of(of(two(), 9), of(two(), 7), of(two(), 7), of(two(), 7), of(two(), 1));
    add(old, of(two(), 5));
    add(scan, five.toArray(Cluster[]::new));
    add(underWay, of(two(), 5));

    assertThat(clusters().page(ALL, null, 10)).isEqualTo(five);
    assertThat(clusters().page(ALL, null, 2)).isEqualTo(five.subList(0, 2));
    assertThat(clusters().page(ALL, five.get(1).id(), 2)).isEqualTo(five.subList(2, 4));
    assertThat(clusters().page(ALL, five.get(3).id(), 2)).isEqualTo(five.subList(4, 5));
    assertThat(clusters().page(ALL, five.get(4).id(), 2)).isEmpty();
    assertThat(clusters().page(ALL, new ClusterId(Leads.anId().value()), 10)).isEqualTo(five);
    assertThat(clusters().find(five.get(2).id(), ALL)).contains(five.get(2));
    assertThat(clusters().find(new ClusterId(Leads.anId().value()), ALL)).isEmpty();
  }

  @Test
  default void only_pairs_are_open_of_which_both_leads_are_live_and_visible_and_not_told_apart() {
    Scan scan = save(scan(Scan.Stage.FINISHED, true, null));
    UserId olga = Actors.userId("Olga Owner");
    List<Lead> own = List.of(lead(olga), lead(olga), lead(olga));
    Lead other = lead(null);
    Cluster cluster =
        Cluster.of(
            List.of(
                pair(own.get(0), own.get(1), 5),
                pair(own.get(1), own.get(2), 4),
                pair(own.get(2), other, 3)));
    add(scan, cluster);
    Visibility seen = new Visibility.OwnedBy(Set.of(olga));

    assertThat(clusters().page(ALL, null, 9)).containsExactly(cluster);
    Cluster visible = new Cluster(cluster.id(), cluster.pairs().subList(0, 2));
    assertThat(clusters().page(seen, null, 9)).containsExactly(visible);
    assertThat(clusters().find(cluster.id(), seen)).contains(visible);
    assertThat(clusters().page(new Visibility.OwnedBy(Set.of()), null, 9)).isEmpty();

    DistinctPair apart =
        DistinctPair.of(
            new DistinctPairId(Leads.anId().value()),
            own.get(1).id(),
            own.get(0).id(),
            olga,
            "Olga Owner",
            Leads.CAPTURED);
    assertThat(kept(() -> Outcome.done(storage().distinctPairs().addAll(List.of(apart)))))
        .containsExactly(apart);
    DistinctPair again =
        DistinctPair.of(
            new DistinctPairId(Leads.anId().value()),
            new LeadId(apart.first()),
            new LeadId(apart.second()),
            olga,
            "Olga Owner",
            Leads.CAPTURED);
    assertThat(kept(() -> Outcome.done(storage().distinctPairs().addAll(List.of(again)))))
        .isEmpty();
    assertThat(clusters().page(seen, null, 9))
        .containsExactly(new Cluster(cluster.id(), cluster.pairs().subList(1, 2)));
    kept(() ->
        storage()
            .leads()
            .update(own.get(2).delete(Leads.CAPTURED.plusSeconds(5)).orElseThrow().next()));
    assertThat(clusters().page(seen, null, 9)).isEmpty();
    assertThat(clusters().find(cluster.id(), ALL)).isEmpty();
    kept(() -> Outcome.done(storage().distinctPairs().remove(apart.id())));
    assertThat(clusters().page(seen, null, 9))
        .containsExactly(new Cluster(cluster.id(), cluster.pairs().subList(0, 1)));
  }

  @Test
  default void a_finished_scan_replaces_all_others() {
    Scan old = save(scan(Scan.Stage.FINISHED, true, null));
    add(old, of(two(), 5));
    Scan scan = save(scan(Scan.Stage.CLUSTERS, false, null));
    kept(() ->
        done(() -> clusters().addPairs(scan.id(), List.of(pair(Leads.anId(), Leads.anId(), 2)))));
    add(scan, of(two(), 3));
    kept(() -> done(() -> clusters().dropClusters(scan.id())));
    Cluster cluster = of(two(), 4);
    add(scan, cluster);
    kept(() -> done(() -> clusters().keepOnly(scan.id())));

    assertThat(clusters().pairs(scan.id())).isEmpty();
    assertThat(clusters().find(old.id())).isEmpty();
    assertThat(clusters().newestFinished()).isEmpty();
    save(
        new Scan(
            scan.id(),
            Leads.CAPTURED,
            Leads.CAPTURED,
            Scan.Stage.FINISHED,
            null,
            ScanFindings.NONE));
    assertThat(clusters().page(ALL, null, 9)).containsExactly(cluster);
  }

  @Test
  default void keys_that_too_many_share_are_found_with_all_who_share_them() {
    List<Lead> many =
        IntStream.rangeClosed(0, BlockingKeys.COMMON)
            .mapToObj(
                i -> Leads.from(LeadDrafts.company("Megacorp").email("nr" + i + "@mega.example")))
            .toList();
    kept(() -> done(() -> storage().leads().addAll(many)));
    BlockingKeys keys = storage().blockingKeys();
    List<Block> blocks = keys.largeBlocks(null, 100);
    assertThat(blocks)
        .isNotEmpty()
        .allSatisfy(block -> assertThat(block.leads()).isEqualTo(many.size()));
    assertThat(keys.largeBlocks(blocks.getFirst().key(), 100))
        .isEqualTo(blocks.subList(1, blocks.size()));
    assertThat(keys.largeBlocks(null, 1)).isEqualTo(blocks.subList(0, 1));
    Map<String, List<LeadId>> having = keys.having(blocks.stream().map(Block::key).toList());
    assertThat(having).hasSameSizeAs(blocks);
    assertThat(having.values())
        .allSatisfy(ids ->
            assertThat(new HashSet<>(ids))
                .isEqualTo(new HashSet<>(many.stream().map(Lead::id).toList())));
  }

  private Scan save(Scan scan) {
    return kept(() -> {
      clusters().save(scan);
      return Outcome.done(scan);
    });
  }

  private void add(Scan scan, Cluster... added) {
    kept(() -> done(() -> clusters().addClusters(scan.id(), List.of(added))));
  }

  private static Outcome<Boolean> done(Runnable work) {
    work.run();
    return Outcome.done(true);
  }

  private static Scan scan(Scan.Stage stage, boolean finished, @Nullable String after) {
    return new Scan(
        new JobId(Leads.anId().value()),
        Leads.CAPTURED,
        finished ? Leads.CAPTURED.plusSeconds(60) : null,
        stage,
        after,
        ScanFindings.NONE);
  }

  private List<Lead> two() {
    return List.of(lead(null), lead(null));
  }

  private Lead lead(@Nullable UserId owner) {
    Lead lead = Leads.from(LeadDrafts.company("Company"));
    Lead owned =
        owner == null
            ? lead
            : lead.assign(owner, Leads.CAPTURED.plusSeconds(1)).orElseThrow().next();
    kept(() -> done(() -> storage().leads().addAll(List.of(lead))));
    if (owner != null) {
      kept(() -> storage().leads().update(owned));
    }
    return owned;
  }

  private static Cluster of(List<Lead> two, double weight) {
    return Cluster.of(List.of(pair(two.getFirst(), two.getLast(), weight)));
  }

  private static ScoredPair<LeadId> pair(Lead one, Lead other, double weight) {
    return pair(one.id(), other.id(), weight);
  }

  private static ScoredPair<LeadId> pair(LeadId one, LeadId other, double weight) {
    return one.toString().compareTo(other.toString()) < 0
        ? new ScoredPair<>(one, other, weight)
        : new ScoredPair<>(other, one, weight);
  }

  private ClusterStore clusters() {
    return storage().clusters();
  }
}
