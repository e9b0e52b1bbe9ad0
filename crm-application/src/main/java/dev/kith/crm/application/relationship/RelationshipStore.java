package dev.kith.crm.application.relationship;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.Target;
import java.util.List;
import java.util.Map;

/**
 * Keeps which roles contacts have. A target has one primary contact at most, and a contact a role
 * there once at a time; whoever loses a race to either repeats their run, by a {@link
 * dev.kith.crm.application.kernel.ConcurrentChangeException}.
 */
public interface RelationshipStore extends AggregateStore<RelationshipId, Relationship> {

  /**
   * Until the run ends nobody else changes who has roles for this target: to be called before what
   * is decided by looking at all of them.
   */
  void lock(Target target);

  /** Ended ones included, in the order in which they were kept. */
  List<Relationship> ofTarget(Target target);

  /** Ended ones included, in the order in which they were kept. */
  List<Relationship> ofContact(ContactId contact);

  /** In how many relationships each role stands, ended ones included; others are missing. */
  Map<String, Long> countByRole();
}
