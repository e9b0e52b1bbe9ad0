package dev.kith.crm.application.intake.column;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.lead.LeadField;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Guesses which fields of other records than leads the columns of a file fill, by their names:
 * those of the fields, those that leads know, and those that other programs use.
 */
public final class RecordGuess {

  private static final double BY_CODE = 1;
  private static final double BY_SYNONYM = 0.8;

  /** Of what several are called, the one that is rather called so comes first. */
  private static final double A_LITTLE = 1e-6;

  /** By what fields are known that leads have under another name. */
  private static final ImmutableTable<RecordKind, String, LeadField> AS_LEADS = asLeads();

  private static final ImmutableListMultimap<String, String> SYNONYMS =
      ImmutableListMultimap.<String, String>builder()
          .putAll("account.name", "name", "customer", "client", "kunde")
          .putAll("account.parent", "parentname", "parentcompany", "subsidiaryof", "mutterfirma")
          .putAll("account.domains", "domain", "emaildomain")
          .putAll("account.website", "url", "web", "homepage", "webseite")
          .putAll("account.industry", "sector", "branche", "secteur", "industrie")
          .putAll(
              "account.employees", "employeecount", "headcount", "mitarbeiter", "numberofemployees")
          .putAll("account.annualRevenue", "revenue", "turnover", "umsatz")
          .putAll("account.externalId", "accountid", "companyid", "customerid", "customernumber")
          .putAll("account.owner", "ownername", "accountowner", "accountmanager", "login")
          .putAll("contact.account", "accountname", "customer", "client")
          .putAll("contact.email", "primaryemail")
          .putAll("contact.mobile", "mobile", "mobilephone", "mobilenumber", "cellphone", "handy")
          .putAll("contact.externalId", "contactid", "personid")
          .putAll("contact.owner", "ownername", "contactowner", "login")
          .putAll("opportunity.name", "opportunity", "opportunityname", "deal", "dealname")
          .putAll("opportunity.account", "accountname", "customer", "client", "kunde")
          .putAll("opportunity.amount", "value", "dealvalue", "dealamount", "closevalue", "betrag")
          .putAll("opportunity.closeDate", "closedon", "closingdate", "expectedclosedate")
          .putAll("opportunity.externalId", "opportunityid", "dealid")
          .putAll("opportunity.product", "productname", "productcode", "produkt")
          .putAll("opportunity.pipeline", "pipelinename")
          .putAll("opportunity.stage", "stagename", "dealstage", "salesstage", "phase")
          .putAll(
              "opportunity.openedOn",
              "engagedate",
              "opendate",
              "openeddate",
              "createdate",
              "createddate",
              "createdon",
              "startdate")
          .putAll("opportunity.lostReason", "lossreason", "reasonlost", "closedlostreason")
          .putAll("opportunity.lostCompetitor", "competitor", "lostto")
          .putAll(
              "opportunity.owner",
              "ownername",
              "dealowner",
              "opportunityowner",
              "salesagent",
              "salesrep",
              "salesperson",
              "seller",
              "login")
          .putAll("opportunity.quantity", "qty", "units", "menge", "anzahl", "quantite")
          .putAll("opportunity.unitPrice", "salesprice", "listprice", "priceperunit", "einzelpreis")
          .putAll("opportunity.discount", "discountpercent", "rabatt", "remise")
          .putAll(
              "product.sku",
              "code",
              "productcode",
              "productkey",
              "articlenumber",
              "itemnumber",
              "partnumber",
              "artikelnummer")
          .putAll("product.name", "product", "productname", "item", "article", "produkt", "artikel")
          .putAll(
              "product.family",
              "productfamily",
              "productline",
              "series",
              "category",
              "kategorie",
              "warengruppe")
          .putAll("product.price", "price", "salesprice", "unitprice", "amount", "preis", "prix")
          .putAll("product.currency", "currency", "currencycode", "waehrung", "devise")
          .putAll("product.externalId", "productid", "itemid", "articleid")
          .build();

  private RecordGuess() {}

  /**
   * @param table what the table itself tells about its first row; known names decide where it does
   *     not
   */
  public static ColumnGuess.Guess of(
      RecordMapping records, List<String> firstRow, HeaderRow table) {
    Map<Integer, ImportTarget> targets = new TreeMap<>();
    Map<Integer, Double> confidence = new TreeMap<>();
    Set<ImportTarget> filled = new HashSet<>();
    if (table != HeaderRow.NONE) {
      candidates(records.kind(), firstRow)
          .sorted(
              Comparator.comparingDouble(Candidate::sure)
                  .reversed()
                  .thenComparingInt(Candidate::column))
          .forEach(candidate -> {
            if (!targets.containsKey(candidate.column()) && filled.add(candidate.target())) {
              targets.put(candidate.column(), candidate.target());
              confidence.put(candidate.column(), candidate.sure());
            }
          });
    }
    boolean isHeader = table == HeaderRow.UNDECIDED && !targets.isEmpty();
    return new ColumnGuess.Guess(
        ImportMapping.of(records, isHeader ? HeaderRow.PRESENT : table, targets), confidence);
  }

  private record Candidate(int column, ImportTarget target, double sure) {}

  private static Stream<Candidate> candidates(RecordKind kind, List<String> firstRow) {
    Table<String, ImportTarget, Double> known = known(kind);
    return IntStream.range(0, firstRow.size())
        .boxed()
        .flatMap(i ->
            known.row(KnownNames.normalised(firstRow.get(i))).entrySet().stream()
                .map(entry -> new Candidate(i + 1, entry.getKey(), entry.getValue())));
  }

  private static Table<String, ImportTarget, Double> known(RecordKind kind) {
    Map<ImportTarget, Map<String, Double>> names = new HashMap<>();
    kind.fields()
        .forEach((field, label) -> {
          ImportTarget target = kind.target(field);
          Map<String, Double> own = names.computeIfAbsent(target, t -> new HashMap<>());
          own.put(KnownNames.normalised(field), BY_CODE);
          own.putIfAbsent(KnownNames.normalised(label.replaceAll("\\(.*\\)", "")), BY_CODE);
          SYNONYMS.get(target.code()).forEach(name -> own.putIfAbsent(name, BY_SYNONYM));
          LeadField lead = AS_LEADS.get(kind, field);
          ImportTarget asLead =
              lead != null
                  ? ImportTarget.of(lead)
                  : ImportTarget.named(field).orElse(ImportTarget.MODIFIED_AT);
          if (!asLead.equals(ImportTarget.MODIFIED_AT)) {
            KnownNames.of(asLead)
                .forEach((name, rank) -> own.putIfAbsent(name, BY_SYNONYM - rank * A_LITTLE));
          }
        });
    ImmutableTable.Builder<String, ImportTarget, Double> table = ImmutableTable.builder();
    names.forEach((target, own) -> own.forEach((name, sure) -> table.put(name, target, sure)));
    return table.build();
  }

  private static ImmutableTable<RecordKind, String, LeadField> asLeads() {
    return ImmutableTable.<RecordKind, String, LeadField>builder()
        .put(RecordKind.ACCOUNT, "name", LeadField.COMPANY)
        .put(RecordKind.ACCOUNT, "billingStreet", LeadField.STREET)
        .put(RecordKind.ACCOUNT, "billingPostalCode", LeadField.POSTAL_CODE)
        .put(RecordKind.ACCOUNT, "billingCity", LeadField.CITY)
        .put(RecordKind.ACCOUNT, "billingRegion", LeadField.REGION)
        .put(RecordKind.ACCOUNT, "billingCountry", LeadField.COUNTRY)
        .put(RecordKind.CONTACT, "account", LeadField.COMPANY)
        .put(RecordKind.OPPORTUNITY, "account", LeadField.COMPANY)
        .build();
  }
}
