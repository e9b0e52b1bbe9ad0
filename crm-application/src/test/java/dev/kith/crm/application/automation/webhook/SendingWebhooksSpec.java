package dev.kith.crm.application.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.automation.webhook.WebhookSender.Accepted;
import dev.kith.crm.application.automation.webhook.WebhookSender.Answer;
import dev.kith.crm.application.automation.webhook.WebhookSender.Failed;
import dev.kith.crm.application.job.JobFields;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.notification.NotificationFields;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What rules tell other systems. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SendingWebhooksSpec {

  private static final Actor ADMIN = Actors.administrator();
  private static final String URL = "https://hooks.example/crm";

  private record Sent(WebhookMessage message, String secret, Instant at) {}

  private final List<Sent> sent = new ArrayList<>();
  private Answer answer = new Accepted();
  private final MemoryStorage storage = new MemoryStorage();
  private final SettableClock clock = SettableClock.atStart();
  private final Crm crm =
      Crm.on(storage)
          .clock(clock)
          .background(false)
          .webhooks((message, secret, now) -> {
            sent.add(new Sent(message, secret.text(), now));
            return answer;
          })
          .start();

  private Rule active(RuleStep... then) {
    var rules = crm.as(ADMIN).rules();
    Rule rule =
        rules
            .write(
                new RuleDraft(
                    "Tell",
                    "lead",
                    List.of("lead.captured.v1"),
                    "",
                    List.of(then),
                    Repeat.ALWAYS,
                    0,
                    null,
                    null))
            .orElseThrow();
    return rules.activate(rule.id()).orElseThrow();
  }

  private static RuleStep webhook() {
    return new RuleStep("webhook", Map.of("url", URL));
  }

  private String capture() {
    return capture("mara@example.com");
  }

  private String capture(String email) {
    LeadDraft draft = LeadDraft.named("Mara", "Vogel").email(email);
    return crm.as(ADMIN).leads().capture(new Capture(draft)).orElseThrow().id().toString();
  }

  private JobView job() {
    var jobs = crm.as(ADMIN).jobs();
    return jobs.list(ListQuery.all(JobFields.CATALOGUE)).orElseThrow().items().stream()
        .filter(job -> job.kind().equals(Webhooks.SEND))
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class A_rule_that_sends_a_webhook {

    @Test
    void tells_what_was_known_of_the_record_with_its_types() {
      Rule rule = active(webhook());
      String lead = capture();
      crm.runDue();

      WebhookMessage message = sent.getFirst().message();
      assertThat(message.url()).hasToString(URL);
      assertThat(message.id()).startsWith("firing/");
      assertThat(message.at()).isEqualTo(clock.instant());
      assertThat(message.eventType()).isEqualTo("lead.captured.v1");
      assertThat(message.subject()).isEqualTo("lead/" + lead);
      assertThat(message.rule()).isEqualTo(rule.id().value());
      assertThat(message.ruleName()).isEqualTo("Tell");
      assertThat(message.ruleVersion()).isEqualTo(1);
      assertThat(message.facts())
          .containsEntry("lead.email", "mara@example.com")
          .containsEntry("lead.createdAt", clock.instant())
          .containsEntry("lead.version", 1L);
      assertThat(job().state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void sends_as_many_as_it_says_each_under_its_own_id() {
      active(webhook(), webhook());
      capture();
      crm.runDue();
      assertThat(sent).extracting(s -> s.message().id()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void sends_nothing_where_a_later_action_is_refused() {
      active(webhook(), new RuleStep("lead.recycle", Map.of("for", "P3650D")));
      capture();
      crm.runDue();
      assertThat(sent).isEmpty();
    }
  }

  @Nested
  class A_receiver_that_is_down {

    @Test
    void gets_the_same_message_later_and_holds_up_nothing() {
      answer = new Failed("The receiver answered 503.", false);
      active(webhook());
      active(new RuleStep("lead.note", Map.of("text", "done")));
      String lead = capture();
      crm.runDue();

      assertThat(sent).hasSize(1);
      assertThat(job().state()).isEqualTo(JobState.WAITING);
      assertThat(job().error()).isEqualTo("The receiver answered 503.");
      assertThat(job().subject()).hasToString("lead/" + lead);
      assertThat(storage.outbox().after(null, 100))
          .anySatisfy(event -> assertThat(event.event().type()).isEqualTo("lead.noted.v1"));

      answer = new Accepted();
      clock.advance(Duration.ofHours(2));
      crm.runDue();
      assertThat(sent).hasSize(2);
      assertThat(sent.get(1).message()).isEqualTo(sent.get(0).message());
      assertThat(sent.get(1).at()).isAfter(sent.get(0).at());
      assertThat(job().state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void is_left_alone_once_it_is_gone_for_good_until_somebody_retries() {
      answer = new Failed("The receiver answered 410.", true);
      active(webhook());
      capture();
      crm.runDue();
      assertThat(job().state()).isEqualTo(JobState.DEAD);
      assertThat(job().error()).isEqualTo("The receiver answered 410.");
      answer = new Accepted();
      crm.as(ADMIN).jobs().retry(job().id()).orElseThrow();
      crm.runDue();
      assertThat(sent).hasSize(2);
    }

    @Test
    void is_told_to_administrators_when_it_was_given_up_once_a_day_for_each_rule() {
      UserId administrator = anAdministrator();
      answer = new Failed("The receiver answered 410.", true);
      active(webhook());
      capture();
      crm.runDue();
      Subject job = new Subject("job", job().id().value());
      capture("second@example.com");
      crm.runDue();
      assertThat(told(administrator))
          .containsExactly(
              new Message(
                  "job.dead/automation.webhook/"
                      + sent.getFirst().message().rule()
                      + "/hooks.example/2026-03-02",
                  "job.dead",
                  "Webhooks of the rule “Tell” to hooks.example were given up",
                  "The receiver answered 410.",
                  job,
                  job.toString()));

      clock.advance(Duration.ofDays(1));
      active(webhook());
      capture("third@example.com");
      crm.runDue();
      assertThat(told(administrator)).as("the second rule as well, and both anew").hasSize(3);
    }
  }

  private UserId anAdministrator() {
    return crm.firstStart()
        .administrator("ada@example.com", "Ada", "a long enough password")
        .orElseThrow()
        .orElseThrow()
        .user()
        .id();
  }

  private List<Message> told(UserId user) {
    return storage
        .notifications()
        .list(ListQuery.all(NotificationFields.CATALOGUE), user)
        .items()
        .stream()
        .map(Notification::message)
        .toList();
  }

  @Nested
  class The_secret {

    @Test
    void is_one_for_each_rule_and_told_to_those_who_write_rules() {
      Rule one = active(webhook());
      Rule two = active(webhook());
      capture();
      crm.runDue();
      var rules = crm.as(ADMIN).rules();
      String secret = rules.webhookSecret(one.id()).orElseThrow();
      assertThat(secret).startsWith("whsec_");
      assertThat(sent)
          .extracting(Sent::secret)
          .containsExactlyInAnyOrder(secret, rules.webhookSecret(two.id()).orElseThrow())
          .doesNotHaveDuplicates();
      assertThat(crm.as(Actors.viewer()).rules().webhookSecret(one.id()))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isInstanceOf(Forbidden.class));
      assertThat(job().payload().values()).doesNotContain(secret);
    }

    @Test
    void signs_as_Standard_Webhooks_says() {
      byte[] key = "a signing key of a storage, 32 b.".getBytes(StandardCharsets.UTF_8);
      WebhookSecret secret = WebhookSecret.of(key, new RuleId(new UUID(0, 7)));
      // Computed by another program.
      assertThat(secret.text()).isEqualTo("whsec_8ncdEVEGJwXAa9NSFfhok1fg6Ag47lUynlbfU9Np2/c=");
      assertThat(secret.sign("msg_1", 1_614_265_330, "{\"test\": 2432232314}"))
          .isEqualTo("v1,KlDuLWwlPw32rmulhI0UvaaZBUh1UgGrltVGy1riGAA=");
    }
  }
}
