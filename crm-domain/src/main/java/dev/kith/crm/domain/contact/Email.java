package dev.kith.crm.domain.contact;

import dev.kith.crm.domain.shared.EmailAddress;

/** One of the addresses at which somebody gets e-mail. */
public record Email(EmailAddress address, ChannelType type) {}
