package dev.kith.crm.http.intake.validation;

import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** Contact data is validated over REST: two routes for each kind. */
public final class ValidationRoutes {

  private static final List<Kind<?, ?>> KINDS =
      List.of(
          EmailJson.KIND,
          PhoneJson.KIND,
          CompanyJson.KIND,
          AddressJson.KIND,
          VatJson.KIND,
          LeadJson.KIND);

  private ValidationRoutes() {}

  public static List<Route> all() {
    return KINDS.stream().flatMap(kind -> kind.routes().stream()).toList();
  }
}
