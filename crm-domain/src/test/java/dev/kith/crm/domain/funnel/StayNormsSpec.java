package dev.kith.crm.domain.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.funnel.StayNorms.Basis;
import dev.kith.crm.domain.funnel.StayNorms.Norm;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StayNormsSpec {

  @Nested
  class A_stage_from_which_much_was_won {

    @Test
    void has_a_norm_of_its_own() {
      StayNorms norms = new StayNorms();
      for (int hours = 1; hours <= 20; hours++) {
        norms.add("proposal", 10L * hours, hours, 1);
      }
      norms.add("other", 1_000, 100, 500);

      Norm norm = norms.of("proposal");

      assertThat(norm.basis()).isEqualTo(Basis.STAGE);
      assertThat(norm.ownStays()).isEqualTo(20);
      assertThat(norm.calendar().percentile(50)).isEqualTo(Duration.ofHours(100));
      assertThat(norm.calendar().percentile(75)).isEqualTo(Duration.ofHours(150));
      assertThat(norm.ninetieth()).isEqualTo(Duration.ofHours(180));
      assertThat(norm.business().percentile(90)).isEqualTo(Duration.ofHours(18));
    }
  }

  @Nested
  class A_stage_from_which_little_was_won {

    @Test
    void has_that_of_the_pipeline() {
      StayNorms norms = new StayNorms();
      norms.add("proposal", 10, 2, 19);
      norms.add("other", 1_000, 100, 81);

      Norm norm = norms.of("proposal");

      assertThat(norm.basis()).isEqualTo(Basis.PIPELINE);
      assertThat(norm.ownStays()).isEqualTo(19);
      assertThat(norm.calendar().count()).isEqualTo(100);
      assertThat(norm.calendar().percentile(19)).isEqualTo(Duration.ofHours(10));
      assertThat(norm.calendar().percentile(20)).isEqualTo(Duration.ofHours(1_000));
      assertThat(norms.of("unheard").basis()).isEqualTo(Basis.PIPELINE);
    }

    @Test
    void has_none_where_the_pipeline_has_none() {
      StayNorms norms = new StayNorms();
      norms.add("proposal", 10, 2, 4);
      assertThat(norms.of("proposal").basis()).isEqualTo(Basis.NONE);
      assertThat(norms.of("proposal").ninetieth()).isNull();
      assertThat(norms.of("proposal").calendar().rank(Duration.ofDays(9))).isNull();
      norms.add("other", 10, 2, 1);
      assertThat(norms.of("proposal").basis()).isEqualTo(Basis.PIPELINE);
    }
  }

  @Nested
  class Percentiles {

    @Test
    void are_the_nearest_ranks_of_the_sorted_lengths() {
      Seeded random = Seeded.of(50);
      for (int round = 0; round < 200; round++) {
        Lengths lengths = new Lengths();
        List<Long> sorted = new ArrayList<>();
        int count = random.between(1, 60);
        for (int i = 0; i < count; i++) {
          long hours = random.between(0, 30);
          lengths.add(hours, 1);
          sorted.add(hours);
        }
        Collections.sort(sorted);
        for (int percent = 1; percent <= 100; percent++) {
          int rank = (int) Math.ceil(count * percent / 100.0);
          assertThat(lengths.percentile(percent)).isEqualTo(Duration.ofHours(sorted.get(rank - 1)));
        }
        int any = random.between(0, 32);
        long shorter = sorted.stream().filter(hours -> hours <= any).count();
        assertThat(lengths.rank(Duration.ofHours(any))).isEqualTo((int) (100 * shorter / count));
      }
    }
  }
}
