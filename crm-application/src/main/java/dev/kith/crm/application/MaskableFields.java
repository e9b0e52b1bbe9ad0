package dev.kith.crm.application;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.kernel.HiddenFields;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The fields that roles can hide, as {@code lead.phone}, and what goes with them. */
final class MaskableFields {

  /** Whoever sees a record sees its history, which tells these. */
  private static final Set<String> TOLD_BY_HISTORY =
      Set.of("createdAt", "updatedAt", "deletedAt", "mergedInto", "version");

  /** What people and rules do to scores has a history of its own, beside that of the lead. */
  private static final Set<String> SCORED_BY_HAND = Set.of("score-award", "score-override");

  private static final Set<String> OF_SCORES =
      Set.of("value", "points", "group", "halfLife", "reason", "until", "withdrawn");

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
                .filter(field -> !TOLD_BY_HISTORY.contains(field.name()))
                .filter(field ->
                    switch (e.getKey()) {
                      case LEAD -> LeadFields.isMaskable(field.name());
                      case OPPORTUNITY -> OpportunityFields.isMaskable(field.name());
                      default -> true;
                    })
                .map(field -> e.getKey().code() + "." + field.name()))
        .collect(toImmutableSet());
  }

  /**
   * What the history of a record of this type may not tell somebody: the same as its own timeline.
   */
  static Set<String> hiddenFrom(Actor actor, String subjectType) {
    if (SCORED_BY_HAND.contains(subjectType)) {
      return HiddenFields.of(actor, Feature.LEAD, LeadFields::derivedFrom).contains("score")
          ? OF_SCORES
          : Set.of();
    }
    return Arrays.stream(Feature.values())
        .filter(feature -> feature.code().equals(subjectType))
        .flatMap(feature -> HiddenFields.of(actor, feature, derivedIn(feature)).stream())
        .collect(toImmutableSet());
  }

  private static Function<String, List<String>> derivedIn(Feature feature) {
    return switch (feature) {
      case LEAD -> LeadFields::derivedFrom;
      case ACCOUNT -> AccountFields::derivedFrom;
      case CONTACT -> ContactFields::derivedFrom;
      case OPPORTUNITY -> OpportunityFields::derivedFrom;
      default -> field -> List.of();
    };
  }
}
