package dev.kith.crm.domain.assignment;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.math.LongMath;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Turns.Had;
import dev.kith.crm.domain.assignment.Turns.Share;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TakingTurnsSpec {

  private static final UserId OLGA = Actors.userId("Olga");
  private static final UserId PIT = Actors.userId("Pit");
  private static final UserId ROSA = Actors.userId("Rosa");

  @Nested
  class Those_of_equal_weight {

    @Test
    void take_turns_in_the_order_of_the_list() {
      assertThat(names(7, new Share(OLGA, 5), new Share(PIT, 5), new Share(ROSA, 5)))
          .containsExactly(OLGA, PIT, ROSA, OLGA, PIT, ROSA, OLGA);
    }

    @Test
    void keep_their_turns_when_the_list_is_put_in_another_order() {
      List<Share> one = List.of(new Share(OLGA, 1), new Share(PIT, 1), new Share(ROSA, 1));
      Turns after = Turns.NONE.next(one).after();
      List<Share> other = one.reversed();
      assertThat(Turns.lane(other)).isEqualTo(Turns.lane(one));
      assertThat(after.next(other).user()).isEqualTo(ROSA);
    }
  }

  @Nested
  class Those_of_different_weights {

    @Test
    void have_exactly_their_share_after_as_many_turns_as_their_weights_add_up_to() {
      List<UserId> chosen = names(6, new Share(OLGA, 30), new Share(PIT, 20), new Share(ROSA, 10));
      assertThat(chosen).containsExactly(OLGA, PIT, OLGA, ROSA, PIT, OLGA);
    }

    @Test
    void begin_anew_then() {
      Turns turns = Turns.NONE;
      for (int i = 0; i < 3; i++) {
        turns = turns.next(List.of(new Share(OLGA, 200), new Share(PIT, 100))).after();
      }
      assertThat(turns).isEqualTo(Turns.NONE);
    }

    @Test
    void are_told_the_number_of_the_turn_and_how_many_they_had() {
      Turns turns = new Turns(List.of(new Had(OLGA, 1), new Had(PIT, 1)));
      List<Share> shares = List.of(new Share(OLGA, 4), new Share(PIT, 2));
      assertThat(turns.next(shares))
          .isEqualTo(
              new Turns.Next(List.of(new Share(OLGA, 2), new Share(PIT, 1)), 0, 3, 1, Turns.NONE));
    }

    @Test
    void are_a_lane_of_their_own_for_every_proportion() {
      String lane = Turns.lane(List.of(new Share(OLGA, 2), new Share(PIT, 1)));
      assertThat(Turns.lane(List.of(new Share(OLGA, 4), new Share(PIT, 2)))).isEqualTo(lane);
      assertThat(Turns.lane(List.of(new Share(OLGA, 1), new Share(PIT, 2)))).isNotEqualTo(lane);
      assertThat(Turns.lane(List.of(new Share(OLGA, 2), new Share(ROSA, 1)))).isNotEqualTo(lane);
    }

    @Test
    void cannot_go_on_with_the_turns_of_others() {
      Turns others = new Turns(List.of(new Had(OLGA, 9), new Had(PIT, 9)));
      assertThatThrownBy(() -> others.next(List.of(new Share(OLGA, 1), new Share(PIT, 2))))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Nested
  class Somebody_alone {

    @Test
    void has_every_turn() {
      assertThat(names(3, new Share(OLGA, 7))).containsExactly(OLGA, OLGA, OLGA);
    }
  }

  @Nested
  class At_every_moment_everybody_has_had_their_share {

    @Test
    void to_less_than_one_turn_with_weights_where_smooth_weighted_round_robin_fails() {
      int[] weights = {1, 1, 16, 44, 58, 1, 1, 32, 1, 22, 3, 1, 1};
      assertThat(smooth(weights)).isGreaterThan(1.15);
      assertFair(weights, 3 * 182);
    }

    @Test
    void to_less_than_one_turn_with_weights_and_lengths_of_any_kind() {
      Seeded.cases(
          300,
          random -> {
            int members = random.between(1, random.oneOf(List.of(3, 8, 40)));
            int most = random.oneOf(List.of(3, 60, 1_000));
            int[] weights = IntStream.range(0, members).map(i -> random.between(1, most)).toArray();
            assertFair(weights, random.between(1, 1_500));
          });
    }

    @Test
    void to_less_than_one_turn_in_the_largest_pool() {
      Seeded.cases(
          2,
          random ->
              assertFair(
                  IntStream.range(0, PoolTerms.MOST_MEMBERS)
                      .map(i -> random.between(1, PoolMember.MOST_WEIGHT))
                      .toArray(),
                  3_000));
    }
  }

  /** Of n users with weights w and their sum W, after t turns: |had − t·w/W| ≤ 1 − 1/(2n−2). */
  private static void assertFair(int[] weights, int length) {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      shares.add(new Share(new UserId(new UUID(7, i)), weights[i]));
    }
    long sum = IntStream.of(weights).asLongStream().sum();
    long parts = Math.max(1, 2L * weights.length - 2);
    Map<UserId, Long> had = new HashMap<>();
    Turns turns = Turns.NONE;
    for (int t = 1; t <= length; t++) {
      Turns.Next next = turns.next(shares);
      turns = next.after();
      had.merge(next.user(), 1L, Long::sum);
      for (Share share : shares) {
        long off =
            Math.abs(
                LongMath.checkedMultiply(had.getOrDefault(share.user(), 0L), sum)
                    - (long) t * share.weight());
        if (off * parts > sum * (parts - 1) && shares.size() > 1) {
          throw new AssertionError(
              "after " + t + " turns one is off by " + (double) off / sum + ": " + shares);
        }
      }
    }
  }

  /** How far smooth weighted round robin, as load balancers do it, is off at the worst. */
  private static double smooth(int[] weights) {
    int sum = IntStream.of(weights).sum();
    int[] current = new int[weights.length];
    int[] had = new int[weights.length];
    double worst = 0;
    for (int t = 1; t <= sum; t++) {
      int best = 0;
      for (int i = 0; i < weights.length; i++) {
        current[i] += weights[i];
        best = current[i] > current[best] ? i : best;
      }
      current[best] -= sum;
      had[best]++;
      for (int i = 0; i < weights.length; i++) {
        worst = Math.max(worst, Math.abs(had[i] - (double) t * weights[i] / sum));
      }
    }
    return worst;
  }

  private static List<UserId> names(int length, Share... shares) {
    List<UserId> names = new ArrayList<>();
    Turns turns = Turns.NONE;
    for (int i = 0; i < length; i++) {
      Turns.Next next = turns.next(List.of(shares));
      names.add(next.user());
      turns = next.after();
    }
    return names.stream().collect(toImmutableList());
  }
}
