package dev.kith.crm.http.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountQueries.Hierarchy;
import dev.kith.crm.application.account.AccountQueries.Relative;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountContent;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.WebAddress;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of accounts: flat, one property for each field; the domains are a list. */
final class AccountJson {

  private static final int LONGEST_DOMAIN = 253;
  private static final int LONGEST_NUMBER = 30;
  private static final int LONGEST_NAME_OF_COUNTRY = 100;

  /** Null where it is empty, missing where it is hidden. */
  static final Shape.Fields ACCOUNT =
      CatalogueJson.shape(
          "Account",
          AccountFields.CATALOGUE,
          ImmutableSet.of("id", "createdAt", "updatedAt", "version"));

  /** In lists the caller chooses the properties. */
  static final Shape.Fields PAGE =
      Lists.pageOf(
          "AccountPage", CatalogueJson.shape("ListedAccount", AccountFields.CATALOGUE, Set.of()));

  static final Shape.Fields EDIT = content("AccountEdit");

  static final Shape.Fields CREATE =
      content("AccountCreate")
          .with(
              Shape.optional(
                  "owner", Shape.orNull(Shape.uuid()), "Id of the user whose account it is"));

  static final Shape.Fields ASSIGN = NewOwner.shape("AccountAssign");

  static final Shape.Fields NOTE =
      Shape.fields(
          "AccountNote", Shape.required("text", Shape.text(1, Account.LONGEST_NOTE), "The note"));

  private static final Shape.Fields RELATIVE =
      Shape.fields(
          "AccountRelative",
          Shape.required("id", Shape.uuid(), "Id of the account"),
          Shape.required(
              "parent", Shape.orNull(Shape.uuid()), "Id of what it belongs to; null at the top"),
          Shape.required("name", Shape.text(), "Its name"),
          Shape.required("level", Shape.whole(1, Long.MAX_VALUE), "How far down it is, from 1"));

  static final Shape.Fields HIERARCHY =
      Shape.fields(
          "AccountHierarchy",
          Shape.required(
              "above",
              Shape.listOf(RELATIVE),
              "What the account belongs to, the topmost first, as far as the caller sees it without"
                  + " a gap"),
          Shape.required("account", ACCOUNT, "The account"),
          Shape.required(
              "below",
              Shape.listOf(RELATIVE),
              "What belongs to it, level by level and then by name; not what belongs to an account"
                  + " that the caller does not see"),
          Shape.required("more", Shape.flag(), "Whether there are more below than are listed"));

  private AccountJson() {}

  private static Shape.Fields content(String name) {
    ImmutableList.Builder<Shape.Property> properties = ImmutableList.builder();
    for (AccountField field : AccountField.values()) {
      properties.add(Shape.optional(field.code(), Shape.orNull(shapeOf(field)), field.label()));
    }
    return new Shape.Fields(name, properties.build());
  }

  private static Shape shapeOf(AccountField field) {
    return switch (field) {
      case NAME -> Shape.text(AccountContent.LONGEST_NAME);
      case PARENT -> Shape.uuid();
      case DOMAINS -> Shape.listOf(Shape.text(1, LONGEST_DOMAIN), 0, AccountContent.MOST_DOMAINS);
      case WEBSITE -> Shape.text(WebAddress.LONGEST);
      case PHONE -> Shape.text(100);
      case INDUSTRY -> Shape.text(AccountContent.LONGEST_INDUSTRY);
      case EMPLOYEES -> Shape.whole(0, AccountContent.MOST_EMPLOYEES);
      case ANNUAL_REVENUE, TAX_NUMBER -> Shape.text(LONGEST_NUMBER);
      case REVENUE_CURRENCY -> Shape.text(3);
      case BILLING_STREET, SHIPPING_STREET -> Shape.text(PostalAddress.LONGEST_STREET);
      case BILLING_POSTAL_CODE, SHIPPING_POSTAL_CODE ->
          Shape.text(PostalAddress.LONGEST_POSTAL_CODE);
      case BILLING_CITY, SHIPPING_CITY -> Shape.text(PostalAddress.LONGEST_CITY);
      case BILLING_REGION, SHIPPING_REGION -> Shape.text(PostalAddress.LONGEST_REGION);
      case BILLING_COUNTRY, SHIPPING_COUNTRY -> Shape.text(LONGEST_NAME_OF_COUNTRY);
      case EXTERNAL_SYSTEM -> Shape.text(ExternalId.LONGEST_SYSTEM);
      case EXTERNAL_ID -> Shape.text(ExternalId.LONGEST_VALUE);
      case DESCRIPTION -> Shape.text(AccountContent.LONGEST_DESCRIPTION);
    };
  }

  static AccountDraft read(JsonNode json) {
    AccountDraft draft = AccountDraft.EMPTY;
    for (AccountField field : AccountField.values()) {
      draft = draft.with(field, text(json.path(field.code())));
    }
    return draft;
  }

  /** The fields that a body names, as they are to be changed. */
  static Map<AccountField, Optional<String>> named(JsonNode json) {
    ImmutableMap.Builder<AccountField, Optional<String>> fields = ImmutableMap.builder();
    for (AccountField field : AccountField.values()) {
      if (json.has(field.code())) {
        fields.put(field, Optional.ofNullable(text(json.path(field.code()))));
      }
    }
    return fields.buildOrThrow();
  }

  private static @Nullable String text(JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? null
        : value.isArray()
            ? Joiner.on(' ').join(Streams.stream(value).map(JsonNode::asText).iterator())
            : value.asText();
  }

  static ObjectNode of(FieldCatalogue<AccountView> visible, Hierarchy hierarchy) {
    ObjectNode json = Json.object();
    json.set("above", all(hierarchy.above()));
    json.set("account", CatalogueJson.of(visible, hierarchy.account(), Set.of()));
    json.set("below", all(hierarchy.below()));
    return json.put("more", hierarchy.more());
  }

  private static ArrayNode all(List<Relative> relatives) {
    ArrayNode json = Json.array();
    for (Relative relative : relatives) {
      json.addObject()
          .put("id", relative.id().toString())
          .put("parent", relative.parent() == null ? null : relative.parent().toString())
          .put("name", relative.name())
          .put("level", relative.level());
    }
    return json;
  }
}
