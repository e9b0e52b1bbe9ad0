package dev.kith.crm.domain.scoring.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TellingPeopleFromMachinesSpec {

  private static final Instant DELIVERED = Instant.parse("2026-03-02T09:00:00Z");
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final String GOOGLE =
      "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";

  @Nested
  class A_browser {

    @Test
    void is_a_person() {
      assertThat(judged(EngagementType.EMAIL_CLICK, Traces.of(FIREFOX)))
          .isEqualTo(new Judgement(Verdict.HUMAN, List.of()));
      assertThat(
              judged(
                  EngagementType.EMAIL_OPEN,
                  Traces.of("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0)")))
          .isEqualTo(new Judgement(Verdict.HUMAN, List.of()));
    }

    @Test
    void that_only_asks_about_an_address_is_a_machine() {
      assertThat(judged(EngagementType.EMAIL_CLICK, traces(FIREFOX, "head", null, 0, false)))
          .isEqualTo(new Judgement(Verdict.BOT, List.of(Signal.HEAD_REQUEST)));
    }

    @Test
    void that_follows_a_link_that_nobody_sees_is_a_machine() {
      assertThat(judged(EngagementType.EMAIL_CLICK, traces(FIREFOX, "GET", null, 0, true)))
          .isEqualTo(new Judgement(Verdict.BOT, List.of(Signal.HONEYPOT)));
    }

    @Test
    void that_comes_before_the_mail_is_a_machine() {
      Traces traces = traces(FIREFOX, "GET", DELIVERED, 3, false);
      assertThat(judged(EngagementType.EMAIL_OPEN, traces, DELIVERED.minusMillis(1)))
          .isEqualTo(new Judgement(Verdict.BOT, List.of(Signal.BEFORE_DELIVERY)));
      assertThat(judged(EngagementType.EMAIL_OPEN, traces, DELIVERED))
          .isEqualTo(new Judgement(Verdict.HUMAN, List.of()));
    }
  }

  @Nested
  class A_program_that_is_no_browser {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "curl/8.5.0",
          "python-requests/2.32",
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "Mozilla/5.0 (X11) AppleWebKit/537.36 HeadlessChrome/120.0",
          "Barracuda Sentinel (EE)"
        })
    void is_a_machine(String userAgent) {
      assertThat(judged(EngagementType.PAGE_VIEW, Traces.of(userAgent)))
          .isEqualTo(new Judgement(Verdict.BOT, List.of(Signal.NO_BROWSER)));
    }

    @Test
    void that_does_not_say_what_it_is_is_not_known() {
      assertThat(judged(EngagementType.PAGE_VIEW, Traces.NONE))
          .isEqualTo(new Judgement(Verdict.UNKNOWN, List.of(Signal.NO_USER_AGENT)));
    }

    @Test
    void is_not_asked_for_where_nothing_was_fetched() {
      for (EngagementType type :
          List.of(
              EngagementType.EMAIL_REPLY,
              EngagementType.MEETING_HELD,
              EngagementType.FORM_SUBMIT,
              EngagementType.WHATSAPP_REPLY,
              EngagementType.CUSTOM)) {
        assertThat(judged(type, Traces.NONE)).isEqualTo(new Judgement(Verdict.HUMAN, List.of()));
      }
    }
  }

  @Nested
  class A_service_that_fetches_pictures {

    @ParameterizedTest
    @ValueSource(strings = {GOOGLE, "YahooMailProxy; https://help.yahoo.com", "Mozilla/5.0"})
    void says_nothing_of_whether_a_mail_was_read(String userAgent) {
      assertThat(judged(EngagementType.EMAIL_OPEN, Traces.of(userAgent)))
          .isEqualTo(new Judgement(Verdict.PREFETCH, List.of(Signal.IMAGE_PROXY)));
    }

    @Test
    void does_not_follow_links_so_that_a_click_counts() {
      assertThat(judged(EngagementType.EMAIL_CLICK, Traces.of(GOOGLE)))
          .isEqualTo(new Judgement(Verdict.HUMAN, List.of()));
    }

    @Test
    void is_no_gateway_though_it_fetches_for_many() {
      assertThat(event("a", GOOGLE, 1).burst()).isNull();
    }
  }

  @Nested
  class A_browser_that_fetches_in_advance {

    @ParameterizedTest
    @ValueSource(strings = {"prefetch", "Prefetch;prerender"})
    void says_nothing_of_whether_somebody_looked(String purpose) {
      Traces traces = new Traces(FIREFOX, null, "GET", null, null, null, false, purpose);
      assertThat(judged(EngagementType.PAGE_VIEW, traces))
          .isEqualTo(new Judgement(Verdict.PREFETCH, List.of(Signal.PREFETCH)));
    }
  }

  @Nested
  class What_happens_around_an_event {

    @Test
    void shows_a_gateway_by_all_links_followed_on_arrival() {
      EngagementEvent click = event("a", FIREFOX, 4);
      assertThat(judged(click, new Circumstances(3, 1)))
          .isEqualTo(new Judgement(Verdict.BOT, List.of(Signal.ALL_LINKS_AT_ONCE)));
      assertThat(judged(click, new Circumstances(2, 1)))
          .isEqualTo(new Judgement(Verdict.HUMAN, List.of()));
      assertThat(judged(event("late", FIREFOX, 11), new Circumstances(3, 1)))
          .isEqualTo(new Judgement(Verdict.HUMAN, List.of()));
    }

    @Test
    void shows_a_gateway_by_many_recipients_in_a_minute() {
      assertThat(judged(event("a", FIREFOX, 30), new Circumstances(0, 10)))
          .isEqualTo(new Judgement(Verdict.BOT, List.of(Signal.MANY_RECIPIENTS)));
      assertThat(judged(event("a", FIREFOX, 30), new Circumstances(0, 9)))
          .isEqualTo(new Judgement(Verdict.HUMAN, List.of()));
    }

    @Test
    void is_known_by_the_network_and_the_minute_and_by_the_mail() {
      assertThat(event("a", FIREFOX, 4).burst()).isEqualTo("203.0.113.0/24 2026-03-02T09:00:00Z");
      assertThat(event("a", FIREFOX, 4).mailAtOnce()).isEqualTo("mail-1");
      assertThat(event("a", FIREFOX, 11).mailAtOnce()).isNull();
      assertThat(
              EngagementDraft.of("b", Leads.anId(), EngagementType.PAGE_VIEW)
                  .seen(new Traces(FIREFOX, "2001:db8:1:2::7", null, null, null, null, false, null))
                  .read(DELIVERED)
                  .orElseThrow()
                  .burst())
          .isNull();
    }
  }

  @Nested
  class What_somebody_says {

    private final EngagementEvent event = event("a", FIREFOX, 4);

    @Test
    void overrides_the_signals_until_it_is_taken_back() {
      EngagementEvent told = event.told(Verdict.BOT);
      assertThat(told.verdict()).isEqualTo(Verdict.BOT);
      assertThat(told.judged(Circumstances.NONE).verdict()).isEqualTo(Verdict.BOT);
      assertThat(told.told(null)).isEqualTo(event);
    }
  }

  private static Judgement judged(EngagementType type, Traces traces) {
    return judged(type, traces, DELIVERED.plusSeconds(60));
  }

  private static Judgement judged(EngagementType type, Traces traces, Instant at) {
    return VerdictEngine.judge(type, at, traces, Circumstances.NONE);
  }

  private static Judgement judged(EngagementEvent event, Circumstances circumstances) {
    return event.judged(circumstances).judgement();
  }

  private static Traces traces(
      String userAgent, String method, Instant delivered, int links, boolean honeypot) {
    return new Traces(userAgent, null, method, "mail-1", delivered, links, honeypot, null);
  }

  private static EngagementEvent event(String id, String userAgent, int secondsAfterDelivery) {
    EngagementType type =
        userAgent.equals(FIREFOX) ? EngagementType.EMAIL_CLICK : EngagementType.EMAIL_OPEN;
    return EngagementDraft.of(id, Leads.anId(), type)
        .at(DELIVERED.plusSeconds(secondsAfterDelivery))
        .seen(new Traces(userAgent, "203.0.113.9", "GET", "mail-1", DELIVERED, 3, false, null))
        .read(DELIVERED.plusSeconds(3_600))
        .orElseThrow();
  }
}
