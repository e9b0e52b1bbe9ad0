package dev.kith.crm.domain.intake.validation;

/** What sort of line a telephone number belongs to, in the words of the numbering plans. */
public enum PhoneLine {
  FIXED_LINE,
  MOBILE,
  /** The numbering plan does not tell them apart, as in North America. */
  FIXED_LINE_OR_MOBILE,
  TOLL_FREE,
  PREMIUM_RATE,
  SHARED_COST,
  VOIP,
  PERSONAL_NUMBER,
  PAGER,
  /** A company's number that is the same everywhere (universal access number). */
  UAN,
  VOICEMAIL,
  /** No line has such a number. */
  UNKNOWN
}
