package dev.kith.crm.application.account;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.account.AccountLifecycle.Time;
import dev.kith.crm.application.account.AccountLifecycle.Way;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.HiddenFields;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.MergedRecords;
import dev.kith.crm.application.kernel.OwnerName;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.csv.RecordExport;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.account.Stay;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.TimeInStage;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class AccountQueryService implements AccountQueries {

  static final Permission VIEW = new Permission(Feature.ACCOUNT, Action.VIEW);

  private final Kernel kernel;
  private final Context context;
  private final AccountReads reads;
  private final Set<String> hidden;
  private final Guards guards;

  AccountQueryService(Kernel kernel, Context context, Guards guards) {
    this.kernel = kernel;
    this.guards = guards;
    this.context = context;
    this.reads = kernel.storage().accountReads();
    this.hidden = HiddenFields.of(context.actor(), Feature.ACCOUNT, AccountFields::derivedFrom);
  }

  @Override
  public FieldCatalogue<AccountView> fields() {
    return AccountFields.CATALOGUE.without(hidden);
  }

  @Override
  public Outcome<AccountView> get(AccountId id) {
    return reads
        .find(id, visible())
        .map(view -> Outcome.done(read(List.of(view)).getFirst()))
        .orElseGet(() -> Outcome.refused(NotFound.of("account", id.value())));
  }

  /** Those of these accounts that the actor sees, in any order, without the names of parents. */
  List<AccountView> all(Collection<AccountId> ids) {
    return reads.findAll(ids, visible()).stream().map(view -> view.without(hidden)).toList();
  }

  @Override
  public AccountId standsFor(AccountView account) {
    return MergedRecords.last(
        account.id(), id -> kernel.storage().accounts().find(id).map(Account::mergedInto));
  }

  private Set<Subject> withMerged(AccountId id) {
    return MergedRecords.within(id, kernel.storage().accounts()::mergedInto).stream()
        .map(Account::subjectOf)
        .collect(ImmutableSet.toImmutableSet());
  }

  @Override
  public AccountView shown(Account account) {
    return read(List.of(AccountView.of(account, ownerName(account)))).getFirst();
  }

  @Override
  public Outcome<Page<AccountView>> list(ListQuery query) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            query
                .within(fields(), !hidden.isEmpty())
                .map(good -> {
                  Page<AccountView> page = reads.page(good, visible());
                  return new Page<>(read(page.items()), page.next(), page.total());
                }));
  }

  @Override
  public Outcome<Hierarchy> hierarchy(AccountId id) {
    return get(id)
        .map(view -> {
          if (hidden.contains(AccountField.PARENT.code())) {
            return new Hierarchy(view, List.of(), List.of(), false);
          }
          List<Relative> below = reads.below(id, visible(), MOST_BELOW + 1);
          return new Hierarchy(
              view,
              relatives(reads.above(id, visible())),
              relatives(below.stream().limit(MOST_BELOW).toList()),
              below.size() > MOST_BELOW);
        });
  }

  @Override
  public Outcome<AccountLifecycle> lifecycle(AccountId id, @Nullable Instant asOf) {
    return get(id)
        .map(view -> {
          if (view.stage() == null) {
            return new AccountLifecycle(view, List.of(), List.of(), null, List.of());
          }
          LifecycleTerms terms = kernel.storage().lifecycle().current().terms();
          List<Stay> stays = reads.stays(id);
          return new AccountLifecycle(
              view,
              terms.inOrder(),
              asOf == null
                  ? stays
                  : stays.stream()
                      .filter(stay -> !stay.from().isAfter(asOf))
                      .map(stay -> stay.asOf(asOf))
                      .toList(),
              asOf == null && !view.revision().isDeleted() ? time(view.stage(), terms) : null,
              asOf == null
                  ? kernel.storage().accounts().find(id).stream()
                      .filter(account -> !account.revision().isDeleted())
                      .flatMap(account -> ways(account, terms))
                      .toList()
                  : List.of());
        });
  }

  /** As the lifecycle and the default calendar say it now, whatever is planned. */
  private @Nullable Time time(AccountStage stage, LifecycleTerms terms) {
    TimeInStage allowed = terms.find(stage.key()).map(Stage::slaInStage).orElse(null);
    if (allowed == null) {
      return null;
    }
    Instant upAt =
        allowed
            .upAfter(stage.enteredAt(), kernel.storage().businessCalendars().standard().hours())
            .orElse(null);
    return new Time(allowed, upAt, upAt != null && !upAt.isAfter(kernel.now()));
  }

  private Stream<Way> ways(Account account, LifecycleTerms terms) {
    return terms.from(account.stage().key()).stream()
        .flatMap(way ->
            terms.find(way.to()).stream()
                .map(to ->
                    new Way(
                        way,
                        to,
                        account.missingFor(way),
                        guards.hold(way, account),
                        may(Action.EDIT, account) && may(way.permission(), account))));
  }

  private boolean may(Action action, Account account) {
    return Visibility.of(context.actor(), new Permission(Feature.ACCOUNT, action))
        .reaches(account.owner());
  }

  @Override
  public Outcome<List<AuditEntry>> timeline(AccountId id, @Nullable UUID beforeEntry, int limit) {
    return get(id)
        .map(
            view -> kernel.storage().audit().histories(withMerged(id), beforeEntry, limit, hidden));
  }

  private List<Relative> relatives(List<Relative> relatives) {
    return hidden.contains(AccountField.NAME.code())
        ? relatives.stream()
            .map(r -> new Relative(r.id(), r.parent(), AccountView.HIDDEN, r.level()))
            .toList()
        : relatives;
  }

  /** With the names of parents that the reader can see, and without what is hidden. */
  private List<AccountView> read(List<AccountView> views) {
    List<AccountId> parents =
        views.stream().map(AccountView::parent).filter(Objects::nonNull).distinct().toList();
    Map<AccountId, String> names =
        parents.isEmpty()
            ? Map.of()
            : reads.findAll(parents, visible()).stream()
                .collect(ImmutableMap.toImmutableMap(AccountView::id, AccountView::displayName));
    return views.stream()
        .map(view -> {
          AccountId parent = view.parent();
          return (parent == null ? view : view.childOf(names.get(parent))).without(hidden);
        })
        .toList();
  }

  /** Takes lists out as files. */
  RecordExport<AccountView> export() {
    return new RecordExport<>(
        kernel,
        context,
        new RecordExport.Kind<>(
            Feature.ACCOUNT, "accounts", fields(), !hidden.isEmpty(), reads::each, this::read));
  }

  private @Nullable String ownerName(Account account) {
    return OwnerName.of(
        context.actor(),
        account.owner(),
        () -> reads.find(account.id(), new Visibility.All()).map(AccountView::ownerName));
  }

  private Visibility visible() {
    return Visibility.of(context.actor(), VIEW);
  }
}
