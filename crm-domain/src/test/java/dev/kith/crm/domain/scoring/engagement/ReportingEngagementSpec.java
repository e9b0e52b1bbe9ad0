package dev.kith.crm.domain.scoring.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReportingEngagementSpec {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456789Z");
  private static final Instant MICROS = Instant.parse("2026-03-02T09:00:00.123456Z");
  private static final LeadId LEAD = Leads.anId();

  @Nested
  class A_report {

    @Test
    void becomes_an_event_with_what_it_says_trimmed() {
      EngagementDraft draft =
          new EngagementDraft(
              " click-1 ",
              LEAD,
              EngagementType.CUSTOM,
              " Demo booked ",
              " https://shop.example/demo ",
              NOW.minusSeconds(5),
              Map.of("plan", " big ", "empty", " "),
              new Traces("X", "203.0.113.77", null, null, null, null, false, null));

      assertThat(draft.read(NOW))
          .isEqualTo(
              Outcome.done(
                  new EngagementEvent(
                      new EngagementId("click-1"),
                      LEAD,
                      new EngagementContent(
                          EngagementType.CUSTOM,
                          "Demo booked",
                          "https://shop.example/demo",
                          MICROS.minusSeconds(5),
                          Map.of("plan", "big"),
                          new Traces("X", "203.0.113.0/24", null, null, null, null, false, null)),
                      MICROS,
                      new Judgement(Verdict.BOT, List.of(Signal.NO_BROWSER)),
                      null)));
    }

    @Test
    void without_a_moment_is_of_now() {
      assertThat(meeting(null).read(NOW).orElseThrow().occurredAt()).isEqualTo(MICROS);
    }

    @Test
    void from_a_clock_that_is_a_little_ahead_is_of_now() {
      assertThat(meeting(NOW.plusSeconds(60)).read(NOW).orElseThrow().occurredAt())
          .isEqualTo(MICROS);
    }

    @Test
    void keeps_no_more_of_an_address_than_the_network() {
      assertThat(network("2001:db8:aaaa:bbbb::1")).isEqualTo("2001:db8:aaaa::/48");
      assertThat(network("203.0.113.0/24")).isEqualTo("203.0.113.0/24");
    }
  }

  @Nested
  class A_report_that_is_no_event {

    @Test
    void is_refused_with_every_problem_at_once() {
      EngagementDraft draft =
          new EngagementDraft(
              " ",
              LEAD,
              EngagementType.CUSTOM,
              null,
              "a".repeat(2_001),
              NOW.plusSeconds(61),
              Map.of("p", "v".repeat(501)),
              new Traces(
                  "x".repeat(1_001), "nowhere", "M".repeat(21), null, null, -1, false, null));

      assertThat(draft.read(NOW))
          .isEqualTo(
              Outcome.refused(
                  new Invalid(
                      List.of(
                          violation(
                              "/id",
                              "required",
                              "An event needs an id, by which it is known again."),
                          violation(
                              "/name", "required", "An event of the type CUSTOM needs a name."),
                          violation("/object", "too-long", "At most 2000 characters are allowed."),
                          violation("/occurredAt", "in-future", "This lies in the future."),
                          violation(
                              "/properties/p", "too-long", "At most 500 characters are allowed."),
                          violation("/traces/links", "out-of-range", "A mail has 0 to 1000 links."),
                          violation(
                              "/traces/userAgent",
                              "too-long",
                              "At most 1000 characters are allowed."),
                          violation(
                              "/traces/network",
                              "network-syntax",
                              "A network is an IP address, such as 203.0.113.0."),
                          violation(
                              "/traces/method",
                              "too-long",
                              "At most 20 characters are allowed.")))));
    }

    @Test
    void has_a_name_though_it_is_not_custom_or_lies_too_far_back() {
      assertThat(
              meeting(NOW.minus(EngagementDraft.LONGEST_AGO).minusSeconds(1)).named("x").read(NOW))
          .isEqualTo(
              Outcome.refused(
                  new Invalid(
                      List.of(
                          violation(
                              "/name",
                              "not-allowed",
                              "Only events of the type CUSTOM have a name."),
                          violation(
                              "/occurredAt",
                              "too-long-ago",
                              "Events are at most 3650 days old.")))));
    }
  }

  private static Violation violation(String pointer, String code, String message) {
    return new Violation(pointer, code, message);
  }

  private static EngagementDraft meeting(Instant at) {
    EngagementDraft draft = EngagementDraft.of("m", LEAD, EngagementType.MEETING_HELD);
    return at == null ? draft : draft.at(at);
  }

  private static String network(String text) {
    return EngagementDraft.of("m", LEAD, EngagementType.PAGE_VIEW)
        .seen(new Traces(null, text, null, null, null, null, false, null))
        .read(NOW)
        .orElseThrow()
        .content()
        .traces()
        .network();
  }
}
