package dev.kith.crm.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.crm.domain.lifecycle.Survival.Point;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SurvivalSpec {

  @Nested
  class Of_accounts_that_have_all_left {

    @Test
    void the_median_is_when_half_of_them_have() {
      assertThat(Survival.of(List.of(left(10), left(20), left(30), left(40))))
          .isEqualTo(
              new Survival(
                  Duration.ofHours(20),
                  Duration.ofHours(40),
                  List.of(point(10, 0.75), point(20, 0.5), point(30, 0.25), point(40, 0))));
    }
  }

  @Nested
  class Of_accounts_of_which_some_are_still_there {

    /** The remission times of the 6-MP group of Freireich and others (1963), in Kaplan–Meier. */
    @Test
    void it_is_as_in_the_textbook() {
      List<Stayed> weeks = new ArrayList<>();
      for (long week : new long[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) {
        weeks.add(left(week));
      }
      for (long week : new long[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
        weeks.add(staying(week));
      }

      Survival found = Survival.of(weeks);

      assertThat(found.median()).isEqualTo(Duration.ofHours(23));
      assertThat(found.ninetieth()).isNull();
      assertThat(found.curve().stream().map(p -> Math.round(p.staying() * 10_000)))
          .containsExactly(8571L, 8067L, 7529L, 6902L, 6275L, 5378L, 4482L);
    }

    @Test
    void nothing_is_said_of_a_median_that_nobody_has_come_to() {
      assertThat(Survival.of(List.of(left(5), staying(50), staying(60))).median()).isNull();
    }

    @Test
    void those_who_stay_make_it_longer_than_the_average_of_those_who_left() {
      Survival naive = Survival.of(List.of(left(1), left(2), left(3)));
      Survival honest = Survival.of(List.of(left(1), left(2), left(3), staying(9), staying(9)));

      assertThat(naive.median()).isEqualTo(Duration.ofHours(2));
      assertThat(honest.median()).isEqualTo(Duration.ofHours(3));
    }
  }

  @Test
  void nothing_is_known_of_nobody() {
    assertThat(Survival.of(List.of())).isEqualTo(Survival.NONE);
  }

  @Test
  void without_censoring_it_is_the_part_that_is_still_there() {
    Seeded.cases(
        100,
        random -> {
          List<Stayed> all = new ArrayList<>();
          int accounts = 1 + random.nextInt(60);
          for (int i = 0; i < accounts; i++) {
            all.add(left(random.nextInt(50)));
          }
          for (Point point : Survival.of(all).curve()) {
            long there = all.stream().filter(s -> s.hours() > point.after().toHours()).count();
            assertThat(point.staying()).isCloseTo((double) there / accounts, within(1e-9));
          }
        });
  }

  private static Stayed left(long hours) {
    return new Stayed(hours, true, 1);
  }

  private static Stayed staying(long hours) {
    return new Stayed(hours, false, 1);
  }

  private static Point point(long hours, double staying) {
    return new Point(Duration.ofHours(hours), staying);
  }
}
