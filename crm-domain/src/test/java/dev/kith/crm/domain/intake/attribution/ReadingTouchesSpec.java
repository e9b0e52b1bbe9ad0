package dev.kith.crm.domain.intake.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.attribution.AttributionRules.Settings;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReadingTouchesSpec {

  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00.123456Z");
  private static final AttributionRules USUAL = AttributionRules.USUAL;

  @Nested
  class A_landing_page {

    @Test
    void tells_the_campaign_and_the_click_ids_in_its_query() {
      String url =
          "https://shop.example/spring?UTM_Source=FB&utm_medium=PPC&utm_campaign=Spring%20Sale"
              + "&utm_term=red+shoes&utm_content=b%C3%BCro&gclid=Cj0_K&fbclid=IwAR1&page=2#top";

      assertThat(read(TouchDraft.landedOn(url).from("https://news.example/")))
          .isEqualTo(
              new TouchContent(
                  read(TouchDraft.landedOn(url).from("https://news.example/")).key(),
                  NOW,
                  new Attribution(null, "facebook", "cpc", "spring sale", "red shoes", "büro"),
                  List.of(new ClickId("fbclid", "IwAR1"), new ClickId("gclid", "Cj0_K")),
                  url,
                  "https://news.example/",
                  List.of()));
    }

    @Test
    void may_be_put_together_badly() {
      assertThat(campaign("https://a.example?x=1?utm_source=google&&utm_medium=100%&utm_term=%zz"))
          .isEqualTo(new Attribution(null, "google", "100%", null, "%zz", null));
      assertThat(
              campaign(
                  "https://a.example/?utm_source=&utm_source=bing&utm_source=yahoo&=x&&utm_term"))
          .isEqualTo(new Attribution(null, "bing", null, null, null, null));
      assertThat(campaign("https://a.example/#?utm_source=google")).isEqualTo(Attribution.UNKNOWN);
      assertThat(campaign("HTTP://a.example")).isEqualTo(Attribution.UNKNOWN);
    }

    @Test
    void counts_less_than_what_is_said_beside_it() {
      assertThat(
              read(TouchDraft.landedOn("https://a.example/?utm_source=google&utm_medium=email")
                      .with("utm_source", "Bing"))
                  .campaign())
          .isEqualTo(new Attribution(null, "bing", "email", null, null, null));
    }

    @Test
    void never_brings_the_reading_down_whatever_its_query_is() {
      Seeded.cases(
          500,
          random -> {
            StringBuilder url = new StringBuilder("https://a.example/?utm_source=x&utm_term=");
            for (int i = random.nextInt(40); i > 0; i--) {
              url.append("%?&=#+;aF0ü\uD83D\uDE00 ".charAt(random.nextInt(14)));
            }
            assertThat(LinkQuery.of(url.toString())).containsEntry("utm_source", "x");
          });
    }
  }

  @Nested
  class What_cannot_be_kept {

    @Test
    void is_refused_with_every_problem_at_once_whatever_the_policy() {
      TouchDraft draft =
          TouchDraft.landedOn("javascript:alert(1)")
              .from("https://")
              .at(NOW.plusSeconds(301))
              .with("utm_source", "x".repeat(101))
              .with("gclid", "a b")
              .with("mclid", "1");
      for (TouchPolicy policy : TouchPolicy.values()) {
        assertThat(rules(policy, Set.of(), Set.of()).read(draft, NOW))
            .isEqualTo(
                refused(
                    violation(
                        "clickIds/mclid",
                        "not-one-of",
                        "Click ids are " + String.join(", ", ClickId.NAMES) + "."),
                    violation(
                        "at", "in-future", "A touch that is still to come cannot be recorded."),
                    violation("utmSource", "too-long", "At most 100 characters are allowed."),
                    violation(
                        "clickIds/gclid",
                        "click-id-syntax",
                        "A click id is 1 to 500 visible ASCII characters."),
                    violation(
                        "landingPage",
                        "url-syntax",
                        "The address of a page begins with http:// or https:// and a host."),
                    violation(
                        "referrer",
                        "url-syntax",
                        "The address of a page begins with http:// or https:// and a host.")));
      }
    }

    @Test
    void is_a_touch_that_says_nothing() {
      assertThat(USUAL.read(TouchDraft.EMPTY.with("utm_source", " "), NOW))
          .isEqualTo(
              refused(
                  violation(
                      "landingPage",
                      "required",
                      "A touch needs a campaign, a click id, a landing page or a referrer.")));
    }

    @Test
    void is_a_touch_of_long_ago() {
      assertThat(USUAL.read(source("google").at(Instant.parse("1989-12-31T23:59:59Z")), NOW))
          .isEqualTo(
              refused(
                  violation("at", "too-early", "There were no campaigns on the web before 1990.")));
    }
  }

  @Nested
  class What_breaks_the_rules {

    private final TouchDraft stranger =
        source("Spam.example").with("utm_medium", "popup").with("utm_term", "x");
    private final List<Violation> flaws =
        List.of(
            violation("utmSource", "not-allowed", "“spam.example” is not an allowed source."),
            violation("utmMedium", "not-allowed", "“popup” is not an allowed medium."));

    @Test
    void is_refused_under_the_policy_reject() {
      assertThat(rules(TouchPolicy.REJECT, Set.of("google"), Set.of("cpc")).read(stranger, NOW))
          .isEqualTo(Outcome.refused(new Invalid(flaws)));
    }

    @Test
    void is_kept_with_its_flaws_and_does_not_count_under_the_policy_quarantine() {
      TouchContent kept =
          rules(TouchPolicy.QUARANTINE, Set.of("google"), Set.of("cpc"))
              .read(stranger, NOW)
              .orElseThrow();
      assertThat(kept.flaws()).isEqualTo(flaws);
      assertThat(kept.counts()).isFalse();
    }

    @Test
    void counts_as_any_other_under_the_policy_accept() {
      assertThat(
              rules(TouchPolicy.ACCEPT, Set.of("google"), Set.of("cpc"))
                  .read(stranger, NOW)
                  .orElseThrow()
                  .counts())
          .isTrue();
    }

    @Test
    void is_kept_by_rules_that_reject_nothing() {
      assertThat(
              rules(TouchPolicy.REJECT, Set.of("google"), Set.of("cpc"))
                  .rejectingNothing()
                  .read(stranger, NOW)
                  .orElseThrow()
                  .flaws())
          .isEqualTo(flaws);
    }

    @Test
    void is_a_campaign_that_is_not_on_the_list_of_campaigns() {
      Settings usual = USUAL.settings();
      AttributionRules rules =
          USUAL
              .set(
                  new Settings(
                      usual.policy(),
                      usual.sourceAliases(),
                      usual.mediumAliases(),
                      usual.sources(),
                      usual.mediums(),
                      Set.of("Spring Sale")),
                  NOW)
              .orElseThrow()
              .next();
      TouchDraft spring = source("google").with("utm_campaign", "SPRING SALE");
      assertThat(rules.read(spring, NOW).orElseThrow().flaws()).isEmpty();
      assertThat(rules.read(spring.with("utm_campaign", "sprnig"), NOW).orElseThrow().flaws())
          .containsExactly(
              violation("utmCampaign", "not-allowed", "“sprnig” is not an allowed campaign."));
      assertThat(rules.read(source("google"), NOW).orElseThrow().flaws()).isEmpty();
    }

    @Test
    void is_judged_without_being_kept() {
      TouchContent kept =
          rules(TouchPolicy.QUARANTINE, Set.of("google"), Set.of("cpc"))
              .read(stranger, NOW)
              .orElseThrow();
      assertThat(
              rules(TouchPolicy.QUARANTINE, Set.of("google"), Set.of("cpc")).judge(stranger, NOW))
          .isEqualTo(new TouchVerdict.Quarantined(kept));
      assertThat(rules(TouchPolicy.REJECT, Set.of("google"), Set.of("cpc")).judge(stranger, NOW))
          .isEqualTo(new TouchVerdict.Refused(flaws));
      assertThat(USUAL.judge(source("google"), NOW))
          .isEqualTo(new TouchVerdict.Counts(read(source("google"))));
    }

    @Test
    void is_a_term_without_a_source() {
      assertThat(read(TouchDraft.EMPTY.with("utm_term", "shoes")).flaws())
          .containsExactly(
              violation("utmTerm", "without-source", "A term says nothing without a source."));
    }

    @Test
    void is_judged_after_other_spellings_are_renamed() {
      AttributionRules rules = rules(TouchPolicy.REJECT, Set.of("facebook"), Set.of());
      assertThat(rules.read(source(" FB "), NOW).orElseThrow().campaign().utmSource())
          .isEqualTo("facebook");
    }
  }

  @Nested
  class The_same_touch {

    @Test
    void has_the_same_key_however_it_is_written() {
      assertThat(read(source("fb")).key()).isEqualTo(read(source(" Facebook ")).key());
      assertThat(read(source("fb")).key())
          .isNotEqualTo(read(source("fb").at(NOW.minusSeconds(1))).key());
      assertThat(read(source("ab").with("utm_medium", "c")).key())
          .isNotEqualTo(read(source("a").with("utm_medium", "bc")).key());
    }

    @Test
    void is_known_by_the_key_of_its_delivery_whatever_it_says() {
      assertThat(read(source("google").deliveredAs("hit-1")).key())
          .isEqualTo(read(source("bing").deliveredAs("hit-1")).key())
          .isEqualTo("key:hit-1");
    }
  }

  @Nested
  class Rules_that_are_set {

    @Test
    void are_kept_as_they_are_compared() {
      assertThat(
              set(
                  new Settings(
                      TouchPolicy.REJECT,
                      Map.of(" FB ", "FaceBook"),
                      Map.of("PPC", "cpc"),
                      Set.of("Facebook ", "GOOGLE"),
                      Set.of("cpc"),
                      Set.of(" Spring Sale"))))
          .isEqualTo(
              Outcome.done(
                  new Settings(
                      TouchPolicy.REJECT,
                      Map.of("fb", "facebook"),
                      Map.of("ppc", "cpc"),
                      Set.of("facebook", "google"),
                      Set.of("cpc"),
                      Set.of("spring sale"))));
    }

    @Test
    void are_refused_with_every_contradiction() {
      assertThat(
              set(
                  new Settings(
                      TouchPolicy.REJECT,
                      Map.of("a/b", "b", "b", "c"),
                      Map.of("X", "y", "x", "z"),
                      Set.of("b"),
                      Set.of(" "),
                      Set.of("x".repeat(101)))))
          .isEqualTo(
              refused(
                  violation("mediums", "required", "A word cannot be empty."),
                  violation(
                      "sourceAliases/b",
                      "not-allowed",
                      "“b” cannot stand for “c”, which is not allowed."),
                  violation("sourceAliases", "alias-of-alias", "“b” is itself another spelling."),
                  violation(
                      "mediumAliases/X",
                      "not-allowed",
                      "“x” cannot stand for “y”, which is not allowed."),
                  violation("mediumAliases", "twice", "“x” cannot mean two things."),
                  violation(
                      "mediumAliases/x",
                      "not-allowed",
                      "“x” cannot stand for “z”, which is not allowed."),
                  violation("campaigns", "too-long", "At most 100 characters are allowed.")));
    }

    @Test
    void that_are_the_same_change_nothing() {
      assertThat(USUAL.set(USUAL.settings(), NOW).orElseThrow().next()).isEqualTo(USUAL);
    }

    private static Outcome<Settings> set(Settings settings) {
      return USUAL.set(settings, NOW).map(change -> change.next().settings());
    }
  }

  private static TouchDraft source(String source) {
    return TouchDraft.EMPTY.with("utm_source", source);
  }

  private static TouchContent read(TouchDraft draft) {
    return USUAL.read(draft, NOW).orElseThrow();
  }

  private static Attribution campaign(String url) {
    return read(TouchDraft.landedOn(url)).campaign();
  }

  private static AttributionRules rules(
      TouchPolicy policy, Set<String> sources, Set<String> mediums) {
    return USUAL
        .set(
            new Settings(
                policy,
                sources.contains("facebook") ? Map.of("fb", "facebook") : Map.of(),
                Map.of(),
                sources,
                mediums,
                Set.of()),
            NOW)
        .orElseThrow()
        .next();
  }

  private static Violation violation(String field, String code, String message) {
    return Violation.at(field, code, message);
  }

  private static <T> Outcome<T> refused(Violation... violations) {
    return Outcome.refused(Invalid.of(violations));
  }
}
