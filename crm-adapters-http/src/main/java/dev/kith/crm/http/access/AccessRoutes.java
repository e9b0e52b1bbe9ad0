package dev.kith.crm.http.access;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.http.kernel.Route;
import java.util.List;
import java.util.Optional;

/** Users, roles, teams, tokens and sessions over REST. */
public final class AccessRoutes {

  private AccessRoutes() {}

  /**
   * @param sessions empty where somebody else logs people in: the routes to do so are left out then
   */
  public static List<Route> all(Optional<Sessions> sessions) {
    ImmutableList.Builder<Route> routes = ImmutableList.builder();
    routes.addAll(MeRoutes.all());
    sessions.ifPresent(known -> routes.addAll(new SessionRoutes(known).all()));
    return routes
        .addAll(TokenRoutes.all())
        .addAll(UserRoutes.all())
        .addAll(RoleRoutes.all())
        .addAll(TeamRoutes.all())
        .build();
  }
}
