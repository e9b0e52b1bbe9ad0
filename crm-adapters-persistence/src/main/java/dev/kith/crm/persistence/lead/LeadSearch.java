package dev.kith.crm.persistence.lead;

import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.any;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import dev.kith.crm.domain.lead.LeadProfile;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.SearchText;
import dev.kith.crm.persistence.kernel.Vendor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Finds leads by fragments, in one column that holds everything that is searched: see V001 for its
 * form. A fragment has no blanks, so it never reaches from one line into the next.
 */
final class LeadSearch {

  private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');
  private static final CharMatcher IN_NUMBERS = DIGIT.or(CharMatcher.anyOf("+()/.-"));

  private final @Nullable LeadGrams grams;

  LeadSearch(Database database) {
    grams = database.vendor() == Vendor.H2 ? new LeadGrams(database) : null;
  }

  static String textOf(LeadProfile profile) {
    PersonName name = profile.name();
    EmailAddress email = profile.email();
    PhoneNumber phone = profile.phone();
    String words =
        SearchText.comparable(
            Stream.of(
                    name == null ? null : name.given(),
                    name == null ? null : name.family(),
                    profile.company(),
                    email == null ? null : email.text())
                .filter(Objects::nonNull)
                .collect(joining("\n")));
    return phone == null ? words : words + "\n" + inCapitals(DIGIT.retainFrom(phone.text()));
  }

  /** A lead has every fragment. */
  Condition condition(@Nullable String search) {
    if (search == null) {
      return DSL.noCondition();
    }
    List<List<String>> fragments =
        Splitter.on(CharMatcher.whitespace())
            .omitEmptyStrings()
            .splitToStream(search)
            .map(LeadSearch::alternatives)
            .toList();
    Condition has = DSL.and(fragments.stream().map(LeadSearch::hasOneOf).toList());
    Optional<Set<UUID>> candidates = grams == null ? Optional.empty() : grams.candidates(fragments);
    return candidates.map(ids -> LEAD.ID.eq(any(ids.toArray(new UUID[0]))).and(has)).orElse(has);
  }

  /** The texts of which a lead must have one to have the fragment. */
  private static List<String> alternatives(String fragment) {
    String inWords = SearchText.comparable(fragment);
    String digits = DIGIT.retainFrom(fragment);
    return digits.isEmpty() || !IN_NUMBERS.matchesAllOf(fragment)
        ? List.of(inWords)
        : List.of(inWords, inCapitals(withoutTrunkZero(digits)));
  }

  private static Condition hasOneOf(List<String> texts) {
    return DSL.or(texts.stream().map(LeadSearch::contains).toList());
  }

  private static Condition contains(String text) {
    return LEAD.SEARCH_TEXT.like("%" + ListSql.escaped(text) + "%");
  }

  /** The zero before a national number is not part of the international one. */
  private static String withoutTrunkZero(String digits) {
    return digits.length() > 1 && digits.startsWith("0") ? digits.substring(1) : digits;
  }

  /**
   * Digits as the capital letters A to J: searched texts are in lower case, so that only numbers
   * have these.
   */
  private static String inCapitals(String digits) {
    StringBuilder capitals = new StringBuilder(digits.length());
    digits.chars().forEach(c -> capitals.append((char) ('A' + c - '0')));
    return capitals.toString();
  }
}
