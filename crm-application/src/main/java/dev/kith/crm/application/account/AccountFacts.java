package dev.kith.crm.application.account;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.domain.account.AccountField;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** What conditions can ask for of accounts: the fields of their lists. */
public final class AccountFacts {

  /** As in the subjects of events. */
  public static final String TYPE = "account";

  public static final List<Fact> ALL =
      AccountFields.CATALOGUE.fields().stream().map(AccountFacts::fact).collect(toImmutableList());

  private AccountFacts() {}

  /** Conditions know whole numbers only. */
  private static Fact fact(Field<AccountView> field) {
    return field.type() == Field.Type.DECIMAL
        ? Fact.of(
            TYPE + "." + field.name(),
            field.label() + ", in whole units of its currency",
            Fact.Type.NUMBER)
        : Fact.of(TYPE, field);
  }

  /** What is known of an account. */
  public static Map<String, Object> known(AccountView view) {
    ImmutableMap.Builder<String, Object> known = ImmutableMap.builder();
    for (Field<AccountView> field : AccountFields.CATALOGUE.fields()) {
      Object value = field.value().apply(view);
      if (value != null) {
        known.put(
            TYPE + "." + field.name(),
            switch (field.type()) {
              case ID, DATE -> value.toString();
              case IDS -> Fact.ids(value);
              case DECIMAL -> ((BigDecimal) value).setScale(0, RoundingMode.DOWN).longValueExact();
              case TEXT, NUMBER, INSTANT, BOOLEAN, CHOICE, TEXTS, TEXTS_BY_NAME -> value;
            });
      }
    }
    return known.buildOrThrow();
  }

  /** Fields that ways of the lifecycle can ask for, with their names for people. */
  public static Map<String, String> requirable() {
    ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
    for (AccountField field : AccountField.values()) {
      fields.put(field.code(), field.label());
    }
    return fields.put("owner", "Owner").buildOrThrow();
  }
}
