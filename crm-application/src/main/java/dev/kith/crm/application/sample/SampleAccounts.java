package dev.kith.crm.application.sample;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.lead.LeadField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Companies that a small team does business with: two groups of them, some alone. */
public final class SampleAccounts {

  /** So many companies of the newest leads are accounts already. */
  private static final int OF_LEADS = 5;

  private record Company(
      @Nullable String parent,
      String name,
      String domains,
      String industry,
      int employees,
      String revenue,
      String city,
      String country) {}

  private static final List<Company> COMPANIES =
      ImmutableList.of(
          new Company(
              null,
              "Nordlicht Holding SE",
              "nordlicht-group.example",
              "Energy",
              4200,
              "1850000000 EUR",
              "Hamburg",
              "DE"),
          new Company(
              "Nordlicht Holding SE",
              "Nordlicht Windkraft GmbH",
              "nordlicht-wind.example",
              "Energy",
              1350,
              "640000000 EUR",
              "Bremerhaven",
              "DE"),
          new Company(
              "Nordlicht Windkraft GmbH",
              "Nordlicht Service ApS",
              "nordlicht-service.example",
              "Energy",
              210,
              "310000000 DKK",
              "Esbjerg",
              "DK"),
          new Company(
              "Nordlicht Windkraft GmbH",
              "Nordlicht Offshore B.V.",
              "nordlicht-offshore.example",
              "Energy",
              480,
              "270000000 EUR",
              "Rotterdam",
              "NL"),
          new Company(
              "Nordlicht Holding SE",
              "Nordlicht Netze AG",
              "nordlicht-netze.example",
              "Utilities",
              900,
              "415000000 EUR",
              "Kiel",
              "DE"),
          new Company(
              null,
              "Harbour & Vale plc",
              "harbourvale.example harbour-vale.example",
              "Retail",
              12500,
              "2300000000 GBP",
              "Leeds",
              "GB"),
          new Company(
              "Harbour & Vale plc",
              "Vale Foods Ltd",
              "valefoods.example",
              "Food",
              3100,
              "720000000 GBP",
              "Norwich",
              "GB"),
          new Company(
              "Harbour & Vale plc",
              "Harbour Logistics Ltd",
              "harbour-logistics.example",
              "Logistics",
              1900,
              "380000000 GBP",
              "Felixstowe",
              "GB"),
          new Company(
              null,
              "Bücher Vogel GmbH & Co. KG",
              "bücher-vogel.example",
              "Retail",
              85,
              "12400000 EUR",
              "Leipzig",
              "DE"),
          new Company(
              null,
              "Studio Okada K.K.",
              "studio-okada.example",
              "Media",
              46,
              "910000000 JPY",
              "Osaka",
              "JP"),
          new Company(
              null,
              "Prairie Health Systems Inc.",
              "prairiehealth.example",
              "Health",
              6400,
              "1120000000 USD",
              "Omaha",
              "US"),
          new Company(
              null,
              "Viñedos del Sur S.A.",
              "vinedosdelsur.example",
              "Agriculture",
              320,
              "54000000 USD",
              "Mendoza",
              "AR"));

  private SampleAccounts() {}

  /**
   * @param crm in the name of somebody who sees all leads
   * @param owners to whom they belong in turn; if empty, to nobody
   */
  public static void fill(Workspace crm, List<Actor> owners) {
    Map<String, AccountId> made = new HashMap<>();
    for (Company company : COMPANIES) {
      AccountId parent = company.parent() == null ? null : made.get(company.parent());
      AccountDraft draft = draftOf(company);
      UserId owner = owners.isEmpty() ? null : owners.get(made.size() % owners.size()).id();
      made.put(
          company.name(),
          crm.accounts()
              .create(new Accounts.Create(parent == null ? draft : draft.parent(parent), owner))
              .orElseThrow()
              .id());
    }
    Set<String> names = new HashSet<>(made.keySet());
    for (LeadView lead : newest(crm)) {
      String name = lead.get(LeadField.COMPANY);
      String email = lead.get(LeadField.EMAIL);
      if (names.size() < COMPANIES.size() + OF_LEADS && name != null && email != null) {
        AccountDraft draft =
            AccountDraft.named(name)
                .domains(email.substring(email.lastIndexOf('@') + 1))
                .with(AccountField.BILLING_CITY, lead.get(LeadField.CITY))
                .with(AccountField.BILLING_COUNTRY, lead.get(LeadField.COUNTRY));
        if (names.add(name)) {
          // Not where anybody has addresses at the domain, or another account has it.
          crm.accounts().create(new Accounts.Create(draft, lead.owner()));
        }
      }
    }
  }

  private static AccountDraft draftOf(Company company) {
    String[] revenue = company.revenue().split(" ", 2);
    return AccountDraft.named(company.name())
        .domains(company.domains())
        .with(AccountField.WEBSITE, "https://www." + company.domains().split(" ", 2)[0])
        .with(AccountField.INDUSTRY, company.industry())
        .with(AccountField.EMPLOYEES, Integer.toString(company.employees()))
        .with(AccountField.ANNUAL_REVENUE, revenue[0])
        .with(AccountField.REVENUE_CURRENCY, revenue[1])
        .with(AccountField.BILLING_CITY, company.city())
        .with(AccountField.BILLING_COUNTRY, company.country());
  }

  private static List<LeadView> newest(Workspace crm) {
    return crm.leadQueries()
        .list(ListQuery.all(crm.leadQueries().fields()).limitedTo(ListQuery.LARGEST_LIMIT))
        .orElseThrow()
        .items();
  }
}
