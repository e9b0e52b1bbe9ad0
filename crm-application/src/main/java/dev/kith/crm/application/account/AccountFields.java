package dev.kith.crm.application.account;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountStage;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields by which accounts are listed, filtered and sorted. */
public final class AccountFields {

  public static final FieldCatalogue<AccountView> CATALOGUE = catalogue();

  private AccountFields() {}

  private static FieldCatalogue<AccountView> catalogue() {
    Field<AccountView> id = Field.of("id", "Id", Type.ID, v -> v.id().value());
    ImmutableList.Builder<Field<AccountView>> fields = ImmutableList.builder();
    fields.add(id);
    for (AccountField field : AccountField.values()) {
      fields.add(contentField(field));
      if (field == AccountField.NAME) {
        fields.add(
            Field.<AccountView>of("legalForm", "Legal form", Type.TEXT, AccountView::legalForm));
      }
      if (field == AccountField.PARENT) {
        fields.add(
            Field.<AccountView>of(
                    "parentName", "Parent account's name", Type.TEXT, AccountView::parentName)
                .shownOnly());
      }
    }
    fields.add(
        Field.of("owner", "Owner", Type.ID, v -> v.owner() == null ? null : v.owner().value()));
    fields.add(
        Field.<AccountView>of("ownerName", "Owner name", Type.TEXT, AccountView::ownerName)
            .shownOnly());
    fields.add(ofStage("stage", "Stage", Type.TEXT, AccountStage::key));
    fields.add(
        ofStage("stageOrder", "Order of the stage", Type.NUMBER, stage -> (long) stage.order())
            .sorted());
    fields.add(
        ofStage("stageEnteredAt", "In the stage since", Type.INSTANT, AccountStage::enteredAt)
            .sorted());
    fields.add(
        Field.<AccountView>of(
                "stageDueAt", "Time in the stage is up", Type.INSTANT, AccountView::stageDueAt)
            .sorted());
    fields.add(
        ofStage("stageBy", "Brought into the stage by", Type.TEXT, stage -> stage.mover().name())
            .shownOnly());
    fields.add(
        ofStage("highWaterMark", "Highest stage ever reached", Type.TEXT, AccountStage::highest));
    fields.add(
        Field.<AccountView>of("createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
            .sorted());
    fields.add(
        Field.<AccountView>of("updatedAt", "Updated", Type.INSTANT, v -> v.revision().updatedAt())
            .sorted());
    fields.add(
        Field.<AccountView>of("deletedAt", "Deleted", Type.INSTANT, v -> v.revision().deletedAt()));
    fields.add(
        Field.<AccountView>of(
            "mergedInto",
            "Merged into",
            Type.ID,
            v -> v.mergedInto() == null ? null : v.mergedInto().value()));
    fields.add(
        Field.<AccountView>of("version", "Version", Type.NUMBER, v -> v.revision().version())
            .shownOnly());
    return FieldCatalogue.of(id, new SortKey("name", false), fields.build());
  }

  private static Field<AccountView> ofStage(
      String name, String label, Type type, Function<AccountStage, @Nullable Object> value) {
    return Field.of(
        name, label, type, view -> view.stage() == null ? null : value.apply(view.stage()));
  }

  private static Field<AccountView> contentField(AccountField field) {
    return switch (field) {
      case NAME -> text(field).sorted();
      case PARENT ->
          Field.of(
              field.code(),
              field.label(),
              Type.ID,
              v -> v.parent() == null ? null : v.parent().value());
      case EMPLOYEES ->
          Field.<AccountView>of(
                  field.code(),
                  field.label(),
                  Type.NUMBER,
                  v -> v.get(field) == null ? null : Long.valueOf(v.get(field)))
              .sorted();
      case ANNUAL_REVENUE ->
          Field.<AccountView>of(
                  field.code(),
                  field.label(),
                  Type.DECIMAL,
                  v -> v.get(field) == null ? null : new BigDecimal(v.get(field)))
              .sorted();
      case DESCRIPTION -> text(field).shownOnly();
      case DOMAINS ->
          Field.<AccountView>of(field.code(), field.label(), Type.TEXTS, AccountView::domains);
      case WEBSITE,
          PHONE,
          INDUSTRY,
          REVENUE_CURRENCY,
          TAX_NUMBER,
          BILLING_STREET,
          BILLING_POSTAL_CODE,
          BILLING_CITY,
          BILLING_REGION,
          BILLING_COUNTRY,
          SHIPPING_STREET,
          SHIPPING_POSTAL_CODE,
          SHIPPING_CITY,
          SHIPPING_REGION,
          SHIPPING_COUNTRY,
          EXTERNAL_SYSTEM,
          EXTERNAL_ID ->
          text(field);
    };
  }

  private static Field<AccountView> text(AccountField field) {
    return Field.of(field.code(), field.label(), Type.TEXT, v -> v.get(field));
  }

  /**
   * The fields that tell something once this is hidden: what is derived from a hidden field is
   * hidden from queries too.
   */
  public static List<String> derivedFrom(String hidden) {
    return switch (hidden) {
      case "name" -> List.of("legalForm", "parentName");
      case "parent" -> List.of("parentName");
      case "annualRevenue" -> List.of("revenueCurrency");
      case "owner" -> List.of("ownerName");
      case "stage" ->
          // The reason of a move is only a remark of the history here.
          List.of(
              "stageOrder", "stageEnteredAt", "stageDueAt", "stageBy", "highWaterMark", "reason");
      default -> List.of();
    };
  }
}
