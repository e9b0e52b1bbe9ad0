package dev.kith.crm.domain.shared;

/**
 * A fact of the past. Each feature has one sealed interface of its events; who, when and why stand in the envelope that the
 * outbox adds.
 */
public interface DomainEvent {

  /** The name under which it is stored and sent, with its version: {@code lead.captured.v1}. Never a class name. */
  String type();

  /** The record that it happened to. Events of one subject are delivered in their order. */
  Subject subject();
}
