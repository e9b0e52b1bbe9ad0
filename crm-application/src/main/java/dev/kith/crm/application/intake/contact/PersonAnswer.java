package dev.kith.crm.application.intake.contact;

import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.intake.contact.ContactDecision;

/** Whether a person may be contacted on a channel for a purpose. */
public record PersonAnswer(Channel channel, Purpose purpose, ContactDecision decision) {}
