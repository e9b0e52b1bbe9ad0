package dev.kith.crm.domain.intake.duplicates.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainingPairsSpec {

  @Test
  void pairs_that_share_a_record_hang_together() {
    Chains chains = Chains.of(List.of(pair(1, 2, 5), pair(4, 5, 9), pair(2, 3, 7)), 10);
    assertThat(chains)
        .isEqualTo(
            new Chains(List.of(List.of(pair(4, 5, 9)), List.of(pair(2, 3, 7), pair(1, 2, 5))), 0));
  }

  @Test
  void what_would_make_a_chain_too_long_is_cut_the_unlikeliest_first_and_counted() {
    Chains chains = Chains.of(List.of(pair(1, 2, 5), pair(3, 4, 6), pair(2, 3, 1)), 3);
    assertThat(chains)
        .isEqualTo(new Chains(List.of(List.of(pair(3, 4, 6)), List.of(pair(1, 2, 5))), 1));
  }

  @Test
  void the_order_of_the_pairs_does_not_matter() {
    Seeded.cases(
        50,
        random -> {
          List<ScoredPair<UUID>> pairs = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            int first = random.between(1, 30);
            pairs.add(pair(first, first + random.between(1, 5), random.between(1, 3)));
          }
          Chains before = Chains.of(pairs, 6);
          Collections.reverse(pairs);
          assertThat(Chains.of(pairs, 6)).isEqualTo(before);
          assertThat(before.chains())
              .allSatisfy(chain -> assertThat(Cluster.of(chain).records()).hasSizeBetween(2, 6));
        });
  }

  @Test
  void a_cluster_is_named_by_its_first_record_and_as_likely_as_its_likeliest_pair() {
    Cluster cluster = Cluster.of(List.of(pair(2, 3, 4), pair(1, 3, 8)));
    assertThat(cluster)
        .isEqualTo(new Cluster(new ClusterId(record(1)), List.of(pair(1, 3, 8), pair(2, 3, 4))));
    assertThat(cluster.weight()).isEqualTo(8);
    assertThat(cluster.records()).containsExactly(record(1), record(2), record(3));
  }

  private static ScoredPair<UUID> pair(int first, int second, double weight) {
    return new ScoredPair<>(record(first), record(second), weight);
  }

  private static UUID record(int number) {
    return new UUID(7, number);
  }
}
