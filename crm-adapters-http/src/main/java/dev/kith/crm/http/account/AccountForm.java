package dev.kith.crm.http.account;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.http.intake.duplicates.AlikeWarning;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Countries;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account as people write it into a form.
 *
 * @param account the one that is edited; null for a new one
 * @param typed what stands in the fields
 * @param visible the fields that the person sees
 * @param alike others that look like a new one, of which the person is told before it is saved
 */
record AccountForm(
    @Nullable AccountView account,
    Map<AccountField, String> typed,
    long version,
    String owner,
    FieldCatalogue<AccountView> visible,
    List<Person> owners,
    boolean mayAssign,
    Problems problems,
    AlikeWarning alike) {

  private static final Map<String, List<AccountField>> GROUPS =
      ImmutableMap.of(
          "Company",
          List.of(
              AccountField.NAME,
              AccountField.PARENT,
              AccountField.DOMAINS,
              AccountField.WEBSITE,
              AccountField.PHONE),
          "Size and trade",
          List.of(
              AccountField.INDUSTRY,
              AccountField.EMPLOYEES,
              AccountField.ANNUAL_REVENUE,
              AccountField.REVENUE_CURRENCY,
              AccountField.TAX_NUMBER),
          "Billing address",
          List.of(
              AccountField.BILLING_STREET,
              AccountField.BILLING_POSTAL_CODE,
              AccountField.BILLING_CITY,
              AccountField.BILLING_REGION,
              AccountField.BILLING_COUNTRY),
          "Shipping address",
          List.of(
              AccountField.SHIPPING_STREET,
              AccountField.SHIPPING_POSTAL_CODE,
              AccountField.SHIPPING_CITY,
              AccountField.SHIPPING_REGION,
              AccountField.SHIPPING_COUNTRY),
          "More",
          List.of(
              AccountField.DESCRIPTION, AccountField.EXTERNAL_SYSTEM, AccountField.EXTERNAL_ID));

  AccountForm {
    typed = ImmutableMap.copyOf(typed);
    owners = ImmutableList.copyOf(owners);
  }

  record Group(String title, List<Input> inputs) {
    Group {
      inputs = ImmutableList.copyOf(inputs);
    }
  }

  /**
   * A field of the form.
   *
   * @param offered what it can be filled with by a click; any other text will do
   * @param hint null for none
   */
  record Input(
      AccountField field,
      String value,
      List<String> offered,
      @Nullable String hint,
      List<String> problems) {

    Input {
      offered = ImmutableList.copyOf(offered);
      problems = ImmutableList.copyOf(problems);
    }

    String type() {
      return switch (field) {
        case PHONE -> "tel";
        case WEBSITE -> "url";
        default -> "text";
      };
    }

    boolean isWide() {
      return switch (field) {
        case DESCRIPTION, DOMAINS, BILLING_STREET, SHIPPING_STREET -> true;
        default -> false;
      };
    }

    boolean isCountry() {
      return field == AccountField.BILLING_COUNTRY || field == AccountField.SHIPPING_COUNTRY;
    }

    List<Choice> countries() {
      return Countries.choices(value);
    }
  }

  static Map<AccountField, String> of(AccountView account) {
    Map<AccountField, String> typed = new LinkedHashMap<>(account.values());
    String parent = nameOfParent(account);
    if (parent != null) {
      typed.put(AccountField.PARENT, parent);
    }
    return typed;
  }

  /** Its id where the person does not see what it is called. */
  static @Nullable String nameOfParent(AccountView account) {
    return account.parentName() == null ? account.get(AccountField.PARENT) : account.parentName();
  }

  String path() {
    return account == null ? "/accounts" : "/accounts/" + account.id();
  }

  List<Group> groups() {
    ImmutableList.Builder<Group> groups = ImmutableList.builder();
    GROUPS.forEach((title, fields) -> {
      List<Input> inputs =
          fields.stream()
              .filter(field -> visible.find(field.code()).isPresent())
              .map(this::input)
              .toList();
      if (!inputs.isEmpty()) {
        groups.add(new Group(title, inputs));
      }
    });
    return groups.build();
  }

  private Input input(AccountField field) {
    return new Input(
        field,
        typed.getOrDefault(field, ""),
        switch (field) {
          case INDUSTRY -> AccountWords.INDUSTRIES;
          case REVENUE_CURRENCY -> AccountWords.CURRENCIES;
          default -> List.of();
        },
        switch (field) {
          case PARENT -> "Its name, or one of its domains";
          case DOMAINS -> "Such as example.com; several with blanks between them";
          case ANNUAL_REVENUE -> "Such as 1250000 or 1250.50";
          case TAX_NUMBER -> "Such as DE123456788, or without its prefix in the billing country";
          default -> null;
        },
        problems.at(field.code()));
  }
}
