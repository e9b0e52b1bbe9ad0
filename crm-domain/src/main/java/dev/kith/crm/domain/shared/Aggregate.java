package dev.kith.crm.domain.shared;

/** A record that changes as a whole, under a version of its own. */
public interface Aggregate {

  Subject subject();

  Revision revision();
}
