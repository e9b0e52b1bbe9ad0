package dev.kith.crm.http;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Crm;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.kernel.Endpoints;
import dev.kith.crm.http.kernel.Identities;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.lead.LeadRoutes;
import io.javalin.config.JavalinConfig;
import java.util.List;

/**
 * The REST API, to be mounted on a Javalin: our server's, or that of an application that embeds the CRM.
 *
 * <pre>{@code
 * Javalin.create(config -> CrmRoutes.mount(config, crm, ctx -> whoIs(ctx)));
 * }</pre>
 */
public final class CrmRoutes {

  private CrmRoutes() {}

  /** Every operation of the API, in the order in which it is described. */
  public static List<Route> all() {
    return ImmutableList.<Route>builder().addAll(LeadRoutes.all()).build();
  }

  /**
   * Mounts the API below {@value ApiOptions#USUAL_PREFIX}.
   *
   * @param identities says in whose name a request is made
   */
  public static void mount(JavalinConfig config, Crm crm, Identities identities) {
    mount(config, crm, identities, ApiOptions.USUAL);
  }

  public static void mount(JavalinConfig config, Crm crm, Identities identities, ApiOptions options) {
    new Endpoints(crm, identities, options, all()).mount(config);
  }
}
