package dev.kith.crm.persistence.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.automation.webhook.WebhookMessage;
import dev.kith.crm.application.automation.webhook.WebhookSender;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.persistence.HaltingStorage;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.KilledDatabases;
import dev.kith.crm.persistence.OtherProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process is killed while it sends webhooks, when the receiver may have what it was told and may
 * not: it is told the same again, under the same id, and nothing is lost.
 */
class KilledWebhooksTest {

  private static final int LEADS = 8;
  private static final int SENT_BEFORE_THE_KILL = 3;

  /** Longer than any lease. */
  private static final Duration LATER = Duration.ofMinutes(5);

  /** Sends some, says what, and comes to a halt in the middle of the next. */
  static final class Sender {
    public static void main(String[] arguments) {
      AtomicInteger sent = new AtomicInteger();
      Crm.on(JooqStorage.open(KilledDatabases.settings(arguments)))
          .webhooks((message, secret, now) -> {
            System.out.println(told(message));
            if (sent.incrementAndGet() > SENT_BEFORE_THE_KILL) {
              HaltingStorage.halt();
            }
            return new WebhookSender.Accepted();
          })
          .start();
      HaltingStorage.awaitDeath();
    }
  }

  static Stream<List<String>> databases() {
    return KilledDatabases.each();
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Timeout(300)
  void every_message_arrives_and_each_always_as_the_same(List<String> database) {
    try (Storage storage = JooqStorage.open(KilledDatabases.settings(database))) {
      Crm crm = Crm.on(storage).background(false).start();
      var rules = crm.as(Actor.SYSTEM).rules();
      rules.activate(rules.write(rule()).orElseThrow().id()).orElseThrow();
      for (int i = 0; i < LEADS; i++) {
        LeadDraft lead = LeadDraft.named("Mara", "Lead " + i);
        crm.as(Actor.SYSTEM).leads().capture(new Leads.Capture(lead)).orElseThrow();
      }
      // The jobs that send are left to a process that can.
      crm.runDue();
    }

    List<String> first;
    try (OtherProcess sender =
        OtherProcess.running(Sender.class, database.toArray(String[]::new))) {
      sender.says(HaltingStorage.HALTED);
      sender.kill();
      first = sender.said().stream().filter(line -> line.startsWith("firing/")).toList();
    }
    assertThat(first).hasSizeGreaterThan(SENT_BEFORE_THE_KILL).hasSizeLessThan(LEADS);

    List<String> second = new ArrayList<>();
    try (Storage storage = JooqStorage.open(KilledDatabases.settings(database))) {
      Crm.on(storage)
          .clock(Clock.offset(Clock.systemUTC(), LATER))
          .webhooks((message, secret, now) -> {
            second.add(told(message));
            return new WebhookSender.Accepted();
          })
          .background(false)
          .start()
          .runDue();
    }
    assertThat(second).as("the one that was under way").contains(first.getLast());
    List<String> all = Stream.concat(first.stream(), second.stream()).distinct().toList();
    assertThat(all).hasSize(LEADS);
    assertThat(all.stream().map(KilledWebhooksTest::id).distinct()).hasSize(LEADS);
    assertThat(second).doesNotHaveDuplicates();
    assertThat(second.size()).isLessThan(LEADS);
  }

  /** All that the content is made of, in one line. */
  private static String told(WebhookMessage message) {
    return message.id() + " " + message.toString().replace('\n', ' ');
  }

  private static String id(String told) {
    return told.substring(0, told.indexOf(' '));
  }

  private static RuleDraft rule() {
    return new RuleDraft(
        "Tell",
        "lead",
        List.of("lead.captured.v1"),
        "",
        List.of(new RuleStep("webhook", Map.of("url", "https://hooks.example/crm"))),
        Repeat.ALWAYS,
        0,
        null,
        null);
  }
}
