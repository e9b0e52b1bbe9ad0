package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.opportunity.OpportunityReads.Tally;
import dev.kith.crm.application.opportunity.PipelinePastReads;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.opportunity.Standing;
import dev.kith.crm.domain.opportunity.Waterfall.Place;
import dev.kith.crm.domain.opportunity.Waterfall.Side;
import dev.kith.crm.domain.opportunity.Waterfall.Way;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

record MemoryPipelinePast(
    Supplier<List<Opportunity>> opportunities,
    Function<OpportunityId, List<StageStay>> stays,
    Function<OpportunityId, List<Standing>> standings,
    Function<PipelineId, List<Stage>> former)
    implements PipelinePastReads {

  private record Then(OpportunityId id, StageStay stay, Standing standing) {

    boolean isHere(PipelineId pipeline, Which which) {
      Money amount = standing.amount();
      return stay.pipeline().equals(pipeline)
          && !standing.deleted()
          && (which.owners() == null
              || (standing.owner() != null && which.owners().contains(standing.owner())))
          && (which.amountMin() == null
              || (amount != null && amount.amount().compareTo(which.amountMin()) >= 0))
          && (which.amountMax() == null
              || (amount != null && amount.amount().compareTo(which.amountMax()) <= 0));
    }

    boolean isInTime(Which which) {
      var date = standing.closeDate();
      return (which.closeFrom() == null || (date != null && !date.isBefore(which.closeFrom())))
          && (which.closeTo() == null || (date != null && !date.isAfter(which.closeTo())));
    }

    Side side(PipelineId pipeline, Which which) {
      boolean here = isHere(pipeline, which);
      return new Side(
          here ? Place.HERE : Place.ELSEWHERE,
          here ? stay.stage() : null,
          isInTime(which),
          currency());
    }

    @Nullable String currency() {
      Money amount = standing.amount();
      return amount == null ? null : amount.currency().getCurrencyCode();
    }

    BigDecimal amount() {
      Money amount = standing.amount();
      return amount == null ? BigDecimal.ZERO : amount.amount();
    }
  }

  private Optional<Then> then(Opportunity opportunity, Instant at) {
    List<Standing> known = standings.apply(opportunity.id());
    return stays.apply(opportunity.id()).stream()
        .filter(stay -> !stay.from().isAfter(at) && (stay.to() == null || stay.to().isAfter(at)))
        .findFirst()
        .flatMap(stay ->
            known.stream()
                .filter(s -> s.equals(known.getFirst()) || !s.from().isAfter(at))
                .filter(s -> s.to() == null || s.to().isAfter(at))
                .findFirst()
                .map(standing -> new Then(opportunity.id(), stay, standing)));
  }

  private Stream<Then> all(PipelineId pipeline, Instant at, Which which, Visibility visible) {
    return opportunities.get().stream()
        .filter(o -> visible.reaches(o.owner()))
        .flatMap(o -> then(o, at).stream())
        .filter(then -> then.isHere(pipeline, which) && then.isInTime(which));
  }

  @Override
  public List<Tally> tallies(PipelineId pipeline, Instant at, Which which, Visibility visible) {
    List<Tally> tallies = new ArrayList<>();
    all(pipeline, at, which, visible)
        .collect(
            groupingBy(
                t -> List.of(t.stay().stage(), Objects.requireNonNullElse(t.currency(), ""))))
        .forEach((key, group) ->
            tallies.add(
                new Tally(
                    key.getFirst(),
                    group.size(),
                    group.stream()
                        .map(t -> t.standing().amount())
                        .filter(Objects::nonNull)
                        .reduce(Money::plus)
                        .orElse(null))));
    return tallies;
  }

  @Override
  public List<PastCard> cards(
      PipelineId pipeline,
      Instant at,
      Which which,
      Visibility visible,
      First first,
      int limitOfEach) {
    Comparator<Then> order =
        switch (first) {
          case WORTH_MOST ->
              comparing((Then t) -> t.currency() == null ? BigDecimal.ONE.negate() : t.amount());
          case LATEST -> comparing((Then t) -> t.stay().from());
        };
    return all(pipeline, at, which, visible)
        .collect(groupingBy(t -> t.stay().stage()))
        .values()
        .stream()
        .flatMap(group ->
            group.stream()
                .sorted(order.reversed().thenComparing(t -> t.id().toString()))
                .limit(limitOfEach))
        .map(t ->
            new PastCard(
                t.id(),
                t.stay().stage(),
                t.stay().from(),
                t.standing().amount(),
                t.standing().closeDate(),
                t.standing().owner()))
        .toList();
  }

  @Override
  public List<Way> ways(
      PipelineId pipeline, Instant from, Instant to, Which which, Visibility visible) {
    record Key(Side before, Side after, int direction) {}
    record Sums(long count, BigDecimal before, BigDecimal after) {
      Sums plus(Sums other) {
        return new Sums(count + other.count, before.add(other.before), after.add(other.after));
      }
    }
    Map<Key, Sums> ways = new LinkedHashMap<>();
    for (Opportunity opportunity : opportunities.get()) {
      Then after = then(opportunity, to).orElse(null);
      Then before = then(opportunity, from).orElse(null);
      if (after == null || !visible.reaches(opportunity.owner())) {
        continue;
      }
      boolean same =
          before != null && before.currency() != null && before.currency().equals(after.currency());
      ways.merge(
          new Key(
              before == null ? Side.NOWHERE : before.side(pipeline, which),
              after.side(pipeline, which),
              same ? after.amount().compareTo(before.amount()) : 0),
          new Sums(1, before == null ? BigDecimal.ZERO : before.amount(), after.amount()),
          Sums::plus);
    }
    return ways.entrySet().stream()
        .map(e ->
            new Way(
                e.getKey().before(),
                e.getKey().after(),
                e.getKey().direction(),
                e.getValue().count(),
                e.getValue().before(),
                e.getValue().after()))
        .toList();
  }

  @Override
  public List<Stage> formerStages(PipelineId pipeline) {
    return former.apply(pipeline).stream().sorted(comparing(Stage::key)).toList();
  }
}
