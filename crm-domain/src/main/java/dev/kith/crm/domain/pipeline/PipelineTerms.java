package dev.kith.crm.domain.pipeline;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline says.
 *
 * @param stages in their order
 */
public record PipelineTerms(@Nullable String name, List<Stage> stages) {

  public static final int LONGEST_NAME = 100;
  public static final int LONGEST_KEY = 40;
  public static final int FEWEST_STAGES = 3;
  public static final int MOST_STAGES = 30;
  public static final int MOST_ROT_DAYS = 3_650;
  public static final int HIGHEST_LIMIT = 1_000_000;

  private static final Pattern KEY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public PipelineTerms {
    stages = ImmutableList.copyOf(stages);
  }

  /** The stages that a new CRM begins with. */
  public static PipelineTerms usual() {
    return new PipelineTerms(
        "Sales",
        List.of(
            Stage.open("prospecting", "Prospecting", 10).rottingAfter(21),
            Stage.open("qualification", "Qualification", 25).rottingAfter(21),
            Stage.open("proposal", "Proposal", 50)
                .rottingAfter(14)
                .requiring(Requirement.AMOUNT, Requirement.CLOSE_DATE),
            Stage.open("negotiation", "Negotiation", 75)
                .rottingAfter(14)
                .requiring(Requirement.AMOUNT, Requirement.CLOSE_DATE),
            Stage.won("won", "Closed won").requiring(Requirement.AMOUNT),
            Stage.lost("lost", "Closed lost")));
  }

  /** The same, tidied up. Refused with {@code invalid}, every problem listed. */
  public Outcome<PipelineTerms> read() {
    Checks checks = new Checks();
    String goodName = checks.text("name", name, LONGEST_NAME, false);
    if (goodName == null) {
      checks.add("name", "required", "A pipeline needs a name.");
    }
    if (stages.size() < FEWEST_STAGES || stages.size() > MOST_STAGES) {
      checks.add(
          "stages",
          "out-of-range",
          "A pipeline has " + FEWEST_STAGES + " to " + MOST_STAGES + " stages.");
    }
    for (StageType type : StageType.values()) {
      if (stages.stream().noneMatch(stage -> stage.type() == type)) {
        checks.add(
            "stages",
            "type-missing",
            switch (type) {
              case OPEN -> "A pipeline needs a stage that is open.";
              case WON -> "A pipeline needs a stage for what is won.";
              case LOST -> "A pipeline needs a stage for what is lost.";
            });
      }
    }
    Set<String> keys = new HashSet<>();
    stages.forEach(stage -> keys.add(stage.key()));
    Set<String> keysBefore = new HashSet<>();
    Set<String> namesBefore = new HashSet<>();
    List<Stage> good = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      String at = "stages/" + i + "/";
      key(checks, at, stage.key(), keysBefore);
      String stageName = checks.text(at + "name", stage.name(), LONGEST_NAME, false);
      if (stageName == null) {
        checks.add(at + "name", "required", "A stage needs a name.");
      } else if (!namesBefore.add(stageName.toLowerCase(Locale.ROOT))) {
        checks.add(at + "name", "not-unique", "Another stage is called so.");
      }
      numbers(checks, at, stage);
      next(checks, at, stage, keys);
      good.add(stage.tidied(stageName == null ? "" : stageName));
    }
    return checks.orRefuse(() -> new PipelineTerms(goodName, good));
  }

  private static void key(Checks checks, String at, String key, Set<String> before) {
    if (!KEY.matcher(key).matches() || key.length() > LONGEST_KEY) {
      checks.add(
          at + "key",
          "key-syntax",
          "A key is made of small letters, digits and single hyphens, at most "
              + LONGEST_KEY
              + " of them.");
    } else if (!before.add(key)) {
      checks.add(at + "key", "not-unique", "Another stage has this key.");
    }
  }

  private static void numbers(Checks checks, String at, Stage stage) {
    switch (stage.type()) {
      case OPEN -> {
        if (stage.probability() < 0 || stage.probability() > 100) {
          checks.add(at + "probability", "out-of-range", "A probability is 0 to 100 percent.");
        }
      }
      case WON -> {
        if (stage.probability() != 100) {
          checks.add(at + "probability", "out-of-range", "What is won is won: 100 percent.");
        }
      }
      case LOST -> {
        if (stage.probability() != 0) {
          checks.add(at + "probability", "out-of-range", "What is lost is lost: 0 percent.");
        }
      }
    }
    range(checks, at + "rotDays", stage, stage.rotDays(), MOST_ROT_DAYS);
    range(checks, at + "wipLimit", stage, stage.wipLimit(), HIGHEST_LIMIT);
    if (stage.wipHard() && stage.wipLimit() == null) {
      checks.add(at + "wipHard", "limit-missing", "Say how many are too many.");
    }
  }

  private static void range(
      Checks checks, String field, Stage stage, @Nullable Integer number, int most) {
    if (number == null) {
      return;
    }
    if (!stage.isOpen()) {
      checks.add(field, "open-only", "Only stages that are open have one.");
    } else if (number < 1 || number > most) {
      checks.add(field, "out-of-range", "This is a whole number from 1 to " + most + ".");
    }
  }

  private static void next(Checks checks, String at, Stage stage, Set<String> keys) {
    if (!stage.isOpen() && !stage.allowedNext().isEmpty()) {
      checks.add(
          at + "allowedNext", "open-only", "From a closed stage one comes back by reopening.");
    }
    for (String next : stage.allowedNext()) {
      if (!keys.contains(next)) {
        checks.add(at + "allowedNext", "unknown-stage", "There is no stage " + next + ".");
      } else if (next.equals(stage.key())) {
        checks.add(at + "allowedNext", "unknown-stage", "A stage does not follow itself.");
      }
    }
  }
}
