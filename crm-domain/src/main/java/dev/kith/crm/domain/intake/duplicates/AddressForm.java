package dev.kith.crm.domain.intake.duplicates;

import dev.kith.crm.domain.intake.duplicates.spelling.Folding;
import dev.kith.crm.domain.intake.duplicates.spelling.Skeleton;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** An address in the forms in which it is compared; what is missing is empty. */
final class AddressForm {

  private static final int MOST_LINES = 2;

  /** The house number and, where there is one, the unit before it; in any order. */
  final List<String> numbers;

  /** The lines that name something, the street usually first. */
  final List<StreetLine> lines;

  final String postalCode;
  final String city;
  final String citySkeleton;
  final String region;
  final String country;

  AddressForm(MatchSubject subject) {
    List<String> found = List.of();
    List<StreetLine> named = new ArrayList<>(MOST_LINES);
    for (String text : linesOf(subject.street())) {
      StreetLine line = StreetLine.of(text);
      if (line != null) {
        if (found.isEmpty()) {
          found = line.numbers;
        }
        if (line.isNamed() && named.size() < MOST_LINES) {
          named.add(line);
        }
      }
    }
    numbers = found;
    lines = named;
    postalCode = fold(subject.postalCode()).replace(" ", "");
    city = fold(subject.city()).replace(" ", "");
    citySkeleton = Skeleton.of(city);
    region = fold(subject.region());
    country = fold(subject.country());
  }

  private static List<String> linesOf(@Nullable String street) {
    List<String> lines = new ArrayList<>();
    if (street != null) {
      StringTokenizer tokens = new StringTokenizer(street, "\r\n,;");
      while (tokens.hasMoreTokens()) {
        lines.add(tokens.nextToken());
      }
    }
    return lines;
  }

  private static String fold(@Nullable String text) {
    return text == null ? "" : Folding.fold(text);
  }
}
