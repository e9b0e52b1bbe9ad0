package dev.kith.crm.application.conversion;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.contact.PeopleFeature;
import dev.kith.crm.application.intake.contact.ContactFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.opportunity.OpportunityFeature;
import dev.kith.crm.application.quality.MailLists;

/** Wires conversion. */
public final class ConversionFeature {

  private final Kernel kernel;
  private final Parties parties;

  /** The features whose records become each other. */
  record Parties(
      LeadFeature leads,
      AccountFeature accounts,
      PeopleFeature people,
      OpportunityFeature opportunities,
      ContactFeature asking,
      Owners owners,
      MailLists lists) {}

  /**
   * @param asking whether people may be contacted
   * @param lists what is known of domains at which anybody can have an address
   */
  public ConversionFeature(
      Kernel kernel,
      LeadFeature leads,
      AccountFeature accounts,
      PeopleFeature people,
      OpportunityFeature opportunities,
      ContactFeature asking,
      Owners owners,
      MailLists lists) {
    this.kernel = kernel;
    this.parties = new Parties(leads, accounts, people, opportunities, asking, owners, lists);
  }

  public Conversions conversions(Context context) {
    return new ConversionService(kernel, context, parties);
  }

  public ConversionMappings mappings(Context context) {
    return new ConversionMappingService(kernel, context);
  }
}
