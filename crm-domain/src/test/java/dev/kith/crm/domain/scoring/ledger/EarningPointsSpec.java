package dev.kith.crm.domain.scoring.ledger;

import static dev.kith.crm.domain.testkit.Engagements.DAY;
import static dev.kith.crm.domain.testkit.Engagements.event;
import static dev.kith.crm.domain.testkit.Engagements.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EarningPointsSpec {

  private static final LeadId LEAD = Leads.anId();

  private final EngagementEvent first = view("1", "pricing", 1);
  private final EngagementEvent again = view("2", "pricing", 2);
  private final EngagementEvent other = view("3", "contact", 3);
  private final List<EngagementEvent> all = List.of(other, again, first);

  @Nested
  class A_rule {

    @Test
    void gives_its_points_every_time_if_nothing_else_is_said() {
      assertThat(earners(new Repeat.Always())).containsExactly("1", "2", "3");
    }

    @Test
    void can_give_them_once_to_the_earliest() {
      assertThat(earners(new Repeat.Once())).containsExactly("1");
    }

    @Test
    void can_give_them_once_for_each_object() {
      assertThat(earners(new Repeat.OncePerObject())).containsExactly("1", "3");
    }

    @Test
    void can_give_them_so_often_within_a_span() {
      assertThat(earners(new Repeat.PerWindow(Duration.ofHours(2), 1))).containsExactly("1", "3");
      assertThat(earners(new Repeat.PerWindow(Duration.ofHours(3), 2))).containsExactly("1", "2");
      assertThat(earners(new Repeat.PerWindow(Duration.ofHours(1), 1)))
          .containsExactly("1", "2", "3");
    }

    @Test
    void is_for_one_type_of_event() {
      EngagementEvent reply = event(LEAD, "r", EngagementType.EMAIL_REPLY, "m", 1);
      assertThat(
              Earnings.of(List.of(reply), List.of(rule(EngagementType.PAGE_VIEW, 5, Limits.NONE))))
          .isEmpty();
    }

    @Test
    void can_be_for_events_that_meet_conditions() {
      RuleTerms terms = RuleTerms.of("pricing", EngagementType.PAGE_VIEW, 5);
      assertThat(
              earners(
                  terms.where(new Condition("object", Condition.Comparison.STARTS_WITH, "PRIC"))))
          .containsExactly("1", "2");
      assertThat(
              earners(terms.where(new Condition("object", Condition.Comparison.IS_NOT, "pricing"))))
          .containsExactly("3");
      assertThat(
              earners(
                  terms.where(
                      new Condition("object", Condition.Comparison.CONTAINS, "ici"),
                      new Condition("properties.plan", Condition.Comparison.IS, "big"))))
          .isEmpty();
    }

    @Test
    void can_have_a_filter_that_somebody_else_reads() {
      IncrementRule rule =
          IncrementRule.create(
                  new IncrementRuleId(Leads.anId().value()),
                  RuleTerms.of("pricing", EngagementType.PAGE_VIEW, 5)
                      .where("it is \"1\"")
                      .valid(first.occurredAt(), null),
                  first.occurredAt())
              .orElseThrow()
              .next();
      List<EngagementEvent> events = List.of(first, again, other);
      Filters filters =
          text -> event -> text.equals("it is \"1\"") && event.equals(first.content());
      assertThat(Earnings.of(events, List.of(rule), filters))
          .extracting(earning -> earning.event().value())
          .containsExactly("1");
      assertThatThrownBy(() -> Earnings.of(events, List.of(rule)))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void can_be_for_a_span_of_time_whose_end_is_excluded() {
      RuleTerms terms = RuleTerms.of("spring", EngagementType.PAGE_VIEW, 5);
      assertThat(earners(terms.valid(first.occurredAt(), other.occurredAt())))
          .containsExactly("1", "2");
    }
  }

  @Nested
  class What_no_person_did {

    @Test
    void earns_nothing_and_does_not_use_up_what_is_given_once() {
      List<EngagementEvent> events = List.of(first.told(Verdict.BOT), again);
      assertThat(
              Earnings.of(
                  events,
                  List.of(
                      rule(
                          EngagementType.PAGE_VIEW,
                          5,
                          new Limits(new Repeat.Once(), null, null, null)))))
          .extracting(earning -> earning.event().value())
          .containsExactly("2");
    }
  }

  @Nested
  class A_rule_that_is_changed {

    private final IncrementRule before = rule(EngagementType.PAGE_VIEW, 5, Limits.NONE);
    private final IncrementRule changed =
        before.change(before.terms().giving(7), again.occurredAt()).orElseThrow().next();

    @Test
    void gives_the_new_points_for_what_occurs_from_then_on() {
      assertThat(Earnings.of(all, List.of(changed)))
          .extracting(Earning::version, Earning::points)
          .containsExactly(tuple(1, 5), tuple(2, 7), tuple(2, 7));
    }

    @Test
    void stays_as_it_is_if_nothing_is_different() {
      assertThat(changed.change(changed.terms(), DAY).orElseThrow().next()).isEqualTo(changed);
    }

    @Test
    void gives_nothing_more_once_it_is_retired_and_cannot_be_changed_then() {
      IncrementRule retired = changed.retire(other.occurredAt()).orElseThrow().next();
      assertThat(Earnings.of(all, List.of(retired)))
          .extracting(earning -> earning.event().value())
          .containsExactly("1", "2");
      assertThat(retired.change(before.terms(), DAY))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition("increment rule", "RETIRED", "CHANGED", List.of())));
      assertThat(retired.retire(DAY).orElseThrow().next()).isEqualTo(retired);
    }
  }

  @Nested
  class A_rule_that_is_made {

    @Test
    void is_for_what_occurs_from_then_on() {
      IncrementRule rule = made(RuleTerms.of("x", EngagementType.PAGE_VIEW, 5));
      assertThat(Earnings.of(all, List.of(rule)))
          .extracting(earning -> earning.event().value())
          .containsExactly("2", "3");
    }

    @Test
    void is_for_what_was_earlier_if_it_says_so() {
      IncrementRule rule = made(RuleTerms.of("x", EngagementType.PAGE_VIEW, 5).valid(DAY, null));
      assertThat(Earnings.of(all, List.of(rule))).hasSize(3);
    }

    @Test
    void is_refused_with_every_problem_at_once() {
      RuleTerms bad =
          new RuleTerms(
              " ",
              EngagementType.CUSTOM,
              null,
              List.of(new Condition("score", Condition.Comparison.IS, "")),
              "f".repeat(4_001),
              0,
              new Limits(
                  new Repeat.PerWindow(Duration.ZERO, 0),
                  0,
                  "g".repeat(61),
                  Duration.ofMinutes(59)),
              DAY,
              DAY);
      var outcome = IncrementRule.create(new IncrementRuleId(Leads.anId().value()), bad, DAY);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.refusal().violations())
                      .extracting(v -> v.pointer() + " " + v.code())
                      .containsExactly(
                          "/name required",
                          "/custom required",
                          "/points out-of-range",
                          "/validTo not-after-start",
                          "/conditions/0/text required",
                          "/conditions/0/field unknown-field",
                          "/filter too-long",
                          "/cap out-of-range",
                          "/halfLife out-of-range",
                          "/repeat out-of-range",
                          "/group too-long"));
    }

    private IncrementRule made(RuleTerms terms) {
      return IncrementRule.create(
              new IncrementRuleId(Leads.anId().value()), terms, again.occurredAt())
          .orElseThrow()
          .next();
    }
  }

  private List<String> earners(Repeat repeat) {
    return earners(
        RuleTerms.of("x", EngagementType.PAGE_VIEW, 5)
            .within(new Limits(repeat, null, null, null)));
  }

  private List<String> earners(RuleTerms terms) {
    List<EngagementEvent> shuffled = new ArrayList<>(all);
    Collections.reverse(shuffled);
    return Earnings.of(shuffled, Arrays.asList(rule(terms))).stream()
        .map(earning -> earning.event().value())
        .toList();
  }

  private static EngagementEvent view(String id, String object, int hour) {
    return event(LEAD, id, EngagementType.PAGE_VIEW, object, hour);
  }
}
