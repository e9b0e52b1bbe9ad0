package dev.kith.crm.domain.lifecycle;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a lifecycle says: its stages, and the ways between them.
 *
 * @param stages in any order
 * @param transitions the only ways on; a stage without any is an end
 */
public record LifecycleTerms(List<Stage> stages, List<StageTransition> transitions) {

  public static final int MOST_STAGES = 50;
  public static final int MOST_TRANSITIONS = 500;
  public static final int LONGEST_KEY = 40;
  public static final int LONGEST_NAME = 60;
  public static final int HIGHEST_ORDER = 1_000_000;

  private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]*");

  public LifecycleTerms {
    stages = ImmutableList.copyOf(stages);
    transitions = ImmutableList.copyOf(transitions);
  }

  /** Where accounts begin. Terms without a stage are not sound. */
  public Stage first() {
    return inOrder().getFirst();
  }

  /** From the first to the last. */
  public List<Stage> inOrder() {
    return stages.stream().sorted(Comparator.comparingInt(Stage::order)).toList();
  }

  public Optional<Stage> find(String key) {
    return stages.stream().filter(stage -> stage.key().equals(key)).findFirst();
  }

  /**
   * The ways on from a stage, in the order of where they lead. From a stage that is no longer there
   * one can go to any, for a reason: nobody is to be caught in it.
   */
  public List<StageTransition> from(String key) {
    return find(key).isEmpty()
        ? inOrder().stream().map(stage -> StageTransition.reasoned(key, stage.key())).toList()
        : inOrder().stream()
            .flatMap(to ->
                transitions.stream().filter(t -> t.from().equals(key) && t.to().equals(to.key())))
            .toList();
  }

  /** Stages to which no way leads from the first. */
  public List<Stage> unreachable() {
    if (stages.isEmpty()) {
      return List.of();
    }
    Set<String> reached = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(first().key()));
    while (!next.isEmpty()) {
      String key = next.pop();
      if (reached.add(key)) {
        transitions.stream().filter(t -> t.from().equals(key)).forEach(t -> next.push(t.to()));
      }
    }
    return inOrder().stream().filter(stage -> !reached.contains(stage.key())).toList();
  }

  /** What may well be meant so, but rarely is. */
  public List<Violation> warnings() {
    List<Stage> missed = unreachable();
    ImmutableList.Builder<Violation> warnings = ImmutableList.builder();
    for (int i = 0; i < stages.size(); i++) {
      if (missed.contains(stages.get(i))) {
        warnings.add(
            Violation.at(
                "stages/" + i,
                "unreachable",
                "No way leads from the first stage to " + stages.get(i).name() + "."));
      }
    }
    return warnings.build();
  }

  /**
   * The same, trimmed; refused with every problem at once, but those inside of guards.
   *
   * @param fields the codes of fields that can be required
   */
  public Outcome<LifecycleTerms> sound(Set<String> fields) {
    Checks checks = new Checks();
    List<Stage> goodStages = stages(checks);
    List<StageTransition> goodWays = transitions(checks, fields);
    return checks.orRefuse(() -> new LifecycleTerms(goodStages, goodWays));
  }

  private List<Stage> stages(Checks checks) {
    if (stages.isEmpty()) {
      checks.add("stages", "required", "There must be a stage for accounts to begin in.");
    }
    if (stages.size() > MOST_STAGES) {
      checks.add("stages", "too-many", "There can be at most " + MOST_STAGES + " stages.");
    }
    Set<String> keys = new HashSet<>();
    Set<String> names = new HashSet<>();
    Set<Integer> orders = new HashSet<>();
    ImmutableList.Builder<Stage> good = ImmutableList.builder();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      String at = "stages/" + i + "/";
      if (!KEY.matcher(stage.key()).matches() || stage.key().length() > LONGEST_KEY) {
        checks.add(
            at + "key",
            "key-syntax",
            "A key is made of capital letters, digits and underscores, begins with a letter, and"
                + " has at most "
                + LONGEST_KEY
                + " characters.");
      } else if (!keys.add(stage.key())) {
        checks.add(at + "key", "twice", "There is another stage of the key " + stage.key() + ".");
      }
      String name = checks.text(at + "name", stage.name(), LONGEST_NAME, false);
      if (name == null) {
        checks.add(at + "name", "required", "A stage needs a name.");
      } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
        checks.add(at + "name", "twice", "There is another stage called “" + name + "”.");
      }
      if (stage.order() < 0 || stage.order() > HIGHEST_ORDER) {
        checks.add(at + "order", "out-of-range", "The order is 0 to " + HIGHEST_ORDER + ".");
      } else if (!orders.add(stage.order())) {
        checks.add(at + "order", "twice", "There is another stage at " + stage.order() + ".");
      }
      TimeInStage sla = stage.slaInStage();
      if (sla != null && !sla.isSound()) {
        checks.add(
            at + "slaInStage",
            "out-of-range",
            "The time in a stage is 1 to "
                + TimeInStage.LONGEST.toHours()
                + " hours, without minutes.");
      }
      good.add(
          new Stage(stage.key(), name == null ? "" : name, stage.order(), stage.category(), sla));
    }
    return good.build();
  }

  private List<StageTransition> transitions(Checks checks, Set<String> fields) {
    if (transitions.size() > MOST_TRANSITIONS) {
      checks.add(
          "transitions", "too-many", "There can be at most " + MOST_TRANSITIONS + " transitions.");
    }
    Set<String> keys = stages.stream().map(Stage::key).collect(toImmutableSet());
    Set<List<String>> ways = new HashSet<>();
    ImmutableList.Builder<StageTransition> good = ImmutableList.builder();
    for (int i = 0; i < transitions.size(); i++) {
      StageTransition way = transitions.get(i);
      String at = "transitions/" + i + "/";
      known(checks, at + "from", way.from(), keys);
      known(checks, at + "to", way.to(), keys);
      if (way.from().equals(way.to())) {
        checks.add(at + "to", "same", "A way leads to another stage.");
      } else if (!ways.add(List.of(way.from(), way.to()))) {
        checks.add(
            at + "to",
            "twice",
            "There is another way from " + way.from() + " to " + way.to() + ".");
      }
      List<String> required = way.requiredFields().stream().distinct().collect(toImmutableList());
      required.stream()
          .filter(field -> !fields.contains(field))
          .forEach(field ->
              checks.add(
                  at + "requiredFields", "unknown-field", "Accounts have no field " + field + "."));
      if (required.size() > StageTransition.MOST_FIELDS) {
        checks.add(
            at + "requiredFields",
            "too-many",
            "At most " + StageTransition.MOST_FIELDS + " fields can be required.");
      }
      if (way.permission() != Action.EDIT && way.permission() != Action.ADMINISTER) {
        checks.add(
            at + "permission", "not-a-choice", "A way is for whoever may edit, or administer.");
      }
      String guard = checks.text(at + "guard", way.guard(), StageTransition.LONGEST_GUARD, true);
      good.add(
          new StageTransition(
              way.from(), way.to(), way.requiresReason(), required, guard, way.permission()));
    }
    return good.build();
  }

  private static void known(Checks checks, String field, @Nullable String key, Set<String> keys) {
    if (!keys.contains(key)) {
      checks.add(field, "unknown-stage", "There is no stage of the key “" + key + "”.");
    }
  }
}
