package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.kith.crm.application.kernel.HiddenFields;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityStatus.Loss;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Revision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity as people read it.
 *
 * @param values the filled fields, as text; those hidden from the reader are missing
 * @param accountName null without an account, and where the reader may not see it
 * @param status as {@link dev.kith.crm.domain.opportunity.OpportunityStatus#name()} says
 * @param loss null unless it is lost
 * @param rank where it stands in its column
 * @param products what its lines name, each once; null for another day, of which it is not known
 * @param ownerName null without an owner, and for owners whom only the embedding application knows
 */
public record OpportunityView(
    OpportunityId id,
    Revision revision,
    Map<OpportunityField, String> values,
    @Nullable String accountName,
    Where where,
    String status,
    @Nullable Lost loss,
    String rank,
    @Nullable List<ProductId> products,
    @Nullable UserId owner,
    @Nullable String ownerName) {

  static final String HIDDEN = HiddenFields.MARK;

  /**
   * Which stage of which pipeline it is in.
   *
   * @param stageName as it is called now
   * @param since when it came there
   */
  public record Where(
      PipelineId pipeline, String pipelineName, String stage, String stageName, Instant since) {}

  /**
   * Why it is lost.
   *
   * @param competitor what who got it instead is called now; null for nobody
   */
  public record Lost(
      String reason, @Nullable CompetitorId competitorId, @Nullable String competitor) {
    static @Nullable Lost of(@Nullable Loss loss, @Nullable String competitor) {
      return loss == null ? null : new Lost(loss.reason(), loss.competitorId(), competitor);
    }
  }

  public OpportunityView {
    values = ImmutableMap.copyOf(values);
    products = products == null ? null : ImmutableList.copyOf(products);
  }

  /**
   * As it is stored: nothing is known of its account but the id.
   *
   * @param products of its lines, one after another
   * @param lostCompetitor what who got it instead is called; null for nobody
   */
  public static OpportunityView of(
      Opportunity opportunity,
      String pipelineName,
      String stageName,
      String rank,
      Collection<ProductId> products,
      @Nullable String ownerName,
      @Nullable String lostCompetitor) {
    return new OpportunityView(
        opportunity.id(),
        opportunity.revision(),
        opportunity.content().texts(),
        null,
        new Where(
            opportunity.pipeline(),
            pipelineName,
            opportunity.stage(),
            stageName,
            opportunity.since()),
        opportunity.status().name(),
        Lost.of(opportunity.loss(), lostCompetitor),
        rank,
        products.stream().distinct().toList(),
        opportunity.owner(),
        ownerName);
  }

  public @Nullable String get(OpportunityField field) {
    return values.get(field);
  }

  /** How the opportunity is called, as far as the reader may see it. */
  public String displayName() {
    return values.getOrDefault(OpportunityField.NAME, HIDDEN);
  }

  public @Nullable AccountId account() {
    String account = get(OpportunityField.ACCOUNT);
    return account == null ? null : new AccountId(UUID.fromString(account));
  }

  public @Nullable Money amount() {
    String amount = get(OpportunityField.AMOUNT);
    String currency = get(OpportunityField.CURRENCY);
    return amount == null || currency == null ? null : Money.of(amount, currency);
  }

  public @Nullable LocalDate closeDate() {
    String date = get(OpportunityField.CLOSE_DATE);
    return date == null ? null : LocalDate.parse(date);
  }

  public boolean isOpen() {
    return status.equals("OPEN");
  }

  OpportunityView with(@Nullable String nameOfAccount) {
    return new OpportunityView(
        id, revision, values, nameOfAccount, where, status, loss, rank, products, owner, ownerName);
  }

  /**
   * As it was at some time, in a stage of its pipeline; how its owner is called is known only where
   * it is the same.
   */
  OpportunityView asItWas(
      Map<OpportunityField, String> then, Stage stage, Instant since, @Nullable UserId owned) {
    boolean isLost = stage.type() == StageType.LOST;
    return new OpportunityView(
        id,
        revision,
        then,
        accountName,
        new Where(where.pipeline(), where.pipelineName(), stage.key(), stage.name(), since),
        stage.type().name(),
        isLost ? loss : null,
        rank,
        null,
        owned,
        Objects.equals(owned, owner) ? ownerName : null);
  }

  /** The same opportunity without the fields of these codes. */
  OpportunityView without(Set<String> hidden) {
    return hidden.isEmpty()
        ? this
        : new OpportunityView(
            id,
            revision,
            Maps.filterKeys(values, f -> !hidden.contains(f.code())),
            hidden.contains("accountName") ? null : accountName,
            where,
            status,
            seen(loss, hidden),
            rank,
            products,
            hidden.contains("owner") ? null : owner,
            hidden.contains("ownerName") ? null : ownerName);
  }

  private static @Nullable Lost seen(@Nullable Lost loss, Set<String> hidden) {
    if (loss == null) {
      return null;
    }
    String reason = hidden.contains("lostReason") ? HIDDEN : loss.reason();
    return hidden.contains("lostCompetitor")
        ? new Lost(reason, null, null)
        : new Lost(
            reason,
            hidden.contains("lostCompetitorId") ? null : loss.competitorId(),
            loss.competitor());
  }
}
