package dev.kith.crm.http.kernel.openapi;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** The route under which the API describes itself. */
public final class DescriptionRoute {

  private DescriptionRoute() {}

  /**
   * @param all every route, this one included; asked for at the first request only
   * @param version of the software
   */
  public static Route describing(Supplier<List<Route>> all, String version) {
    Supplier<List<Route>> known = Suppliers.memoize(all);
    return Route.get("/openapi.json", "getDescription")
        .says("Meta", "This description, after OpenAPI 3.1")
        .open()
        .answers(200, new Shape.Anything(), "An OpenAPI document")
        .handledBy(call ->
            Outcome.done(
                Reply.raw(
                    200,
                    "application/json",
                    Json.write(OpenApi.describe(known.get(), call.link(""), version)))));
  }
}
