package dev.kith.crm.application.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.scoring.ledger.Scores.ScoreView;
import dev.kith.crm.application.scoring.tracking.Tracking.Addresses;
import dev.kith.crm.application.scoring.tracking.Tracking.Mailing;
import dev.kith.crm.application.scoring.tracking.Tracking.Target;
import dev.kith.crm.application.scoring.tracking.WebTracking;
import dev.kith.crm.application.scoring.tracking.WebTracking.Kept;
import dev.kith.crm.application.scoring.tracking.WebTracking.PageView;
import dev.kith.crm.application.scoring.tracking.WebTracking.Seen;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.Signal;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Engagements;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Links that tell who followed them, and visitors who turn out to be leads. */
class TrackingVisitorsSpec {

  private static final Seen BROWSER =
      new Seen(Engagements.BROWSER, "203.0.113.9", "GET", null, false);
  private static final String OFFER = "https://www.example.com/offer?a=1";
  private static final String PRICES = "https://www.example.com/prices";

  private final TrialCrm crm = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final LeadId lead = captured("Byron");
  private final WebTracking web = crm.crm.webTracking();

  @Nested
  class A_link {

    @Test
    void leads_where_it_was_made_to_and_tells_who_followed_it() {
      String token = link(OFFER, false);
      assertThat(web.follow(token, BROWSER)).contains(OFFER);
      EngagementEvent event = events().getFirst();
      assertThat(event.content().type().name()).isEqualTo("EMAIL_CLICK");
      assertThat(event.content().object()).isEqualTo(OFFER);
      assertThat(event.content().traces().mail()).isEqualTo("mail-7");
      assertThat(event.content().traces().network()).isEqualTo("203.0.113.0/24");
      assertThat(event.verdict()).isEqualTo(Verdict.HUMAN);
      assertThat(score().points()).isEqualTo(5);
    }

    @Test
    void leads_nowhere_if_one_character_of_it_is_another() {
      String token = link(OFFER, false);
      for (int i = 0; i < token.length(); i += 3) {
        char other = token.charAt(i) == 'A' ? 'B' : 'A';
        String forged = token.substring(0, i) + other + token.substring(i + 1);
        assertThat(web.follow(forged, BROWSER)).as(forged).isEmpty();
      }
      assertThat(web.follow("", BROWSER)).isEmpty();
      assertThat(web.follow("https://evil.example", BROWSER)).isEmpty();
      assertThat(web.follow("A".repeat(9_000), BROWSER)).isEmpty();
      assertThat(web.open(token, BROWSER)).isFalse();
      assertThat(events()).isEmpty();
    }

    @Test
    void leads_nowhere_once_it_is_expired() {
      String token = link(OFFER, false);
      crm.clock.advance(Duration.ofDays(366));
      assertThat(web.follow(token, BROWSER)).isEmpty();
    }

    @Test
    void stays_good_when_keys_change_unless_they_are_revoked() {
      String token = link(OFFER, false);
      crm.as(ada).tracking().rotateKeys(false).orElseThrow();
      String later = link(OFFER, false);
      assertThat(web.follow(token, BROWSER)).isPresent();
      assertThat(web.follow(later, BROWSER)).isPresent();
      crm.as(ada).tracking().rotateKeys(true).orElseThrow();
      assertThat(web.follow(token, BROWSER)).isEmpty();
      assertThat(web.follow(later, BROWSER)).isEmpty();
      assertThat(web.follow(link(OFFER, false), BROWSER)).isPresent();
    }

    @Test
    void that_a_machine_follows_earns_nothing() {
      String token = link(OFFER, false);
      web.follow(token, new Seen(Engagements.BROWSER, null, "HEAD", null, false));
      crm.clock.advance(Duration.ofSeconds(60));
      web.follow(token, new Seen(Engagements.BROWSER, null, "GET", "prefetch;prerender", false));
      crm.clock.advance(Duration.ofSeconds(60));
      web.follow(link("https://www.example.com/trap", true), BROWSER);
      assertThat(events())
          .extracting(event -> event.judgement().signals().getFirst())
          .containsExactly(Signal.HONEYPOT, Signal.PREFETCH, Signal.HEAD_REQUEST);
      assertThat(score().score()).isZero();
    }

    @Test
    void is_not_told_of_by_who_does_not_want_it_and_leads_there_all_the_same() {
      Seen optedOut = new Seen(Engagements.BROWSER, null, "GET", null, true);
      assertThat(web.follow(link(OFFER, false), optedOut)).contains(OFFER);
      assertThat(events()).isEmpty();
      crm.as(ada)
          .consents()
          .record(lead, ConsentDraft.withdrawn(Channel.EMAIL, Purpose.ANALYTICS, "Call"))
          .orElseThrow();
      assertThat(web.follow(link(OFFER, false), BROWSER)).contains(OFFER);
      assertThat(events()).isEmpty();
    }

    @Test
    void is_made_for_pages_of_the_web_only_and_by_who_may_change_the_lead() {
      assertThat(
              crm.as(ada)
                  .tracking()
                  .links(
                      new Mailing(
                          lead,
                          " ",
                          null,
                          crm.clock.instant(),
                          List.of(
                              new Target("javascript:alert(1)", false),
                              new Target("https://user:pw@www.example.com/", false)),
                          false)))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.refusal().violations())
                      .extracting(v -> v.pointer() + " " + v.code())
                      .containsExactly(
                          "/mail required",
                          "/links/0/target target-syntax",
                          "/links/1/target target-syntax",
                          "/expiresAt out-of-range"));
      assertThat(
              crm.as(Actors.salesRep("Sam", Scope.OWN))
                  .tracking()
                  .links(new Mailing(lead, "m", null, null, List.of(), true)))
          .isEqualTo(Outcome.refused(NotFound.of("lead", lead.value())));
    }

    @Test
    void is_of_the_lead_into_which_its_lead_was_merged() {
      String token = link(OFFER, false);
      LeadId winner = captured("Lovelace");
      merge(winner);
      web.follow(token, BROWSER);
      assertThat(crm.as(ada).engagements().of(winner, null, 9).orElseThrow()).hasSize(1);
    }
  }

  @Nested
  class A_picture {

    @Test
    void tells_that_the_mail_was_opened() {
      Addresses addresses =
          crm.as(ada)
              .tracking()
              .links(new Mailing(lead, "mail-7", null, null, List.of(), true))
              .orElseThrow();
      String token = token(String.valueOf(addresses.pixel())).replace(".gif", "");
      assertThat(web.open(token, BROWSER)).isTrue();
      assertThat(web.follow(token, BROWSER)).isEmpty();
      assertThat(events().getFirst().content().object()).isEqualTo("mail-7");
      assertThat(score().points()).isEqualTo(2);
    }
  }

  @Nested
  class A_visitor {

    private final UUID visitor = new UUID(7, 7);

    @Test
    void is_kept_with_what_it_agreed_to_and_each_page_once() {
      assertThat(view(visitor, "1")).isEqualTo(Outcome.done(Kept.KEPT));
      crm.clock.advance(Duration.ofSeconds(9));
      view(visitor, "1");
      view(visitor, "2");
      var kept = crm.as(ada).tracking().visitor(new VisitorId(visitor)).orElseThrow();
      assertThat(kept.visitor().evidence()).isEqualTo("Banner 3");
      assertThat(kept.visitor().lead()).isNull();
      assertThat(kept.events())
          .extracting(VisitorEvent::id)
          .extracting(id -> id.value().substring(id.value().length() - 2))
          .containsExactly("/2", "/1");
    }

    @Test
    void that_did_not_agree_or_does_not_want_it_is_not_kept() {
      assertThat(web.view(new PageView(visitor, null, "1", null, null, BROWSER)))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.refusal().violations())
                      .extracting(v -> v.pointer() + " " + v.code())
                      .containsExactly("/consent required", "/page required"));
      Seen optedOut = new Seen(Engagements.BROWSER, null, "POST", null, true);
      assertThat(web.view(new PageView(visitor, "Banner", "1", PRICES, null, optedOut)))
          .isEqualTo(Outcome.done(Kept.OPTED_OUT));
      assertThat(crm.as(ada).tracking().visitor(new VisitorId(visitor)))
          .isInstanceOf(Outcome.Refused.class);
      set(new TrackingSettings.Settings("", List.of(), false, false, 90));
      assertThat(web.view(new PageView(visitor, "Banner", "1", PRICES, null, optedOut)))
          .isEqualTo(Outcome.done(Kept.KEPT));
    }

    @Test
    void that_is_identified_counts_for_the_lead_before_and_after() {
      view(visitor, "1");
      crm.clock.advance(Duration.ofDays(1));
      identify(visitor, lead);
      assertThat(score().points()).isBetween(0.9, 1.0);
      crm.clock.advance(Duration.ofSeconds(1));
      view(visitor, "2");
      assertThat(events()).hasSize(2);
      assertThat(score().points()).isBetween(1.9, 2.0);
      assertThat(crm.as(ada).consents().of(lead).orElseThrow().lines().getFirst().entry())
          .satisfies(entry -> {
            assertThat(entry.channel()).isEqualTo(Channel.WEB);
            assertThat(entry.evidence()).isEqualTo("Banner 3");
            assertThat(entry.occurredAt())
                .isEqualTo(crm.clock.instant().minus(Duration.ofDays(1)).minusSeconds(1));
          });
      assertThat(crm.as(ada).tracking().journal(lead).orElseThrow())
          .extracting(join -> join.by())
          .containsExactly(ada.name());
      assertThat(differences()).isEmpty();
    }

    @Test
    void is_not_held_to_be_a_lead_that_said_no_since() {
      view(visitor, "1");
      crm.clock.advance(Duration.ofSeconds(1));
      crm.as(ada)
          .consents()
          .record(lead, ConsentDraft.withdrawn(Channel.WEB, Purpose.ANALYTICS, "Call"))
          .orElseThrow();
      assertThat(crm.as(ada).tracking().identify(new VisitorId(visitor), lead))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(events()).isEmpty();
    }

    @Test
    void no_longer_counts_for_a_lead_that_says_no() {
      view(visitor, "1");
      identify(visitor, lead);
      crm.clock.advance(Duration.ofSeconds(1));
      crm.as(ada)
          .consents()
          .record(lead, ConsentDraft.withdrawn(Channel.WEB, Purpose.ANALYTICS, "Call"))
          .orElseThrow();
      view(visitor, "2");
      assertThat(events()).hasSize(1);
    }

    @Test
    void is_one_lead_at_a_time() {
      view(visitor, "1");
      identify(visitor, lead);
      identify(visitor, lead);
      assertThat(crm.as(ada).tracking().identify(new VisitorId(visitor), captured("Lovelace")))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(events()).hasSize(1);
    }

    @Test
    void comes_from_a_link_as_its_lead_where_that_is_wanted() {
      set(new TrackingSettings.Settings("", List.of(), true, true, 90));
      String address = web.follow(link(OFFER, false), BROWSER).orElseThrow();
      assertThat(address).startsWith(OFFER + "#kith=");
      String identity = address.substring(address.indexOf('=', OFFER.length()) + 1);
      web.view(new PageView(visitor, "Banner 3", "1", PRICES, identity, BROWSER)).orElseThrow();
      assertThat(
              crm.as(ada).tracking().visitor(new VisitorId(visitor)).orElseThrow().visitor().lead())
          .isEqualTo(lead);
      crm.clock.advance(Duration.ofMinutes(11));
      UUID later = new UUID(8, 8);
      web.view(new PageView(later, "Banner 3", "1", PRICES, identity, BROWSER)).orElseThrow();
      assertThat(
              crm.as(ada).tracking().visitor(new VisitorId(later)).orElseThrow().visitor().lead())
          .isNull();
    }

    @Test
    void is_deleted_by_itself_with_what_it_earned_a_lead() {
      view(visitor, "1");
      identify(visitor, lead);
      web.forget(visitor);
      web.forget(visitor);
      assertThat(events()).isEmpty();
      assertThat(score().score()).isZero();
      assertThat(crm.as(ada).tracking().visitor(new VisitorId(visitor)))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(crm.as(ada).tracking().journal(lead).orElseThrow()).hasSize(1);
      assertThat(differences()).isEmpty();
    }

    @Test
    void that_is_nobody_is_forgotten_after_a_while() {
      UUID known = new UUID(8, 8);
      view(visitor, "1");
      view(known, "1");
      identify(known, lead);
      crm.clock.advance(Duration.ofDays(91));
      crm.crm.runDue();
      crm.clock.advance(Duration.ofDays(1));
      crm.crm.runDue();
      assertThat(crm.as(ada).tracking().visitor(new VisitorId(visitor)))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(crm.as(ada).tracking().visitor(new VisitorId(known)).orElseThrow().events())
          .hasSize(1);
    }

    @Test
    void of_a_lead_that_was_merged_is_taken_back_from_the_winner() {
      view(visitor, "1");
      identify(visitor, lead);
      LeadId winner = captured("Lovelace");
      merge(winner);
      view(visitor, "2");
      assertThat(crm.as(ada).engagements().of(winner, null, 9).orElseThrow()).hasSize(2);
      crm.as(ada).tracking().forgetJoin(new VisitorId(visitor)).orElseThrow();
      assertThat(crm.as(ada).engagements().of(winner, null, 9).orElseThrow()).isEmpty();
      assertThat(differences()).isEmpty();
    }
  }

  @Nested
  class Joins_that_are_taken_back {

    /** However visitors come, are joined and parted: points are those of who is joined at last. */
    @Test
    void leave_what_was_before_them() {
      Seeded.cases(
          12,
          random -> {
            TrialCrm world = new TrialCrm();
            LeadId who = captured(world, "Byron");
            List<UUID> visitors = List.of(new UUID(1, 1), new UUID(2, 2), new UUID(3, 3));
            Map<UUID, Integer> seen = new HashMap<>();
            Set<UUID> joined = new HashSet<>();
            for (int step = 0; step < 25; step++) {
              UUID visitor = visitors.get(random.nextInt(visitors.size()));
              world.clock.advance(Duration.ofMinutes(random.nextInt(600)));
              int deed = random.nextInt(4);
              if (deed < 2) {
                int number = seen.merge(visitor, 1, Integer::sum);
                viewed(world, visitor, "v" + number);
              } else if (deed == 2 && seen.containsKey(visitor)) {
                world.as(ada).tracking().identify(new VisitorId(visitor), who).orElseThrow();
                joined.add(visitor);
              } else if (deed == 3 && joined.remove(visitor)) {
                world.as(ada).tracking().forgetJoin(new VisitorId(visitor)).orElseThrow();
              }
            }
            List<EngagementEvent> events =
                world.as(ada).engagements().of(who, null, 200).orElseThrow();
            assertThat(events)
                .hasSize(
                    joined.stream().mapToInt(v -> Math.toIntExact(seen.getOrDefault(v, 0))).sum());
            assertThat(world.as(ada).scores().reconcile(null, 9).orElseThrow().differences())
                .isEmpty();
            joined.forEach(
                v -> world.as(ada).tracking().forgetJoin(new VisitorId(v)).orElseThrow());
            assertThat(standing(world, who)).isEmpty();
            assertThat(world.as(ada).scores().of(who, null).orElseThrow().score()).isZero();
          });
    }

    @Test
    void take_only_what_was_their_visitors() {
      UUID one = new UUID(1, 1);
      UUID two = new UUID(2, 2);
      view(one, "1");
      crm.clock.advance(Duration.ofDays(2));
      view(two, "1");
      identify(two, lead);
      List<Earning> before = standing(crm, lead);
      identify(one, lead);
      assertThat(standing(crm, lead)).hasSize(2);
      crm.as(ada).tracking().forgetJoin(new VisitorId(one)).orElseThrow();
      assertThat(standing(crm, lead)).isEqualTo(before);
      assertThat(crm.as(ada).tracking().forgetJoin(new VisitorId(one)))
          .isInstanceOf(Outcome.Refused.class);
    }

    private List<Earning> standing(TrialCrm world, LeadId who) {
      return world.as(ada).scores().of(who, null).orElseThrow().counted().stream()
          .map(counted -> counted.entry().earning())
          .toList();
    }
  }

  private Outcome<Kept> view(UUID visitor, String name) {
    return viewed(crm, visitor, name);
  }

  private static Outcome<Kept> viewed(TrialCrm world, UUID visitor, String name) {
    return world
        .crm
        .webTracking()
        .view(new PageView(visitor, "Banner 3", name, PRICES, null, BROWSER));
  }

  private void identify(UUID visitor, LeadId who) {
    crm.as(ada).tracking().identify(new VisitorId(visitor), who).orElseThrow();
  }

  private void set(TrackingSettings.Settings settings) {
    crm.as(ada).tracking().setSettings(settings).orElseThrow();
  }

  private String link(String target, boolean honeypot) {
    return token(
        crm.as(ada)
            .tracking()
            .links(
                new Mailing(
                    lead, "mail-7", null, null, List.of(new Target(target, honeypot)), false))
            .orElseThrow()
            .links()
            .getFirst());
  }

  private static String token(String address) {
    return address.substring("/t/c/".length());
  }

  private List<EngagementEvent> events() {
    return crm.as(ada).engagements().of(lead, null, 50).orElseThrow();
  }

  private ScoreView score() {
    return crm.as(ada).scores().of(lead, null).orElseThrow();
  }

  private List<?> differences() {
    return crm.as(ada).scores().reconcile(null, 100).orElseThrow().differences();
  }

  private void merge(LeadId winner) {
    crm.as(ada)
        .merges()
        .merge(new Merges.Command(winner, List.of(lead), Map.of(), Map.of()))
        .orElseThrow();
  }

  private LeadId captured(String name) {
    return captured(crm, name);
  }

  private LeadId captured(TrialCrm world, String name) {
    return world.leads(ada).capture(new Capture(LeadDraft.named("X", name))).orElseThrow().id();
  }
}
