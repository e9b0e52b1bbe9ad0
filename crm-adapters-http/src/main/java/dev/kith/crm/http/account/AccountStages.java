package dev.kith.crm.http.account;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.account.AccountLifecycle;
import dev.kith.crm.application.account.AccountLifecycle.Way;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.account.Stay;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.StageCategory;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an account stands in its lifecycle, and where it can go.
 *
 * @param wanted the stage to which it was to go; empty for none
 * @param reason that was typed
 */
record AccountStages(AccountLifecycle lifecycle, AccountStage stage, String wanted, String reason) {

  /** Null for somebody who does not see stages. */
  static @Nullable AccountStages of(Visit visit, AccountLifecycle lifecycle) {
    AccountStage stage = lifecycle.account().stage();
    return stage == null
        ? null
        : new AccountStages(lifecycle, stage, visit.form("to"), visit.form("reason"));
  }

  static @Nullable AccountStages of(Visit visit, AccountId account) {
    return visit.crm().accountQueries().lifecycle(account, null)
            instanceof Outcome.Done<AccountLifecycle>(var found)
        ? of(visit, found)
        : null;
  }

  /** Null where it may stay for as long as it likes. */
  AccountLifecycle.@Nullable Time time() {
    return lifecycle.time();
  }

  List<Stage> path() {
    return lifecycle.path();
  }

  boolean isHere(Stage of) {
    return of.key().equals(stage.key());
  }

  /** Whether the account has ever been there. */
  boolean isPassed(Stage of) {
    return lifecycle.stays().stream().anyMatch(stay -> stay.stage().equals(of.key()));
  }

  String name(String key) {
    return path().stream()
        .filter(s -> s.key().equals(key))
        .map(Stage::name)
        .findFirst()
        .orElse(key);
  }

  @Nullable StageCategory category(String key) {
    return path().stream()
        .filter(s -> s.key().equals(key))
        .map(Stage::category)
        .findFirst()
        .orElse(null);
  }

  /** The latest first. */
  List<Stay> stays() {
    return ImmutableList.copyOf(lifecycle.stays()).reverse();
  }

  /** Those that the person may take, if not now. */
  List<Way> ways() {
    return lifecycle.next().stream().filter(Way::permitted).toList();
  }

  /** What keeps a way from being taken. */
  static List<String> needs(Way way) {
    List<String> needs = new ArrayList<>();
    for (String field : way.missing()) {
      needs.add(AccountField.named(field).map(AccountField::label).orElse("Owner") + " is missing");
    }
    if (!way.guardHolds()) {
      needs.add("It must hold that " + way.transition().guard());
    }
    return needs;
  }
}
