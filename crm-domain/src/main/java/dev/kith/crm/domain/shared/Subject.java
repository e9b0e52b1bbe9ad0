package dev.kith.crm.domain.shared;

import java.util.UUID;

/**
 * A record of the CRM as others refer to it: in the audit trail, in events, in jobs.
 *
 * @param type singular name of the aggregate, such as {@code lead}
 */
public record Subject(String type, UUID id) {

  @Override
  public String toString() {
    return type + "/" + id;
  }
}
