package dev.kith.crm.application.account.automation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.account.AccountFacts;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountReads;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.automation.RecordFacts;
import dev.kith.crm.application.automation.RecordKind;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountEvent;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts, by the fields of their lists, with what their events tell. */
public final class AccountRecords implements RecordKind {

  private static final Map<String, String> EVENTS =
      ImmutableMap.<String, String>builder()
          .put("account.created.v1", "An account is created")
          .put("account.edited.v1", "Fields of an account are changed")
          .put("account.moved.v1", "An account belongs to another parent")
          .put("account.assigned.v1", "An account gets another owner")
          .put("account.noted.v1", "A note is written on an account")
          .put("account.stage-changed.v1", "An account comes to another stage")
          .put("account.stage-overdue.v1", "The time of an account in its stage is up")
          .put("account.deleted.v1", "An account is put into the bin")
          .put("account.restored.v1", "An account comes out of the bin")
          .buildOrThrow();

  private static final List<Fact> FACTS =
      ImmutableList.<Fact>builder()
          .addAll(AccountFacts.ALL)
          .add(
              Fact.of("event.text", "Of a note: what it says", Fact.Type.TEXT),
              Fact.of(
                  "event.from",
                  "Of a stage, an owner: the one before; of time that is up: the stage",
                  Fact.Type.TEXT),
              Fact.of("event.to", "Of a stage, an owner: the new one", Fact.Type.TEXT),
              Fact.of("event.reason", "Of a stage: why", Fact.Type.TEXT))
          .build();

  private final AccountReads accounts;

  public AccountRecords(AccountReads accounts) {
    this.accounts = accounts;
  }

  @Override
  public String type() {
    return AccountFacts.TYPE;
  }

  @Override
  public String label() {
    return "Account";
  }

  @Override
  public Map<String, String> events() {
    return EVENTS;
  }

  @Override
  public List<Fact> facts() {
    return FACTS;
  }

  @Override
  public Map<UUID, State> states(Collection<UUID> ids) {
    return accounts
        .findAll(ids.stream().map(AccountId::new).toList(), new Visibility.All())
        .stream()
        .collect(ImmutableMap.toImmutableMap(v -> v.id().value(), AccountRecords::state));
  }

  @Override
  public List<UUID> after(@Nullable UUID last, int limit) {
    return RecordFacts.after(
        AccountFields.CATALOGUE, query -> accounts.page(query, new Visibility.All()), last, limit);
  }

  private static State state(AccountView view) {
    AccountStage stage = view.stage();
    return new State(
        AccountFacts.known(view),
        stage == null ? "" : stage.key() + "@" + stage.enteredAt(),
        view.owner());
  }

  @Override
  public Map<String, Object> told(DomainEvent event) {
    Map<String, Object> told = new LinkedHashMap<>();
    switch (event) {
      case AccountEvent.Edited edited -> told.put("changed", edited.changed());
      case AccountEvent.Noted noted -> told.put("event.text", noted.text());
      case AccountEvent.Assigned assigned -> {
        told.put("changed", List.of("owner"));
        RecordFacts.put(told, "event.from", assigned.from());
        RecordFacts.put(told, "event.to", assigned.to());
      }
      case AccountEvent.StageChanged changed -> {
        told.put("changed", List.of("stage"));
        RecordFacts.put(told, "event.from", changed.from());
        RecordFacts.put(told, "event.to", changed.to());
        RecordFacts.put(told, "event.reason", changed.reason());
      }
      case AccountEvent.StageOverdue overdue ->
          RecordFacts.put(told, "event.from", overdue.stage());
      default -> {
        // The type of the others tells all there is to tell.
      }
    }
    return told;
  }
}
