package dev.kith.crm.domain.competitor;

import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.WebAddress;
import dev.kith.crm.domain.shared.text.VisibleText;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be known of a competitor, as it was written. */
public record CompetitorDraft(
    @Nullable String name, @Nullable String website, @Nullable String note) {

  public static final int LONGEST_NAME = 200;
  public static final int LONGEST_NOTE = 10_000;

  public static CompetitorDraft of(String name) {
    return new CompetitorDraft(name, null, null);
  }

  /** Refused with {@code invalid}, every problem listed. */
  public Outcome<CompetitorContent> read() {
    Checks checks = new Checks();
    String goodName = checks.text("name", name, LONGEST_NAME, false);
    if (goodName == null) {
      checks.add("name", "required", "A competitor needs a name.");
    }
    String goodWebsite =
        website == null || VisibleText.isBlank(website)
            ? null
            : checks.take("website", WebAddress.parse(website).map(WebAddress::text));
    String goodNote = checks.text("note", note, LONGEST_NOTE, true);
    return checks.orRefuse(
        () -> new CompetitorContent(goodName == null ? "" : goodName, goodWebsite, goodNote));
  }
}
