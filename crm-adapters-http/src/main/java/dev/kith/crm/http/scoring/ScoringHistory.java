package dev.kith.crm.http.scoring;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the history of rules for points, and of what points mean, reads. */
public final class ScoringHistory {

  private static final Pattern WINDOW =
      Pattern.compile("PerWindow\\[window=(PT[0-9HMS.]+), most=(\\d+)]");

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);

  private ScoringHistory() {}

  public static List<RecordWords> words() {
    return List.of(rules(), settings());
  }

  private static RecordWords rules() {
    return RecordWords.of("increment-rule", "rule for points")
        .at("/scoring/rules/", VIEW)
        .untold()
        .title("name")
        .field(
            "trigger",
            "What gives the points",
            Reading.choice(EngagementType.class, EngagementWords::what))
        .field("custom", "Custom event", Reading.text())
        .field("conditions", "Conditions", Reading.text())
        .field("repeat", "How often", new Reading.Spoken(ScoringHistory::repeat))
        .field("halfLife", "Half-life", new Reading.Spoken(ScoringHistory::span))
        .field("validFrom", "From", new Reading.Moment())
        .field("validTo", "Until", new Reading.Moment())
        .field("retiredAt", "Retired", new Reading.Moment())
        .deed("increment-rule.create", Deed.born("made the rule"))
        .deed("increment-rule.change", Deed.changed("changed the rule"))
        .deed("increment-rule.retire", Deed.gone("retired the rule"))
        .build();
  }

  /** The trail has the values as Java writes them. */
  private static String repeat(String text) {
    Matcher window = WINDOW.matcher(text);
    return window.matches()
        ? EngagementWords.repeat(
            new Repeat.PerWindow(
                Duration.parse(window.group(1)), Integer.parseInt(window.group(2))))
        : Stream.of(new Repeat.Once(), new Repeat.OncePerObject(), new Repeat.Always())
            .filter(repeat -> repeat.toString().equals(text))
            .map(EngagementWords::repeat)
            .findFirst()
            .orElse(text);
  }

  private static String span(String text) {
    return EngagementWords.span(Duration.parse(text));
  }

  private static RecordWords settings() {
    return RecordWords.of("scoring-settings", "settings of scores")
        .at("/scoring/settings", VIEW)
        .untold()
        .field("saturation", "Saturation", Reading.text())
        .field("groupCaps", "Caps of groups", Reading.text())
        .field("thresholds", "Thresholds", Reading.text())
        .deed("scoring.set-settings", Deed.changed("changed how scores are made"))
        .build();
  }
}
