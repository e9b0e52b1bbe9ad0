package dev.kith.crm.http.lead;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.intake.quality.IntakeQuality;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadProfile;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.Tags;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.intake.attribution.TouchJson;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.Set;

/** The JSON of leads. */
final class LeadShapes {

  /**
   * A lead as it is answered: flat, one property for each field; null where it is empty, missing
   * where it is hidden.
   */
  static final Shape.Fields LEAD =
      CatalogueJson.shape(
          "Lead",
          LeadFields.CATALOGUE,
          ImmutableSet.of("id", "status", "statusSince", "createdAt", "updatedAt", "version"));

  /** In lists the caller chooses the properties. */
  static final Shape.Fields PAGE =
      Lists.pageOf("LeadPage", CatalogueJson.shape("ListedLead", LeadFields.CATALOGUE, Set.of()));

  static final Shape.Fields EDIT = content("LeadEdit");

  static final Shape.Fields CAPTURE =
      content("LeadCapture")
          .with(
              Shape.optional(
                  "owner", Shape.orNull(Shape.uuid()), "Id of the user whose lead it is"));

  /** A lead may bring its touches along. */
  static final Shape.Fields CAPTURE_ONE =
      new Shape.Fields("LeadCaptureWithTouches", CAPTURE.properties()).with(TouchJson.OF_A_LEAD);

  static final Shape.Fields BATCH =
      Shape.fields(
          "LeadBatch",
          Shape.optional(
              "atomic", Shape.flag(), "true: all or none; false (usual): each by itself"),
          Shape.required(
              "items", Shape.listOf(CAPTURE_ONE, 1, Leads.LARGEST_BATCH), "Leads to capture"));

  static final Shape.Fields BATCH_RESULT =
      Shape.fields(
          "LeadBatchResult",
          Shape.required("captured", Shape.count(), "How many leads were captured"),
          Shape.required("refused", Shape.count(), "How many were not"),
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required(
                          "status", Shape.whole(200, 599), "As if it had been sent alone"),
                      Shape.optional("lead", LEAD, "The captured lead"),
                      Shape.optional("problem", new Shape.Anything(), "Why it was not captured"))),
              "One for each lead, in the order in which they were sent"));

  static final Shape.Fields ASSIGN = NewOwner.shape("LeadAssign");

  static final Shape.Fields NOTE =
      Shape.fields(
          "LeadNote", Shape.required("text", Shape.text(1, Lead.LONGEST_NOTE), "The note"));

  static final Shape.Fields TAGS =
      Shape.fields(
          "LeadTags",
          Shape.required(
              "tags",
              Shape.listOf(Shape.text(), 1, Tags.MOST),
              "Tags; capital and small letters make no difference"));

  static final Shape.Fields TAGS_IN_USE =
      Shape.fields(
          "TagsInUse",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("tag", Shape.text(), "As most leads write it"),
                      Shape.required("leads", Shape.count(), "How many leads have it"))),
              "Tags of the leads that the caller sees, the most used first"));

  static final Shape.Fields CUSTOM_FIELD_NAMES =
      Shape.fields(
          "CustomFieldNames",
          Shape.required(
              "items",
              Shape.listOf(Shape.text(CustomField.LONGEST_NAME)),
              "Names, each as it was written first, in the order of their letters"));

  static final Shape.Fields DISQUALIFY =
      Shape.fields(
          "LeadDisqualify",
          Shape.required("reason", Shape.choice(LeadStatus.Reason.class), "Why it is not pursued"),
          Shape.optional("comment", Shape.orNull(Shape.text(Lead.LONGEST_COMMENT)), "In words"));

  static final Shape.Fields RECYCLE =
      Shape.fields(
          "LeadRecycle",
          Shape.required(
              "until", Shape.instant(), "When it becomes new again by itself; in the future"));

  static final Shape.Fields TRANSITIONS =
      Shape.fields(
          "LeadTransitions",
          Shape.required("status", Shape.choice(LeadStatus.Name.class), "Where the lead stands"),
          Shape.required(
              "transitions",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required(
                          "action",
                          Shape.text(),
                          "The action's name, as in POST /leads/{id}:action"),
                      Shape.required(
                          "to", Shape.choice(LeadStatus.Name.class), "The status it leads to"),
                      Shape.required("possible", Shape.flag(), "Whether the caller can do it now"),
                      Shape.optional(
                          "code",
                          Shape.text(),
                          "Why not: the code of the problem that it would answer"),
                      Shape.optional("why", Shape.text(), "Why not, in words"))),
              "Every action that leads to another status"));

  static final Shape.Fields QUALITY =
      Shape.fields(
          "LeadQuality",
          Shape.required(
              "quality",
              Shape.orNull(Shape.whole(0, IntakeQuality.BEST)),
              "The points of all aspects that are met; null where a field that counts is hidden"),
          Shape.required(
              "aspects",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("code", Shape.text(), "Stable name"),
                      Shape.required("label", Shape.text(), "What is so if it is met, in English"),
                      Shape.required(
                          "points", Shape.whole(1, IntakeQuality.BEST), "What it is worth"),
                      Shape.required("met", Shape.flag(), "Whether the lead has these points"))),
              "Everything that counts; empty where the quality is hidden"));

  private LeadShapes() {}

  private static Shape.Fields content(String name) {
    return LeadDraftJson.shape(name, LeadShapes::shapeOf);
  }

  private static Shape shapeOf(LeadField field) {
    return switch (field) {
      case GIVEN_NAME, FAMILY_NAME -> Shape.text(PersonName.LONGEST_PART);
      case COMPANY -> Shape.text(LeadProfile.LONGEST_COMPANY);
      case TITLE -> Shape.text(LeadProfile.LONGEST_TITLE);
      case EMAIL -> Shape.text(254);
      case PHONE -> Shape.text(100);
      case STREET -> Shape.text(PostalAddress.LONGEST_STREET);
      case POSTAL_CODE -> Shape.text(PostalAddress.LONGEST_POSTAL_CODE);
      case CITY -> Shape.text(PostalAddress.LONGEST_CITY);
      case REGION -> Shape.text(PostalAddress.LONGEST_REGION);
      case COUNTRY -> Shape.text(100);
      case EXTERNAL_SYSTEM -> Shape.text(ExternalId.LONGEST_SYSTEM);
      case EXTERNAL_ID -> Shape.text(ExternalId.LONGEST_VALUE);
      case TAGS -> Shape.listOf(Shape.text(), 0, Tags.MOST);
      case CUSTOM_FIELDS -> new Shape.MapOf(Shape.text(CustomField.LONGEST_VALUE));
      case SOURCE, UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN, UTM_TERM, UTM_CONTENT ->
          Shape.text(Attribution.LONGEST_PART);
      case EMAIL_CONSENT, PHONE_CONSENT, WHATSAPP_CONSENT -> Shape.choice(Consent.class);
      case CONSENT_EVIDENCE -> Shape.text(ConsentSummary.LONGEST_EVIDENCE);
    };
  }
}
