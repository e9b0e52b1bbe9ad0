package dev.kith.crm.domain.contact;

/** What an e-mail address or a telephone number of a person is for. */
public enum ChannelType {
  WORK,
  MOBILE,
  HOME,
  OTHER
}
