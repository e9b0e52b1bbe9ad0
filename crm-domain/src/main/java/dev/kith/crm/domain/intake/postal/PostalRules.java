package dev.kith.crm.domain.intake.postal;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.PostalAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the post of one country asks of an address. */
public final class PostalRules {

  private static final ResourceBundle DATA =
      ResourceBundle.getBundle(
          "dev.kith.crm.domain.intake.postal.postal-rules",
          Locale.ROOT,
          PostalRules.class.getClassLoader());

  private static final Set<AddressPart> USUALLY_REQUIRED =
      EnumSet.of(AddressPart.STREET, AddressPart.CITY);

  private static final String USUAL_LINES = "street | code city";

  /** A part of a line, with the letters that stand before its value: SE-code. */
  private static final Pattern PART =
      Pattern.compile("((?:[A-Z]{1,2}[- ]?|〒)?)(street|city|region|code)");

  private static final Pattern LOOSE_ENDS = Pattern.compile("^[\\s,/-]+|[\\s,/-]+$");
  private static final Pattern LOOSE_COMMA = Pattern.compile("\\s*,[\\s,]*");
  private static final Pattern BLANKS = Pattern.compile(" {2,}");

  private static final Map<Country, PostalRules> BY_COUNTRY =
      DATA.keySet().stream()
          .map(code -> new PostalRules(new Country(code), DATA.getString(code)))
          .collect(ImmutableMap.toImmutableMap(rules -> rules.country, rules -> rules));

  private final Country country;
  private final Set<AddressPart> required;
  private final List<PostalCodeShape> shapes;
  private final String example;
  private final Set<AddressPart> inCapitals;
  private final List<String> lines;

  private PostalRules(Country country, String rules) {
    List<String> parts = Splitter.on(';').trimResults().splitToList(rules);
    this.country = country;
    this.required = parts.get(0).isEmpty() ? USUALLY_REQUIRED : parts(parts.get(0));
    this.shapes =
        Splitter.on(',')
            .trimResults()
            .omitEmptyStrings()
            .splitToStream(parts.get(1))
            .map(PostalCodeShape::read)
            .collect(ImmutableList.toImmutableList());
    this.example = parts.get(2);
    this.inCapitals = parts(parts.get(3));
    this.lines =
        Splitter.on('|')
            .trimResults()
            .splitToList(parts.get(4).isEmpty() ? USUAL_LINES : parts.get(4));
  }

  /** The rules of a country; empty for one whose rules are not known. */
  public static Optional<PostalRules> of(Country country) {
    return Optional.ofNullable(BY_COUNTRY.get(country));
  }

  /** Every country whose rules are known. */
  public static Set<Country> countries() {
    return BY_COUNTRY.keySet();
  }

  public boolean hasPostalCodes() {
    return !shapes.isEmpty();
  }

  /** A postal code of the right shape; empty if the country has none. */
  public String example() {
    return example;
  }

  /**
   * A postal code as it is to be written: {@code sw1a1aa} is {@code SW1A 1AA}. Blanks, hyphens,
   * case and a country code in front of it are forgiven; empty if the shape is wrong all the same.
   */
  public Optional<String> postalCode(String text) {
    String bare = PostalCodeShape.bare(text);
    return written(bare)
        .or(() -> withoutPrefix(bare).flatMap(this::written))
        .or(() -> written(country.code() + bare));
  }

  /** Everything that is wrong with the address, and what should be written otherwise. */
  public List<Finding> findings(PostalAddress address) {
    List<Finding> findings = new ArrayList<>();
    for (AddressPart part : required) {
      if (part.of(address) == null) {
        findings.add(
            Finding.error(
                part.field,
                "required",
                "An address in " + country.englishName() + " needs " + part.phrase + "."));
      }
    }
    String code = address.postalCode();
    if (code != null) {
      findingOf(code).ifPresent(findings::add);
    }
    return findings;
  }

  /** The address with its postal code as it is to be written, if it has the right shape. */
  public PostalAddress normalised(PostalAddress address) {
    String code = address.postalCode();
    return new PostalAddress(
        address.street(),
        code == null ? null : postalCode(code).orElse(code),
        address.city(),
        address.region(),
        address.country());
  }

  /** The lines of an envelope within the country, without the name of the receiver. */
  public List<String> lines(PostalAddress address) {
    PostalAddress normalised = normalised(address);
    return lines.stream()
        .flatMap(line -> line(line, normalised).lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** What is wrong with a postal code, or how it should be written. */
  public Optional<Finding> findingOf(String code) {
    if (!hasPostalCodes()) {
      return Optional.of(
          Finding.warning(
              AddressPart.POSTAL_CODE.field,
              "postal-code-unused",
              country.englishName() + " has no postal codes."));
    }
    Optional<String> written = postalCode(code);
    if (written.isEmpty()) {
      return Optional.of(
          Finding.error(
              AddressPart.POSTAL_CODE.field,
              "postal-code-shape",
              "A postal code of " + country.englishName() + " looks like " + example + "."));
    }
    return written
        .filter(right -> !right.equals(code))
        .map(right ->
            Finding.warning(
                    AddressPart.POSTAL_CODE.field,
                    "postal-code-spelling",
                    "The postal code is written " + right + ".")
                .suggesting(right));
  }

  private Optional<String> written(String bare) {
    return shapes.stream().flatMap(shape -> shape.written(bare).stream()).findFirst();
  }

  /** D-10115 and CH-8000: the country's code, or the one on its cars. */
  private Optional<String> withoutPrefix(String bare) {
    for (String prefix : List.of(country.code(), country.code().substring(0, 1), "FL")) {
      if (bare.startsWith(prefix)) {
        return Optional.of(bare.substring(prefix.length()));
      }
    }
    return Optional.empty();
  }

  /** A line with its parts put in, without what stood around those that the address lacks. */
  private String line(String line, PostalAddress address) {
    if (!PART.matcher(line).find()) {
      return line;
    }
    String text =
        PART.matcher(line)
            .replaceAll(match -> {
              String part = written(partOf(match.group(2)), address);
              return part.isEmpty() ? "" : Matcher.quoteReplacement(match.group(1) + part);
            });
    String joined = LOOSE_COMMA.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll(", ");
    return LOOSE_ENDS.matcher(joined).replaceAll("");
  }

  private String written(AddressPart part, PostalAddress address) {
    String text = part.of(address);
    if (text == null) {
      return "";
    }
    return inCapitals.contains(part) ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static Set<AddressPart> parts(String words) {
    return Splitter.on(' ')
        .omitEmptyStrings()
        .splitToStream(words)
        .map(PostalRules::partOf)
        .collect(ImmutableSet.toImmutableSet());
  }

  private static AddressPart partOf(String word) {
    for (AddressPart part : AddressPart.values()) {
      if (part.word.equals(word)) {
        return part;
      }
    }
    throw new IllegalArgumentException("not a part of an address: " + word);
  }
}
