package dev.kith.crm.application.intake.rows;

import com.google.common.base.Splitter;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.domain.audit.FieldChange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields of several values: what a row has brought goes, and what others have added stays. */
final class SeveralValues {

  private SeveralValues() {}

  /**
   * @param now what the field says
   * @param kept gets what somebody has taken away or replaced meanwhile
   * @return from what the field says to what it is to say
   */
  static FieldChange undoing(
      FieldChange change, @Nullable String now, String separator, List<Kept> kept) {
    Set<String> before = values(change.before(), separator);
    Set<String> brought = values(change.after(), separator);
    Set<String> replaced = new LinkedHashSet<>(before);
    replaced.removeAll(brought);
    brought.removeAll(before);
    Set<String> values = values(now, separator);
    Set<String> missing = new LinkedHashSet<>(brought);
    missing.removeAll(values);
    values.removeAll(brought);
    if (missing.isEmpty()) {
      values.addAll(replaced);
    }
    missing.forEach(value ->
        kept.add(
            new Kept(
                change.field(), "edited-since", "Somebody has changed “" + value + "” since.")));
    return new FieldChange(
        change.field(), now, values.isEmpty() ? null : String.join(separator, values));
  }

  private static Set<String> values(@Nullable String text, String separator) {
    return text == null
        ? new LinkedHashSet<>()
        : new LinkedHashSet<>(Splitter.on(separator).omitEmptyStrings().splitToList(text));
  }
}
