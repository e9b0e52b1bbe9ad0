package dev.kith.crm.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.domain.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RankSpec {

  @Test
  void wherever_cards_are_put_they_stand_between_their_neighbours() {
    Seeded.cases(
        50,
        random -> {
          List<Rank> column = new ArrayList<>();
          for (int i = 0; i < 200; i++) {
            int at = random.percent(30) ? 0 : random.between(0, column.size());
            Rank above = at == 0 ? null : column.get(at - 1);
            Rank below = at == column.size() ? null : column.get(at);
            column.add(at, Rank.between(above, below, id(random)));
          }
          assertThat(column).isSorted().doesNotHaveDuplicates();
          assertThat(column).allMatch(rank -> rank.text().length() <= Rank.LONGEST);
        });
  }

  @Test
  void a_hundred_thousand_cards_on_top_of_each_other_have_short_ranks() {
    Seeded random = Seeded.of(3);
    Rank top = null;
    for (int i = 0; i < 100_000; i++) {
      Rank next = Rank.between(null, top, id(random));
      assertThat(top == null || next.compareTo(top) < 0).isTrue();
      top = next;
    }
    assertThat(top.text()).hasSize(15);
  }

  @Test
  void two_cards_that_are_put_into_one_place_at_once_have_different_ranks() {
    Seeded random = Seeded.of(4);
    Rank above = Rank.between(null, null, id(random));
    Rank below = Rank.between(above, null, id(random));

    List<Rank> ranks =
        Stream.generate(() -> Rank.between(above, below, id(random))).limit(100).toList();

    assertThat(ranks).doesNotHaveDuplicates().allMatch(rank -> rank.compareTo(above) > 0);
    assertThat(ranks).allMatch(rank -> rank.compareTo(below) < 0);
  }

  @Test
  void a_column_is_spread_out_in_its_order() {
    Seeded random = Seeded.of(5);
    Rank above = Rank.between(null, null, id(random));
    Rank tight = Rank.between(above, null, id(random));
    for (int i = 0; i < 400; i++) {
      tight = Rank.between(above, tight, id(random));
    }
    Rank below = Rank.between(above, null, id(random));
    List<OpportunityId> ids = random.listOf(700, 700, RankSpec::id);
    assertThat(tight.text().length()).isGreaterThan(60);

    List<Rank> spread = Rank.spread(above, below, ids);

    assertThat(spread).hasSize(700).isSorted().doesNotHaveDuplicates();
    assertThat(spread.getFirst()).isGreaterThan(above);
    assertThat(spread.getLast()).isLessThan(below);
    assertThat(spread).allMatch(rank -> rank.text().length() < 60);
    assertThat(Rank.spread(above, null, ids)).isSorted().allMatch(r -> r.compareTo(above) > 0);
    assertThat(Rank.spread(null, above, ids)).isSorted().allMatch(r -> r.compareTo(above) < 0);
  }

  @Test
  void there_is_no_place_between_a_card_and_one_above_it() {
    Rank first = new Rank("i1");
    Rank second = new Rank("i2");
    assertThatThrownBy(() -> Rank.between(second, first, id(Seeded.of(1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rank("i0")).isInstanceOf(IllegalArgumentException.class);
  }

  private static OpportunityId id(Seeded random) {
    return new OpportunityId(random.uuid());
  }
}
