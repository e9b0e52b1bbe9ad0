package dev.kith.crm.application.intake.duplicates.merge;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.contact.PeopleFeature;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.domain.shared.PhoneReader;
import java.util.List;

/** Wires merging. */
public final class MergeFeature {

  /**
   * What has to follow the records that become part of others.
   *
   * @param ofLeads what features keep about leads
   * @param ofOthers what features keep about accounts and contacts
   * @param followers the records that name accounts or contacts
   */
  public record Belongings(
      List<Attached> ofLeads, List<Attached> ofOthers, List<Followers> followers) {
    public Belongings {
      ofLeads = ImmutableList.copyOf(ofLeads);
      ofOthers = ImmutableList.copyOf(ofOthers);
      followers = ImmutableList.copyOf(followers);
    }
  }

  private final Kernel kernel;
  private final LeadFeature leads;
  private final AccountFeature accounts;
  private final PeopleFeature people;
  private final PhoneReader phones;
  private final Belongings belongings;

  public MergeFeature(
      Kernel kernel,
      LeadFeature leads,
      AccountFeature accounts,
      PeopleFeature people,
      PhoneReader phones,
      Belongings belongings) {
    this.kernel = kernel;
    this.leads = leads;
    this.accounts = accounts;
    this.people = people;
    this.phones = phones;
    this.belongings = belongings;
  }

  public Merges merges(Context context) {
    return new MergeService(
        kernel,
        context,
        List.of(
            new MergingLeads(kernel, context, leads, phones, belongings.ofLeads()),
            new MergingAccounts(
                kernel, context, accounts, belongings.ofOthers(), belongings.followers()),
            new MergingContacts(
                kernel, context, people, phones, belongings.ofOthers(), belongings.followers())));
  }
}
