package dev.kith.crm.http.kernel;

import java.time.Duration;

/** Is told of every answered request, for metrics. */
@FunctionalInterface
public interface Observer {

  /**
   * @param route the path as declared, so that figures are by route and not by record
   */
  void answered(String method, String route, int status, Duration took);
}
