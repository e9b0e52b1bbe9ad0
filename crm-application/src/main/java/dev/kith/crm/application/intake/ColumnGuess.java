package dev.kith.crm.application.intake;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.LeadField;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Guesses from the first row of a file whether it names the columns, and which fields they fill: by
 * the fields' own codes and labels, by names that other programs and people use in several
 * languages, and by those with a slip of the pen.
 */
final class ColumnGuess {

  private static final Pattern LOOKS_LIKE_DATA =
      Pattern.compile(
          "[^@\\s]+@[^@\\s]+\\.[^@\\s]+|[-+(]?[\\d(][\\d\\s().,/:+-]*|https?://.*",
          Pattern.CASE_INSENSITIVE);
  private static final int UNKNOWN = Integer.MAX_VALUE;

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
          .build();

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
  private static final int AFTER_PARTS = 500;

  /**
   * How far a name may be from what a field is called: the rank of each known name; the sooner, the
   * better.
   */
  private static final Map<ImportTarget, Map<String, Integer>> KNOWN = known();

  private ColumnGuess() {}

  static ImportMapping of(List<String> firstRow) {
    Map<Integer, ImportTarget> targets = targets(firstRow);
    return new ImportMapping(
        namesColumns(firstRow, targets) ? HeaderRow.PRESENT : HeaderRow.UNDECIDED, targets);
  }

  /**
   * Names in the order of the columns; those that are missing or doubled are told apart by number.
   */
  static List<String> names(List<String> firstRow, HeaderRow header) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < firstRow.size(); i++) {
      String name = header == HeaderRow.PRESENT ? firstRow.get(i).strip() : "";
      if (name.isEmpty()) {
        names.add("Column " + (i + 1));
      } else {
        int times = seen.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
        names.add(times == 1 ? name : name + " (" + times + ")");
      }
    }
    return names;
  }

  private static boolean namesColumns(List<String> firstRow, Map<Integer, ImportTarget> targets) {
    return !targets.isEmpty()
        && firstRow.stream().noneMatch(c -> LOOKS_LIKE_DATA.matcher(c.strip()).matches());
  }

  private static Map<Integer, ImportTarget> targets(List<String> firstRow) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < firstRow.size(); i++) {
      String name = normalised(firstRow.get(i));
      for (ImportTarget target : ImportTarget.all()) {
        int rank = rank(name, target);
        if (rank < UNKNOWN) {
          candidates.add(new Candidate(i + 1, target, rank));
        }
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::rank).thenComparingInt(Candidate::column));
    Map<Integer, ImportTarget> chosen = new TreeMap<>();
    Set<LeadField> filled = EnumSet.noneOf(LeadField.class);
    for (Candidate candidate : candidates) {
      if (!chosen.containsKey(candidate.column())
          && Collections.disjoint(filled, candidate.target().fields())) {
        chosen.put(candidate.column(), candidate.target());
        filled.addAll(candidate.target().fields());
      }
    }
    return chosen;
  }

  private record Candidate(int column, ImportTarget target, int rank) {}

  private static int rank(String name, ImportTarget target) {
    if (name.isEmpty()) {
      return UNKNOWN;
    }
    Map<String, Integer> names = KNOWN.getOrDefault(target, Map.of());
    Integer exact = names.get(name);
    if (exact != null) {
      return exact;
    }
    OptionalInt nearest =
        names.keySet().stream()
            .filter(known -> Math.abs(known.length() - name.length()) <= allowedSlips(known))
            .mapToInt(known ->
                distance(known, name) <= allowedSlips(known)
                    ? 1_000 + distance(known, name)
                    : UNKNOWN)
            .min();
    return nearest.orElse(UNKNOWN);
  }

  private static int allowedSlips(String known) {
    return known.length() >= 9 ? 2 : known.length() >= 6 ? 1 : 0;
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
    return ImmutableMap.copyOf(known);
  }

  private static void putAll(Map<String, Integer> names, List<String> more, int firstRank) {
    for (int i = 0; i < more.size(); i++) {
      names.putIfAbsent(more.get(i), firstRank + i);
    }
  }

  /** The number of letters to insert, drop or replace (Levenshtein). */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
