package dev.kith.crm.http.lead;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.intake.quality.IntakeQuality;
import dev.kith.crm.domain.intake.quality.QualityAspect;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.LeadStatus.Reason;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.conversion.Became;
import dev.kith.crm.http.pages.EntryWords;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.scoring.LeadEngagement;
import dev.kith.crm.http.task.RelatedTasks;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lead with its history.
 *
 * @param reachable what the person may do with this very lead
 * @param shown the names of the fields that are not hidden from the person
 * @param note what was typed of a note
 * @param tags what was typed of new tags; null where tags are hidden from the person
 * @param problems what kept the last action from being done
 */
record LeadPage(
    LeadView lead,
    Set<Action> reachable,
    List<Person> owners,
    Sharing sharing,
    Set<String> shown,
    LeadTouches touches,
    @Nullable LeadConsents consent,
    LeadEnrichment enrichment,
    @Nullable LeadScoreCard score,
    @Nullable LeadAwards awards,
    @Nullable Became became,
    @Nullable RelatedTasks tasks,
    @Nullable LeadEngagement engagement,
    History history,
    String note,
    @Nullable String tags,
    Instant now,
    Problems problems) {

  static final int HISTORY = 20;

  LeadPage {
    owners = ImmutableList.copyOf(owners);
  }

  /**
   * A part of the timeline.
   *
   * @param before the position to go on from; null if nothing is left
   */
  record History(LeadView lead, List<EntryWords> entries, @Nullable UUID before) {
    History {
      entries = ImmutableList.copyOf(entries);
    }
  }

  /** A field and what it says. */
  record Fact(LeadField field, String text) {}

  boolean shows(String field) {
    return shown.contains(field);
  }

  boolean may(Action action) {
    return reachable.contains(action);
  }

  boolean isDeleted() {
    return lead.revision().isDeleted();
  }

  boolean isChangeable() {
    return !isDeleted() && !(lead.status() instanceof LeadStatus.Converted);
  }

  /** Steps that need nothing but a click. */
  List<LeadStatus.Name> steps() {
    return lead.status().next().stream()
        .filter(s ->
            s == LeadStatus.Name.WORKING
                || s == LeadStatus.Name.NURTURING
                || s == LeadStatus.Name.QUALIFIED)
        .toList();
  }

  boolean canBecome(LeadStatus.Name status) {
    return lead.status().next().contains(status);
  }

  /** Why some steps are not offered. */
  List<String> whyNot() {
    if (isDeleted()) {
      return List.of("A lead in the bin cannot be changed; restore it first.");
    }
    if (lead.status() instanceof LeadStatus.Converted) {
      return List.of("A converted lead is closed: what happens now happens to what it became.");
    }
    if (!may(Action.EDIT)) {
      return List.of("Your roles do not let you change this lead.");
    }
    List<String> reasons = new ArrayList<>();
    if (!canBecome(LeadStatus.Name.QUALIFIED)
        && lead.status().name() != LeadStatus.Name.QUALIFIED) {
      reasons.add("Qualify: only for leads that are new, worked on or nurtured.");
    }
    if (!canBecome(LeadStatus.Name.RECYCLED) && lead.status().name() != LeadStatus.Name.RECYCLED) {
      reasons.add("Recycle: only once somebody has worked on the lead, or it was disqualified.");
    }
    return reasons;
  }

  List<Fact> facts() {
    return facts(
        LeadField.COMPANY,
        LeadField.TITLE,
        LeadField.EMAIL,
        LeadField.PHONE,
        LeadField.STREET,
        LeadField.POSTAL_CODE,
        LeadField.CITY,
        LeadField.REGION,
        LeadField.COUNTRY);
  }

  List<Fact> attribution() {
    return facts(
        LeadField.SOURCE,
        LeadField.UTM_SOURCE,
        LeadField.UTM_MEDIUM,
        LeadField.UTM_CAMPAIGN,
        LeadField.UTM_TERM,
        LeadField.UTM_CONTENT,
        LeadField.EXTERNAL_SYSTEM,
        LeadField.EXTERNAL_ID);
  }

  /** What is known besides, in the order of the names. */
  List<CustomField> customFields() {
    return lead.customFields().all();
  }

  List<Fact> consents() {
    return facts(LeadField.EMAIL_CONSENT, LeadField.PHONE_CONSENT, LeadField.WHATSAPP_CONSENT);
  }

  /** What the data has points for. */
  List<QualityAspect> met() {
    IntakeQuality quality = lead.quality();
    return quality == null
        ? List.of()
        : Arrays.stream(QualityAspect.values()).filter(quality::has).toList();
  }

  @Nullable String subtitle() {
    List<String> parts =
        Stream.of(lead.get(LeadField.TITLE), lead.get(LeadField.COMPANY))
            .filter(Objects::nonNull)
            .toList();
    return parts.isEmpty() ? null : String.join(", ", parts);
  }

  List<Reason> reasons() {
    return Arrays.asList(Reason.values());
  }

  /** What the form proposes for a lead to come back: three months from now. */
  LocalDate usualReturn() {
    return now.atZone(ZoneOffset.UTC).toLocalDate().plusMonths(3);
  }

  LocalDate earliestReturn() {
    return now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
  }

  private List<Fact> facts(LeadField... fields) {
    return Arrays.stream(fields)
        .flatMap(f -> {
          String text = LeadWords.value(lead, f);
          return text == null ? Stream.empty() : Stream.of(new Fact(f, text));
        })
        .toList();
  }
}
