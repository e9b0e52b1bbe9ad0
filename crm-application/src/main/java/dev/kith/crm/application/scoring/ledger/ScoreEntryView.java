package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger as people read it.
 *
 * @param ruleName how the rule is called now; null where it is not told yet
 */
public record ScoreEntryView(ScoreEntry entry, @Nullable String ruleName) {

  private static final Field<ScoreEntryView> ID =
      Field.of("id", "Id", Type.ID, v -> v.entry().id().value());

  /** The fields by which lines are listed, filtered and sorted. */
  public static final FieldCatalogue<ScoreEntryView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("recordedAt", true),
          List.of(
              ID,
              Field.of("lead", "Lead", Type.ID, v -> v.entry().lead().value()),
              Field.of("rule", "Rule", Type.ID, v -> v.entry().earning().rule().value()),
              Field.<ScoreEntryView>of("ruleName", "Rule", Type.TEXT, ScoreEntryView::ruleName)
                  .shownOnly(),
              Field.<ScoreEntryView>of(
                      "ruleVersion",
                      "Version of the rule",
                      Type.NUMBER,
                      v -> (long) v.entry().earning().version())
                  .shownOnly(),
              Field.of("event", "Event", Type.TEXT, v -> v.entry().earning().event().value()),
              Field.<ScoreEntryView>of(
                      "points", "Points", Type.NUMBER, v -> (long) v.entry().points())
                  .sorted(),
              Field.<ScoreEntryView>of(
                      "occurredAt", "Occurred", Type.INSTANT, v -> v.entry().earning().occurredAt())
                  .sorted(),
              Field.<ScoreEntryView>of(
                      "recordedAt", "Written", Type.INSTANT, v -> v.entry().recordedAt())
                  .sorted(),
              Field.choice("verdict", "Verdict", Verdict.class, v -> v.entry().verdict().name()),
              Field.of(
                  "reverses",
                  "Takes back",
                  Type.ID,
                  v -> v.entry().reverses() == null ? null : v.entry().reverses().value())));

  ScoreEntryView named(@Nullable String name) {
    return new ScoreEntryView(entry, name);
  }
}
