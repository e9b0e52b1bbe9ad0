package dev.kith.crm.http.kernel;

import dev.kith.crm.domain.access.Actor;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * Knows who is calling: by the CRM's own tokens and sessions, or in the way of the application that
 * embeds it.
 */
@FunctionalInterface
public interface Identities {

  /**
   * The one in whose name the request is made; empty if it does not say.
   *
   * @throws dev.kith.crm.http.kernel.problem.ProblemException if what it says is not good
   */
  Optional<Actor> of(Context ctx);
}
