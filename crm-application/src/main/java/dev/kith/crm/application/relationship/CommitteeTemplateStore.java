package dev.kith.crm.application.relationship;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import java.util.UUID;

/**
 * Keeps the template under {@link CommitteeTemplate#ID}. It is there from the beginning, as {@link
 * CommitteeTemplate#USUAL}, so none can be added.
 */
public interface CommitteeTemplateStore extends AggregateStore<UUID, CommitteeTemplate> {

  default CommitteeTemplate current() {
    return find(CommitteeTemplate.ID).orElseThrow();
  }
}
