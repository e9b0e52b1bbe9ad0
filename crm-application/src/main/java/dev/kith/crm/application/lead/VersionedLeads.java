package dev.kith.crm.application.lead;

import dev.kith.crm.application.audit.VersionedRecords;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.lead.LeadId;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leads as the verification of the audit trail sees them. */
record VersionedLeads(LeadStore store) implements VersionedRecords {

  @Override
  public String type() {
    return "lead";
  }

  @Override
  public List<RecordVersion> versions(@Nullable UUID after, int limit) {
    return store.versions(after == null ? null : new LeadId(after), limit);
  }

  @Override
  public OptionalLong version(UUID id) {
    return store.find(new LeadId(id)).stream().mapToLong(l -> l.revision().version()).findFirst();
  }
}
