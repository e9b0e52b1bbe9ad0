package dev.kith.crm.application.conversion;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.contact.PeopleFeature;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Converted;
import dev.kith.crm.application.conversion.Conversions.Preview;
import dev.kith.crm.application.intake.attribution.AttributionFeature;
import dev.kith.crm.application.intake.contact.ContactFeature;
import dev.kith.crm.application.intake.duplicates.DuplicateFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.opportunity.OpportunityFeature;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.application.relationship.RelationshipFeature;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.shared.Outcome;

/** Wires conversion. */
public final class ConversionFeature {

  private final Kernel kernel;
  private final Parties parties;

  /**
   * The features whose records become each other, and those that tell of them.
   *
   * @param asking whether people may be contacted
   * @param lists what is known of domains at which anybody can have an address
   */
  public record Parties(
      LeadFeature leads,
      AccountFeature accounts,
      PeopleFeature people,
      OpportunityFeature opportunities,
      RelationshipFeature relationships,
      DuplicateFeature duplicates,
      AttributionFeature attribution,
      ContactFeature asking,
      Owners owners,
      MailLists lists) {

    /** Whether anybody can have an address at a domain, so that it tells of no company. */
    boolean isAnybodys(String domain) {
      return lists.isFreeMail(domain) || lists.isDisposable(domain);
    }

    RelatedRecords related(Target target) {
      return switch (target) {
        case ACCOUNT -> accounts.related();
        case CONTACT -> people.related();
        case OPPORTUNITY -> opportunities.related();
      };
    }
  }

  public ConversionFeature(Kernel kernel, Parties parties) {
    this.kernel = kernel;
    this.parties = parties;
  }

  public Conversions conversions(Context context) {
    return service(context, DuplicatePolicy.LINK);
  }

  /** As {@link Conversions#convert}, with another policy where records may be the same. */
  public Outcome<Converted> convert(Context context, Convert command, DuplicatePolicy duplicates) {
    return service(context, duplicates).convert(command);
  }

  /** As {@link Conversions#preview}, with another policy where records may be the same. */
  public Outcome<Preview> preview(Context context, Convert command, DuplicatePolicy duplicates) {
    return service(context, duplicates).preview(command);
  }

  private ConversionService service(Context context, DuplicatePolicy duplicates) {
    return new ConversionService(kernel, context, parties, duplicates);
  }

  /** Whether anybody can have an address at a domain, so that it tells of no company. */
  public boolean isAnybodys(String domain) {
    return parties.isAnybodys(domain);
  }

  /** The records that a lead becomes, as others refer to them. */
  public RelatedRecords related(Target target) {
    return parties.related(target);
  }

  public ConversionMappings mappings(Context context) {
    return new ConversionMappingService(kernel, context);
  }
}
