package dev.kith.crm.application.sample;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A few people at each account, from the country in which that is where there are any. */
public final class SamplePeople {

  /** Not the seed of the leads: these are other people. */
  private static final long SEED = 2_026;

  private static final int KNOWN = 1_500;
  private static final int MOST = 4;

  private static final List<String> DEPARTMENTS =
      List.of("Purchasing", "Finance", "IT", "Operations", "Legal", "Marketing");

  private record Local(String zone, String language) {}

  private static final Map<String, Local> LOCAL =
      ImmutableMap.of(
          "DE", new Local("Europe/Berlin", "de"),
          "AT", new Local("Europe/Vienna", "de"),
          "DK", new Local("Europe/Copenhagen", "da"),
          "NL", new Local("Europe/Amsterdam", "nl"),
          "GB", new Local("Europe/London", "en"),
          "JP", new Local("Asia/Tokyo", "ja"),
          "US", new Local("America/Chicago", "en"),
          "AR", new Local("America/Argentina/Mendoza", "es"));

  private SamplePeople() {}

  /**
   * @param crm in the name of somebody who sees all accounts
   * @param owners to whom they belong in turn; if empty, as their account does
   */
  public static void fill(Workspace crm, List<Actor> owners) {
    ListMultimap<String, LeadDraft> people = ArrayListMultimap.create();
    SampleLeads.drafts(SEED)
        .limit(KNOWN)
        .forEach(lead -> people.put(said(lead, LeadField.COUNTRY), lead));
    SplittableRandom random = new SplittableRandom(SEED);
    int made = 0;
    for (AccountView account : accounts(crm)) {
      List<String> domains = account.domains();
      if (domains == null) {
        continue;
      }
      String country = account.get(AccountField.BILLING_COUNTRY);
      List<LeadDraft> there =
          country != null && people.containsKey(country)
              ? people.get(country)
              : people.get(people.keySet().iterator().next());
      for (int i = 1 + random.nextInt(MOST); i > 0 && !there.isEmpty(); i--) {
        ContactDraft draft =
            draft(there.remove(random.nextInt(there.size())), domains.getFirst(), country, random);
        UserId owner = owners.isEmpty() ? account.owner() : owners.get(made % owners.size()).id();
        // Not who has the address of somebody else there.
        crm.people().create(new People.Create(draft.at(account.id()), owner));
        made++;
      }
    }
  }

  private static ContactDraft draft(
      LeadDraft person, String domain, @Nullable String country, SplittableRandom random) {
    String given = said(person, LeadField.GIVEN_NAME);
    String family = said(person, LeadField.FAMILY_NAME);
    String name = SampleLeads.ascii(given) + "." + SampleLeads.ascii(family);
    String emails = "WORK " + name + "@" + domain;
    ContactDraft draft =
        ContactDraft.named(given, family)
            .emails(random.nextInt(4) == 0 ? emails + "\nHOME " + name + "@home.example" : emails)
            .phones("WORK " + said(person, LeadField.PHONE))
            .with(ContactField.TITLE, said(person, LeadField.TITLE))
            .with(ContactField.DEPARTMENT, DEPARTMENTS.get(random.nextInt(DEPARTMENTS.size())))
            .with(ContactField.CITY, person.values().get(LeadField.CITY))
            .with(ContactField.COUNTRY, person.values().get(LeadField.COUNTRY));
    Local local = country == null ? null : LOCAL.get(country);
    return local == null
        ? draft
        : draft
            .with(ContactField.TIME_ZONE, local.zone())
            .with(ContactField.LANGUAGE, local.language());
  }

  private static String said(LeadDraft person, LeadField field) {
    return person.values().getOrDefault(field, "");
  }

  private static List<AccountView> accounts(Workspace crm) {
    return crm.accountQueries()
        .list(ListQuery.all(crm.accountQueries().fields()).limitedTo(ListQuery.LARGEST_LIMIT))
        .orElseThrow()
        .items();
  }
}
