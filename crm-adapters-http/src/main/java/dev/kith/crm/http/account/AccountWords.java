package dev.kith.crm.http.account;

import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.http.pages.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Accounts in words. */
public final class AccountWords {

  /** What is offered where somebody writes an industry down; any other will do as well. */
  static final List<String> INDUSTRIES =
      List.of(
          "Agriculture",
          "Automotive",
          "Banking and insurance",
          "Chemicals",
          "Construction",
          "Consulting",
          "Education",
          "Energy",
          "Food",
          "Health",
          "Hospitality",
          "Logistics",
          "Manufacturing",
          "Media",
          "Public sector",
          "Real estate",
          "Retail",
          "Software",
          "Telecommunications",
          "Utilities");

  public static final List<String> CURRENCIES =
      List.of(
          "AUD", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "INR", "JPY", "NOK", "PLN", "SEK",
          "USD");

  private AccountWords() {}

  /** How a field reads on a page; null if it is empty. */
  public static @Nullable String value(AccountView account, AccountField field) {
    String text = account.get(field);
    if (text == null) {
      return null;
    }
    return switch (field) {
      case EMPLOYEES -> Words.number(Long.parseLong(text));
      case ANNUAL_REVENUE -> revenue(text, account.get(AccountField.REVENUE_CURRENCY));
      case BILLING_COUNTRY, SHIPPING_COUNTRY -> Words.country(text);
      case EXTERNAL_ID ->
          account.get(AccountField.EXTERNAL_SYSTEM) == null
              ? text
              : text + " (" + account.get(AccountField.EXTERNAL_SYSTEM) + ")";
      default -> text;
    };
  }

  private static String revenue(String amount, @Nullable String currency) {
    return Words.money(new BigDecimal(amount), currency);
  }

  /** The lines of the address to which invoices go; empty if there is none. */
  static List<String> billing(AccountView account) {
    return lines(
        account,
        AccountField.BILLING_STREET,
        AccountField.BILLING_POSTAL_CODE,
        AccountField.BILLING_CITY,
        AccountField.BILLING_REGION,
        AccountField.BILLING_COUNTRY);
  }

  static List<String> shipping(AccountView account) {
    return lines(
        account,
        AccountField.SHIPPING_STREET,
        AccountField.SHIPPING_POSTAL_CODE,
        AccountField.SHIPPING_CITY,
        AccountField.SHIPPING_REGION,
        AccountField.SHIPPING_COUNTRY);
  }

  private static List<String> lines(
      AccountView account,
      AccountField street,
      AccountField code,
      AccountField city,
      AccountField region,
      AccountField country) {
    String place =
        Stream.of(account.get(code), account.get(city))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return Stream.of(
            account.get(street),
            place.isEmpty() ? null : place,
            account.get(region),
            value(account, country))
        .filter(Objects::nonNull)
        .flatMap(String::lines)
        .distinct()
        .toList();
  }
}
