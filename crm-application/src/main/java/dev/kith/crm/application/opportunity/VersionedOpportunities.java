package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.audit.VersionedRecords;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.opportunity.OpportunityId;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opportunities as the verification of the audit trail sees them. */
record VersionedOpportunities(OpportunityStore store) implements VersionedRecords {

  @Override
  public String type() {
    return "opportunity";
  }

  @Override
  public List<RecordVersion> versions(@Nullable UUID after, int limit) {
    return store.versions(after == null ? null : new OpportunityId(after), limit);
  }

  @Override
  public OptionalLong version(UUID id) {
    return store.find(new OpportunityId(id)).stream()
        .mapToLong(opportunity -> opportunity.revision().version())
        .findFirst();
  }
}
