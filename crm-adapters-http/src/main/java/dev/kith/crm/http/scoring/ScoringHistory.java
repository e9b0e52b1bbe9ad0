package dev.kith.crm.http.scoring;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.domain.scoring.model.ScoringModelStatus;
import dev.kith.crm.domain.scoring.prediction.Method;
import dev.kith.crm.domain.scoring.prediction.measure.Drift.Extent;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.Words;
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
    return List.of(rules(), settings(), models(), card(), overrides(), awards(), tracking());
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

  private static RecordWords models() {
    return RecordWords.of("scoring-model", "scoring model")
        .at("/scoring/models/", VIEW)
        .untold()
        .title("number")
        .field("status", "Status", Reading.choice(ScoringModelStatus.Name.class, Words::of))
        .field("method", "Method", Reading.choice(Method.class, ModelPages.ModelList::method))
        .field("won", "Leads won", Reading.text())
        .field("lost", "Leads lost", Reading.text())
        .field("seed", "Seed", Reading.text())
        .field("excluded", "Columns left out", Reading.text())
        .field("trusted", "Columns trusted", Reading.text())
        .field("logLoss", "Log loss", Reading.text())
        .field("drift", "Drift", Reading.choice(Extent.class, ModelPages.ModelList::words))
        .deed("scoring-model.train", Deed.born("trained the model"))
        .deed("scoring-model.shadow", Deed.changed("had the model predict in the shadow"))
        .deed("scoring-model.activate", Deed.changed("activated the model"))
        .deed("scoring-model.roll-back", Deed.changed("went back to the model"))
        .deed("scoring-model.watch", Deed.changed("looked at drift"))
        .deed("scoring-model.retire", Deed.gone("retired the model"))
        .build();
  }

  private static RecordWords card() {
    return RecordWords.of("scorecard", "scorecard")
        .at("/scoring/scorecard", VIEW)
        .untold()
        .field("weights", "Weights", Reading.text())
        .field("grades", "Grades", Reading.text())
        .field("groupCaps", "Caps of groups", Reading.text())
        .field("rules", "Fit rules", Reading.text())
        .deed("scorecard.set", Deed.changed("changed the scorecard"))
        .deed("scorecard.add-rule", Deed.changed("added a fit rule"))
        .deed("scorecard.change-rule", Deed.changed("changed a fit rule"))
        .deed("scorecard.remove-rule", Deed.changed("removed a fit rule"))
        .build();
  }

  /** Each lead has such a record, under its own id. */
  private static RecordWords overrides() {
    return RecordWords.of("score-override", "score set by hand")
        .at("/leads/", VIEW)
        .untold()
        .field("value", "Score", Reading.text())
        .field("reason", "Reason", Reading.text())
        .field("until", "Until", new Reading.Moment())
        .deed("score-override.set", Deed.changed("set the score by hand"))
        .deed("score-override.clear", Deed.changed("let the computed score count again"))
        .build();
  }

  private static RecordWords awards() {
    return RecordWords.of("score-award", "award")
        .at("/scoring/ledger", VIEW)
        .untold()
        .field("lead", "Lead", new Reading.Records("lead"))
        .field("points", "Points", Reading.text())
        .field("group", "Group", Reading.text())
        .field("halfLife", "Half-life", Reading.text())
        .field("reason", "Reason", Reading.text())
        .field("occurredAt", "Occurred", new Reading.Moment())
        .field("withdrawn", "Why it was withdrawn", Reading.text())
        .deed("score-award.give", Deed.born("awarded points"))
        .deed("score-award.withdraw", Deed.changed("withdrew the award"))
        .build();
  }

  private static RecordWords tracking() {
    return RecordWords.of("tracking-settings", "settings of tracking")
        .at("/tracking", VIEW)
        .untold()
        .field("address", "Address of this CRM", Reading.text())
        .field("origins", "Pages that may report", Reading.text())
        .field("respectSignals", "Do Not Track counts", Reading.yesNo())
        .field("joinByLinks", "Links tell who somebody is", Reading.yesNo())
        .field("retentionDays", "Days that visitors are kept", Reading.text())
        .field("key", "Key", Reading.text())
        .field("oldestKey", "Oldest key that is good", Reading.text())
        .deed("tracking.set-settings", Deed.changed("changed what is tracked"))
        .deed("tracking.rotate-keys", Deed.of("changed the key of links", "key", ""))
        .build();
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
