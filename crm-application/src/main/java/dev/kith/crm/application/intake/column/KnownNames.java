package dev.kith.crm.application.intake.column;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.LeadField;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What columns are called: by the fields' own codes and labels, and by names that other programs
 * and people use in several languages.
 */
final class KnownNames {

  private static final ImmutableListMultimap<LeadField, String> SYNONYMS =
      ImmutableListMultimap.<LeadField, String>builder()
          .putAll(
              LeadField.GIVEN_NAME,
              "firstname",
              "givenname",
              "forename",
              "vorname",
              "rufname",
              "prenom",
              "nombre",
              "nome",
              "voornaam",
              "imie",
              "fornavn",
              "fname")
          .putAll(
              LeadField.FAMILY_NAME,
              "lastname",
              "surname",
              "familyname",
              "nachname",
              "familienname",
              "zuname",
              "nom",
              "nomdefamille",
              "apellido",
              "apellidos",
              "cognome",
              "achternaam",
              "nazwisko",
              "etternavn",
              "efternamn",
              "lname")
          .putAll(
              LeadField.COMPANY,
              "company",
              "companyname",
              "organisation",
              "organization",
              "organisationname",
              "organizationname",
              "account",
              "accountname",
              "employer",
              "business",
              "firma",
              "firmenname",
              "unternehmen",
              "societe",
              "entreprise",
              "empresa",
              "azienda",
              "societa",
              "bedrijf",
              "firmanavn")
          .putAll(
              LeadField.TITLE,
              "title",
              "jobtitle",
              "position",
              "role",
              "function",
              "funktion",
              "stelle",
              "berufsbezeichnung",
              "poste",
              "fonction",
              "cargo",
              "puesto",
              "ruolo",
              "functie")
          .putAll(
              LeadField.EMAIL,
              "email",
              "emailaddress",
              "emailadresse",
              "mail",
              "mailaddress",
              "mailadresse",
              "workemail",
              "businessemail",
              "primaryemail",
              "courriel",
              "adresseemail",
              "adressemail",
              "correo",
              "correoelectronico",
              "postaelettronica",
              "indirizzoemail",
              "epost",
              "emailadres")
          .putAll(
              LeadField.PHONE,
              "phone",
              "phonenumber",
              "telephone",
              "telephonenumber",
              "tel",
              "mobile",
              "mobilephone",
              "mobilenumber",
              "cell",
              "cellphone",
              "businessphone",
              "workphone",
              "telefon",
              "telefonnummer",
              "telefonnr",
              "handy",
              "handynummer",
              "mobil",
              "mobilnummer",
              "rufnummer",
              "portable",
              "numerodetelephone",
              "telefono",
              "movil",
              "cellulare",
              "telefoonnummer",
              "telefoon")
          .putAll(
              LeadField.STREET,
              "street",
              "streetaddress",
              "address",
              "address1",
              "addressline1",
              "mailingstreet",
              "strasse",
              "str",
              "strassehausnummer",
              "anschrift",
              "adresse",
              "rue",
              "direccion",
              "calle",
              "indirizzo",
              "via",
              "straat")
          .putAll(
              LeadField.POSTAL_CODE,
              "postalcode",
              "postcode",
              "zip",
              "zipcode",
              "zippostalcode",
              "plz",
              "postleitzahl",
              "codepostal",
              "codigopostal",
              "cap",
              "codiceavviamentopostale",
              "mailingzip",
              "mailingpostalcode")
          .putAll(
              LeadField.CITY,
              "city",
              "town",
              "location",
              "mailingcity",
              "stadt",
              "ort",
              "wohnort",
              "ville",
              "ciudad",
              "citta",
              "comune",
              "plaats",
              "stad",
              "miasto")
          .putAll(
              LeadField.REGION,
              "region",
              "state",
              "stateprovince",
              "province",
              "county",
              "mailingstate",
              "bundesland",
              "kanton",
              "provincia",
              "departement",
              "estado",
              "regione",
              "provincie")
          .putAll(
              LeadField.COUNTRY,
              "country",
              "countrycode",
              "countryregion",
              "mailingcountry",
              "land",
              "staat",
              "laendercode",
              "pays",
              "pais",
              "paese",
              "kraj")
          .putAll(
              LeadField.SOURCE,
              "source",
              "leadsource",
              "leadorigin",
              "origin",
              "quelle",
              "herkunft",
              "leadquelle",
              "origine",
              "origen",
              "fonte",
              "bron")
          .putAll(
              LeadField.TAGS,
              "tags",
              "tag",
              "labels",
              "label",
              "keywords",
              "schlagwoerter",
              "schlagworte",
              "schlagwort",
              "stichwoerter",
              "etiketten",
              "etiquettes",
              "etiquetas",
              "etichette",
              "motscles")
          .putAll(LeadField.EXTERNAL_SYSTEM, "externalsystem", "sourcesystem", "quellsystem")
          .putAll(
              LeadField.EXTERNAL_ID,
              "externalid",
              "extid",
              "recordid",
              "leadid",
              "externeid",
              "fremdschluessel")
          .putAll(LeadField.UTM_SOURCE, "utmsource")
          .putAll(LeadField.UTM_MEDIUM, "utmmedium")
          .putAll(
              LeadField.UTM_CAMPAIGN,
              "utmcampaign",
              "campaign",
              "campaignname",
              "kampagne",
              "campagne",
              "campana",
              "campagna")
          .putAll(LeadField.UTM_TERM, "utmterm")
          .putAll(LeadField.UTM_CONTENT, "utmcontent")
          .putAll(
              LeadField.EMAIL_CONSENT,
              "emailconsent",
              "emailoptin",
              "newsletterconsent",
              "einwilligungemail")
          .putAll(LeadField.PHONE_CONSENT, "phoneconsent", "phoneoptin", "einwilligungtelefon")
          .putAll(
              LeadField.WHATSAPP_CONSENT,
              "whatsappconsent",
              "whatsappoptin",
              "einwilligungwhatsapp")
          .putAll(
              LeadField.CONSENT_EVIDENCE,
              "consentevidence",
              "consentproof",
              "proofofconsent",
              "optinproof",
              "nachweiseinwilligung")
          .build();

  /** Names of columns that say when a row was last changed. */
  private static final List<String> MOMENTS =
      List.of(
          "updatedat",
          "modifiedat",
          "lastmodified",
          "lastmodifieddate",
          "modifieddate",
          "lastupdated",
          "geaendertam");

  /** Names of columns that hold whole names. */
  private static final List<String> FULL_NAMES =
      List.of(
          "fullname",
          "name",
          "contactname",
          "contact",
          "contactperson",
          "ansprechpartner",
          "ansprechpartnerin",
          "kontakt",
          "kontaktperson",
          "vollername",
          "vorundnachname",
          "nomcomplet",
          "nombrecompleto",
          "nomecompleto",
          "nomecognome");

  /**
   * A whole name is guessed after its parts are: beside a column of given names, "Name" is the
   * family name.
   */
  static final int AFTER_PARTS = 500;

  /**
   * How far a name may be from what a field is called: the rank of each known name; the sooner, the
   * better.
   */
  private static final Map<ImportTarget, Map<String, Integer>> KNOWN = known();

  private KnownNames() {}

  /** The names of a target, normalised, each with its rank; the lower, the surer. */
  static Map<String, Integer> of(ImportTarget target) {
    return KNOWN.getOrDefault(target, Map.of());
  }

  /** Whether no slip of the pen is forgiven: “consent” is not far from “consentAt”. */
  static boolean isExact(ImportTarget target) {
    return target.fields().isEmpty() && !target.equals(ImportTarget.MODIFIED_AT);
  }

  /** Letters and digits only, in lower case, without accents. */
  static String normalised(String name) {
    String lower =
        name.toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue");
    StringBuilder kept = new StringBuilder();
    Normalizer.normalize(lower, Normalizer.Form.NFD)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static Map<ImportTarget, Map<String, Integer>> known() {
    Map<ImportTarget, Map<String, Integer>> known = new HashMap<>();
    for (LeadField field : LeadField.values()) {
      Map<String, Integer> names = new HashMap<>();
      names.put(normalised(field.code()), 0);
      names.putIfAbsent(normalised(field.label()), 1);
      putAll(names, SYNONYMS.get(field), 2);
      if (field == LeadField.FAMILY_NAME) {
        names.put("name", AFTER_PARTS + FULL_NAMES.size());
      }
      known.put(ImportTarget.of(field), names);
    }
    Map<String, Integer> fullNames = new HashMap<>();
    putAll(fullNames, FULL_NAMES, AFTER_PARTS);
    known.put(ImportTarget.FULL_NAME, fullNames);
    Map<String, Integer> moments = new HashMap<>();
    for (String name : MOMENTS) {
      moments.put(name, moments.size());
    }
    known.put(ImportTarget.MODIFIED_AT, moments);
    for (ImportTarget target : ImportTarget.all()) {
      if (isExact(target)) {
        Map<String, Integer> names = new HashMap<>();
        names.put(normalised(target.code()), 0);
        putAll(names, NamesBesides.of(target), 0);
        if (target.isClickId()) {
          names.put("clickid" + normalised(target.code()), 1);
        }
        known.put(target, names);
      }
    }
    return ImmutableMap.copyOf(known);
  }

  private static void putAll(Map<String, Integer> names, List<String> more, int firstRank) {
    for (int i = 0; i < more.size(); i++) {
      names.putIfAbsent(more.get(i), firstRank + i);
    }
  }
}
