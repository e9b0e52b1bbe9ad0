package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountContent;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.account.Mover;
import dev.kith.crm.domain.account.StageMove;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Accounts for tests. */
public final class Accounts {

  public static final Instant CREATED = Instant.parse("2026-11-02T10:00:00Z");

  public static final Mover OLGA = new Mover(Actors.userId("Olga"), "Olga", null, null);

  private Accounts() {}

  public static AccountId anId() {
    return new AccountId(Leads.anId().value());
  }

  /** A draft that fills every field but the parent. */
  public static AccountDraft complete() {
    return AccountDraft.named("Bücher Vogel GmbH & Co. KG")
        .domains("vogel.example, bücher-vogel.example")
        .with(AccountField.WEBSITE, "https://www.vogel.example/de")
        .with(AccountField.PHONE, "+49 30 123456")
        .with(AccountField.INDUSTRY, "Retail")
        .with(AccountField.EMPLOYEES, "120")
        .with(AccountField.ANNUAL_REVENUE, "12500000.50")
        .with(AccountField.REVENUE_CURRENCY, "EUR")
        .with(AccountField.TAX_NUMBER, "DE 136 695 976")
        .with(AccountField.BILLING_STREET, "Kastanienallee 1\nHinterhaus")
        .with(AccountField.BILLING_POSTAL_CODE, "10435")
        .with(AccountField.BILLING_CITY, "Berlin")
        .with(AccountField.BILLING_REGION, "Berlin")
        .with(AccountField.BILLING_COUNTRY, "Germany")
        .with(AccountField.SHIPPING_STREET, "Lagerweg 7")
        .with(AccountField.SHIPPING_POSTAL_CODE, "1010")
        .with(AccountField.SHIPPING_CITY, "Wien")
        .with(AccountField.SHIPPING_REGION, "Wien")
        .with(AccountField.SHIPPING_COUNTRY, "AT")
        .with(AccountField.EXTERNAL_SYSTEM, "erp")
        .with(AccountField.EXTERNAL_ID, "K-0042")
        .with(AccountField.DESCRIPTION, "Sells books,\nold and new.");
  }

  /** Anybody can have an address at {@code freemail.example}. */
  public static Outcome<AccountContent> read(AccountDraft draft) {
    return draft.read(LeadDrafts.PHONES, domain -> domain.name().equals("freemail.example"));
  }

  public static AccountContent content(AccountDraft draft) {
    return read(draft).orElseThrow();
  }

  public static Account of(AccountDraft draft) {
    return of(draft, null);
  }

  public static Account of(AccountDraft draft, @Nullable UserId owner) {
    return Account.create(anId(), content(draft), owner, firstStage(CREATED), CREATED).next();
  }

  /** In the first stage of the usual lifecycle, brought there by Olga. */
  public static AccountStage firstStage(Instant now) {
    return AccountStage.first(Lifecycle.USUAL.terms(), OLGA, 1, now);
  }

  /** To a stage, by Olga. */
  public static StageMove to(String stage, @Nullable String reason) {
    return new StageMove(stage, reason, OLGA, 1);
  }
}
