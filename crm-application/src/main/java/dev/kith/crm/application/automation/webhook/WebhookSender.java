package dev.kith.crm.application.automation.webhook;

import java.time.Instant;

/** Brings messages to other systems. */
@FunctionalInterface
public interface WebhookSender {

  /** What came of an attempt. */
  sealed interface Answer {}

  /** The other system has it. */
  record Accepted() implements Answer {}

  /**
   * It has not.
   *
   * @param why for people; it holds no secrets
   * @param forGood whether trying again is of no use
   */
  record Failed(String why, boolean forGood) implements Answer {}

  /**
   * Sends a message once; it waits for the answer, some seconds at most, and does not throw because
   * of others.
   *
   * @param now which the signature names
   */
  Answer send(WebhookMessage message, WebhookSecret secret, Instant now);
}
