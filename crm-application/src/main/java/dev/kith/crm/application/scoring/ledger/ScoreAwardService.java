package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.AwardId;
import dev.kith.crm.domain.scoring.ledger.AwardTerms;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class ScoreAwardService implements ScoreAwards {

  private final Kernel kernel;
  private final Context context;
  private final Settling settling;
  private final AwardStore store;

  ScoreAwardService(Kernel kernel, Context context, Settling settling) {
    this.kernel = kernel;
    this.context = context;
    this.settling = settling;
    this.store = kernel.storage().ledger().awards();
  }

  @Override
  public List<Violation> problemsOf(Award.Wish wish) {
    Award.Giver giver = new Award.Giver(context.actor().id(), context.actor().name(), null);
    AwardId id = new AwardId(kernel.ids().next());
    return Award.give(id, new LeadId(id.value()), "", wish, giver, kernel.now()).violations();
  }

  @Override
  public Outcome<Award> give(LeadId lead, Award.Wish wish) {
    AwardId id = new AwardId(kernel.ids().next());
    Award.Giver giver = new Award.Giver(context.actor().id(), context.actor().name(), null);
    return give(lead, wish, id, "award/" + id, giver);
  }

  /**
   * As {@link #give(LeadId, Award.Wish)}, for a rule.
   *
   * @param origin an award of the same is answered again
   */
  Outcome<Award> give(LeadId lead, Award.Wish wish, String origin, UUID rule, String ruleName) {
    Award.Giver giver = new Award.Giver(context.actor().id(), ruleName, rule);
    return give(lead, wish, new AwardId(kernel.ids().next()), origin, giver);
  }

  private Outcome<Award> give(
      LeadId lead, Award.Wish wish, AwardId id, String origin, Award.Giver giver) {
    return writing(
        "score-award.give " + lead,
        wish,
        lead,
        () ->
            store
                .from(origin)
                .map(Outcome::done)
                .orElseGet(() ->
                    Award.give(id, lead, origin, wish, giver, kernel.now())
                        .then(this::unlessTooManyTerms)
                        .map(award -> {
                          store.add(award);
                          return settled("score-award.give", null, award);
                        })));
  }

  /** Each of the terms is a line of every formula. */
  private Outcome<Award> unlessTooManyTerms(Award award) {
    Set<AwardTerms> known = store.terms();
    return known.size() < AwardTerms.MOST || known.contains(award.terms())
        ? Outcome.done(award)
        : Outcome.refused(
            Invalid.of(
                Violation.at(
                    "halfLife",
                    "too-many",
                    "There are awards of "
                        + AwardTerms.MOST
                        + " different groups and half-lives already; use those of one of them.")));
  }

  @Override
  public Outcome<Award> withdraw(AwardId id, String reason) {
    return store
        .find(id)
        .filter(award -> reach(award.lead(), Action.VIEW) instanceof Outcome.Done<Lead>)
        .map(award ->
            writing(
                "score-award.withdraw " + id,
                reason,
                award.lead(),
                // As it is by now: nobody else writes it any more.
                () -> withdrawn(store.find(id).orElseThrow(), reason)))
        .orElseGet(() -> Outcome.refused(NotFound.of("score-award", id.value())));
  }

  private Outcome<Award> withdrawn(Award award, String reason) {
    return award
        .withdraw(reason, context.actor().id(), context.actor().name(), kernel.now())
        .map(next -> {
          if (next.equals(award)) {
            return award;
          }
          store.save(next);
          return settled("score-award.withdraw", award, next);
        });
  }

  @Override
  public Outcome<List<Award>> of(LeadId lead) {
    return ScoreSight.shown(
        context, () -> reach(lead, Action.VIEW).map(found -> store.of(List.of(lead))));
  }

  private Outcome<Award> writing(
      String intention, Object command, LeadId lead, Supplier<Outcome<Award>> change) {
    return ScoreSight.shown(
        context,
        () ->
            kernel
                .idempotency()
                .once(
                    context,
                    intention,
                    command,
                    Award.class,
                    () ->
                        reach(lead, Action.EDIT)
                            .then(ScoreAwardService::live)
                            .then(found -> {
                              kernel.storage().ledger().lock(List.of(lead));
                              return change.get();
                            })));
  }

  private static Outcome<Lead> live(Lead lead) {
    if (lead.mergedInto() != null) {
      return Outcome.refused(new LeadRefusal.Merged(lead.id().value(), lead.mergedInto().value()));
    }
    return lead.revision().isDeleted()
        ? Outcome.refused(new LeadRefusal.Deleted(lead.id().value()))
        : Outcome.done(lead);
  }

  private Outcome<Lead> reach(LeadId lead, Action action) {
    return new LeadReach(kernel.storage().leads(), context.actor()).find(lead, action);
  }

  private Award settled(String action, @Nullable Award before, Award award) {
    kernel
        .auditing()
        .record(
            context,
            award.subject(),
            action,
            FieldChange.between(before == null ? Map.of() : before.facts(), award.facts()),
            kernel.now());
    settling.settle(context, List.of(award.lead()));
    return award;
  }
}
