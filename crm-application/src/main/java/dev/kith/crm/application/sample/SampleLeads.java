package dev.kith.crm.application.sample;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * People who never lived, at firms that never were, in eight countries. Two leads of one seed never
 * have the same e-mail address, however many are asked for; the same seed gives the same leads.
 */
public final class SampleLeads {

  private static final int LANDS = Land.ALL.size();
  private static final int FIRMS = LANDS * Land.FAMILIES * Land.BRANCHES * Land.PLACES;

  /**
   * How many people of one firm are leads. They have different given names, hence different
   * addresses.
   */
  private static final int PEOPLE = 4;

  /**
   * Has no divisor in common with the number of firms, so that its multiples reach every firm
   * before one comes again.
   */
  private static final long STRIDE = 7_919;

  private static final List<String> TITLES =
      List.of(
          "Managing Director",
          "Head of Purchasing",
          "Sales Manager",
          "IT Manager",
          "Operations Manager",
          "Marketing Manager",
          "Chief Financial Officer",
          "Product Manager",
          "Project Engineer",
          "Controller",
          "Assistant",
          "Accountant",
          "Buyer",
          "Consultant");
  private static final List<String> SOURCES =
      List.of(
          "web-form",
          "web-form",
          "web-form",
          "trade-fair",
          "referral",
          "newsletter",
          "webinar",
          "cold-call");
  private static final List<String> CAMPAIGNS =
      List.of("spring-launch", "autumn-fair", "free-trial", "price-guide");
  private static final List<String> MEDIA = List.of("cpc", "email", "social", "organic");
  private static final List<String> SITES = List.of("google", "linkedin", "newsletter", "partner");
  private static final List<String> CONSENTS = List.of("GRANTED", "GRANTED", "DENIED", "NOT_ASKED");

  private static final Map<String, String> ASCII = asciiOfAllWords();

  private SampleLeads() {}

  /** Without end: limit it. */
  public static Stream<LeadDraft> drafts(long seed) {
    return LongStream.iterate(0, n -> n + 1).mapToObj(n -> draft(seed, n));
  }

  /** The lead at a place in the stream. */
  static LeadDraft draft(long seed, long n) {
    long firm = n / PEOPLE;
    long round = firm / FIRMS;
    int combination = (int) Math.floorMod(firm % FIRMS * STRIDE + seed, (long) FIRMS);
    Land land = Land.ALL.get(combination % LANDS);
    int rest = combination / LANDS;
    String founder = land.families().get(rest % Land.FAMILIES);
    rest /= Land.FAMILIES;
    String branch = land.branches().get(rest % Land.BRANCHES);
    Land.Place place = land.places().get(rest / Land.BRANCHES);
    SplittableRandom ofFirm = new SplittableRandom(seed * 31 + firm);
    SplittableRandom ofPerson = new SplittableRandom(seed * 37 + n * 0x9e3779b97f4a7c15L);

    Map<LeadField, String> values = new EnumMap<>(LeadField.class);
    int firstName = ofFirm.nextInt(Land.GIVEN_NAMES);
    String given = land.givenNames().get((int) ((firstName + n % PEOPLE) % Land.GIVEN_NAMES));
    String family = any(land.families(), ofPerson);
    values.put(LeadField.GIVEN_NAME, given);
    values.put(LeadField.FAMILY_NAME, family);
    values.put(LeadField.COMPANY, founder + " " + branch + " " + any(land.forms(), ofFirm));
    values.put(LeadField.TITLE, any(TITLES, ofPerson));
    String again = round == 0 ? "" : Long.toString(round + 1);
    values.put(
        LeadField.EMAIL,
        ascii(given)
            + "."
            + ascii(family)
            + "@"
            + ascii(founder)
            + "-"
            + ascii(branch)
            + "-"
            + ascii(place.city())
            + again
            + ".example");
    values.put(LeadField.PHONE, phone(place, ofPerson));
    values.put(LeadField.STREET, any(land.streets(), ofFirm) + " " + (1 + ofFirm.nextInt(120)));
    values.put(LeadField.POSTAL_CODE, place.postalCode());
    values.put(LeadField.CITY, place.city());
    values.put(LeadField.REGION, place.region());
    values.put(LeadField.COUNTRY, land.code());
    attribute(values, ofPerson);
    return new LeadDraft(values);
  }

  private static void attribute(Map<LeadField, String> values, SplittableRandom random) {
    String source = any(SOURCES, random);
    values.put(LeadField.SOURCE, source);
    if (source.equals("web-form")) {
      values.put(LeadField.UTM_SOURCE, any(SITES, random));
      values.put(LeadField.UTM_MEDIUM, any(MEDIA, random));
      values.put(LeadField.UTM_CAMPAIGN, any(CAMPAIGNS, random));
    }
    values.put(LeadField.EMAIL_CONSENT, any(CONSENTS, random));
    values.put(LeadField.PHONE_CONSENT, any(CONSENTS, random));
    values.put(LeadField.CONSENT_EVIDENCE, "Form " + (1 + random.nextInt(9)) + ", box ticked");
  }

  private static String phone(Land.Place place, SplittableRandom random) {
    StringBuilder number = new StringBuilder(place.phone());
    boolean first = true;
    for (int i = 0; i < number.length(); i++) {
      if (number.charAt(i) == '#') {
        // Subscribers' numbers do not begin with zero or one.
        number.setCharAt(i, (char) ('0' + (first ? 2 + random.nextInt(8) : random.nextInt(10))));
        first = false;
      }
    }
    return number.toString();
  }

  private static String any(List<String> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  /** As people write their names where only plain letters are allowed. */
  static String ascii(String word) {
    return Objects.requireNonNull(ASCII.get(word));
  }

  private static Map<String, String> asciiOfAllWords() {
    Map<String, String> plain = new HashMap<>();
    for (Land land : Land.ALL) {
      Stream.of(
              land.givenNames().stream(),
              land.families().stream(),
              land.branches().stream(),
              land.places().stream().map(Land.Place::city))
          .flatMap(words -> words)
          .forEach(word -> plain.put(word, toAscii(word)));
    }
    return ImmutableMap.copyOf(plain);
  }

  private static String toAscii(String text) {
    String lower =
        text.toLowerCase(Locale.ROOT)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss")
            .replace("ł", "l");
    StringBuilder plain = new StringBuilder();
    for (char c : Normalizer.normalize(lower, Normalizer.Form.NFD).toCharArray()) {
      if (c >= 'a' && c <= 'z') {
        plain.append(c);
      } else if (c == ' ' || c == '-') {
        plain.append('-');
      }
    }
    return plain.toString();
  }
}
