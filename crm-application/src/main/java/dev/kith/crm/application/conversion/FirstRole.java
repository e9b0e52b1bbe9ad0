package dev.kith.crm.application.conversion;

import dev.kith.crm.application.conversion.ConversionFeature.Parties;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.relationship.Relationships;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.RoleSource;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which role the contact takes for the opportunity that opens with them. */
final class FirstRole {

  private final Kernel kernel;
  private final Context context;
  private final Parties parties;

  FirstRole(Kernel kernel, Context context, Parties parties) {
    this.kernel = kernel;
    this.context = context;
    this.parties = parties;
  }

  private RoleTerms roles() {
    return kernel.storage().contactRoles().current().terms();
  }

  /**
   * @param contact whether there will be one
   */
  Optional<Violation> problem(Deal deal, boolean contact) {
    String wanted = deal.contactRole();
    if (wanted == null) {
      return Optional.empty();
    }
    if (!contact) {
      return Optional.of(
          Violation.at(
              "opportunity/contactRole",
              "required-missing",
              "There is no contact to have a role."));
    }
    boolean there =
        roles()
            .find(wanted)
            .filter(role -> !role.retired() && role.fits(TargetKind.OPPORTUNITY))
            .isPresent();
    return there
        ? Optional.empty()
        : Optional.of(
            Violation.at(
                "opportunity/contactRole",
                "unknown-contact-role",
                "There is no role " + wanted + " for opportunities."));
  }

  /** Whether the actor may say who has to do with an opportunity of theirs. */
  boolean isAllowed(@Nullable UserId owner) {
    return Visibility.of(context.actor(), new Permission(Feature.OPPORTUNITY, Action.EDIT))
        .reaches(owner);
  }

  /** Begins the role, if there is one; the contact is the primary one of the opportunity. */
  Outcome<UUID> begin(Deal deal, UUID contact, UUID opportunity, @Nullable UserId owner) {
    return draft(deal, contact, owner)
        .map(draft ->
            parties
                .relationships()
                .roles(context.further())
                .relationships()
                .begin(
                    new Relationships.Begin(
                        new ContactId(contact),
                        new Target(TargetKind.OPPORTUNITY, opportunity),
                        draft,
                        true))
                .map(role -> opportunity))
        .orElseGet(() -> Outcome.done(opportunity));
  }

  private Optional<RelationshipDraft> draft(Deal deal, UUID contact, @Nullable UserId owner) {
    return deal.contactRole() != null
        ? Optional.of(RelationshipDraft.of(deal.contactRole()))
        : isAllowed(owner) ? suggested(contact) : Optional.empty();
  }

  private Optional<RelationshipDraft> suggested(UUID contact) {
    RoleTerms roles = roles();
    boolean hidden =
        context
            .actor()
            .grants()
            .maskedFieldsOf(Feature.CONTACT)
            .contains(ContactField.TITLE.code());
    return kernel
        .storage()
        .people()
        .find(new ContactId(contact))
        .map(found -> found.content())
        .map(ContactContent::title)
        .filter(title -> !hidden)
        .flatMap(title ->
            roles.suggestedBy(title).stream()
                .filter(s ->
                    roles.find(s.role()).filter(r -> r.fits(TargetKind.OPPORTUNITY)).isPresent())
                .findFirst())
        .map(s -> RelationshipDraft.of(s.role()).known(RoleSource.INFERRED, s.confidence()));
  }
}
