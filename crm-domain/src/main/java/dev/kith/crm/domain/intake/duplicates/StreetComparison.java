package dev.kith.crm.domain.intake.duplicates;

import dev.kith.crm.domain.intake.duplicates.spelling.Similarity;
import java.util.ArrayList;
import java.util.List;

/** Compares house numbers and lines; the lines may stand in another order. */
final class StreetComparison {

  private final List<Evidence> evidence = new ArrayList<>(3);

  StreetComparison(AddressForm a, AddressForm b) {
    if (!a.numbers.isEmpty() && !b.numbers.isEmpty()) {
      evidence.add(numbers(a.numbers, b.numbers));
    }
    if (!a.lines.isEmpty() && !b.lines.isEmpty()) {
      compareLines(a.lines, b.lines);
    }
  }

  List<Evidence> evidence() {
    return evidence;
  }

  private void compareLines(List<StreetLine> a, List<StreetLine> b) {
    Likeness first = a.getFirst().compare(b.getFirst());
    if (first.compareTo(Likeness.TYPO) <= 0 || (a.size() == 1 && b.size() == 1)) {
      evidence.add(street(first));
      if (a.size() > 1 && b.size() > 1) {
        evidence.add(line(a.get(1).compare(b.get(1))));
      }
      return;
    }
    Likeness left = b.size() > 1 ? a.getFirst().compare(b.get(1)) : Likeness.DIFFERENT;
    Likeness right = a.size() > 1 ? a.get(1).compare(b.getFirst()) : Likeness.DIFFERENT;
    Likeness second = a.size() > 1 && b.size() > 1 ? a.get(1).compare(b.get(1)) : first;
    Likeness crossed = left.compareTo(right) <= 0 ? left : right;
    if (crossed.compareTo(first) < 0 && crossed.compareTo(second) < 0) {
      if (a.size() > 1 && b.size() > 1) {
        evidence.add(street(left));
        evidence.add(line(right));
      } else {
        evidence.add(line(crossed));
      }
    } else {
      evidence.add(street(first));
      if (a.size() > 1 && b.size() > 1) {
        evidence.add(line(second));
      }
    }
  }

  private static Evidence numbers(List<String> a, List<String> b) {
    for (String number : a) {
      if (b.contains(number)) {
        return Evidence.NUMBER_SAME;
      }
    }
    return Similarity.edits(a.getFirst(), b.getFirst(), 1) <= 1
        ? Evidence.NUMBER_TYPO
        : Evidence.NUMBER_DIFFERENT;
  }

  private static Evidence street(Likeness likeness) {
    return switch (likeness) {
      case SAME, VARIANT -> Evidence.STREET_SAME;
      case TYPO -> Evidence.STREET_TYPO;
      case SIMILAR, PART, INITIAL -> Evidence.STREET_SIMILAR;
      case DIFFERENT -> Evidence.STREET_DIFFERENT;
    };
  }

  private static Evidence line(Likeness likeness) {
    return switch (likeness) {
      case SAME, VARIANT -> Evidence.LINE_SAME;
      case TYPO -> Evidence.LINE_TYPO;
      case SIMILAR, PART, INITIAL -> Evidence.LINE_SIMILAR;
      case DIFFERENT -> Evidence.LINE_DIFFERENT;
    };
  }
}
