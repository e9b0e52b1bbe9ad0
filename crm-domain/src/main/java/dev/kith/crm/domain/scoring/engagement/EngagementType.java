package dev.kith.crm.domain.scoring.engagement;

/** What was done. */
public enum EngagementType {
  EMAIL_SENT,
  EMAIL_OPEN,
  EMAIL_CLICK,
  EMAIL_REPLY,
  PAGE_VIEW,
  FORM_SUBMIT,
  ASSET_DOWNLOAD,
  MEETING_HELD,
  WHATSAPP_REPLY,
  /** Something else, which has a name of its own. */
  CUSTOM;

  /** Whether all that is known of it is that something fetched an address, as robots do too. */
  boolean isFetch() {
    return switch (this) {
      case EMAIL_OPEN, EMAIL_CLICK, PAGE_VIEW, ASSET_DOWNLOAD -> true;
      case EMAIL_SENT, EMAIL_REPLY, FORM_SUBMIT, MEETING_HELD, WHATSAPP_REPLY, CUSTOM -> false;
    };
  }
}
