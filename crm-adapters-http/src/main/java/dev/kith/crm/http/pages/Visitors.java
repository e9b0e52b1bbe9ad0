package dev.kith.crm.http.pages;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.SessionId;
import io.javalin.http.Context;
import java.util.Optional;

/** Knows who is looking at a page. */
public interface Visitors {

  /**
   * Somebody who has logged in.
   *
   * @param session of this browser
   * @param csrf what every form brings back
   */
  record Visitor(Actor actor, SessionId session, String csrf) {}

  /** Empty if nobody has logged in on this browser. */
  Optional<Visitor> of(Context ctx);

  /** Whether a form was sent from a page of the visitor's session. */
  boolean isGenuine(Context ctx);
}
