package dev.kith.crm.domain.lead;

import dev.kith.crm.domain.shared.ExternalId;
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
    Tags tags,
    CustomFields customFields) {

  /** Leads that were kept, as results of requests, before there were these have none. */
  public LeadContent {
    tags = tags == null ? Tags.NONE : tags;
    customFields = customFields == null ? CustomFields.NONE : customFields;
  }

  /** The same, with what counts of its ledger of consents. */
  public LeadContent saying(ConsentSummary said) {
    return new LeadContent(profile, attribution, said, externalId, tags, customFields);
  }

  /** The same, from elsewhere. */
  public LeadContent attributedTo(Attribution other) {
    return new LeadContent(profile, other, consent, externalId, tags, customFields);
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
    return new LeadContent(profile, attribution, consent, externalId, others, customFields);
  }

  /** The same, with fields of several values written as before, where they were there before. */
  LeadContent writtenAs(LeadContent before) {
    return new LeadContent(
        profile,
        attribution,
        consent,
        externalId,
        tags.writtenAs(before.tags),
        customFields.calledAs(before.customFields));
  }
}
