package dev.kith.crm.domain.contact;

import dev.kith.crm.domain.shared.PhoneNumber;

/** One of the numbers under which somebody is called. */
public record Phone(PhoneNumber number, ChannelType type) {}
