package dev.kith.crm.application;

import dev.kith.crm.application.event.Reaction;
import java.util.List;

/**
 * Every edge from an event to what the CRM does about it: the process map of the CRM. What an embedding application wants to
 * hear of is added with {@link Crm.Builder#reaction}.
 */
final class Reactions {

  private Reactions() {}

  static List<Reaction> all() {
    return List.of();
  }
}
