package dev.kith.crm.domain.intake.contact;

import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.Purpose;
import java.time.Instant;
import java.util.Optional;

/** One reason for which a person may not be contacted. */
public sealed interface Obstacle {

  /** There is no address or number for the channel. */
  record Unreachable(Channel channel) implements Obstacle {}

  /** Nothing has been said about the channel and the purpose. */
  record NotAsked(Channel channel, Purpose purpose) implements Obstacle {}

  /** The person said no, or changed their mind. */
  record Refused(ConsentEntry entry) implements Obstacle {}

  /** The person said yes, for a time that is over. */
  record Expired(ConsentEntry entry) implements Obstacle {}

  /** The address is left alone. */
  record Suppressed(Suppression by) implements Obstacle {}

  /** It is an hour in which nobody is disturbed; all windows that follow on each other are one. */
  record Quiet(Optional<Instant> end) implements Obstacle {}

  /** An outside register says that the person wants no calls. */
  record Registered() implements Obstacle {}

  /** An outside register was asked and did not tell. */
  record RegistrySilent() implements Obstacle {}

  /** When it is out of the way by itself; empty if never, or if nobody can tell. */
  default Optional<Instant> ends() {
    return switch (this) {
      case Suppressed(var by) -> Optional.ofNullable(by.until());
      case Quiet(var end) -> end;
      case Unreachable o -> Optional.empty();
      case NotAsked o -> Optional.empty();
      case Refused o -> Optional.empty();
      case Expired o -> Optional.empty();
      case Registered o -> Optional.empty();
      case RegistrySilent o -> Optional.empty();
    };
  }
}
