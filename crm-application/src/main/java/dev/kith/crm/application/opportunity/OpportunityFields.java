package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.product.ProductId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields by which opportunities are listed, filtered and sorted. */
public final class OpportunityFields {

  /** What says where an opportunity is cannot be hidden: without it there is no board. */
  private static final Set<String> ALWAYS =
      ImmutableSet.of(
          "id",
          "pipeline",
          "pipelineName",
          "stage",
          "stageName",
          "status",
          "stageSince",
          "rank",
          // Whoever sees an opportunity sees its lines.
          "products");

  /** The order of a column. */
  static final SortKey BY_RANK = new SortKey("rank", false);

  public static final FieldCatalogue<OpportunityView> CATALOGUE = catalogue();

  private OpportunityFields() {}

  private static FieldCatalogue<OpportunityView> catalogue() {
    Field<OpportunityView> id = Field.of("id", "Id", Type.ID, v -> v.id().value());
    ImmutableList.Builder<Field<OpportunityView>> fields = ImmutableList.builder();
    fields.add(id);
    for (OpportunityField field : OpportunityField.values()) {
      fields.add(contentField(field));
      if (field == OpportunityField.ACCOUNT) {
        fields.add(shown("accountName", "Account's name", Type.TEXT, OpportunityView::accountName));
      }
    }
    fields.addAll(
        List.of(
            Field.of("pipeline", "Pipeline", Type.ID, v -> v.where().pipeline().value()),
            shown("pipelineName", "Pipeline's name", Type.TEXT, v -> v.where().pipelineName()),
            Field.of("stage", "Stage", Type.TEXT, v -> v.where().stage()),
            shown("stageName", "Stage's name", Type.TEXT, v -> v.where().stageName()),
            Field.choice("status", "Status", StageType.class, OpportunityView::status),
            Field.<OpportunityView>of(
                    "stageSince", "In the stage since", Type.INSTANT, v -> v.where().since())
                .sorted(),
            Field.of(
                "lostReason",
                "Why it is lost",
                Type.TEXT,
                v -> v.loss() == null ? null : v.loss().reason()),
            Field.of(
                "lostCompetitor",
                "Who got it instead",
                Type.TEXT,
                v -> v.loss() == null ? null : v.loss().competitor()),
            Field.of("products", "Products", Type.IDS, OpportunityFields::products),
            Field.of(
                "lostCompetitorId",
                "Id of who got it instead",
                Type.ID,
                OpportunityFields::lostCompetitor),
            Field.of("owner", "Owner", Type.ID, v -> v.owner() == null ? null : v.owner().value()),
            shown("ownerName", "Owner name", Type.TEXT, OpportunityView::ownerName),
            Field.<OpportunityView>of(
                    "createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
                .sorted(),
            Field.<OpportunityView>of(
                    "updatedAt", "Updated", Type.INSTANT, v -> v.revision().updatedAt())
                .sorted(),
            Field.of("deletedAt", "Deleted", Type.INSTANT, v -> v.revision().deletedAt()),
            shown("rank", "Place in its column", Type.TEXT, OpportunityView::rank),
            shown("version", "Version", Type.NUMBER, v -> v.revision().version())));
    return FieldCatalogue.of(id, new SortKey("createdAt", true), fields.build());
  }

  private static @Nullable List<UUID> products(OpportunityView view) {
    List<ProductId> products = view.products();
    return products == null ? null : products.stream().map(ProductId::value).toList();
  }

  private static @Nullable Object lostCompetitor(OpportunityView view) {
    OpportunityView.Lost loss = view.loss();
    return loss == null || loss.competitorId() == null ? null : loss.competitorId().value();
  }

  private static Field<OpportunityView> shown(
      String name, String label, Type type, Function<OpportunityView, @Nullable Object> value) {
    return Field.of(name, label, type, value).shownOnly();
  }

  private static Field<OpportunityView> contentField(OpportunityField field) {
    return switch (field) {
      case NAME -> text(field).sorted();
      case ACCOUNT ->
          Field.of(
              field.code(),
              field.label(),
              Type.ID,
              v -> v.account() == null ? null : v.account().value());
      case AMOUNT ->
          Field.<OpportunityView>of(
                  field.code(),
                  field.label(),
                  Type.DECIMAL,
                  v -> v.get(field) == null ? null : new BigDecimal(v.get(field)))
              .sorted();
      case CLOSE_DATE ->
          Field.<OpportunityView>of(
                  field.code(),
                  field.label(),
                  Type.DATE,
                  v -> v.get(field) == null ? null : LocalDate.parse(v.get(field)))
              .sorted();
      case DESCRIPTION -> text(field).shownOnly();
      case CURRENCY, NEXT_STEP, SOURCE, EXTERNAL_SYSTEM, EXTERNAL_ID -> text(field);
    };
  }

  private static Field<OpportunityView> text(OpportunityField field) {
    return Field.of(field.code(), field.label(), Type.TEXT, v -> v.get(field));
  }

  /** Whether a role can hide a field. */
  public static boolean isMaskable(String field) {
    return !ALWAYS.contains(field);
  }

  /**
   * The fields that tell something once this is hidden: what is derived from a hidden field is
   * hidden from queries too.
   */
  public static List<String> derivedFrom(String hidden) {
    return switch (hidden) {
      case "account" -> List.of("accountName");
      // Lines are only a remark of the history here; they tell prices.
      case "amount" -> List.of("currency", "lines");
      case "owner" -> List.of("ownerName");
      // Competitors are only a remark of the history here.
      case CompetitorsOfOpportunities.HIDING -> List.of("competitors", "lostCompetitorId");
      default -> List.of();
    };
  }
}
