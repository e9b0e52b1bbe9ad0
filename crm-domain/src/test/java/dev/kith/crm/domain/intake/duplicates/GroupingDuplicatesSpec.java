package dev.kith.crm.domain.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.testkit.Seeded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroupingDuplicatesSpec {

  @Nested
  class Pairs_that_look_alike {

    @Test
    void make_a_group_if_all_of_its_members_are_alike() {
      assertThat(groups(List.of(pair("a", "b", 9), pair("b", "c", 7), pair("a", "c", 5)), -20))
          .containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void make_a_group_of_a_chain_if_little_speaks_against_its_ends() {
      assertThat(groups(List.of(pair("a", "b", 9), pair("b", "c", 7)), -3))
          .containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void do_not_make_a_group_of_a_chain_whose_ends_are_unlike_but_keep_its_stronger_pair() {
      assertThat(groups(List.of(pair("a", "b", 2), pair("b", "c", 7)), -20))
          .containsExactly(List.of("b", "c"));
    }

    @Test
    void make_as_many_groups_as_there_are_chains() {
      assertThat(groups(List.of(pair("d", "b", 9), pair("a", "c", 9)), -20))
          .containsExactly(List.of("a", "c"), List.of("b", "d"));
    }

    @Test
    void make_the_same_groups_in_any_order() {
      Seeded.cases(
          100,
          random -> {
            List<ScoredPair<Integer>> pairs = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
              for (int j = 0; j < i; j++) {
                if (random.nextBoolean()) {
                  pairs.add(new ScoredPair<>(i, j, random.nextDouble(10)));
                }
              }
            }
            List<ScoredPair<Integer>> shuffled = new ArrayList<>(pairs);
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            assertThat(DuplicateGroups.group(shuffled, (x, y) -> -8))
                .isEqualTo(DuplicateGroups.group(pairs, (x, y) -> -8));
          });
    }
  }

  @Nested
  class No_pairs {

    @Test
    void make_no_groups() {
      assertThat(groups(List.of(), -20)).isEmpty();
    }
  }

  private static List<List<String>> groups(List<ScoredPair<String>> pairs, double otherwise) {
    return DuplicateGroups.group(pairs, (x, y) -> otherwise);
  }

  private static ScoredPair<String> pair(String first, String second, double weight) {
    return new ScoredPair<>(first, second, weight);
  }
}
