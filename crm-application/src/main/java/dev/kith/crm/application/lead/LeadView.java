package dev.kith.crm.application.lead;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.kith.crm.application.quality.QualityOfLeads;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.quality.IntakeQuality;
import dev.kith.crm.domain.lead.CustomFields;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.Tags;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.shared.Revision;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead as people read it.
 *
 * @param values the filled fields, as text; those hidden from the reader are missing
 * @param ownerName null without an owner, and for owners whom only the embedding application knows
 * @param score 0 to 100, as it stands beside the lead; null where nothing is known of it yet
 * @param grade of the score; null where there is none
 * @param quality how complete and usable its data is; null where it is hidden from the reader
 * @param mergedInto the lead that this one became part of; null for all that stand for themselves
 */
public record LeadView(
    LeadId id,
    Revision revision,
    Map<LeadField, String> values,
    @Nullable UserId owner,
    @Nullable String ownerName,
    @Nullable Integer score,
    @Nullable Grade grade,
    @Nullable IntakeQuality quality,
    LeadStatus status,
    @Nullable LeadId mergedInto) {

  public LeadView {
    values = ImmutableMap.copyOf(values);
  }

  /** Without a score, which is not the lead's own; see {@link #scored}. */
  public static LeadView of(Lead lead, @Nullable String ownerName) {
    Map<LeadField, String> values = new EnumMap<>(LeadField.class);
    for (LeadField field : LeadField.values()) {
      String text = field.textOf(lead.content());
      if (text != null) {
        values.put(field, text);
      }
    }
    return new LeadView(
        lead.id(),
        lead.revision(),
        values,
        lead.owner(),
        ownerName,
        null,
        null,
        QualityOfLeads.of(lead.content()),
        lead.status(),
        lead.mergedInto());
  }

  /** The same lead with its score. */
  public LeadView scored(@Nullable Integer newScore, @Nullable Grade newGrade) {
    return new LeadView(
        id, revision, values, owner, ownerName, newScore, newGrade, quality, status, mergedInto);
  }

  public @Nullable String get(LeadField field) {
    return values.get(field);
  }

  public Tags tags() {
    return Tags.stored(get(LeadField.TAGS));
  }

  public CustomFields customFields() {
    return CustomFields.stored(get(LeadField.CUSTOM_FIELDS));
  }

  /**
   * How the lead is called: the name, else the company, else the e-mail address, as far as the
   * reader may see them.
   */
  public String displayName() {
    String given = get(LeadField.GIVEN_NAME);
    String family = get(LeadField.FAMILY_NAME);
    if (given != null || family != null) {
      return given == null ? String.valueOf(family) : family == null ? given : given + " " + family;
    }
    String company = get(LeadField.COMPANY);
    String email = get(LeadField.EMAIL);
    return company != null ? company : email != null ? email : "(hidden)";
  }

  /** The same lead without the fields of these codes. */
  LeadView without(Set<String> hidden) {
    return hidden.isEmpty()
        ? this
        : new LeadView(
            id,
            revision,
            Maps.filterKeys(values, f -> !hidden.contains(f.code())),
            hidden.contains("owner") ? null : owner,
            hidden.contains("ownerName") ? null : ownerName,
            hidden.contains("score") ? null : score,
            hidden.contains("grade") ? null : grade,
            hidden.contains("quality") ? null : quality,
            status,
            mergedInto);
  }
}
