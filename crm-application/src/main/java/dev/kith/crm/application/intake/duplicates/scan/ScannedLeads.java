package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.Candidate;
import dev.kith.crm.application.intake.duplicates.SharedKeys;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class ScannedLeads implements ScannedRecords {

  private static final List<LeadField> ALPHABET =
      List.of(
          LeadField.FAMILY_NAME,
          LeadField.GIVEN_NAME,
          LeadField.COMPANY,
          LeadField.EMAIL,
          LeadField.PHONE);

  private final BlockingKeys keys;
  private final Set<String> hidden;

  ScannedLeads(Kernel kernel, Context context) {
    this.keys = kernel.storage().blockingKeys();
    this.hidden = context.actor().grants().maskedFieldsOf(Feature.LEAD);
  }

  private record One(Candidate lead, Fingerprint print) implements Scanned {

    @Override
    public UUID id() {
      return lead.id().value();
    }

    @Override
    public String name() {
      return lead.name();
    }

    @Override
    public @Nullable String company() {
      return lead.values().get(LeadField.COMPANY);
    }

    @Override
    public String called() {
      return ALPHABET.stream()
          .map(field -> lead.values().getOrDefault(field, "").toLowerCase(Locale.ROOT))
          .collect(Collectors.joining("\u0001"));
    }

    @Override
    public Set<String> keys() {
      return print.blockingKeys();
    }

    @Override
    public Fingerprint beside(Scanned other) {
      return print;
    }
  }

  private List<Scanned> scanned(List<Candidate> leads) {
    return leads.parallelStream()
        .map(lead -> lead.without(hidden))
        .<Scanned>map(lead -> new One(lead, Fingerprint.of(Candidate.subject(lead.values()))))
        .toList();
  }

  @Override
  public SharedKeys keys() {
    return keys.shared();
  }

  @Override
  public List<Scanned> after(@Nullable UUID after, int limit) {
    return scanned(keys.leadsAfter(after == null ? null : new LeadId(after), limit));
  }

  @Override
  public List<Scanned> of(Collection<UUID> ids) {
    return scanned(keys.leads(ids.stream().map(LeadId::new).toList()));
  }

  @Override
  public long count() {
    return keys.countLeads();
  }

  @Override
  public boolean isComplete() {
    return keys.isComplete();
  }

  @Override
  public int complete(int most) {
    return keys.complete(most);
  }
}
