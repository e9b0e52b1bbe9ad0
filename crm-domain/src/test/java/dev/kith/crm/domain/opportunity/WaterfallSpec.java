package dev.kith.crm.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.opportunity.Waterfall.Kind;
import dev.kith.crm.domain.opportunity.Waterfall.Place;
import dev.kith.crm.domain.opportunity.Waterfall.Side;
import dev.kith.crm.domain.opportunity.Waterfall.Step;
import dev.kith.crm.domain.opportunity.Waterfall.Sum;
import dev.kith.crm.domain.opportunity.Waterfall.Way;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.testkit.Seeded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WaterfallSpec {

  private static final List<Stage> STAGES = PipelineTerms.usual().stages();
  private static final Side ELSEWHERE = new Side(Place.ELSEWHERE, null, true, "EUR");

  @Nested
  class What_becomes_open {

    @Test
    void was_created_reopened_came_from_elsewhere_or_into_the_time() {
      assertThat(kinds(way(Side.NOWHERE, in("proposal")))).containsExactly(Kind.CREATED);
      assertThat(kinds(way(in("lost"), in("proposal")))).containsExactly(Kind.REOPENED);
      assertThat(kinds(way(ELSEWHERE, in("proposal")))).containsExactly(Kind.ENTERED);
      assertThat(kinds(way(late("proposal"), in("proposal")))).containsExactly(Kind.PULLED_IN);
    }
  }

  @Nested
  class What_is_open_no_more {

    @Test
    void was_won_or_lost_at_what_it_was_worth_then() {
      assertThat(
              Waterfall.of(List.of(way(in("proposal"), in("won"), 1, "100", "120")), STAGES)
                  .steps())
          .containsExactly(step(Kind.RAISED, "20", "10"), step(Kind.WON, "-120", "-60"));
      assertThat(kinds(way(in("proposal"), in("lost")))).containsExactly(Kind.LOST);
    }

    @Test
    void slipped_or_went_elsewhere() {
      assertThat(kinds(way(in("proposal"), late("proposal")))).containsExactly(Kind.SLIPPED);
      assertThat(kinds(way(in("proposal"), ELSEWHERE))).containsExactly(Kind.LEFT);
    }

    @Test
    void was_created_and_decided_where_both_happened_in_between() {
      assertThat(Waterfall.of(List.of(way(Side.NOWHERE, in("won"), 0, "0", "7")), STAGES))
          .isEqualTo(
              new Waterfall(
                  new Sum(0, Map.of(), Map.of()),
                  List.of(
                      new Step(
                          Kind.CREATED, new Sum(1, Map.of("EUR", new BigDecimal("7")), Map.of())),
                      new Step(
                          Kind.WON, new Sum(1, Map.of("EUR", new BigDecimal("-7")), Map.of()))),
                  new Sum(0, Map.of(), Map.of())));
    }
  }

  @Nested
  class What_stays_open {

    @Test
    void is_worth_another_amount_in_its_new_stage() {
      assertThat(
              Waterfall.of(
                      List.of(way(in("prospecting"), in("negotiation"), -1, "100", "80")), STAGES)
                  .steps())
          .containsExactly(
              step(Kind.LOWERED, "-20", "-15"),
              new Step(Kind.MOVED_UP, new Sum(1, Map.of(), Map.of("EUR", new BigDecimal("65")))));
      assertThat(kinds(way(in("proposal"), in("prospecting")))).containsExactly(Kind.MOVED_DOWN);
      assertThat(kinds(way(in("proposal"), in("proposal")))).isEmpty();
    }

    @Test
    void falls_in_one_currency_and_rises_in_the_other_where_that_changed() {
      Side dollars = new Side(Place.HERE, "proposal", true, "USD");
      assertThat(
              Waterfall.of(List.of(way(in("proposal"), dollars, 0, "100", "110")), STAGES).steps())
          .containsExactly(
              new Step(
                  Kind.RAISED,
                  new Sum(
                      1,
                      Map.of("USD", new BigDecimal("1.1E+2")),
                      Map.of("USD", new BigDecimal("55")))),
              step(Kind.LOWERED, "-1E+2", "-5E+1"));
    }
  }

  @Test
  void opening_and_steps_add_up_to_the_closing_whatever_happened() {
    Seeded.cases(
        200,
        random -> {
          List<Way> ways = new ArrayList<>();
          for (int i = 0; i < random.between(0, 40); i++) {
            Side before = side(random);
            Side after = side(random);
            boolean same = before.currency() != null && before.currency().equals(after.currency());
            BigDecimal from = amount(random, before);
            BigDecimal to = amount(random, after);
            ways.add(
                new Way(
                    before,
                    after.place() == Place.NOWHERE ? ELSEWHERE : after,
                    same ? to.compareTo(from) : 0,
                    random.between(1, 5),
                    from,
                    to));
          }
          Waterfall waterfall = Waterfall.of(ways, STAGES);
          Sum sum = waterfall.opening();
          for (Step step : waterfall.steps()) {
            sum = sum.plus(step);
          }
          assertThat(sum).isEqualTo(waterfall.closing());
        });
  }

  private static Side side(Seeded random) {
    return switch (random.between(0, 5)) {
      case 0 -> Side.NOWHERE;
      case 1 -> ELSEWHERE;
      default ->
          new Side(
              Place.HERE,
              random.oneOf(STAGES).key(),
              random.percent(80),
              random.percent(20) ? null : random.percent(60) ? "EUR" : "USD");
    };
  }

  private static BigDecimal amount(Seeded random, Side side) {
    return side.currency() == null
        ? BigDecimal.ZERO
        : new BigDecimal(random.between(0, 9_999)).movePointLeft(2);
  }

  private static List<Kind> kinds(Way way) {
    return Waterfall.of(List.of(way), STAGES).steps().stream().map(Step::kind).toList();
  }

  private static Step step(Kind kind, String amount, String weighted) {
    return new Step(
        kind,
        new Sum(
            1,
            Map.of("EUR", new BigDecimal(amount).stripTrailingZeros()),
            Map.of("EUR", new BigDecimal(weighted).stripTrailingZeros())));
  }

  private static Way way(Side before, Side after) {
    return way(before, after, 0, "5", "5");
  }

  private static Way way(Side before, Side after, int direction, String from, String to) {
    return new Way(before, after, direction, 1, new BigDecimal(from), new BigDecimal(to));
  }

  private static Side in(@Nullable String stage) {
    return new Side(Place.HERE, stage, true, "EUR");
  }

  private static Side late(String stage) {
    return new Side(Place.HERE, stage, false, "EUR");
  }
}
