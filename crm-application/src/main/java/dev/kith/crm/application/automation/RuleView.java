package dev.kith.crm.application.automation;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as people read it.
 *
 * @param lastFiredAt when it last acted, or tried to; null if it never did
 * @param firings how often it acted, or tried to
 * @param shadow what it would have done in shadow
 */
public record RuleView(
    Rule rule, @Nullable Instant lastFiredAt, long firings, ShadowCounts shadow) {

  /**
   * What the present version of a rule would have done in shadow; while it is there, since it came
   * there last.
   *
   * @param firings how often everything would have been done
   * @param records to how many records
   * @param failures how often it would have failed, or have been suspended
   */
  public record ShadowCounts(long firings, long records, long failures) {
    public static final ShadowCounts NONE = new ShadowCounts(0, 0, 0);

    public boolean any() {
      return firings + failures > 0;
    }
  }

  private static final Field<RuleView> ID =
      Field.of("id", "Id", Type.ID, v -> v.rule().id().value());

  /** The fields by which rules are listed, filtered and sorted. */
  public static final FieldCatalogue<RuleView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("name", false),
          List.of(
              ID,
              Field.<RuleView>of("name", "Name", Type.TEXT, v -> v.rule().name()).sorted(),
              Field.choice(
                  "status", "Status", RuleStatus.Name.class, v -> v.rule().status().name().name()),
              Field.of("record", "Kind of record", Type.TEXT, v -> v.rule().content().record()),
              Field.of(
                  "priority",
                  "Priority",
                  Type.NUMBER,
                  v -> Long.valueOf(v.rule().content().priority())),
              Field.of("number", "Version of the content", Type.NUMBER, v -> v.rule().number()),
              Field.<RuleView>of("lastFiredAt", "Last fired", Type.INSTANT, RuleView::lastFiredAt)
                  .shownOnly(),
              Field.<RuleView>of("firings", "Firings", Type.NUMBER, RuleView::firings).shownOnly(),
              Field.<RuleView>of(
                      "shadowUntil",
                      "In shadow until",
                      Type.INSTANT,
                      v -> v.rule().status() instanceof RuleStatus.Shadow s ? s.until() : null)
                  .shownOnly(),
              Field.<RuleView>of(
                      "shadowFirings", "Would have fired", Type.NUMBER, v -> v.shadow().firings())
                  .shownOnly(),
              Field.<RuleView>of(
                      "shadowRecords", "Records in shadow", Type.NUMBER, v -> v.shadow().records())
                  .shownOnly(),
              Field.<RuleView>of(
                      "shadowFailures",
                      "Would have failed",
                      Type.NUMBER,
                      v -> v.shadow().failures())
                  .shownOnly(),
              Field.<RuleView>of(
                      "createdAt", "Created", Type.INSTANT, v -> v.rule().revision().createdAt())
                  .shownOnly(),
              Field.<RuleView>of(
                      "updatedAt", "Updated", Type.INSTANT, v -> v.rule().revision().updatedAt())
                  .shownOnly(),
              Field.<RuleView>of(
                      "version", "Version", Type.NUMBER, v -> v.rule().revision().version())
                  .shownOnly()));
}
