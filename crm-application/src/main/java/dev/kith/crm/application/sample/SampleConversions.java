package dev.kith.crm.application.sample;

import com.google.common.collect.Maps;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Converted;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/** Some of the qualified leads became customers, or may become them. */
public final class SampleConversions {

  private static final int MOST_QUALIFIED = 2_000;
  private static final int ONE_IN = 9;
  private static final long SEED = 20_261_128;

  private SampleConversions() {}

  private record Planned(LeadView lead, Instant at) {}

  /**
   * @param crm of somebody who may do everything
   * @param team who own the leads
   */
  public static void fill(Storage storage, Workspace crm, Instant end, List<Actor> team) {
    Map<UserId, Actor> owners = Maps.uniqueIndex(team, Actor::id);
    SplittableRandom random = new SplittableRandom(SEED);
    List<Planned> planned =
        qualified(crm).stream()
            .filter(lead -> lead.owner() != null && owners.containsKey(lead.owner()))
            .filter(lead -> lead.values().containsKey(LeadField.COMPANY))
            .filter(lead -> random.nextInt(ONE_IN) == 0)
            .map(lead ->
                new Planned(
                    lead,
                    lead.revision().updatedAt().plus(Duration.ofHours(4 + random.nextInt(200)))))
            .filter(plan -> plan.at.isBefore(end))
            .sorted(Comparator.comparing(Planned::at))
            .toList();
    AtomicReference<Instant> now = new AtomicReference<>(end);
    // It is not closed: the storage is not its own.
    Crm past = Crm.on(storage).clock(now::get).background(false).start();
    List<LossDraft> losses = SampleOpportunities.losses(crm);
    for (Planned plan : planned) {
      now.set(plan.at);
      Workspace owner = past.as(Objects.requireNonNull(owners.get(plan.lead.owner())));
      Convert command = Convert.of(plan.lead.id());
      Outcome<Converted> converted =
          owner
              .conversions()
              .convert(random.nextInt(3) == 0 ? command : command.opening(deal(random, plan.at)));
      // Whoever may be there already is left for somebody to look at.
      Part opened =
          converted instanceof Outcome.Done<Converted>(var done)
              ? done.conversion().opportunity()
              : null;
      if (opened != null) {
        SampleOpportunities.advance(
            owner, random, new OpportunityId(opened.id()), losses, now, end);
      }
    }
  }

  private static List<LeadView> qualified(Workspace crm) {
    return SampleReads.leads(
        crm,
        ListQuery.all(crm.leadQueries().fields())
            .where(new Compare("status", Op.EQ, List.of(LeadStatus.Name.QUALIFIED.name()))),
        MOST_QUALIFIED);
  }

  private static Deal deal(SplittableRandom random, Instant at) {
    LocalDate close = LocalDate.ofInstant(at, ZoneOffset.UTC).plusDays(30 + random.nextInt(90));
    return Deal.of(
        Map.of(
            "amount", Long.toString((2 + random.nextInt(60)) * 500L),
            "currency", "EUR",
            "closeDate", close.toString()));
  }
}
