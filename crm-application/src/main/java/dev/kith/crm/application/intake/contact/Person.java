package dev.kith.crm.application.intake.contact;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PostalAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is asked about, and is no lead any more.
 *
 * @param saidAs the leads as which they said what they said to being contacted
 */
public record Person(
    @Nullable EmailAddress email,
    @Nullable PhoneNumber phone,
    PostalAddress address,
    List<LeadId> saidAs) {

  public Person {
    saidAs = ImmutableList.copyOf(saidAs);
  }
}
