package dev.kith.crm.application.intake.enrichment;

import dev.kith.crm.domain.lead.LeadContent;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a lead when sources are asked about it.
 *
 * @param ip from where the person came; null where nobody said so. It is not kept
 */
public record Enquiry(LeadContent content, @Nullable InetAddress ip) {}
