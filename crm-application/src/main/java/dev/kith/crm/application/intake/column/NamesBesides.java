package dev.kith.crm.application.intake.column;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.kith.crm.domain.intake.ImportTarget;

/** What columns are called that fill no field: of a touch, or when a consent was given. */
final class NamesBesides {

  private static final ImmutableListMultimap<ImportTarget, String> NAMES =
      ImmutableListMultimap.<ImportTarget, String>builder()
          .putAll(
              ImportTarget.LANDING_PAGE,
              "landingpage",
              "landingpageurl",
              "landingurl",
              "entrypage",
              "einstiegsseite",
              "zielseite",
              "pagedestination",
              "paginadedestino",
              "paginadiarrivo")
          .putAll(
              ImportTarget.REFERRER,
              "referrer",
              "referer",
              "referrerurl",
              "httpreferrer",
              "httpreferer",
              "referringsite",
              "referringurl",
              "firstreferringsite",
              "verweisseite",
              "verweis",
              "urlreferente")
          .putAll(
              ImportTarget.TOUCHED_AT,
              "touchedat",
              "touchdate",
              "touchtime",
              "clickdate",
              "clicktime",
              "clickedat",
              "clicktimestamp",
              "firsttouch",
              "firstvisit",
              "visitedat",
              "visitdate",
              "besuchtam",
              "klickdatum")
          .putAll(
              ImportTarget.CONSENT_AT,
              "consentat",
              "consentgivenat",
              "consentdate",
              "consenttime",
              "consenttimestamp",
              "dateofconsent",
              "optindate",
              "optintime",
              "optintimestamp",
              "optinat",
              "subscribedat",
              "einwilligungam",
              "einwilligungsdatum",
              "dateconsentement",
              "fechadeconsentimiento",
              "dataconsenso")
          .putAll(
              ImportTarget.CONSENT_PROOF,
              "consentproof",
              "consenttype",
              "consentmethod",
              "consentkind",
              "proofofconsent",
              "optinmethod",
              "optintype",
              "artdereinwilligung",
              "einwilligungsart")
          .putAll(
              ImportTarget.CONSENT_REFERENCE,
              "consentreference",
              "consentref",
              "consentid",
              "optinid",
              "optinreference",
              "proofreference",
              "einwilligungsnachweis")
          .putAll(
              ImportTarget.CONSENT_WORDING,
              "consentwording",
              "consenttext",
              "optintext",
              "agreedtext",
              "einwilligungstext")
          .putAll(
              ImportTarget.PROVEN_AT,
              "consentprovenat",
              "confirmedat",
              "optinconfirmedat",
              "doubleoptinat",
              "doubleoptindate",
              "confirmationdate")
          .build();

  private NamesBesides() {}

  static ImmutableList<String> of(ImportTarget target) {
    return NAMES.get(target);
  }
}
