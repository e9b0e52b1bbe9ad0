package dev.kith.crm.application.funnel;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.kith.crm.application.access.AccessReads;
import dev.kith.crm.application.funnel.Asking.Asked;
import dev.kith.crm.application.funnel.FunnelReads.Decided;
import dev.kith.crm.application.funnel.FunnelReads.DecidedAfter;
import dev.kith.crm.application.funnel.FunnelReads.Held;
import dev.kith.crm.application.funnel.FunnelReads.Pushed;
import dev.kith.crm.application.funnel.PipelineAnalytics.OwnerPushes;
import dev.kith.crm.application.funnel.PipelineAnalytics.OwnerVelocity;
import dev.kith.crm.application.funnel.PipelineAnalytics.PushRate;
import dev.kith.crm.application.funnel.PipelineAnalytics.Pushes;
import dev.kith.crm.application.funnel.PipelineAnalytics.Speed;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.funnel.Velocity;
import dev.kith.crm.domain.shared.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Figures of owners.
 *
 * @param isHidden whether the actor may not see whose an opportunity is
 */
record ByOwner(AccessReads access, boolean isHidden) {

  private static final Comparator<OwnerVelocity> FASTEST =
      comparing((OwnerVelocity owner) ->
              Optional.ofNullable(owner.velocity().perDay())
                  .map(Money::amount)
                  .orElse(BigDecimal.ONE.negate()))
          .reversed()
          .thenComparing(comparingLong((OwnerVelocity o) -> o.velocity().won()).reversed())
          .thenComparing(owner -> String.valueOf(owner.name()))
          .thenComparing(owner -> String.valueOf(owner.owner()));

  Speed speed(Asked asked, List<Decided> decided, List<Held> held) {
    Map<Optional<UserId>, Velocity> owners = new LinkedHashMap<>();
    Velocity nothing = new Velocity(0, 0, 0, asked.sums().none(), Duration.ZERO);
    for (Held open : held) {
      owners.merge(
          Optional.ofNullable(open.owner()),
          new Velocity(open.opportunities(), 0, 0, nothing.worth(), Duration.ZERO),
          Velocity::plus);
    }
    for (Decided group : decided) {
      long count = group.part().opportunities();
      owners.merge(
          Optional.ofNullable(group.owner()),
          group.won()
              ? new Velocity(
                  0, count, 0, asked.sums().worth(List.of(group.part())), group.duration())
              : new Velocity(0, 0, count, nothing.worth(), Duration.ZERO),
          Velocity::plus);
    }
    Map<UUID, String> names = names(owners.keySet());
    return new Speed(
        asked.pipeline(),
        asked.question(),
        owners.values().stream().reduce(nothing, Velocity::plus),
        isHidden
            ? List.of()
            : owners.entrySet().stream()
                .map(e -> {
                  UserId owner = e.getKey().orElse(null);
                  return new OwnerVelocity(
                      owner, owner == null ? null : names.get(owner.value()), e.getValue());
                })
                .sorted(FASTEST)
                .toList());
  }

  Pushes pushes(Asked asked, List<Pushed> pushed, List<DecidedAfter> decided) {
    Map<UUID, String> names =
        names(pushed.stream().map(p -> Optional.ofNullable(p.owner())).toList());
    return new Pushes(
        asked.pipeline(),
        asked.question(),
        pushed.stream().mapToLong(Pushed::opportunities).sum(),
        pushed.stream().mapToLong(Pushed::pushes).sum(),
        pushed.stream().mapToLong(Pushed::days).sum(),
        isHidden
            ? List.of()
            : pushed.stream()
                .map(p ->
                    new OwnerPushes(
                        p.owner(),
                        p.owner() == null ? null : names.get(p.owner().value()),
                        p.opportunities(),
                        p.pushes(),
                        p.days()))
                .sorted(
                    comparingLong(OwnerPushes::pushes)
                        .reversed()
                        .thenComparing(owner -> String.valueOf(owner.name()))
                        .thenComparing(owner -> String.valueOf(owner.owner())))
                .toList(),
        IntStream.rangeClosed(0, FunnelReads.MANY_PUSHES)
            .mapToObj(
                count -> new PushRate(count, sum(decided, count, true), sum(decided, count, false)))
            .toList());
  }

  private static long sum(List<DecidedAfter> decided, int pushes, boolean won) {
    return decided.stream()
        .filter(d -> d.pushes() == pushes && d.won() == won)
        .mapToLong(DecidedAfter::opportunities)
        .sum();
  }

  private Map<UUID, String> names(Collection<Optional<UserId>> owners) {
    List<UUID> ids =
        owners.stream()
            .map(owner -> owner.map(UserId::value).orElse(null))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return isHidden || ids.isEmpty() ? Map.of() : access.names(ids);
  }
}
