package dev.kith.crm.application.intake.contact;

import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.intake.contact.ContactDecision;
import dev.kith.crm.domain.lead.LeadId;

/** Whether a lead may be contacted on a channel for a purpose. */
public record ContactAnswer(
    LeadId lead, Channel channel, Purpose purpose, ContactDecision decision) {}
