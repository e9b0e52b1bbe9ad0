package dev.kith.crm.domain.intake.duplicates.merge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a field unite that has several, such as tags or domains. All texts are as the
 * field gives them, null for no values.
 */
public interface SeveralValues {

  /** The values of both; where one can only stand once, that of the first. */
  @Nullable String with(@Nullable String text, @Nullable String more);

  /** The same values, each written as it was before. */
  @Nullable String writtenAs(@Nullable String text, @Nullable String before);

  /** The values with a change undone, as far as it still stands. */
  @Nullable String undoing(@Nullable String now, @Nullable String before, @Nullable String after);

  /** Which values a change has made that are others by now. */
  List<String> changedSince(@Nullable String now, @Nullable String before, @Nullable String after);
}
