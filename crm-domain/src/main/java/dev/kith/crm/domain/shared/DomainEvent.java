package dev.kith.crm.domain.shared;

import java.util.Map;

/**
 * A fact of the past. Each feature has one sealed interface of its events; who, when and why stand
 * in the envelope that the outbox adds.
 */
public interface DomainEvent {

  /**
   * The name under which it is stored and sent, with its version: {@code lead.captured.v1}. Never a
   * class name.
   */
  String type();

  /** The record that it happened to. Events of one subject are delivered in their order. */
  Subject subject();

  /**
   * What was said with it and stands in no field of the record, by a name for each; the audit trail
   * keeps it.
   */
  default Map<String, String> remarks() {
    return Map.of();
  }
}
