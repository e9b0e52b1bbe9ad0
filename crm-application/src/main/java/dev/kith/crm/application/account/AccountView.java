package dev.kith.crm.application.account;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.kith.crm.application.kernel.HiddenFields;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.intake.company.LegalForm;
import dev.kith.crm.domain.shared.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as people read it.
 *
 * @param values the filled fields, as text; those hidden from the reader are missing
 * @param legalForm what the name says of it, in its usual spelling
 * @param parentName null without a parent, and where the reader may not see it
 * @param ownerName null without an owner, and for owners whom only the embedding application knows
 * @param stage null where it is hidden from the reader
 * @param stageDueAt when its time in the stage is up, as it was planned; null where it may stay,
 *     and where the stage is hidden from the reader
 * @param mergedInto the account that this one became part of; null for all that stand for
 *     themselves
 */
public record AccountView(
    AccountId id,
    Revision revision,
    Map<AccountField, String> values,
    @Nullable String legalForm,
    @Nullable String parentName,
    @Nullable UserId owner,
    @Nullable String ownerName,
    @Nullable AccountStage stage,
    @Nullable Instant stageDueAt,
    @Nullable AccountId mergedInto) {

  static final String HIDDEN = HiddenFields.MARK;
  private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();

  public AccountView {
    values = ImmutableMap.copyOf(values);
  }

  /** As it is stored: nothing is known of its parent but the id. */
  public static AccountView of(Account account, @Nullable String ownerName) {
    LegalForm form = account.content().companyName().legalForm();
    return stored(account, form == null ? null : form.text(), ownerName, null);
  }

  /** The same, where the legal form need not be looked for in the name. */
  public static AccountView stored(
      Account account,
      @Nullable String legalForm,
      @Nullable String ownerName,
      @Nullable Instant stageDueAt) {
    return new AccountView(
        account.id(),
        account.revision(),
        account.content().texts(),
        legalForm,
        null,
        account.owner(),
        ownerName,
        account.stage(),
        stageDueAt,
        account.mergedInto());
  }

  public @Nullable String get(AccountField field) {
    return values.get(field);
  }

  /** How the account is called, as far as the reader may see it. */
  public String displayName() {
    return values.getOrDefault(AccountField.NAME, HIDDEN);
  }

  public @Nullable AccountId parent() {
    String parent = get(AccountField.PARENT);
    return parent == null ? null : new AccountId(UUID.fromString(parent));
  }

  /** Null where there is none. */
  public @Nullable List<String> domains() {
    String domains = get(AccountField.DOMAINS);
    return domains == null ? null : BLANKS.splitToList(domains);
  }

  AccountView childOf(@Nullable String nameOfParent) {
    return new AccountView(
        id,
        revision,
        values,
        legalForm,
        nameOfParent,
        owner,
        ownerName,
        stage,
        stageDueAt,
        mergedInto);
  }

  /** The same account without the fields of these codes. */
  AccountView without(Set<String> hidden) {
    return hidden.isEmpty()
        ? this
        : new AccountView(
            id,
            revision,
            Maps.filterKeys(values, f -> !hidden.contains(f.code())),
            hidden.contains("legalForm") ? null : legalForm,
            hidden.contains("parentName") ? null : parentName,
            hidden.contains("owner") ? null : owner,
            hidden.contains("ownerName") ? null : ownerName,
            hidden.contains("stage") ? null : stage,
            hidden.contains("stageDueAt") ? null : stageDueAt,
            mergedInto);
  }
}
