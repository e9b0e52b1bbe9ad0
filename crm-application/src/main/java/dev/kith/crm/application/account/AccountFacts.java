package dev.kith.crm.application.account;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.automation.RecordFacts;
import dev.kith.crm.domain.account.AccountField;
import java.util.List;
import java.util.Map;

/** What conditions can ask for of accounts: the fields of their lists. */
public final class AccountFacts {

  /** As in the subjects of events. */
  public static final String TYPE = "account";

  public static final List<Fact> ALL = RecordFacts.of(TYPE, AccountFields.CATALOGUE);

  private AccountFacts() {}

  /** What is known of an account. */
  public static Map<String, Object> known(AccountView view) {
    return RecordFacts.known(TYPE, AccountFields.CATALOGUE, view);
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
