package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.access.AccessReads;
import dev.kith.crm.application.access.ApiTokenView;
import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.UserFields;
import dev.kith.crm.application.access.UserView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryAccessReads implements AccessReads {

  private final MemoryUsers users;
  private final MemoryTeams teams;
  private final MemoryRoles roles;
  private final MemoryApiTokens tokens;

  MemoryAccessReads(
      MemoryUsers users, MemoryTeams teams, MemoryRoles roles, MemoryApiTokens tokens) {
    this.users = users;
    this.teams = teams;
    this.roles = roles;
    this.tokens = tokens;
  }

  @Override
  public Optional<UserView> user(UserId id) {
    return users.find(id).map(this::view);
  }

  @Override
  public Page<UserView> users(ListQuery query) {
    return page(
        users.all().stream().map(this::view),
        query,
        new MemoryLists<>(UserFields.CATALOGUE),
        v -> v.name() + "\n" + v.login());
  }

  @Override
  public Optional<TeamView> team(TeamId id) {
    return teams.live().stream().filter(t -> t.id().equals(id)).map(this::view).findFirst();
  }

  @Override
  public Page<TeamView> teams(ListQuery query) {
    return page(
        teams.live().stream().map(this::view),
        query,
        new MemoryLists<>(TeamView.CATALOGUE),
        TeamView::name);
  }

  @Override
  public Optional<RoleView> role(RoleId id) {
    return roles.live().stream().filter(r -> r.id().equals(id)).map(this::view).findFirst();
  }

  @Override
  public Page<RoleView> roles(ListQuery query) {
    return page(
        roles.live().stream().map(this::view),
        query,
        new MemoryLists<>(RoleView.CATALOGUE),
        RoleView::name);
  }

  @Override
  public Optional<ApiTokenView> apiToken(ApiTokenId id, Visibility visible) {
    return tokens.find(id).filter(t -> visible.reaches(t.owner())).map(this::view);
  }

  @Override
  public Page<ApiTokenView> apiTokens(ListQuery query, Visibility visible) {
    return page(
        tokens.all().stream().filter(t -> visible.reaches(t.owner())).map(this::view),
        query,
        new MemoryLists<>(ApiTokenView.CATALOGUE),
        ApiTokenView::name);
  }

  @Override
  public boolean isActiveUser(UserId id) {
    return users.find(id).filter(User::active).isPresent();
  }

  @Override
  public Set<UserId> activeAmong(Collection<UserId> ids) {
    return ids.stream().filter(this::isActiveUser).collect(toImmutableSet());
  }

  @Override
  public List<Owners.Owner> activeUsers(@Nullable String search, int limit) {
    return users.all().stream()
        .filter(User::active)
        .filter(u -> mentions(u.name() + "\n" + u.login().text(), search))
        .sorted(
            Comparator.comparing((User u) -> folded(u.name()))
                .thenComparing(u -> u.id().toString()))
        .limit(limit)
        .map(u -> new Owners.Owner(u.id(), u.name()))
        .toList();
  }

  @Override
  public Set<UserId> activeMembers(TeamId team) {
    return users.all().stream()
        .filter(u -> u.active() && u.teams().contains(team))
        .map(User::id)
        .collect(toImmutableSet());
  }

  @Override
  public Set<UserId> activeHolders(RoleId role) {
    return users.all().stream()
        .filter(u -> u.active() && u.roles().contains(role))
        .map(User::id)
        .collect(toImmutableSet());
  }

  @Override
  public Map<UUID, String> names(Collection<UUID> ids) {
    Map<UUID, String> names = new HashMap<>();
    users.all().forEach(u -> names.put(u.id().value(), u.name()));
    teams.all().forEach(t -> names.put(t.id().value(), t.name()));
    roles.all().forEach(r -> names.put(r.id().value(), r.name()));
    names.keySet().retainAll(Set.copyOf(ids));
    return names;
  }

  private static <V> Page<V> page(
      Stream<V> views, ListQuery query, MemoryLists<V> lists, Function<V, String> searched) {
    return lists.page(
        views.filter(v -> mentions(searched.apply(v), query.search())).toList(), query);
  }

  private static boolean mentions(String text, @Nullable String search) {
    return search == null
        || Arrays.stream(search.strip().split("\\s+"))
            .allMatch(fragment -> folded(text).contains(folded(fragment)));
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private UserView view(User user) {
    return new UserView(
        user.id(),
        user.revision(),
        user.login().text(),
        user.name(),
        user.active(),
        roles.live().stream()
            .filter(r -> user.roles().contains(r.id()))
            .sorted(Comparator.comparing(r -> folded(r.name())))
            .map(r -> new UserView.RoleName(r.id(), r.name()))
            .toList(),
        teams.live().stream()
            .filter(t -> user.teams().contains(t.id()))
            .sorted(Comparator.comparing(t -> folded(t.name())))
            .map(t -> new UserView.TeamName(t.id(), t.name()))
            .toList(),
        user.passwordChangedAt());
  }

  private TeamView view(Team team) {
    return new TeamView(team.id(), team.revision(), team.name(), teams.membersOf(team.id()));
  }

  private RoleView view(Role role) {
    return new RoleView(
        role.id(),
        role.revision(),
        role.name(),
        role.grants(),
        role.builtIn(),
        roles.holdersOf(role.id()));
  }

  private ApiTokenView view(ApiToken token) {
    return new ApiTokenView(
        token.id(),
        token.revision(),
        token.owner(),
        users.find(token.owner()).orElseThrow().name(),
        token.name(),
        token.permissions(),
        token.expiresAt(),
        token.revokedAt(),
        tokens.usedAt(token.id()));
  }
}
