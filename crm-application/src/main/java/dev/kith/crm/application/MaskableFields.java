package dev.kith.crm.application;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.domain.access.Feature;
import java.util.Set;

/** The fields that roles can hide, as {@code lead.phone}. */
final class MaskableFields {

  private MaskableFields() {}

  static Set<String> all() {
    return ImmutableMap.of(
            Feature.LEAD,
            LeadFields.CATALOGUE,
            Feature.ACCOUNT,
            AccountFields.CATALOGUE,
            Feature.CONTACT,
            ContactFields.CATALOGUE,
            Feature.OPPORTUNITY,
            OpportunityFields.CATALOGUE)
        .entrySet()
        .stream()
        .flatMap(e ->
            e.getValue().fields().stream()
                .filter(field -> !field.equals(e.getValue().id()))
                .filter(field ->
                    e.getKey() != Feature.OPPORTUNITY || OpportunityFields.isMaskable(field.name()))
                .map(field -> e.getKey().code() + "." + field.name()))
        .collect(toImmutableSet());
  }
}
