package dev.kith.crm.http.intake;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is called so that rows name by an id: owners, accounts, contacts and competitors, as far as
 * the reader sees them. Each kind is asked once, however many rows there are.
 */
final class RowNames {

  /** Fields whose values are ids of users. */
  private static final Set<String> USERS = Set.of("owner");

  private static final Set<String> ACCOUNTS = Set.of("account", "parent");
  private static final Set<String> CONTACTS = Set.of("contact");
  private static final Set<String> COMPETITORS = Set.of("lostCompetitor", "lostCompetitorId");

  private final Map<UUID, String> names;

  private RowNames(Map<UUID, String> names) {
    this.names = ImmutableMap.copyOf(names);
  }

  static RowNames of(Workspace crm, Collection<ImportedRow> rows) {
    Map<UUID, String> names = new HashMap<>();
    Set<UUID> users = ids(rows, USERS);
    if (!users.isEmpty()) {
      names.putAll(crm.names().of(users));
    }
    names.putAll(
        listed(
            crm.accountQueries().fields(),
            ids(rows, ACCOUNTS),
            crm.accountQueries()::list,
            account -> account.id().value(),
            account -> account.displayName()));
    names.putAll(
        listed(
            crm.contactQueries().fields(),
            ids(rows, CONTACTS),
            crm.contactQueries()::list,
            contact -> contact.id().value(),
            contact -> contact.displayName()));
    names.putAll(
        listed(
            crm.competitors().fields(),
            ids(rows, COMPETITORS),
            crm.competitors()::list,
            competitor -> competitor.id().value(),
            competitor -> competitor.name()));
    return new RowNames(names);
  }

  private static Set<UUID> ids(Collection<ImportedRow> rows, Set<String> fields) {
    return rows.stream()
        .flatMap(row -> row.changes().stream())
        .filter(change -> fields.contains(change.field()))
        .flatMap(change -> Stream.of(id(change.before()), id(change.after())))
        .flatMap(Optional::stream)
        .collect(toImmutableSet());
  }

  private static Optional<UUID> id(@Nullable String text) {
    return text == null ? Optional.empty() : ShapeCheck.uuid(text);
  }

  private static <V> Map<UUID, String> listed(
      FieldCatalogue<V> fields,
      Set<UUID> ids,
      Function<ListQuery, Outcome<Page<V>>> list,
      Function<V, UUID> id,
      Function<V, String> name) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    ListQuery query =
        ListQuery.all(fields)
            .where(new Filter.Compare("id", Filter.Op.IN, List.copyOf(ids)))
            .limitedTo(ids.size());
    return list.apply(query) instanceof Outcome.Done<Page<V>>(var page)
        ? page.items().stream().collect(ImmutableMap.toImmutableMap(id, name))
        : Map.of();
  }

  /** What is called so that a field says before or after; null where it is no id, or not seen. */
  @Nullable String of(FieldChange change, @Nullable String value) {
    return Stream.of(USERS, ACCOUNTS, CONTACTS, COMPETITORS)
            .anyMatch(fields -> fields.contains(change.field()))
        ? id(value).map(names::get).filter(Objects::nonNull).orElse(null)
        : null;
  }

  /** The same in words, of whatever the field says. */
  String said(FieldChange change, @Nullable String value) {
    String name = of(change, value);
    return name == null ? ImportWords.said(change, value) : name;
  }
}
