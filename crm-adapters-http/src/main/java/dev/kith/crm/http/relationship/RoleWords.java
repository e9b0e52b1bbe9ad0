package dev.kith.crm.http.relationship;

import dev.kith.crm.application.relationship.RelationshipView;
import dev.kith.crm.domain.relationship.RoleSource;
import dev.kith.crm.domain.relationship.Stance;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.http.pages.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How roles read on pages. */
public final class RoleWords {

  private static final List<String> INFLUENCES =
      List.of("No influence", "Some influence", "Influence", "Much influence");

  private RoleWords() {}

  /** From 0 to 3. */
  public static String influence(int influence) {
    return INFLUENCES.get(influence);
  }

  static List<String> influences() {
    return INFLUENCES;
  }

  /** The look of a badge. */
  public static String tone(Stance stance) {
    return switch (stance) {
      case CHAMPION -> "good";
      case SUPPORTER -> "accent";
      case NEUTRAL -> "";
      case DETRACTOR -> "bad";
    };
  }

  public static String href(Target target) {
    return switch (target.kind()) {
      case ACCOUNT -> "/accounts/" + target.id();
      case OPPORTUNITY -> "/opportunities/" + target.id();
    };
  }

  static Section section(TargetKind kind) {
    return switch (kind) {
      case ACCOUNT -> Section.ACCOUNTS;
      case OPPORTUNITY -> Section.OPPORTUNITIES;
    };
  }

  /** What may be doubted of it; null where somebody said so and is certain. */
  public static @Nullable String doubt(RelationshipView view) {
    RoleSource source = view.relationship().source();
    int confidence = view.relationship().confidence();
    return source == RoleSource.MANUAL && confidence == 100
        ? null
        : source.label() + (confidence == 100 ? "" : ", " + confidence + " % sure");
  }
}
