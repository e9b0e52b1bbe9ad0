package dev.kith.crm.application.account;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.HiddenFields;
import dev.kith.crm.application.lifecycle.AccountsOnWays;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.lifecycle.StageTransition;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Accounts, as ways of the lifecycle find them. */
record AccountsFound(AccountReads reads, Guards guards) implements AccountsOnWays {

  @Override
  public void each(Context reader, Consumer<Traveller> consumer) {
    Visibility seen = Visibility.of(reader.actor(), AccountQueryService.VIEW);
    Set<String> hidden = hidden(reader);
    reads.each(
        ListQuery.all(AccountFields.CATALOGUE),
        new Visibility.All(),
        view -> consumer.accept(found(view, seen.reaches(view.owner()), hidden)));
  }

  private Traveller found(AccountView view, boolean seen, Set<String> hidden) {
    return new Found(
        view,
        view.without(hidden).displayName(),
        Objects.requireNonNull(view.stage()).key(),
        seen,
        guards,
        Suppliers.memoize(() -> AccountFacts.known(view)));
  }

  @Override
  public Set<String> hidden(Context reader) {
    return HiddenFields.of(reader.actor(), Feature.ACCOUNT, AccountFields::derivedFrom);
  }

  private record Found(
      AccountView view,
      String name,
      String stage,
      boolean isSeen,
      Guards guards,
      Supplier<Map<String, Object>> known)
      implements Traveller {

    @Override
    public UUID id() {
      return view.id().value();
    }

    @Override
    public boolean meets(StageTransition way) {
      return way.requiredFields().stream().allMatch(this::isFilled) && guards.hold(way, known);
    }

    private boolean isFilled(String field) {
      return field.equals("owner")
          ? view.owner() != null
          : AccountField.named(field).filter(f -> view.get(f) != null).isPresent();
    }
  }
}
