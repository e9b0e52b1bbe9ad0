package dev.kith.crm.domain.relationship;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Who should be known to buy, stage by stage. */
public record CommitteeTerms(List<StageNeeds> needs) {

  public static final int MOST_NEEDS = 500;

  public CommitteeTerms {
    needs = ImmutableList.copyOf(needs);
  }

  /** Keys of the roles that a stage needs; what is said of its pipeline goes before the rest. */
  public List<String> of(PipelineId pipeline, String stage) {
    return own(pipeline, stage).or(() -> own(null, stage)).map(StageNeeds::roles).orElse(List.of());
  }

  private Optional<StageNeeds> own(@Nullable PipelineId pipeline, String stage) {
    return needs.stream()
        .filter(n -> Objects.equals(n.pipeline(), pipeline) && n.stage().equals(stage))
        .findFirst();
  }

  /** The same with other needs of one pipeline. */
  public CommitteeTerms with(PipelineId pipeline, List<StageNeeds> others) {
    return new CommitteeTerms(
        ImmutableList.<StageNeeds>builder()
            .addAll(needs.stream().filter(n -> !pipeline.equals(n.pipeline())).iterator())
            .addAll(others)
            .build());
  }

  /**
   * The same, each role once. Refused with {@code invalid}, every problem listed.
   *
   * @param roles which there are; retired ones are among them
   * @param hasStage whether a pipeline, or any of them where it is null, has a stage of a key
   */
  Outcome<CommitteeTerms> read(
      RoleTerms roles, BiPredicate<@Nullable PipelineId, String> hasStage) {
    Checks checks = new Checks();
    if (needs.size() > MOST_NEEDS) {
      checks.add("needs", "too-many", "Of at most " + MOST_NEEDS + " stages can be said so.");
    }
    Set<List<@Nullable Object>> seen = new HashSet<>();
    ImmutableList.Builder<StageNeeds> good = ImmutableList.builder();
    for (int i = 0; i < needs.size(); i++) {
      StageNeeds one = needs.get(i);
      String at = "needs/" + i + "/";
      if (!hasStage.test(one.pipeline(), one.stage())) {
        checks.add(at + "stage", "unknown-stage", "There is no stage " + one.stage() + ".");
      } else if (!seen.add(Arrays.asList(one.pipeline(), one.stage()))) {
        checks.add(at + "stage", "twice", "Of this stage something is said already.");
      }
      for (int j = 0; j < one.roles().size(); j++) {
        String key = one.roles().get(j);
        if (roles
            .find(key)
            .filter(role -> role.kinds().contains(TargetKind.OPPORTUNITY))
            .isEmpty()) {
          checks.add(
              at + "roles/" + j,
              "unknown-contact-role",
              "There is no role “" + key + "” in opportunities.");
        }
      }
      good.add(
          new StageNeeds(
              one.pipeline(),
              one.stage(),
              one.roles().stream().distinct().collect(toImmutableList())));
    }
    return checks.orRefuse(() -> new CommitteeTerms(good.build()));
  }
}
