package dev.kith.crm.domain.lead;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people tell about a lead, read and checked. */
public record LeadContent(
    LeadProfile profile,
    Attribution attribution,
    ConsentSummary consent,
    @Nullable ExternalId externalId,
    Tags tags) {

  /** Leads that were kept, as results of requests, before there were tags have none. */
  public LeadContent {
    tags = tags == null ? Tags.NONE : tags;
  }

  /** The same, with what counts of its ledger of consents. */
  public LeadContent saying(ConsentSummary said) {
    return new LeadContent(profile, attribution, said, externalId, tags);
  }

  /** The codes of the fields in which another is different. */
  List<String> changed(LeadContent next) {
    return Arrays.stream(LeadField.values())
        .filter(f -> !Objects.equals(f.textOf(this), f.textOf(next)))
        .map(LeadField::code)
        .toList();
  }

  /** The same, with other tags. */
  LeadContent tagged(Tags others) {
    return new LeadContent(profile, attribution, consent, externalId, others);
  }
}
