package dev.kith.crm.persistence.opportunity;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.LastMove;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityContent;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityStatus;
import dev.kith.crm.domain.opportunity.OpportunityStatus.Loss;
import dev.kith.crm.domain.opportunity.Rank;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.OpportunityMoveRecord;
import dev.kith.crm.persistence.generated.tables.records.OpportunityRecord;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of an opportunity, and the opportunity of a row. The rank is the store's own matter. */
final class OpportunityTable {

  private OpportunityTable() {}

  static UUID[] values(Collection<OpportunityId> ids) {
    return ids.stream().map(OpportunityId::value).toArray(UUID[]::new);
  }

  static OpportunityRecord row(Opportunity opportunity) {
    OpportunityContent content = opportunity.content();
    OpportunityRecord row = new OpportunityRecord();
    row.setId(opportunity.id().value());
    row.setVersion(opportunity.revision().version());
    row.setCreatedAt(opportunity.revision().createdAt());
    row.setUpdatedAt(opportunity.revision().updatedAt());
    row.setDeletedAt(opportunity.revision().deletedAt());
    row.setName(content.name());
    row.setAccountId(content.account() == null ? null : content.account().value());
    Money amount = content.amount();
    row.setAmount(amount == null ? null : amount.amount());
    row.setCurrency(amount == null ? null : amount.currency().getCurrencyCode());
    row.setCloseDate(content.closeDate());
    row.setNextStep(content.nextStep());
    row.setSource(content.source());
    ExternalId externalId = content.externalId();
    row.setExternalSystem(externalId == null ? null : externalId.system());
    row.setExternalId(externalId == null ? null : externalId.value());
    row.setLiveExternalKey(liveExternalKey(opportunity));
    row.setDescription(content.description());
    row.setOwnerId(opportunity.owner() == null ? null : opportunity.owner().value());
    row.setPipelineId(opportunity.pipeline().value());
    row.setStageKey(opportunity.stage());
    row.setStageSince(opportunity.since());
    row.setStatus(opportunity.status().name());
    Loss loss = opportunity.loss();
    row.setDecidedFrom(decidedFrom(opportunity.status()));
    row.setLostReason(loss == null ? null : loss.reason());
    row.setLostCompetitorId(lostTo(loss));
    row.setNameKey(content.name().toLowerCase(Locale.ROOT));
    row.setSearchText(
        comparable(
            content.nextStep() == null
                ? content.name()
                : content.name() + "\n" + content.nextStep()));
    return row;
  }

  static Opportunity opportunity(OpportunityRecord row) {
    return new Opportunity(
        new OpportunityId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        new OpportunityContent(
            row.getName(),
            row.getAccountId() == null ? null : new AccountId(row.getAccountId()),
            row.getAmount() == null
                ? null
                : new Money(row.getAmount(), Currency.getInstance(row.getCurrency())),
            row.getCloseDate(),
            row.getNextStep(),
            row.getSource(),
            row.getExternalId() == null
                ? null
                : new ExternalId(row.getExternalSystem(), row.getExternalId()),
            row.getDescription()),
        row.getOwnerId() == null ? null : new UserId(row.getOwnerId()),
        new PipelineId(row.getPipelineId()),
        row.getStageKey(),
        row.getStageSince(),
        status(
            row.getStatus(), row.getDecidedFrom(), row.getLostReason(), row.getLostCompetitorId()));
  }

  static @Nullable String liveExternalKey(Opportunity opportunity) {
    ExternalId id = opportunity.content().externalId();
    return id == null || opportunity.revision().isDeleted() ? null : id.key();
  }

  private static OpportunityStatus status(
      String name,
      @Nullable String decidedFrom,
      @Nullable String lostReason,
      @Nullable UUID lostCompetitor) {
    return switch (StageType.valueOf(name)) {
      case OPEN -> new OpportunityStatus.Open();
      case WON -> new OpportunityStatus.Won(Objects.requireNonNull(decidedFrom));
      case LOST ->
          new OpportunityStatus.Lost(
              Objects.requireNonNull(decidedFrom),
              new Loss(
                  Objects.requireNonNull(lostReason),
                  lostCompetitor == null ? null : new CompetitorId(lostCompetitor)));
    };
  }

  private static @Nullable UUID lostTo(@Nullable Loss loss) {
    return loss == null || loss.competitorId() == null ? null : loss.competitorId().value();
  }

  private static @Nullable String decidedFrom(OpportunityStatus status) {
    return switch (status) {
      case OpportunityStatus.Open open -> null;
      case OpportunityStatus.Won(var from) -> from;
      case OpportunityStatus.Lost(var from, var why) -> from;
    };
  }

  static OpportunityMoveRecord row(LastMove move) {
    OpportunityMoveRecord row = new OpportunityMoveRecord();
    row.setOpportunityId(move.opportunity().value());
    row.setVersion(move.version());
    row.setMovedBy(move.by().value());
    row.setMovedAt(move.at());
    row.setPipelineId(move.pipeline().value());
    row.setStageKey(move.stage());
    row.setStageSince(move.since());
    row.setStatus(move.status().name());
    row.setDecidedFrom(decidedFrom(move.status()));
    Loss loss = move.status() instanceof OpportunityStatus.Lost(var from, var why) ? why : null;
    row.setLostReason(loss == null ? null : loss.reason());
    row.setLostCompetitorId(lostTo(loss));
    row.setRankKey(move.rank().text());
    return row;
  }

  static LastMove move(OpportunityMoveRecord row) {
    return new LastMove(
        new OpportunityId(row.getOpportunityId()),
        row.getVersion(),
        new UserId(row.getMovedBy()),
        row.getMovedAt(),
        new PipelineId(row.getPipelineId()),
        row.getStageKey(),
        row.getStageSince(),
        status(
            row.getStatus(), row.getDecidedFrom(), row.getLostReason(), row.getLostCompetitorId()),
        new Rank(row.getRankKey()));
  }

  /** In lower case, and each accent in one character with its letter. */
  static String comparable(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
