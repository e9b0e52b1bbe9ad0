package dev.kith.crm.domain.scoring.ledger;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How points become a score, and which scores mean something. There is one set of settings from the
 * beginning; an administrator replaces it as a whole.
 */
public record ScoringSettings(Revision revision, Settings settings) implements Aggregate {

  /** There is only one set of settings, so its id says nothing. */
  public static final UUID ID = new UUID(0, 0x73636f72);

  public static final int LONGEST_NAME = 60;
  public static final int MOST_CAP = 10_000;
  public static final int MOST_THRESHOLDS = 10;
  public static final int MOST_GROUPS = 50;
  public static final Duration LONGEST_COOL_DOWN = Duration.ofDays(365);

  /**
   * What can be set.
   *
   * @param saturation with so many points a score is 63; with three times as many, 95
   * @param groupCaps how many points the rules of a group can come to together; a group that is not
   *     named has no cap
   */
  public record Settings(
      int saturation, Map<String, Integer> groupCaps, List<Threshold> thresholds) {

    public Settings {
      groupCaps = ImmutableSortedMap.copyOf(groupCaps);
      thresholds = ImmutableList.copyOf(thresholds);
    }
  }

  /** How a CRM begins. */
  public static final ScoringSettings USUAL =
      new ScoringSettings(
          Revision.first(Instant.EPOCH),
          new Settings(
              50,
              Map.of("mail", 40, "web", 40),
              List.of(new Threshold("hot", 70, 60, Duration.ofDays(1)))));

  public Outcome<Change<ScoringSettings>> set(Settings wanted, Instant now) {
    Checks checks = new Checks();
    Settings read = read(checks, wanted);
    return checks.orRefuse(() ->
        read.equals(settings)
            ? Change.none(this)
            : Change.of(new ScoringSettings(revision.next(now), read)));
  }

  /** Everything that is wrong with settings; empty if {@link #set} would take them. */
  public static List<Violation> problemsOf(Settings wanted) {
    Checks checks = new Checks();
    read(checks, wanted);
    return checks.violations();
  }

  private static Settings read(Checks checks, Settings wanted) {
    if (wanted.saturation() < 1 || wanted.saturation() > MOST_CAP) {
      checks.add("saturation", "out-of-range", "The saturation is 1 to " + MOST_CAP + " points.");
    }
    Map<String, Integer> caps = caps(checks, wanted.groupCaps());
    List<Threshold> thresholds = thresholds(checks, wanted.thresholds());
    return new Settings(wanted.saturation(), caps, thresholds);
  }

  private static Map<String, Integer> caps(Checks checks, Map<String, Integer> wanted) {
    if (wanted.size() > MOST_GROUPS) {
      checks.add("groupCaps", "too-many", "At most " + MOST_GROUPS + " groups can have a cap.");
    }
    Map<String, Integer> caps = new TreeMap<>();
    wanted.forEach((group, cap) -> {
      String name = checks.text("groupCaps", group, LONGEST_NAME, false);
      if (name == null) {
        checks.add("groupCaps", "required", "A group needs a name.");
      } else if (caps.put(name, cap) != null) {
        checks.add("groupCaps", "twice", "“" + name + "” is there twice.");
      }
      if (cap < 1 || cap > MOST_CAP) {
        checks.add("groupCaps", "out-of-range", "A cap is 1 to " + MOST_CAP + " points.");
      }
    });
    return caps;
  }

  private static List<Threshold> thresholds(Checks checks, List<Threshold> wanted) {
    if (wanted.size() > MOST_THRESHOLDS) {
      checks.add(
          "thresholds", "too-many", "At most " + MOST_THRESHOLDS + " thresholds are allowed.");
    }
    ImmutableList.Builder<Threshold> good = ImmutableList.builder();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      Threshold threshold = wanted.get(i);
      String at = "thresholds/" + i + "/";
      String name = checks.text(at + "name", threshold.name(), LONGEST_NAME, false);
      if (name == null) {
        checks.add(at + "name", "required", "A threshold needs a name.");
        name = "";
      } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
        checks.add(at + "name", "twice", "There is another threshold of this name.");
      }
      boolean entered = threshold.enter() >= 1 && threshold.enter() <= 99;
      if (!entered) {
        checks.add(at + "enter", "out-of-range", "A threshold lies between 1 and 99.");
      }
      if (threshold.exit() < 1 || (entered && threshold.exit() > threshold.enter())) {
        checks.add(
            at + "exit",
            "out-of-range",
            "The score at which it ends is at least 1 and no higher than where it begins.");
      }
      if (threshold.coolDown().isNegative()
          || threshold.coolDown().compareTo(LONGEST_COOL_DOWN) > 0) {
        checks.add(at + "coolDown", "out-of-range", "A cool-down is at most 365 days.");
      }
      good.add(new Threshold(name, threshold.enter(), threshold.exit(), threshold.coolDown()));
    }
    return good.build();
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("scoring-settings", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "saturation", Integer.toString(settings.saturation()),
        "groupCaps", Joiner.on(", ").withKeyValueSeparator(" = ").join(settings.groupCaps()),
        "thresholds", settings.thresholds().isEmpty() ? "" : settings.thresholds().toString());
  }
}
