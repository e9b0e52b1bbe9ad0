package dev.kith.crm.application.lifecycle;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.lifecycle.StageTransition;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The accounts that ways of a lifecycle are for. */
public interface AccountsOnWays {

  /** A live account, as ways find it. */
  interface Traveller {

    UUID id();

    /** As far as the reader may see it. */
    String name();

    /** The key of the stage that it is in. */
    String stage();

    /** Whether the reader may see the account. */
    boolean isSeen();

    /** Whether it has what the way asks of it: its fields filled, and its guard held. */
    boolean meets(StageTransition way);
  }

  /** Each live account, seen by the reader or not; by one statement for all of them. */
  void each(Context reader, Consumer<Traveller> consumer);

  /** The names of the fields that the reader may not see. */
  Set<String> hidden(Context reader);
}
