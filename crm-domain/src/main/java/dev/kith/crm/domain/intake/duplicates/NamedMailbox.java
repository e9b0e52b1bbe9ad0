package dev.kith.crm.domain.intake.duplicates;

import dev.kith.crm.domain.intake.duplicates.spelling.Folding;
import dev.kith.crm.domain.intake.duplicates.spelling.Skeleton;
import java.util.List;

/** Knows mailboxes that are called by the names of a person in one of the usual ways. */
final class NamedMailbox {

  private NamedMailbox() {}

  /** Both names in either order, whole or as a first letter, or one of them whole. */
  static boolean isNamedBy(String localPart, NameForm given, NameForm family) {
    String called = Skeleton.of(lettersOf(Folding.fold(localPart)));
    for (String first : formsOf(given)) {
      for (String last : formsOf(family)) {
        if (called.equals(Skeleton.of(first + last)) || called.equals(Skeleton.of(last + first))) {
          return true;
        }
      }
    }
    return called.equals(given.skeleton) || called.equals(family.skeleton);
  }

  private static List<String> formsOf(NameForm name) {
    return List.of(name.whole, name.words.getFirst(), name.whole.substring(0, 1));
  }

  private static String lettersOf(String folded) {
    StringBuilder letters = new StringBuilder(folded.length());
    folded.chars().filter(Character::isLetter).forEach(c -> letters.append((char) c));
    return letters.toString();
  }
}
