package dev.kith.crm.domain.conversion;

import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadField;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field of a lead that fills one field of what it becomes.
 *
 * @param from code of a field of leads, {@value #CUSTOM} and the name of a custom field, or {@value
 *     #DISPLAY_NAME}
 * @param to what it becomes, a dot, and the code of its field, such as {@code account.name}
 */
public record MappingLine(String from, String to) {

  public static final String CUSTOM = "customFields.";

  /** How the lead is called in lists. */
  public static final String DISPLAY_NAME = "displayName";

  Optional<FieldKind> sourceKind() {
    if (from.equals(DISPLAY_NAME)) {
      return Optional.of(FieldKind.TEXT);
    }
    return from.startsWith(CUSTOM) && from.length() > CUSTOM.length()
        ? Optional.of(FieldKind.CUSTOM)
        : LeadField.named(from).flatMap(FieldKind::of);
  }

  Optional<FieldKind> targetKind() {
    return target().flatMap(target -> FieldKind.of(target, field()));
  }

  Optional<Target> target() {
    return Arrays.stream(Target.values())
        .filter(target -> to.startsWith(target.code() + "."))
        .findFirst();
  }

  /** The code of the field that is filled. */
  String field() {
    return to.substring(to.indexOf('.') + 1);
  }

  /** What the lead has there; null for nothing. */
  @Nullable String valueOf(LeadContent lead) {
    if (from.equals(DISPLAY_NAME)) {
      return lead.profile().displayName();
    }
    return from.startsWith(CUSTOM)
        ? lead.customFields()
            .named(from.substring(CUSTOM.length()))
            .map(custom -> custom.value())
            .orElse(null)
        : LeadField.named(from).map(field -> field.textOf(lead)).orElse(null);
  }
}
