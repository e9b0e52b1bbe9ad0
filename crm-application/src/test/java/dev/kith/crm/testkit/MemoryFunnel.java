package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.funnel.FunnelReads;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.funnel.Worth.Part;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityStatus;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.opportunity.Standing;
import dev.kith.crm.domain.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

record MemoryFunnel(
    Supplier<List<Opportunity>> opportunities,
    Function<OpportunityId, List<StageStay>> stays,
    Function<OpportunityId, List<Standing>> standings,
    Function<CompetitorId, String> competitors,
    Function<OpportunityId, List<OpportunityCompetitor>> bids)
    implements FunnelReads {

  private record Step(Opportunity opportunity, Passage passage, StageStay stay) {}

  private Stream<Opportunity> visible(Slice slice) {
    return opportunities.get().stream()
        .filter(o -> !o.revision().isDeleted() && slice.visible().reaches(o.owner()));
  }

  private Stream<Opportunity> here(Slice slice) {
    return visible(slice).filter(o -> o.pipeline().equals(slice.pipeline()));
  }

  private static boolean isIn(Slice slice, Instant at) {
    return (slice.from() == null || !at.isBefore(slice.from()))
        && (slice.before() == null || at.isBefore(slice.before()));
  }

  private Stream<Step> steps(Slice slice) {
    return visible(slice)
        .flatMap(o -> {
          List<StageStay> all = stays.apply(o.id());
          List<Step> steps = new ArrayList<>();
          for (int i = 0; i < all.size(); i++) {
            StageStay stay = all.get(i);
            StageStay next = i + 1 < all.size() ? all.get(i + 1) : null;
            if (stay.pipeline().equals(slice.pipeline()) && isIn(slice, stay.from())) {
              String to =
                  next != null && next.pipeline().equals(slice.pipeline()) ? next.stage() : null;
              steps.add(new Step(o, new Passage(stay.stage(), to, next == null), stay));
            }
          }
          return steps.stream();
        });
  }

  /** The groups of these, each made of its key and what its opportunities are worth. */
  private static <T, K, R> List<R> grouped(
      Stream<T> all,
      Function<T, K> key,
      Function<T, Opportunity> of,
      BiFunction<K, Part, R> group) {
    record Key<K>(K key, String currency) {}
    return all
        .collect(
            groupingBy(t ->
                new Key<>(
                    key.apply(t),
                    Optional.ofNullable(of.apply(t).content().amount())
                        .map(amount -> amount.currency().getCurrencyCode())
                        .orElse(""))))
        .entrySet()
        .stream()
        .map(e ->
            group.apply(
                e.getKey().key(),
                new Part(
                    e.getValue().size(),
                    e.getValue().stream()
                        .map(t -> of.apply(t).content().amount())
                        .filter(Objects::nonNull)
                        .reduce(Money::plus)
                        .orElse(null))))
        .toList();
  }

  @Override
  public List<CountedPassage> passages(Slice slice) {
    return steps(slice).collect(groupingBy(Step::passage, counting())).entrySet().stream()
        .map(e -> new CountedPassage(e.getKey(), e.getValue()))
        .toList();
  }

  @Override
  public List<Entered> entered(Slice slice) {
    Map<String, Step> last = new LinkedHashMap<>();
    steps(slice)
        .forEach(step -> last.put(step.opportunity().id() + " " + step.passage().stage(), step));
    return grouped(last.values().stream(), Step::passage, Step::opportunity, Entered::new);
  }

  private Stream<Opportunity> decidedOnes(Slice slice) {
    return here(slice)
        .filter(o -> !(o.status() instanceof OpportunityStatus.Open))
        .filter(o -> isIn(slice, o.since()));
  }

  private static boolean isWon(Opportunity opportunity) {
    return opportunity.status() instanceof OpportunityStatus.Won;
  }

  @Override
  public List<Decided> decided(Slice slice) {
    record Key(@Nullable UserId owner, boolean won) {}
    List<Opportunity> decided = decidedOnes(slice).toList();
    return grouped(
            decided.stream(),
            o -> new Key(o.owner(), isWon(o)),
            o -> o,
            (key, part) -> new Decided(key.owner(), key.won(), part, Duration.ZERO))
        .stream()
        .map(group ->
            new Decided(
                group.owner(),
                group.won(),
                group.part(),
                decided.stream()
                    .filter(o ->
                        Objects.equals(o.owner(), group.owner())
                            && isWon(o) == group.won()
                            && Objects.equals(currency(o), currency(group.part())))
                    .map(o -> Duration.between(stays.apply(o.id()).getFirst().from(), o.since()))
                    .reduce(Duration.ZERO, Duration::plus)
                    .truncatedTo(ChronoUnit.SECONDS)))
        .toList();
  }

  private static @Nullable String currency(Opportunity opportunity) {
    Money amount = opportunity.content().amount();
    return amount == null ? null : amount.currency().getCurrencyCode();
  }

  private static @Nullable String currency(Part part) {
    return part.amount() == null ? null : part.amount().currency().getCurrencyCode();
  }

  @Override
  public List<Held> heldAt(Slice slice, Instant at, Set<String> stages) {
    return visible(slice)
        .filter(o ->
            stays.apply(o.id()).stream()
                .anyMatch(stay ->
                    stay.pipeline().equals(slice.pipeline())
                        && stages.contains(stay.stage())
                        && !stay.from().isAfter(at)
                        && (stay.to() == null || stay.to().isAfter(at))))
        .collect(groupingBy(o -> Optional.ofNullable(o.owner()), counting()))
        .entrySet()
        .stream()
        .map(e -> new Held(e.getKey().orElse(null), e.getValue()))
        .toList();
  }

  @Override
  public void eachStayOfWon(Slice slice, Set<String> stages, Consumer<StayHours> consumer) {
    decidedOnes(slice)
        .filter(MemoryFunnel::isWon)
        .flatMap(o -> stays.apply(o.id()).stream())
        .filter(stay -> stay.pipeline().equals(slice.pipeline()) && stages.contains(stay.stage()))
        .filter(stay -> stay.to() != null)
        .collect(
            groupingBy(
                stay ->
                    new StayHours(
                        stay.stage(),
                        hour(stay.from()),
                        hour(Objects.requireNonNull(stay.to())),
                        1),
                counting()))
        .forEach((key, count) ->
            consumer.accept(new StayHours(key.stage(), key.from(), key.to(), count)));
  }

  private static long hour(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), 3600);
  }

  private Stream<Opportunity> openOnes(Slice slice) {
    return here(slice).filter(o -> o.status() instanceof OpportunityStatus.Open);
  }

  @Override
  public List<Since> open(Slice slice) {
    return openOnes(slice)
        .collect(groupingBy(o -> new Since(o.stage(), hour(o.since()), 1), counting()))
        .entrySet()
        .stream()
        .map(e -> new Since(e.getKey().stage(), e.getKey().since(), e.getValue()))
        .toList();
  }

  private Stream<Opportunity> dueOnes(
      Slice slice, Map<String, Long> allowed, @Nullable Long until) {
    return openOnes(slice)
        .filter(o -> allowed.containsKey(o.stage()))
        .filter(o -> until == null || due(o, allowed) <= until);
  }

  private static long due(Opportunity opportunity, Map<String, Long> allowed) {
    return opportunity.since().getEpochSecond()
        + Objects.requireNonNull(allowed.get(opportunity.stage()));
  }

  @Override
  public List<Due> due(
      Slice slice,
      Map<String, Long> allowed,
      @Nullable Long until,
      @Nullable Due after,
      int limit) {
    return dueOnes(slice, allowed, until)
        .map(o -> new Due(o.id(), due(o, allowed)))
        .filter(due ->
            after == null
                || due.due() > after.due()
                || (due.due() == after.due()
                    && due.id().toString().compareTo(after.id().toString()) > 0))
        .sorted(comparing(Due::due).thenComparing(due -> due.id().toString()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<InStage> allDue(Slice slice, Map<String, Long> allowed, long until) {
    return grouped(dueOnes(slice, allowed, until), Opportunity::stage, o -> o, InStage::new);
  }

  private record Push(Instant at, long days) {}

  /** While it was open. */
  private List<Push> pushes(Opportunity opportunity) {
    List<Push> pushes = new ArrayList<>();
    LocalDate before = null;
    for (Standing standing : standings.apply(opportunity.id())) {
      LocalDate date = standing.closeDate();
      if (date != null) {
        boolean wasOpen =
            opportunity.status() instanceof OpportunityStatus.Open
                || !standing.from().isAfter(opportunity.since());
        if (before != null && date.isAfter(before) && wasOpen) {
          pushes.add(new Push(standing.from(), ChronoUnit.DAYS.between(before, date)));
        }
        before = date;
      }
    }
    return pushes;
  }

  @Override
  public List<Pushed> pushed(Slice slice) {
    record One(@Nullable UserId owner, List<Push> pushes) {}
    return here(slice)
        .map(o -> new One(o.owner(), pushes(o).stream().filter(p -> isIn(slice, p.at())).toList()))
        .filter(one -> !one.pushes().isEmpty())
        .collect(groupingBy(one -> Optional.ofNullable(one.owner())))
        .entrySet()
        .stream()
        .map(e ->
            new Pushed(
                e.getKey().orElse(null),
                e.getValue().size(),
                e.getValue().stream().mapToLong(one -> one.pushes().size()).sum(),
                e.getValue().stream()
                    .flatMap(one -> one.pushes().stream())
                    .mapToLong(Push::days)
                    .sum()))
        .toList();
  }

  @Override
  public List<DecidedAfter> decidedByPushes(Slice slice) {
    return decidedOnes(slice)
        .collect(
            groupingBy(
                o -> new DecidedAfter(Math.min(MANY_PUSHES, pushes(o).size()), isWon(o), 1),
                counting()))
        .entrySet()
        .stream()
        .map(e -> new DecidedAfter(e.getKey().pushes(), e.getKey().won(), e.getValue()))
        .toList();
  }

  @Override
  public List<Lost> lost(Slice slice) {
    return grouped(
        decidedOnes(slice).filter(o -> o.status() instanceof OpportunityStatus.Lost),
        o -> (OpportunityStatus.Lost) o.status(),
        o -> o,
        (status, part) ->
            new Lost(
                status.loss().reason(),
                status.loss().competitorId() == null
                    ? null
                    : competitors.apply(status.loss().competitorId()),
                status.from(),
                part));
  }

  @Override
  public List<Contested> contested(Slice slice) {
    record Bid(Opportunity deal, CompetitorId competitor, boolean gotIt) {}
    record Key(CompetitorId competitor, boolean won, boolean gotIt) {}
    return grouped(
        decidedOnes(slice)
            .flatMap(deal -> {
              CompetitorId lostTo = deal.loss() == null ? null : deal.loss().competitorId();
              return Stream.concat(
                      bids.apply(deal.id()).stream().map(OpportunityCompetitor::competitor),
                      Stream.ofNullable(lostTo))
                  .distinct()
                  .map(bidder -> new Bid(deal, bidder, bidder.equals(lostTo)));
            }),
        bid -> new Key(bid.competitor(), isWon(bid.deal()), bid.gotIt()),
        Bid::deal,
        (key, part) ->
            new Contested(
                key.competitor(),
                competitors.apply(key.competitor()),
                key.won(),
                key.gotIt(),
                part));
  }
}
