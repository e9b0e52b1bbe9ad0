package dev.kith.crm.application.intake.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.attribution.Touches.Arrival;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.intake.attribution.AttributionRefusal.TooManyTouches;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.AttributionRules.Settings;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.intake.attribution.TouchPolicy;
import dev.kith.crm.domain.intake.attribution.TouchVerdict;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.SettableClock;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordingTouchesSpec {

  private final TrialCrm crm = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final LeadDraft draft = LeadDraft.named("Ada", "Lovelace").email("ada@engines.example");
  private final Instant start = SettableClock.START;

  @Nested
  class A_lead_that_comes_with_touches {

    @Test
    void is_captured_together_with_them_and_takes_the_campaign_of_the_first() {
      Lead lead =
          touches(ada)
              .capture(
                  new Leads.Capture(draft),
                  List.of(
                      source("bing").at(start.minusSeconds(60)),
                      TouchDraft.landedOn("https://a.example/?utm_source=fb&utm_medium=ppc")
                          .at(start.minusSeconds(120))))
              .orElseThrow();

      assertThat(sources(lead)).containsExactly("facebook", "bing");
      assertThat(lead.content().attribution().utmSource()).isEqualTo("facebook");
      assertThat(lead.content().attribution().utmMedium()).isEqualTo("cpc");
      assertThat(lead.revision().version()).isEqualTo(1);
      assertThat(actions(lead)).containsExactly("lead.capture");
      assertThat(events()).containsExactly("lead.captured.v1", "lead.touched.v1");
    }

    @Test
    void keeps_the_campaign_that_it_says_itself_as_a_touch_too() {
      Lead lead =
          touches(ada)
              .capture(
                  new Leads.Capture(draft.with(LeadField.UTM_SOURCE, "Fair")),
                  List.of(source("bing").at(start.minusSeconds(60))))
              .orElseThrow();

      assertThat(sources(lead)).containsExactly("bing", "fair");
      assertThat(lead.content().attribution().utmSource()).isEqualTo("fair");
    }

    @Test
    void has_a_campaign_once_that_it_says_itself_and_by_a_touch() {
      Lead lead =
          touches(ada)
              .capture(
                  new Leads.Capture(draft.with(LeadField.UTM_SOURCE, "fb")),
                  List.of(source("facebook").at(start.minusSeconds(60))))
              .orElseThrow();
      assertThat(sources(lead)).containsExactly("facebook");
    }

    @Test
    void is_refused_with_every_problem_of_either_and_leaves_nothing() {
      assertThat(
              touches(ada)
                  .capture(
                      new Leads.Capture(draft.email("ada@")),
                      List.of(source("fb"), TouchDraft.landedOn("nowhere"))))
          .satisfies(outcome ->
              assertThat(pointers(outcome)).containsExactly("/email", "/touches/1/landingPage"));
      captured(draft);
      assertThat(code(touches(ada).capture(new Leads.Capture(draft), List.of(source("fb")))))
          .isEqualTo("lead-email-taken");
      assertThat(events()).containsExactly("lead.captured.v1");
    }

    @Test
    void is_captured_once_under_an_idempotency_key() {
      Lead once =
          crm.as(ada)
              .idempotent("k")
              .touches()
              .capture(new Leads.Capture(draft), List.of(source("fb")))
              .orElseThrow();
      assertThat(
              crm.as(ada)
                  .idempotent("k")
                  .touches()
                  .capture(new Leads.Capture(draft), List.of(source("fb"))))
          .isEqualTo(Outcome.done(once));
      assertThat(sources(once)).containsExactly("facebook");
    }
  }

  @Nested
  class Many_leads_that_come_with_touches {

    private final LeadDraft charles = LeadDraft.named("Charles", "Babbage");
    private final TouchDraft unreadable = TouchDraft.landedOn("shop");

    @Test
    void are_captured_each_with_its_own() {
      List<Outcome<Lead>> all =
          captureAll(
              false,
              new Arrival(new Leads.Capture(draft), List.of(source("fb"), source("google"))),
              new Arrival(new Leads.Capture(charles), List.of()),
              new Arrival(
                  new Leads.Capture(
                      LeadDraft.named("Mary", "Somerville").with(LeadField.UTM_SOURCE, "bing")),
                  List.of()));
      assertThat(sources(all.get(0).orElseThrow())).containsExactlyInAnyOrder("facebook", "google");
      assertThat(sources(all.get(1).orElseThrow())).isEmpty();
      assertThat(sources(all.get(2).orElseThrow())).containsExactly("bing");
      assertThat(events())
          .containsExactly(
              "lead.captured.v1", "lead.touched.v1", "lead.captured.v1", "lead.captured.v1");
    }

    @Test
    void are_refused_each_with_all_that_is_wrong_with_it_and_its_touches() {
      List<Outcome<Lead>> all =
          captureAll(
              false,
              new Arrival(new Leads.Capture(draft.email("ada@")), List.of(unreadable)),
              new Arrival(new Leads.Capture(charles), List.of(source("fb"))));
      assertThat(pointers(all.get(0))).containsExactly("/email", "/touches/0/landingPage");
      assertThat(sources(all.get(1).orElseThrow())).containsExactly("facebook");
    }

    @Test
    void come_all_or_none_where_that_is_asked() {
      List<Outcome<Lead>> all =
          captureAll(
              true,
              new Arrival(new Leads.Capture(draft), List.of(unreadable)),
              new Arrival(new Leads.Capture(charles), List.of(source("fb"))));
      assertThat(all)
          .extracting(RecordingTouchesSpec::code)
          .containsExactly("invalid", "batch-refused");
      assertThat(events()).isEmpty();
    }

    @Test
    void are_refused_under_the_policy_reject_where_a_touch_breaks_the_rules() {
      set(TouchPolicy.REJECT, "google");
      List<Outcome<Lead>> all =
          captureAll(
              false,
              new Arrival(new Leads.Capture(draft), List.of(source("spam"))),
              new Arrival(new Leads.Capture(charles), List.of(source("google"))));
      assertThat(pointers(all.get(0))).containsExactly("/touches/0/utmSource");
      assertThat(sources(all.get(1).orElseThrow())).containsExactly("google");
    }

    @Test
    void are_captured_once_under_an_idempotency_key() {
      List<Arrival> arrivals =
          List.of(new Arrival(new Leads.Capture(draft), List.of(source("fb"))));
      var once = crm.as(ada).idempotent("k").touches().captureAll(arrivals, false);
      assertThat(crm.as(ada).idempotent("k").touches().captureAll(arrivals, false)).isEqualTo(once);
      assertThat(sources(once.orElseThrow().getFirst().orElseThrow())).containsExactly("facebook");
    }

    private List<Outcome<Lead>> captureAll(boolean atomic, Arrival... arrivals) {
      return touches(ada).captureAll(List.of(arrivals), atomic).orElseThrow();
    }
  }

  @Nested
  class A_lead_that_says_its_campaign {

    @Test
    void has_a_touch_of_it_from_its_birth_on() {
      Lead alone = captured(draft.with(LeadField.UTM_SOURCE, "fb"));
      Lead plain = captured(LeadDraft.named("Charles", "Babbage"));
      List<Outcome<Lead>> batch =
          crm.leads(ada)
              .captureAll(
                  List.of(
                      new Leads.Capture(
                          LeadDraft.named("Mary", "Somerville").with(LeadField.UTM_MEDIUM, "ppc")),
                      new Leads.Capture(LeadDraft.named("George", "Boole"))),
                  true)
              .orElseThrow();

      assertThat(sources(alone)).containsExactly("facebook");
      assertThat(history(alone).touches().getFirst().content().at()).isEqualTo(start);
      assertThat(history(plain)).isEqualTo(new TouchHistory(List.of(), null, null, null));
      assertThat(history(batch.getFirst().orElseThrow()).touches()).hasSize(1);
      assertThat(history(batch.getLast().orElseThrow()).touches()).isEmpty();
    }

    @Test
    void is_captured_under_every_policy_with_what_breaks_the_rules_in_quarantine() {
      set(TouchPolicy.REJECT, "google");
      Lead lead = captured(draft.with(LeadField.UTM_SOURCE, "fb"));
      assertThat(history(lead).touches()).hasSize(1);
      assertThat(history(lead).first()).isNull();
    }
  }

  @Nested
  class Touches_of_a_lead {

    private final Lead lead = captured(draft);

    @Test
    void are_kept_once_however_often_and_in_whatever_order_they_come() {
      TouchDraft late = source("google").at(start.minusSeconds(500));
      record(lead, source("fb").at(start));
      record(lead, source("facebook").at(start));
      record(lead, source("bing").deliveredAs("hit-7"));
      crm.clock.advance(Duration.ofMinutes(1));
      record(lead, source("bing").deliveredAs("hit-7"));
      touches(ada).recordAll(lead.id(), List.of(late, late)).orElseThrow();

      assertThat(sources(lead)).containsExactlyInAnyOrder("google", "facebook", "bing");
      assertThat(sourceOf(history(lead).first())).isEqualTo("google");
      assertThat(crm.storage.leads().find(lead.id()).orElseThrow().revision().version())
          .isEqualTo(4);
      assertThat(actions(lead))
          .containsExactly("lead.touch", "lead.touch", "lead.touch", "lead.capture");
      assertThat(events())
          .containsExactly(
              "lead.captured.v1", "lead.touched.v1", "lead.touched.v1", "lead.touched.v1");
    }

    @Test
    void have_a_converting_one_when_the_lead_is_qualified_and_may_come_in_later() {
      record(lead, source("google"));
      crm.clock.advance(Duration.ofHours(1));
      crm.leads(ada).qualify(lead.id()).orElseThrow();
      crm.clock.advance(Duration.ofHours(1));
      record(lead, source("bing"));
      assertThat(sourceOf(history(lead).converting())).isEqualTo("google");

      record(lead, source("fb").at(start.plusSeconds(60)));
      assertThat(sourceOf(history(lead).converting())).isEqualTo("facebook");
      assertThat(sourceOf(history(lead).last())).isEqualTo("bing");
    }

    @Test
    void are_recorded_all_or_none() {
      assertThat(
              touches(ada)
                  .recordAll(
                      lead.id(),
                      List.of(source("google"), TouchDraft.EMPTY, source("x").from("y"))))
          .satisfies(outcome ->
              assertThat(pointers(outcome))
                  .containsExactly("/items/1/landingPage", "/items/2/referrer"));
      assertThat(history(lead).touches()).isEmpty();
    }

    @Test
    void are_kept_up_to_a_limit() {
      for (int part = 0; part < Touch.MOST / Touches.LARGEST_BATCH; part++) {
        touches(ada).recordAll(lead.id(), batch(part, Touches.LARGEST_BATCH)).orElseThrow();
      }
      assertThat(touches(ada).record(lead.id(), source("one-more")))
          .isEqualTo(Outcome.refused(new TooManyTouches(Touch.MOST)));
      assertThat(touches(ada).recordAll(lead.id(), batch(0, 1))).isInstanceOf(Outcome.Done.class);
      assertThat(pointers(touches(ada).recordAll(lead.id(), batch(99, Touches.LARGEST_BATCH + 1))))
          .containsExactly("/items");
    }

    @Test
    void are_recorded_and_read_by_those_who_edit_and_see_the_lead() {
      Actor seer = Actors.viewer();
      assertThat(touches(seer).of(lead.id())).isInstanceOf(Outcome.Done.class);
      assertThat(code(touches(seer).record(lead.id(), source("x")))).isEqualTo("forbidden");
      Actor stranger = Actors.salesRep("Stan", Scope.OWN);
      assertThat(touches(stranger).of(lead.id())).isEqualTo(notFound(lead.id()));
      assertThat(touches(stranger).record(lead.id(), source("x"))).isEqualTo(notFound(lead.id()));
      assertThat(code(touches(Actors.stranger()).rules())).isEqualTo("forbidden");
    }

    @Test
    void hide_what_is_hidden_of_the_lead() {
      record(lead, TouchDraft.landedOn("https://a.example/?utm_source=fb&utm_medium=cpc"));
      TouchHistory seen =
          touches(Actors.masked(Actors.viewer(), "lead.utmSource")).of(lead.id()).orElseThrow();
      assertThat(sourceOf(seen.first())).isNull();
      assertThat(seen).isEqualTo(history(lead).without(Set.of("utmSource")));
    }

    @Test
    void are_not_recorded_on_leads_in_the_bin() {
      crm.leads(ada).delete(lead.id()).orElseThrow();
      assertThat(touches(ada).record(lead.id(), source("x")))
          .isEqualTo(Outcome.refused(new LeadRefusal.Deleted(lead.id().value())));
    }

    private static List<TouchDraft> batch(int part, int size) {
      return IntStream.range(0, size)
          .mapToObj(i -> source("google").deliveredAs("hit-" + part + "-" + i))
          .toList();
    }
  }

  @Nested
  class Leads_that_are_merged {

    @Test
    void bring_their_touches_to_the_winner_and_have_them_again_when_it_is_undone() {
      Lead winner = captured(draft);
      Lead loser = captured(LeadDraft.named("Ada", "King"));
      record(winner, source("bing").deliveredAs("both"));
      record(loser, source("bing").deliveredAs("both"));
      record(loser, source("google").at(start.minusSeconds(60)));

      var merge =
          crm.as(ada)
              .merges()
              .merge(new Merges.Command(winner.id(), List.of(loser.id()), Map.of(), Map.of()))
              .orElseThrow();

      assertThat(sources(winner)).containsExactly("google", "bing");
      assertThat(sourceOf(history(winner).first())).isEqualTo("google");
      assertThat(touches(ada).record(loser.id(), source("x")))
          .isEqualTo(
              Outcome.refused(new LeadRefusal.Merged(loser.id().value(), winner.id().value())));

      crm.as(ada).merges().undo(merge.id()).orElseThrow();
      assertThat(sources(winner)).containsExactly("bing");
      assertThat(sources(loser)).containsExactly("google", "bing");
    }
  }

  @Nested
  class The_rules {

    @Test
    void are_set_by_an_administrator_and_hold_for_what_comes_in_from_then_on() {
      Lead lead = captured(draft);
      record(lead, source("fb").deliveredAs("before"));
      AttributionRules set = set(TouchPolicy.QUARANTINE, "google");
      assertThat(touches(ada).rules()).isEqualTo(Outcome.done(set));
      record(lead, source("fb").deliveredAs("after"));

      assertThat(history(lead).touches().stream().map(t -> t.content().counts()))
          .containsExactlyInAnyOrder(true, false);

      set(TouchPolicy.REJECT, "google");
      assertThat(pointers(touches(ada).record(lead.id(), source("fb"))))
          .containsExactly("/utmSource");
      assertThat(
              crm.as(ada).auditTrail().history(set.subject(), null, 10).orElseThrow().stream()
                  .map(AuditEntry::action))
          .containsExactly("attribution.set-rules", "attribution.set-rules");
    }

    @Test
    void are_tried_out_before_they_are_set() {
      AttributionRules before = touches(ada).rules().orElseThrow();
      TouchVerdict verdict =
          touches(Actors.viewer())
              .preview(settings(TouchPolicy.REJECT, "google"), source("fb"))
              .orElseThrow();
      assertThat(verdict).isInstanceOf(TouchVerdict.Refused.class);
      assertThat(touches(ada).rules()).isEqualTo(Outcome.done(before));

      assertThat(pointers(touches(ada).preview(settings(TouchPolicy.REJECT, " "), source("fb"))))
          .containsExactly("/sources");
      assertThat(
              code(touches(Actors.stranger()).preview(settings(TouchPolicy.REJECT), source("fb"))))
          .isEqualTo("forbidden");
    }

    @Test
    void are_set_by_nobody_else_and_on_the_version_that_was_looked_at() {
      assertThat(touches(Actors.salesRep("Olga", Scope.ALL)).setRules(settings(TouchPolicy.ACCEPT)))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden(
                      "lead:administer",
                      "This needs the permission lead:administer on all records.")));
      set(TouchPolicy.ACCEPT);
      assertThat(crm.as(ada).expecting(1).touches().setRules(settings(TouchPolicy.REJECT)))
          .isEqualTo(
              Outcome.refused(
                  new StaleVersion("attribution-rules", AttributionRules.ID.toString(), 1, 2)));
    }
  }

  private Touches touches(Actor actor) {
    return crm.as(actor).touches();
  }

  private Lead captured(LeadDraft written) {
    return crm.leads(ada).capture(new Leads.Capture(written)).orElseThrow();
  }

  private void record(Lead lead, TouchDraft touch) {
    touches(ada).record(lead.id(), touch).orElseThrow();
  }

  private AttributionRules set(TouchPolicy policy, String... sources) {
    return touches(ada).setRules(settings(policy, sources)).orElseThrow();
  }

  private static Settings settings(TouchPolicy policy, String... sources) {
    return new Settings(policy, Map.of(), Map.of(), Set.of(sources), Set.of(), Set.of());
  }

  private TouchHistory history(Lead lead) {
    return touches(ada).of(lead.id()).orElseThrow();
  }

  private List<@Nullable String> sources(Lead lead) {
    return history(lead).touches().stream().map(RecordingTouchesSpec::sourceOf).toList();
  }

  private static @Nullable String sourceOf(@Nullable Touch touch) {
    return touch == null ? null : touch.content().campaign().utmSource();
  }

  private static TouchDraft source(String source) {
    return TouchDraft.EMPTY.with("utm_source", source);
  }

  private List<String> actions(Lead lead) {
    return crm.queries(ada).timeline(lead.id(), null, 10).orElseThrow().stream()
        .map(AuditEntry::action)
        .toList();
  }

  private List<String> events() {
    return crm.storage.outbox().after(null, 100).stream().map(e -> e.event().type()).toList();
  }

  private static <T> Outcome<T> notFound(LeadId id) {
    return Outcome.refused(NotFound.of("lead", id.value()));
  }

  private static String code(Outcome<?> outcome) {
    return refusal(outcome).code();
  }

  private static List<String> pointers(Outcome<?> outcome) {
    return refusal(outcome) instanceof Invalid(var violations)
        ? violations.stream().map(Violation::pointer).toList()
        : List.of();
  }

  private static Refusal refusal(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Refused<?>(var refusal) -> refusal;
      case Outcome.Done<?> done -> throw new AssertionError("not refused: " + done);
    };
  }
}
