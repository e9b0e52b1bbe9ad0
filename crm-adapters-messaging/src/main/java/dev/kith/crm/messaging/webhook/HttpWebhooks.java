package dev.kith.crm.messaging.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.automation.webhook.WebhookMessage;
import dev.kith.crm.application.automation.webhook.WebhookSecret;
import dev.kith.crm.application.automation.webhook.WebhookSender;
import dev.kith.crm.messaging.http.GuardedHttp;
import dev.kith.crm.messaging.http.HttpAnswer;
import dev.kith.crm.messaging.http.HttpAnswer.Answered;
import dev.kith.crm.messaging.http.HttpAnswer.Unanswered;
import dev.kith.crm.messaging.http.HttpAnswer.Why;
import dev.kith.crm.messaging.http.HttpLimits;
import dev.kith.crm.messaging.http.HttpQuestion;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends a CloudEvent 1.0 as JSON, signed by Standard Webhooks: {@code webhook-id}, {@code
 * webhook-timestamp} and {@code webhook-signature}.
 */
public final class HttpWebhooks implements WebhookSender {

  /** How long a receiver may take to answer. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int GONE = 410;

  private final GuardedHttp http;
  private final HttpLimits limits;

  public HttpWebhooks(GuardedHttp http, Duration patience) {
    this.http = http;
    this.limits = HttpLimits.USUAL.within(patience);
  }

  @Override
  public Answer send(WebhookMessage message, WebhookSecret secret, Instant now) {
    String content = content(message);
    long seconds = now.getEpochSecond();
    HttpQuestion question =
        HttpQuestion.postJson(message.url(), content)
            .with("Content-Type", "application/cloudevents+json; charset=utf-8")
            .with("webhook-id", message.id())
            .with("webhook-timestamp", String.valueOf(seconds))
            .with("webhook-signature", secret.sign(message.id(), seconds, content));
    return read(http.ask(question, limits));
  }

  private static Answer read(HttpAnswer answer) {
    return switch (answer) {
      case Answered answered when answered.isSuccess() -> new Accepted();
      case Answered(var status, var text) ->
          new Failed("The receiver answered " + status + ".", status == GONE);
      case Unanswered(var why, var detail) -> new Failed(detail, why == Why.REFUSED);
    };
  }

  /** The same text in every attempt. */
  private static String content(WebhookMessage message) {
    ObjectNode event = JSON.createObjectNode();
    event
        .put("specversion", "1.0")
        .put("id", message.id())
        .put("source", "/automation/rules/" + message.rule())
        .put("type", message.eventType())
        .put("subject", message.subject())
        .put("time", message.at().toString())
        .put("datacontenttype", "application/json");
    ObjectNode data = event.putObject("data");
    data.putObject("rule")
        .put("id", message.rule().toString())
        .put("name", message.ruleName())
        .put("version", message.ruleVersion());
    ObjectNode facts = data.putObject("facts");
    message.facts().forEach((name, value) -> put(facts, name, value));
    return event.toString();
  }

  private static void put(ObjectNode facts, String name, Object value) {
    switch (value) {
      case Long number -> facts.put(name, number);
      case Boolean flag -> facts.put(name, flag);
      case Iterable<?> texts -> {
        ArrayNode list = facts.putArray(name);
        texts.forEach(text -> list.add(String.valueOf(text)));
      }
      default -> facts.put(name, value.toString());
    }
  }
}
