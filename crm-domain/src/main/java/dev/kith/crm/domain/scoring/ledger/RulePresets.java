package dev.kith.crm.domain.scoring.ledger;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Common rules to begin with, beyond {@link UsualRules}. */
public final class RulePresets {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final String WEB = "web";

  /**
   * @param code by which it is asked for
   * @param why what it is good for, in a sentence
   */
  public record Preset(String code, String why, RuleTerms terms) {}

  public static final List<Preset> ALL =
      ImmutableList.of(
          new Preset(
              "pricing",
              "Whoever looks at prices thinks of buying.",
              terms("Looked at the prices", EngagementType.PAGE_VIEW, null, 10, WEB, 1)
                  .where("event.object.contains(\"/pricing\")")),
          new Preset(
              "demo",
              "Whoever asks for a demonstration wants to talk.",
              terms("Asked for a demo", EngagementType.FORM_SUBMIT, null, 30, null, 7)
                  .where("event.object.lower().contains(\"demo\")")),
          new Preset(
              "webinar",
              "Somebody gave you an hour of their time.",
              terms("Attended a webinar", EngagementType.CUSTOM, "webinar", 20, null, 1)),
          new Preset(
              "careers",
              "Whoever looks for work does not look for what you sell.",
              terms("Looked for work", EngagementType.PAGE_VIEW, null, -20, null, 7)
                  .where("event.object.contains(\"/careers\")")),
          new Preset(
              "unsubscribed",
              "Whoever does not want your mails is less interested than before.",
              terms("Unsubscribed", EngagementType.CUSTOM, "unsubscribed", -30, null, 30)));

  private RulePresets() {}

  /** Once in so many days. */
  private static RuleTerms terms(
      String name,
      EngagementType trigger,
      @Nullable String custom,
      int points,
      @Nullable String group,
      int days) {
    Repeat repeat = new Repeat.PerWindow(Duration.ofDays(days), 1);
    return new RuleTerms(
        name,
        trigger,
        custom,
        List.of(),
        null,
        points,
        new Limits(repeat, null, group, MONTH),
        null,
        null);
  }
}
